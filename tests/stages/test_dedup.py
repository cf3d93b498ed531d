"""Both deduplication stages against the truth: exact equality, exact all-pairs Jaccard."""

import itertools
import json
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.executor import LocalExecutor
from pipeline.demo.sample import Sample
from pipeline.kernels.minhash import UNITS
from pipeline.kernels.minhash.reference import hashes
from pipeline.stages.dedup_fuzzy import SHINGLES, DedupFuzzy


def run(
    folder: Path, rows: list[dict], stages: str, priorities: dict[str, int] | None = None
) -> Corpus:
    priorities = priorities or {"a": 1, "b": 2}
    sources = []
    for name, priority in priorities.items():
        own = [r for r in rows if r["source"] == name]
        data = "".join(
            json.dumps({k: r[k] for k in ("id", "text")}, ensure_ascii=False) + "\n" for r in own
        )
        (folder / f"{name}.jsonl").write_text(data, encoding="utf-8")
        sources.append(f"{{name: {name}, path: {name}.jsonl, id_field: id, priority: {priority}}}")
    recipe = f"root: {folder}/root\nstages: {{ingest: {{shard_bytes: 5000, sources: [{', '.join(sources)}]}}, {stages}}}\n"
    (folder / "r.yaml").write_text(recipe)
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


def evidence(corpus: Corpus, stage: str) -> dict[str, tuple[str, float]]:
    table = Dataset(corpus.documents.store, f"{stage}/evidence").table()
    return {r["removed_id"]: (r["kept_id"], r["measure"]) for r in table.to_pylist()}


def ids(corpus: Corpus) -> set[str]:
    return set(corpus.table(["id"]).column("id").to_pylist())


def test_one_copy_survives_by_priority_then_id(tmp_path: Path) -> None:
    rows = [
        {"id": "b0", "source": "b", "text": "같은 글"},
        {"id": "a9", "source": "a", "text": "같은 글"},
        {"id": "a1", "source": "a", "text": "같은 글"},
        {"id": "a2", "source": "a", "text": "다른 글"},
    ]
    corpus = run(tmp_path, rows, "dedup_exact: {}")
    assert ids(corpus) == {"a1", "a2"}
    assert evidence(corpus, "dedup_exact") == {"a9": ("a1", 1.0), "b0": ("a1", 1.0)}


def jaccard(a: str, b: str, lang: str) -> float:
    shingle = SHINGLES.get(lang, SHINGLES["default"])
    x, y = (set(hashes(t, UNITS[shingle.unit], shingle.width)) for t in (a, b))
    return len(x & y) / len(x | y) if x | y else 0.0


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, dict[str, tuple[str, str]]]:
    """(corpus, id -> (lang, text)): 60 texts in both languages, each with copies edited more and more."""
    sample = Sample(11)
    rows, texts = [], {}
    for number in range(60):
        text = sample.compose(("ko", "en")[number % 2], ("essay", "news")[number // 2 % 2])
        words = text.body.split(" ")
        for edits in (0, 1, 2, 4, 8, 16):
            changed = list(words)
            for at in sample.random.sample(range(len(words)), min(edits, len(words))):
                changed[at] = f"{at}{edits}"
            name = f"t{number:02d}-{edits:02d}"
            rows.append(
                {"id": name, "source": "ab"[edits > 0], "text": " ".join(changed) + "\n" * 0}
            )
            texts[name] = (text.lang, rows[-1]["text"])
    return run(tmp_path_factory.mktemp("planted"), rows, "dedup_fuzzy: {}"), texts


def test_every_removal_has_a_living_twin_above_the_threshold(planted: tuple) -> None:
    corpus, texts = planted
    living, removed = ids(corpus), evidence(corpus, "dedup_fuzzy")
    assert living.isdisjoint(removed)
    assert living | removed.keys() == texts.keys()
    for gone, (kept, measure) in removed.items():
        assert kept in living
        lang = texts[gone][0]
        assert measure == pytest.approx(jaccard(texts[gone][1], texts[kept][1], lang))
        assert measure >= 0.8


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_recall_above_085_is_that_of_the_banding(planted: tuple, lang: str) -> None:
    corpus, texts = planted
    living = ids(corpus)
    groups = itertools.groupby(sorted(texts), key=lambda name: name[:3])
    redundant = missed = 0
    for _, names in groups:
        own = list(names)
        if texts[own[0]][0] != lang:
            continue
        for name in own[1:]:
            if jaccard(texts[own[0]][1], texts[name][1], lang) >= 0.85:
                redundant += 1
                missed += name in living
    assert redundant >= 30
    assert missed <= 0.03 * redundant


def test_best_priority_survives_even_when_shorter(planted: tuple) -> None:
    corpus, texts = planted
    living = ids(corpus)
    assert {name for name in texts if name.endswith("-00")} <= living


@pytest.mark.parametrize("texts", [["짧다", "짧 다"], ["a", "A"]])
def test_text_shorter_than_a_shingle_is_compared_whole(tmp_path: Path, texts: list[str]) -> None:
    rows = [
        {"id": f"d{i}", "source": "a", "text": t}
        for i, t in enumerate([*texts, "전혀 다른 글이 여기에 있다"])
    ]
    assert len(ids(run(tmp_path, rows, "dedup_fuzzy: {}"))) == 2


def test_a_thousand_equal_documents_leave_one(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"d{i:04d}",
            "source": "a",
            "text": "모두 같은 글이 천 번 되풀이된다. " * 3 + " " * (i % 7),
        }
        for i in range(1000)
    ]
    corpus = run(tmp_path, rows, "dedup_fuzzy: {}")
    assert len(ids(corpus)) == 1
    assert len(evidence(corpus, "dedup_fuzzy")) == 999


def test_documents_that_differ_in_numbers_only_are_not_merged(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"d{i}",
            "source": "a",
            "text": f"{i * 731} 호 {i * 37} 원 {i * 91} 명 {i * 53} 개 {i * 17} 번",
        }
        for i in range(10, 60)
    ]
    assert len(ids(run(tmp_path, rows, "dedup_fuzzy: {}"))) == 50


def test_banding_follows_the_threshold_unless_given() -> None:
    assert DedupFuzzy().banding().model_dump() == {"bands": 14, "rows": 9}
    given = DedupFuzzy.model_validate({"lsh": {"bands": 3, "rows": 5}})
    assert given.banding().model_dump() == {"bands": 3, "rows": 5}
