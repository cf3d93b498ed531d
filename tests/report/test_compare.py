"""Comparisons count what a loop over both ledgers counts."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malmoi import Corpus, Filter, Ingest, Recipe, Source, run
from pipeline.report import compare
from pipeline.report.compare import _compared
from pipeline.report.texts import texts_of

FATES = ("lives", "absent", "quality: short", "dedup_exact: copy")
ROW = st.tuples(st.sampled_from(FATES), st.sampled_from(FATES), st.sampled_from(("ko", "en", None)))


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=60), st.integers(1, 4), st.integers(0, 12))
def test_counts_and_examples(
    rows: list[tuple[str, str, str | None]], parts: int, asked: int
) -> None:
    frame = pl.DataFrame(
        {
            "id": [f"d{i}" for i in range(len(rows))],
            "bytes": list(range(len(rows))),
            "source": ["s"] * len(rows),
            "domain": ["web"] * len(rows),
            "lang": [lang for _, _, lang in rows],
            "before": [before for before, _, _ in rows],
            "after": [after for _, after, _ in rows],
        },
        schema_overrides=dict.fromkeys(
            ("id", "source", "domain", "lang", "before", "after"), pl.String
        ),
    )
    pieces = [frame[i::parts] for i in range(parts)]
    found = _compared(pieces, asked, seed=1)
    expected = Counter((lang, before, after) for before, after, lang in rows if before != after)
    counted = {
        (r["lang"], r["before"], r["after"]): r["documents"] for r in found.changes.to_dicts()
    }
    assert counted == dict(expected)
    assert (found.changes["bytes"].sum() or 0) == sum(
        i for i, (a, b, _) in enumerate(rows) if a != b
    )
    alive = Counter(lang for _, after, lang in rows if after == "lives")
    assert {
        r["lang"]: r["documents_after"] for r in found.living.to_dicts() if r["documents_after"]
    } == alive
    # as many examples as there are, of every pair of fates that finds room, the same for every cut into shards
    assert len(found.examples) == min(asked, sum(expected.values()))
    pairs = {(a, b) for _, a, b in expected}
    assert found.examples.select("before", "after").n_unique() == min(asked, len(pairs))
    assert found.examples.equals(_compared([frame], asked, seed=1).examples)


def corpus_of(folder: Path, name: str, texts: list[str], shortest: int) -> Corpus:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text("\n".join(texts), encoding="utf-8")
    lines = "\n".join(f'{{"id": "{t}", "text": "{t}"}}' for t in texts)
    (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    source = Source(name="a", path=str(folder / f"{name}.jsonl"), id_field="id")
    stages = (Ingest(sources=(source,)), Filter.model_validate({"tiny": f"chars < {shortest}"}))
    return run(Recipe.of(folder / name, *stages, executor="local", workers=1))


def test_roots_are_compared_by_id(tmp_path: Path) -> None:
    first = corpus_of(tmp_path, "one", ["가나다라마바사", "아자", "차카타파하 가"], 3)
    second = corpus_of(tmp_path, "two", ["가나다라마바사", "아자", "새로운 글이다"], 8)
    found = compare.roots(first, second, 9)
    moved = {r["id"]: (r["before"], r["after"]) for r in found.examples.to_dicts()}
    assert moved == {
        "가나다라마바사": ("lives", "filter: tiny"),
        "차카타파하 가": ("lives", "absent"),
        "새로운 글이다": ("absent", "filter: tiny"),
    }
    texts = dict(texts_of(first, found.examples["id"]))
    assert texts == {"가나다라마바사": "가나다라마바사", "차카타파하 가": "차카타파하 가"}


def test_parts_of_the_ids_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{i}번 글 {'가' * (i % 9)}" for i in range(50)]
    first = corpus_of(tmp_path, "one", texts, 8)
    second = corpus_of(tmp_path, "two", [*texts[7:], "새 글이다"], 11)
    whole = compare.roots(first, second, 9)
    assert whole.changes["documents"].sum() > 9
    monkeypatch.setattr(compare, "PART", 8)
    in_parts = compare.roots(first, second, 9)
    assert in_parts.changes.equals(whole.changes)
    assert in_parts.living.equals(whole.living)
    assert in_parts.examples.equals(whole.examples)


def test_roots_with_the_same_ids_are_compared_as_others_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{i}번 글 {'가' * (i % 9)}" for i in range(50)]
    first, second = (corpus_of(tmp_path, *of) for of in (("one", texts, 8), ("two", texts, 11)))
    by_row = compare.roots(first, second, 9)
    monkeypatch.setattr(compare, "_same_rows", lambda *_: False)
    by_id = compare.roots(first, second, 9)
    assert len(by_row.examples) == 9
    assert by_row.changes.equals(by_id.changes)
    assert by_row.living.equals(by_id.living)
    assert by_row.examples.drop("bytes").equals(by_id.examples.drop("bytes"))
