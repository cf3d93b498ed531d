"""Both deduplication stages against the truth: exact equality, exact all-pairs Jaccard."""

import itertools
import json
import shutil
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import RecipeError
from pipeline.demo.sample import Sample
from pipeline.executors.local import LocalExecutor
from pipeline.kernels.minhash import UNITS
from pipeline.kernels.minhash.reference import hashes
from pipeline.stages.dedup.fuzzy import DedupFuzzy
from pipeline.stages.dedup.shingling import SHINGLES
from tests.kernels import emulated


def run(
    folder: Path, rows: list[dict], stages: str, priorities: dict[str, int] | None = None
) -> Corpus:
    folder.mkdir(exist_ok=True)
    priorities = priorities or {r["source"]: "ab".index(r["source"]) + 1 for r in rows}
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
    assert DedupFuzzy().banding().model_dump() == {"bands": 18, "rows": 7}
    given = DedupFuzzy.model_validate({"lsh": {"bands": 3, "rows": 5}})
    assert given.banding().model_dump() == {"bands": 3, "rows": 5}


ESSAY = "아침에 일어나 창문을 열고 마당을 내다보니 밤새 내린 눈이 소복이 쌓여 있었다 " * 2
OTHER = "저녁이면 강가에 나가 물결을 바라보며 오래전에 떠난 사람들을 생각하곤 했다 "


def copies() -> list[dict]:
    """One text in two sources, twice each; the shorter ones lack an end."""
    return [
        {"id": "a1", "source": "a", "text": ESSAY + "끝"},
        {"id": "a2", "source": "a", "text": ESSAY + "끝났다"},
        {"id": "b1", "source": "b", "text": ESSAY + "끝이 났다"},
        {"id": "b2", "source": "b", "text": ESSAY + "끝"},
        {"id": "b3", "source": "b", "text": OTHER},
    ]


@pytest.mark.parametrize(
    ("fields", "alive"),
    [
        ("", {"a2", "b3"}),
        ("keep: [longest]", {"b1", "b3"}),
        ("keep: [shortest]", {"a1", "b3"}),
        ("keep: []", {"a1", "b3"}),
        ("scope: cross_source", {"a1", "a2", "b3"}),
        ("threshold: 0.99", {"a2", "a1", "b1", "b3"}),
        ("threshold: 0.99, measure: containment, keep: [longest]", {"a2", "b1", "b3"}),
    ],
)
def test_survivors_are_those_of_the_rules(tmp_path: Path, fields: str, alive: set[str]) -> None:
    corpus = run(tmp_path, copies(), f"dedup_fuzzy: {{{fields}}}")
    assert ids(corpus) == alive


def test_survivor_knows_how_many_it_stands_for(tmp_path: Path) -> None:
    corpus = run(tmp_path, copies(), "dedup_exact: {}, dedup_fuzzy: {}")
    for stage, expected in (("dedup_exact", {"a1": 2}), ("dedup_fuzzy", {"a2": 3})):
        sizes = {}
        for shard in range(corpus.num_shards):
            rows = corpus.columns(shard, ["id", f"{stage}.cluster_size", f"{stage}.drop_reason"])
            sizes.update({i: n for i, n, gone in zip(*rows.to_pydict().values(), strict=True)})
        assert {i: n for i, n in sizes.items() if n not in (1, None)} == expected


def test_exact_copies_of_another_form_go_where_asked(tmp_path: Path) -> None:
    rows = [
        {"id": "a1", "source": "a", "text": "Hello, World! 안녕 하세요."},
        {"id": "a2", "source": "a", "text": "hello world 안녕하세요"},
        {"id": "a3", "source": "a", "text": "hello world 2"},
        {"id": "a4", "source": "a", "text": "..."},
        {"id": "a5", "source": "a", "text": "?!"},
    ]
    assert len(ids(run(tmp_path / "one", rows, "dedup_exact: {}"))) == 5
    corpus = run(tmp_path / "two", rows, "dedup_exact: {normalized: true}")
    assert ids(corpus) == {"a1", "a3", "a4", "a5"}
    assert evidence(corpus, "dedup_exact") == {"a2": ("a1", 1.0)}


def test_same_marks_from_parts_larger_than_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"id": f"a{i:03d}", "source": "a", "text": (ESSAY, OTHER)[i % 2] * 2 + str(i % 9)}
        for i in range(60)
    ]
    whole = run(tmp_path / "whole", rows, "dedup_fuzzy: {}")
    monkeypatch.setattr("pipeline.core.shuffle.CHUNK", 3000)
    cut = run(tmp_path / "cut", rows, "dedup_fuzzy: {}")
    assert ids(whole) == ids(cut)
    assert evidence(whole, "dedup_fuzzy") == evidence(cut, "dedup_fuzzy")


def test_quality_decides_only_where_it_was_measured(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="quality needs the stage quality earlier"):
        run(tmp_path, copies(), "dedup_fuzzy: {keep: [quality]}")


def of_two_sources() -> list[dict]:
    """Composed articles, and half of them again without their ends."""
    sample = Sample(4)
    texts = [sample.compose(("ko", "en")[i % 2], "news").body for i in range(40)]
    texts += [t[: len(t) * 9 // 10] for t in texts[::2]]
    return [{"id": f"d{i:02d}", "source": "ab"[i % 2], "text": t} for i, t in enumerate(texts)]


ORACLES = "{minhash: reference, components: reference, jaccard: reference}"


@pytest.mark.parametrize(
    "settings",
    [["ingest.shard_bytes=900"], ["ingest.shard_bytes=1000000"], [f"execution.backends={ORACLES}"]],
)
def test_survivors_do_not_depend_on_shards_or_backends(tmp_path: Path, settings: list[str]) -> None:
    once = run(tmp_path, of_two_sources(), "dedup_fuzzy: {}")
    recipe = recipes.read(tmp_path / "r.yaml", str(tmp_path / "other"), settings)
    again = recipes.run(recipe, executor=LocalExecutor(2))
    assert ids(once) == ids(again)
    assert evidence(once, "dedup_fuzzy") == evidence(again, "dedup_fuzzy") != {}


@pytest.mark.skipif(emulated.COMPILER is None, reason="no C++ compiler")
@pytest.mark.skipif(emulated.REAL, reason="a real CuPy is here")
@pytest.mark.parametrize("index", [False, True])
def test_survivors_on_an_emulated_device_are_those_of_the_cpu(tmp_path: Path, index: bool) -> None:
    """Also against an index of the first articles, which the CPU has made."""
    rows = of_two_sources()
    on_gpu = f"execution.backends={{{', '.join(f'{k}: cudf' for k in emulated.BACKENDS)}}}"
    stages = f"dedup_fuzzy: {{index: {tmp_path}/index}}" if index else "dedup_fuzzy: {}"
    if index:
        run(tmp_path / "before", rows[:30], stages)
        shutil.copytree(tmp_path / "index", tmp_path / "same")
    once = run(tmp_path / "new", rows, stages)
    settings = [on_gpu, f"dedup_fuzzy.index={tmp_path}/same"] if index else [on_gpu]
    recipe = recipes.read(tmp_path / "new/r.yaml", str(tmp_path / "other"), settings)
    with emulated.device():
        again = recipes.run(recipe, executor=LocalExecutor())
    assert ids(once) == ids(again)
    assert evidence(once, "dedup_fuzzy") == evidence(again, "dedup_fuzzy") != {}
