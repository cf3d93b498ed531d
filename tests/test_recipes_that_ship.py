"""Every recipe in configs/ that reproduces a published one runs from files to shards on small data."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from classifiers.recipe import Training
from classifiers.train import train
from pipeline import recipe as recipes
from pipeline.demo.sample import Sample
from pipeline.executors.local import LocalExecutor
from pipeline.report.queries import Findings

CONFIGS = Path(__file__).parents[1] / "configs"
PUBLISHED = ("exaone3", "fineweb2_ko", "fortytwodot", "zyda2")
PER_SOURCE = 120


def write_data(recipe: dict, data: Path) -> None:
    """A file of small texts for every source, each third one of the first source's again."""
    first: list[str] = []
    for number, source in enumerate(recipe["stages"]["ingest"]["sources"]):
        sample = Sample(number)
        lang = source["lang"]
        texts = [
            sample.compose("ko" if lang == "ko" else "en", ("essay", "news", "howto")[i % 3]).body
            for i in range(PER_SOURCE)
        ]
        texts = [first[i] if first and i % 3 == 0 else t for i, t in enumerate(texts)]
        first = first or texts
        folder = data / source["path"].split("}/")[1].split("/")[0]
        folder.mkdir(parents=True)
        rows = (json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts)
        (folder / "a.jsonl").write_text("".join(rows))


def train_topics(folder: Path) -> None:
    """A classifier of topics, of the texts that the data is made from."""
    sample, labels = Sample(5), {"essay": "law", "news": "science", "howto": "food"}
    rows = [
        (sample.compose(lang, genre).body, label, genre, lang)
        for genre, label in labels.items()
        for lang in ("ko", "en")
        for _ in range(40)
    ]
    columns = zip(("text", "label", "source", "lang"), zip(*rows, strict=True), strict=True)
    table = pa.table({name: list(values) for name, values in columns})
    train(table, Training(task="topic", languages=("ko", "en")), folder)


@pytest.mark.parametrize("name", PUBLISHED)
def test_recipe_runs_from_files_to_shards(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = CONFIGS / f"{name}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    write_data(raw, tmp_path / "data")
    monkeypatch.setenv("MALMOI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MALMOI_MODELS", str(tmp_path / "models"))
    train_topics(tmp_path / "models" / "topic")
    phases = [{**p, "tokens": "60%"} for p in raw["stages"]["mix"]["phases"]]
    small = ["tokenizer.vocab_size=1200", f"mix.phases={json.dumps(phases)}", "quality.min_score=0"]
    recipe = recipes.read(path, str(tmp_path / "root"), small)
    corpus = recipes.run(recipe, executor=LocalExecutor(2))
    findings = Findings(corpus)
    assert findings.tokens["tokens"].sum() > 0
    assert set(findings.mixture["phase"]) == {p["name"] for p in phases}
    removed = corpus.dropped("dedup_fuzzy", ["source"])
    assert len(removed) > 0 or name != "zyda2"


def test_every_published_value_has_its_source() -> None:
    for name in PUBLISHED:
        text = (CONFIGS / f"{name}.yaml").read_text(encoding="utf-8")
        assert "published" in text
        assert "ours" in text


def test_continual_recipe_keeps_the_tokenizer_and_replays(
    tmp_path: Path, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (CONFIGS / "continual_ko.yaml").read_text(encoding="utf-8")
    path = tmp_path / "continual_ko.yaml"
    path.write_text(text.replace("</s>", "<|endoftext|>"), encoding="utf-8")
    shutil.copyfile(finished / "tokenizer/model/tokenizer.json", tmp_path / "tokenizer.json")
    monkeypatch.setenv("MALMOI_DATA", str(tmp_path / "data"))
    for number, lang in enumerate(("ko", "en")):
        sample, folder = Sample(number), tmp_path / "data" / lang
        folder.mkdir(parents=True)
        for i in range(40):
            (folder / f"{i}.txt").write_text(sample.compose(lang, "essay").body, encoding="utf-8")
    corpus = recipes.run(recipes.read(path, str(tmp_path / "root")), executor=LocalExecutor(2))
    tokens = dict(Findings(corpus).mixture.select("group", "tokens").iter_rows())
    assert tokens["korean"] / sum(tokens.values()) == pytest.approx(0.75, abs=0.05)
