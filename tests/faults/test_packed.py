"""Mixtures that cannot be met, and packed rows that are too large, damaged or not those of their index."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import JobError, MalmoiError
from pipeline.executors.local import LocalExecutor
from pipeline.export.packed import opened
from pipeline.report.verify import verify
from tests.faults.test_disk import damage
from tests.faults.test_text import KOREAN, made, numbered


@pytest.mark.parametrize(
    ("phase", "message"),
    [
        ({"tokens": "1k", "weights": {"a": 0}}, "sum must be above 0"),
        ({"tokens": "1k", "weights": {"nowhere": 1}}, "nowhere"),
        ({"tokens": "900M", "weights": {"a": 1}, "on_short": "fail"}, "phase train"),
    ],
)
def test_67_mixture_that_cannot_be_met_is_named(tmp_path: Path, phase: dict, message: str) -> None:
    texts = numbered([f"{KOREAN} {i}" for i in range(20)])
    with pytest.raises(MalmoiError, match=message):
        made(tmp_path, texts, {"mix": {"group_by": ["source"], "phases": [phase]}})


def test_68_document_longer_than_a_shard_lies_whole_and_tokens_add_up(
    finished: Path, tmp_path: Path
) -> None:
    model = finished / "tokenizer/model/tokenizer.json"
    texts = [KOREAN * 400, "짧다", *(f"{KOREAN} {i}" for i in range(30))]
    stages = {"pack": {"seq_len": 16, "shard_tokens": 64, "tokenizer": str(model)}}
    made(tmp_path, numbered(texts), stages)
    packed = opened(str(tmp_path / "root"), None)
    index = packed.index.table()
    pad = packed.arguments["pad"]
    flat = np.concatenate([ids.ravel() for ids in packed.all_ids()])
    assert int(np.sum(flat != pad)) == sum(index["tokens"].to_pylist())
    of_first = index.filter(np.array(index["id"].to_pylist()) == "d0000000")
    assert sum(of_first["tokens"].to_pylist()) > 64 * 10
    assert set(index["id"].to_pylist()) == {d["id"] for d in numbered(texts)}


def test_68_ids_beyond_the_type_are_refused(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.stages.pack import stage

    monkeypatch.setattr(stage, "MOST_UINT16", 500)
    model = finished / "tokenizer/model/tokenizer.json"
    stages = {"pack": {"seq_len": 16, "dtype": "uint16", "tokenizer": str(model)}}
    with pytest.raises(JobError, match="dtype uint16 is too small for a vocabulary of"):
        made(tmp_path, numbered([KOREAN]), stages)


@pytest.mark.parametrize("change", ["cut", "flip", "remove", "swap"])
@pytest.mark.parametrize("phase", ["train", "train.index"])
def test_69_71_rows_that_are_not_those_of_their_index_are_found_and_made_again(
    finished: Path, sources: Path, tmp_path: Path, phase: str, change: str
) -> None:
    root = Path(shutil.copytree(finished, tmp_path / "root"))
    first, second = sorted((root / "pack" / phase).glob("0*"))[:2]
    if change == "swap":
        one, two = first.read_bytes(), second.read_bytes()
        first.write_bytes(two)
        second.write_bytes(one)
    else:
        damage(first, change)
    found = {p for finding in verify(str(root)) for p in finding.damaged}
    expected = {first, second} if change == "swap" else {first}
    assert found == {p.relative_to(root).as_posix() for p in expected}


def test_71_documents_of_few_or_no_tokens_are_rows_of_the_index(
    finished: Path, tmp_path: Path
) -> None:
    """Each document counts once, and each row of the index is one document."""
    model = finished / "tokenizer/model/tokenizer.json"
    texts = ["a", "", " ", ".", "가", *(f"{KOREAN} {i}" for i in range(9))]
    stages = {"pack": {"seq_len": 16, "shard_tokens": 64, "tokenizer": str(model)}}
    corpus = made(tmp_path, numbered(texts), stages)
    packed = opened(str(tmp_path / "root"), None)
    assert packed.index.num_rows == corpus.documents.num_rows == len(texts) - 2
    eos = packed.arguments["eos"]
    for shard, ids in enumerate(packed.all_ids()):
        places = packed.index.read(shard)
        ends = places["start"].to_numpy() + places["tokens"].to_numpy()
        assert np.all(ids.ravel()[ends - 1] == eos)
        assert int(np.sum(ids == eos)) == len(places)


def test_71_same_recipe_makes_the_rows_that_were_lost(
    finished: Path, sources: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(finished, tmp_path / "root"))
    (root / "pack/train.index/00000.parquet").unlink()
    recipes.run(recipes.read(sources / "recipe.yaml", str(root)), executor=LocalExecutor())
    index = "pack/train.index/00000.parquet"
    assert (root / index).read_bytes() == (finished / index).read_bytes()
