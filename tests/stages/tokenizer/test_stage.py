"""The stage as a whole: what it leaves, what it measures, what it refuses."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset
from pipeline.core.errors import MalmoiError
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.kernels.encode.reference import load
from tests.stages.pack.packed import texts


def run(folder: Path, fields: str) -> Path:
    """The root of a run over a few documents of two languages."""
    sources = []
    for lang, step in (("ko", 1), ("en", 3)):
        own = [t if lang == "ko" else _english(t) for t in texts()[::step]]
        rows = ({"id": f"{lang}{i}", "text": f"{lang} {t}"} for i, t in enumerate(own))
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{lang}.jsonl").write_text(lines)
        sources.append(
            f"{{name: {lang}, path: {lang}.jsonl, id_field: id, lang: {lang}, domain: web}}"
        )
    (folder / "r.yaml").write_text(
        f"root: root\nstages:\n  ingest: {{shard_bytes: 20000, sources: [{', '.join(sources)}]}}\n"
        f"  tokenizer: {{vocab_size: 700, held_out: 0.1, {fields}}}\n"
    )
    recipes.run(recipes.read(folder / "r.yaml", str(folder / "root")), executor=LocalExecutor())
    return folder / "root"


def _english(text: str) -> str:
    return " ".join(["the", "and", *(word for word in text.split() if word.isascii())])


def report(root: Path) -> dict[str, Any]:
    return json.loads((root / "tokenizer/report/report.json").read_text())


def test_figures_are_those_of_the_documents_held_out(tmp_path: Path) -> None:
    root = run(tmp_path, "sample: {ko: 0.5, en: 0.5}, reserved: 2")
    model = load(root / "tokenizer/model/tokenizer.json")
    whole = {r["lang"]: r for r in report(root)["compression"] if r["domain"] == "all"}
    documents = Dataset(Store(str(root)), "ingest/documents").table().to_pylist()
    import pyarrow as pa

    from pipeline.stages.tokenizer.words import is_held_out

    held = is_held_out(pa.chunked_array([[d["id"] for d in documents]]), 0.1, 17)
    for lang in ("ko", "en"):
        own = [
            d["text"] for d, out in zip(documents, held, strict=True) if out and d["lang"] == lang
        ]
        tokens = sum(len(model.encode(t).ids) for t in own)
        assert (whole[lang]["documents"], whole[lang]["tokens"]) == (len(own), tokens)
        assert whole[lang]["tokens_per_word"] == tokens / sum(len(t.split()) for t in own)


def test_baselines_stand_beside_it(tmp_path: Path, finished: Path) -> None:
    folder = finished / "tokenizer/model"
    ranks = tmp_path / "qwen2_other.tiktoken"
    ranks.write_bytes((folder / "tokenizer.tiktoken").read_bytes())
    root = run(tmp_path, f"baselines: {{same: {folder}/tokenizer.json, ranks: {ranks}}}")
    told = pl.DataFrame(report(root)["compression"]).filter(pl.col("domain") == "all")
    rows = {(r["tokenizer"], r["lang"]): r for r in told.to_dicts()}
    assert {name for name, _ in rows} == {"this", "same", "ranks"}
    for lang in ("ko", "en"):
        assert rows["same", lang]["tokens"] == rows["ranks", lang]["tokens"]
        assert rows["same", lang]["cut_f1"] == rows["ranks", lang]["cut_f1"]
    sizes = {r["tokenizer"]: r["vocab_size"] for r in report(root)["efficiency"]}
    assert sizes["this"] == len(load(root / "tokenizer/model/tokenizer.json").get_vocab())
    assert all(0 < r["renyi"] <= 1 for r in report(root)["efficiency"])


def test_vocabulary_counts_every_token_once(tmp_path: Path) -> None:
    root = run(tmp_path, "morphemes: none, reserved: 5")
    told = report(root)["vocabulary"]
    vocab = load(root / "tokenizer/model/tokenizer.json").get_vocab()
    assert told["tokens"] == len([t for t in vocab if not t.startswith("<|")])
    used = Dataset(Store(str(root)), "tokenizer/words_used").table().to_pydict()
    assert told["used_once"]["tokens"] == list(used["count"]).count(1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("sample: {ko: 0.5, de: 0.5}", "'de' fits no living document; groups are: en, ko"),
        ("sample: {ko: 0.5, en: 10}", "mixes shares"),
        ("sample: {ko: lots}", "number of tokens"),
        ("sample: {ko: 0}", "some group a share above 0"),
        ("sample: {'ko|web': 1}", "expected 1 columns"),
        ("group_by: [url]", "unknown column 'url'"),
        ("reserved: 900", "must exceed"),
        ("baselines: {x: none.json}", "no such file"),
        ("baselines: {x: ko.jsonl}", "expected a tokenizer.json"),
        ("baselines: {this: ko.jsonl}", "name of the tokenizer that is trained"),
    ],
)
def test_mistakes_are_told(
    tmp_path: Path, fields: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MalmoiError, match=message.replace("|", r"\|")):
        run(tmp_path, fields)


def test_a_file_that_is_no_tokenizer_is_refused_before_any_work(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"model": 1}')
    with pytest.raises(MalmoiError, match=r"broken\.json: not a tokenizer"):
        run(tmp_path, f"baselines: {{x: {broken}}}")
    assert not (tmp_path / "root/ingest").exists()


def test_documents_are_sampled_by_number(tmp_path: Path) -> None:
    root = run(tmp_path, "sample: {ko: 20, en: 1000}")
    drawn = {d["pool"]: d for d in report(root)["trained"]["sample"]}
    assert drawn["ko"]["chance"] == 20 / drawn["ko"]["documents"]
    assert (drawn["en"]["chance"], drawn["en"]["weight"]) == (1.0, 1.0)
