"""Sums over packed pieces are those of a join of the whole index with all documents."""

import polars as pl
import pytest

from malmoi import Corpus, Ingest, Mix, Pack, Recipe, Source, Tokenizer, run
from pipeline.core.dataset import Dataset
from pipeline.report.packing import packed_sums
from pipeline.report.queries import Findings


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Sixty documents of two domains in several shards; one phase trains on one of them twice."""
    folder = tmp_path_factory.mktemp("packed")
    for i in range(60):
        domain = ("web", "book")[i % 2]
        (folder / domain).mkdir(exist_ok=True)
        text = f"{i}번째 글이다. " + "하늘이 맑고 바람이 분다. " * (1 + i % 4)
        (folder / domain / f"{i}.txt").write_text(text, encoding="utf-8")
    sources = tuple(Source(name=d, path=str(folder / d), domain=d) for d in ("web", "book"))
    phases = [
        {"name": "first", "tokens": "50%", "max_epochs": 1},
        {"name": "last", "tokens": "150%", "weights": {"web": 2, "book": 1}, "max_epochs": 4},
    ]
    mix = Mix.model_validate({"group_by": ["domain"], "phases": phases})
    stages = (
        Ingest(sources=sources, shard_bytes=400),
        mix,
        Tokenizer(vocab_size=512, min_frequency=1),
        Pack(seq_len=16, packing="best_fit"),
    )
    return run(Recipe.of(folder / "out", *stages, executor="local", workers=1))


@pytest.mark.parametrize("part", [1, 25, 10_000])
def test_sums_are_those_of_a_join(corpus: Corpus, part: int) -> None:
    assert corpus.num_shards > 2
    phases = ["first", "last"]
    store = corpus.documents.store
    index = pl.concat(
        pl.DataFrame(Dataset(store, f"pack/{p}.index").table()).with_columns(phase=pl.lit(p))
        for p in phases
    )
    facts = pl.DataFrame(Dataset(store, "ingest/documents").table(["id", "domain", "lang"]))
    group = pl.DataFrame(corpus.marks_of("mix").table(["id", "group"]))
    joined = index.join(facts.join(group, on="id"), on="id")
    keys = ["phase", "domain", "lang", "group"]
    expected = joined.group_by(keys).agg(
        tokens=pl.col("tokens").sum(), samples=pl.struct("id", "epoch").n_unique().cast(pl.Int64)
    )
    found = packed_sums(corpus, phases, part)
    assert found.by_phase.sort(keys).equals(expected.sort(keys))
    documents = joined.group_by("domain", "lang").agg(
        documents=pl.col("id").n_unique().cast(pl.Int64)
    )
    assert found.documents.sort("domain").equals(documents.sort("domain"))
    samples = Findings(corpus).rows.select("phase", "samples").rows()
    assert (
        samples
        == joined.group_by("phase").agg(pl.struct("id", "epoch").n_unique()).sort("phase").rows()
    )
