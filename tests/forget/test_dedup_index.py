"""The index between runs loses what a root has added of forgotten documents, and nothing else."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import malmoi
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor


def run(hers: Path, root: Path, index: Path) -> Corpus:
    setting = [f"dedup_fuzzy.index={index}"]
    recipe = recipes.read(hers / "recipe.yaml", str(root), setting)
    return recipes.run(recipe, executor=LocalExecutor())


def rows(index: Path) -> dict[str, list[dict[str, object]]]:
    return {
        phase: [
            row
            for path in sorted(index.glob(f"generation-*/{phase}/*.parquet"))
            for row in pq.read_table(path).to_pylist()
        ]
        for phase in ("exact", "bands", "sketches")
    }


@pytest.fixture
def index(hers: Path, tmp_path: Path) -> Path:
    run(hers, tmp_path / "first", tmp_path / "index")
    return tmp_path / "index"


def test_its_entries_go_and_others_stay(index: Path, hers: Path, tmp_path: Path) -> None:
    before = rows(index)
    root = tmp_path / "first"
    corpus = Corpus.open(str(root))
    texts = corpus.columns(0, ["id", "text_hash"]).to_pylist()
    her_hash = next(r["text_hash"] for r in texts if r["id"] == "she-1")
    address = next(r["address"] for r in before["sketches"] if r["id"] == "she-1")
    malmoi.forget(root, ids=["she-1"])
    after = rows(index)
    assert not [r for r in after["exact"] if r["text_hash"] == her_hash or r["kept_id"] == "she-1"]
    assert not [r for r in after["bands"] if r["address"] == address]
    assert not [r for r in after["sketches"] if r["id"] == "she-1"]
    for phase, key in (("exact", "kept_id"), ("sketches", "id")):
        assert after[phase] == [r for r in before[phase] if r[key] != "she-1"]
    assert after["bands"] == [r for r in before["bands"] if r["address"] != address]


def test_a_later_crawl_finds_all_but_her_in_it(index: Path, hers: Path, tmp_path: Path) -> None:
    malmoi.forget(tmp_path / "first", ids=["she-1"])
    recipe = recipes.read(
        hers / "recipe.yaml", str(tmp_path / "second"), [f"dedup_fuzzy.index={index}"]
    )
    corpus = Corpus.open(str(tmp_path / "first"))
    for stage in recipe.names()[: recipe.names().index("dedup_fuzzy") + 1]:
        corpus = recipes.run(recipe, only=stage, executor=LocalExecutor())
    ledger = corpus.ledger()
    fate = dict(ledger.select("id", "drop_reason").iter_rows())
    assert fate["she-0"] == "in_index"
    assert fate["she-1"] != "in_index"


def test_the_first_root_runs_again_and_changes_no_byte_of_it(
    index: Path, hers: Path, tmp_path: Path
) -> None:
    malmoi.forget(tmp_path / "first", ids=["she-1"])
    before = {p: p.read_bytes() for p in index.rglob("*") if p.is_file()}
    run(hers, tmp_path / "first", index)
    assert {p: p.read_bytes() for p in index.rglob("*") if p.is_file()} == before
