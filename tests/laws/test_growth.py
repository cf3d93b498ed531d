"""Growth: a file that is added redoes what it must, keeps the rest, and ends in what a fresh run makes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import StaleOutput
from pipeline.core.executor import ONE_CPU, Needs
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.readers.source import Source
from pipeline.recipe import Recipe
from pipeline.recipe.leftovers import leftovers, remove
from pipeline.stages.dedup.fuzzy import DedupFuzzy
from pipeline.stages.ingest import Ingest
from pipeline.stages.pack.stage import Pack
from tests import corpora

ROW_WISE = (
    "ingest/documents",
    "scrub/documents",
    "dedup_exact/clean",
    "dedup_fuzzy/signatures",
    "dedup_fuzzy/clean",
    "quality/scores",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny corpus with its books in sixteen files."""
    folder = tmp_path_factory.mktemp("growing")
    corpora.write(folder, folder / "unused")
    books = (folder / "books.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "books").mkdir()
    for i in range(16):
        text = "".join(books[i::16])
        (folder / "books" / f"{i:02d}.jsonl").write_text(text, encoding="utf-8")
    recipe = (folder / "recipe.yaml").read_text(encoding="utf-8")
    recipe = recipe.replace(f"{folder}/books.jsonl", f"{folder}/books")
    recipe = recipe.replace("shard_bytes: 20000", "shard_bytes: 12000")
    (folder / "recipe.yaml").write_text(recipe, encoding="utf-8")
    return folder


def run(folder: Path, root: Path, *settings: str, replace: bool = False) -> None:
    recipe = recipes.read(folder / "recipe.yaml", str(root), settings)
    recipes.run(recipe, replace_stale=replace, executor=LocalExecutor())


@pytest.fixture(scope="module")
def begun(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("begun") / "root"
    run(folder, root)
    return root


@pytest.fixture
def added(folder: Path) -> Iterator[Path]:
    """A file more, in the middle of the others, for as long as a test runs."""
    path = folder / "books" / "07b.jsonl"
    text = "이 책은 나중에 왔다. " * 12
    path.write_text(json.dumps({"id": "late", "text": text}, ensure_ascii=False), encoding="utf-8")
    yield path
    path.unlink()


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    """A root of its own, with the times of the files as they were."""
    return Path(shutil.copytree(begun, tmp_path / "root"))


def phases(root: Path) -> dict[str, list[tuple[int, str]]]:
    """Phase -> (rows, content) of its shards in order: all that a reader of the phase depends on."""
    found = {}
    for commit in sorted(root.rglob("_commit.json")):
        shards = json.loads(commit.read_text(encoding="utf-8"))["shards"]
        name = commit.parent.relative_to(root).as_posix()
        found[name] = [(s["rows"], s["content"]) for s in shards]
    return found


def kept(root: Path, before: dict[Path, int], phase: str) -> tuple[int, int]:
    """(shards that stood, shards that were made) of a phase."""
    shards = list((root / phase).glob("*.parquet"))
    stood = sum(before.get(p) == p.stat().st_mtime_ns for p in shards)
    return stood, len(shards) - stood


def times(root: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in root.rglob("*.parquet")}


def test_grown_root_holds_what_a_fresh_one_does(
    folder: Path, root: Path, added: Path, tmp_path: Path
) -> None:
    run(folder, root)
    run(folder, tmp_path / "fresh")
    grown, fresh = phases(root), phases(tmp_path / "fresh")
    packed = {f"{Pack.name()}/train"}  # its receipts lie in its head: rows are compared below
    assert {p: grown[p] for p in grown.keys() - packed} == {
        p: fresh[p] for p in fresh.keys() - packed
    }
    rows = [Dataset(Store(str(r)), "pack/train").table() for r in (root, tmp_path / "fresh")]
    assert rows[0].equals(rows[1])


def test_root_without_leftovers_grows_to_the_same(
    folder: Path, root: Path, added: Path, tmp_path: Path
) -> None:
    remove(Store(str(root)), leftovers(Store(str(root))))
    run(folder, root)
    run(folder, tmp_path / "fresh")
    grown, fresh = (Corpus.open(str(r)) for r in (root, tmp_path / "fresh"))
    assert grown.ledger().equals(fresh.ledger())
    rows = [Dataset(Store(str(r)), "pack/train").table() for r in (root, tmp_path / "fresh")]
    assert rows[0].equals(rows[1])


class Stopping(LocalExecutor):
    """Raises KeyboardInterrupt instead of running one unit more than `allowed`."""

    def __init__(self, allowed: int) -> None:
        super().__init__()
        self.left = allowed

    def map(self, function: Any, items: Any, needs: Needs = ONE_CPU) -> Iterator[Any]:
        for item in items:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield function(item)


def test_growth_that_is_interrupted_again_and_again_ends_with_the_same_bytes(
    folder: Path, root: Path, begun: Path, added: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(begun, tmp_path / "other"))
    run(folder, other)
    stops = 0
    while True:
        try:
            recipe = recipes.read(folder / "recipe.yaml", str(root))
            recipes.run(recipe, executor=Stopping(19))
            break
        except KeyboardInterrupt:
            stops += 1
    assert stops > 4
    expected, found = corpora.contents(other), corpora.contents(root)
    assert found.keys() == expected.keys()
    assert [n for n in expected if expected[n] != found[n]] == []


def test_row_wise_phases_redo_the_shards_of_the_new_file_alone(
    folder: Path, root: Path, added: Path
) -> None:
    before = times(root)
    run(folder, root)
    counts = {phase: kept(root, before, phase) for phase in ROW_WISE}
    for phase, (stood, made) in counts.items():
        assert made <= 3, (phase, counts)  # one group of files, cut once more at most
        assert stood >= 8, (phase, counts)


def test_growth_of_a_whole_source_is_growth(folder: Path, root: Path, tmp_path: Path) -> None:
    recipe = (folder / "recipe.yaml").read_text(encoding="utf-8")
    more = tmp_path / "more.jsonl"
    more.write_text('{"text": "새 출처에서 온 글이다. 길지는 않지만 글이다."}\n', encoding="utf-8")
    item = f"      - {{name: aside, path: {more}, domain: web, priority: 7}}\n  scrub:"
    changed = tmp_path / "recipe.yaml"
    changed.write_text(recipe.replace("  scrub:", item, 1), encoding="utf-8")
    recipes.run(recipes.read(changed, str(root)), executor=LocalExecutor())
    assert Dataset(Store(str(root)), "ingest/documents").num_rows == sum(
        r for r, _ in phases(root)["scrub/documents"]
    )


def test_growing_twice_is_growing_once(folder: Path, root: Path, added: Path) -> None:
    second = added.with_name("05b.jsonl")
    run(folder, root)
    second.write_text(
        '{"id": "later", "text": "더 나중에 온 글 한 편이 여기 있다."}', encoding="utf-8"
    )
    try:
        run(folder, root)
        assert (
            Dataset(Store(str(root)), "ingest/documents")
            .table(["id"])
            .column("id")
            .to_pylist()
            .count("later")
            == 1
        )
    finally:
        second.unlink()


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_input_that_is_gone_or_changed_is_refused_by_name(
    folder: Path, root: Path, what: str
) -> None:
    path = folder / "books" / "11.jsonl"
    text = path.read_text(encoding="utf-8")
    path.unlink() if what == "gone" else path.write_text(
        text.replace(" ", "  ", 1), encoding="utf-8"
    )
    try:
        with pytest.raises(StaleOutput, match=rf"source books: 11\.jsonl (is )?{what}"):
            run(folder, root)
        run(folder, root, replace=True)
    finally:
        path.write_text(text, encoding="utf-8")


def test_changed_field_is_refused_even_when_inputs_grew(
    folder: Path, root: Path, added: Path
) -> None:
    with pytest.raises(StaleOutput, match=r"dedup_fuzzy\.threshold: 0\.8 -> 0\.7"):
        run(folder, root, "dedup_fuzzy.threshold=0.7")


def test_refusal_speaks_of_the_recipe_and_counts_what_would_be_redone(
    folder: Path, root: Path
) -> None:
    with pytest.raises(StaleOutput) as caught:
        run(
            folder,
            root,
            "quality.rules={ko: {presets: [malmoi_ko], change: {too_short: {min: 10}}}}",
        )
    text = str(caught.value)
    assert "quality.rules.ko.change" in text
    assert "arguments" not in text
    assert "dedup_exact/clean and" in text
    assert "later phases" in text


def test_few_shards_with_copies_grow(tmp_path: Path) -> None:
    """Below sixteen shards their number decides how forests of near duplicates are merged."""

    def add(number: int) -> None:
        text = " ".join(f"문장{number}{i}에는 글자가 있다." for i in range(40))
        copies = [{"id": f"{number}-{i}", "text": f"{text} 끝{i}"} for i in range(2)]
        lines = [json.dumps(copy, ensure_ascii=False) for copy in copies]
        (tmp_path / f"{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def removed(root: str) -> int:
        source = Source(name="s", path=str(tmp_path / "*.jsonl"), id_field="id")
        ingest = Ingest(sources=(source,), shard_bytes=2000)
        recipe = Recipe.of(tmp_path / root, ingest, DedupFuzzy(), executor="local")
        return (
            recipes.run(recipe, executor=LocalExecutor())
            .marks_of("dedup_fuzzy")
            .commit["facts"]["dropped"]["near_duplicate"]
        )

    for number in range(5):
        add(number)
    assert removed("root") == 5
    add(5)
    assert removed("root") == 6


def test_split_file_that_is_gone_is_refused_with_its_source(tmp_path: Path) -> None:
    """The records of split files are counted first, in a phase of its own."""
    for number in range(3):
        lines = [json.dumps({"text": f"{number}번째 책의 {i}번째 문장이다."}) for i in range(40)]
        (tmp_path / f"f{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    source = Source(name="books", path=str(tmp_path / "*.jsonl"))
    recipe = Recipe.of(tmp_path / "root", Ingest(sources=(source,), shard_bytes=900))
    recipes.run(recipe, executor=LocalExecutor())
    (tmp_path / "f2.jsonl").unlink()
    with pytest.raises(StaleOutput, match=r"(?s)ingest/parts .*source books: f2\.jsonl is gone"):
        recipes.run(recipe, executor=LocalExecutor())
