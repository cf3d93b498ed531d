"""Packed shards: every token of every document and epoch, once, and nothing else."""

from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from datasets import load_from_disk

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import RecipeError
from pipeline.kernels.encode.reference import load
from pipeline.stages.pack.stage import Pack
from pipeline.stages.tokenizer.specials import EOS, PAD


@pytest.fixture(scope="module")
def rows(finished: Path) -> list[tuple[np.ndarray, list[list[int]]]]:
    """(flat ids, lengths per row) of each shard, read by the datasets library."""
    data = load_from_disk(str(finished / "pack" / "train"))
    shards, start = [], 0
    for path in sorted((finished / "pack" / "train").glob("*.arrow")):
        with pa.memory_map(str(path)) as source:
            num = pa.ipc.open_stream(source).read_all().num_rows
        part = data.select(range(start, start + num))
        shards.append((np.array(part["input_ids"]).ravel(), list(part["lengths"])))
        start += num
    assert start == len(data)
    return shards


def test_shards_hold_every_document_as_often_as_planned(
    rows: list, corpus: Corpus, finished: Path
) -> None:
    tokenizer = load(finished / "tokenizer" / "model" / "tokenizer.json")
    index = Dataset(corpus.documents.store, "pack/train.index")
    texts = {r["id"]: r for r in corpus.table(["id", "text", "mix.epochs"]).to_pylist()}
    seen: Counter[str] = Counter()
    for number, (flat, _) in enumerate(rows):
        end = 0
        for place in index.read(number).to_pylist():
            assert place["start"] == end
            end += place["tokens"]
            ids = flat[place["start"] : end]
            assert ids[-1] == tokenizer.token_to_id(EOS)
            assert ids[:-1].tolist() == tokenizer.encode(texts[place["id"]]["text"]).ids
            seen[place["id"]] += 1
        assert set(flat[end:].tolist()) <= {tokenizer.token_to_id(PAD)}
    assert seen == {name: r["mix.epochs"] for name, r in texts.items()}


def test_lengths_of_a_row_sum_to_the_row_and_end_at_documents(rows: list, finished: Path) -> None:
    tokenizer = load(finished / "tokenizer" / "model" / "tokenizer.json")
    for flat, lengths in rows:
        for number, row in enumerate(lengths):
            assert sum(row) == 64
            ends = 64 * number + np.cumsum(row)[:-1]
            assert set(flat[ends - 1].tolist()) <= {tokenizer.token_to_id(EOS)}


def test_order_is_shuffled_and_depends_on_the_seed_alone(corpus: Corpus) -> None:
    index = Dataset(corpus.documents.store, "pack/train.index")
    assert len(index.shards) >= 2
    order = [
        i for n in range(len(index.shards)) for i in index.read(n, ["id"]).column("id").to_pylist()
    ]
    assert order != sorted(order)
    assert {o[0] for o in order[: len(order) // 3]} == {o[0] for o in order}


def test_tokenizer_folder_loads_in_transformers_terms(finished: Path) -> None:
    names = {p.name for p in (finished / "tokenizer" / "model").iterdir()}
    assert {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"} <= names


def test_pack_before_its_tokenizer_is_refused_before_any_work() -> None:
    with pytest.raises(RecipeError, match="the stage tokenizer must come before it"):
        Pack().check(("ingest", "mix"))
    Pack().check(("ingest", "tokenizer", "mix"))
