"""Texts of documents by id, as stored: personal data is masked."""

from collections.abc import Iterable, Iterator

import polars as pl
import pyarrow as pa

from pipeline.contract import RUN_FILE
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError


def texts_of(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(id, text) of the documents that the corpus holds, shard by shard; no other text stays in memory."""
    wanted = sorted(set(ids))
    for shard in range(corpus.num_shards if wanted else 0):
        held = pl.DataFrame(corpus.columns(shard, ["id"])).with_row_index("row")
        rows = held.filter(pl.col("id").is_in(wanted))["row"].to_list()
        if rows:
            for row in corpus.columns(shard, ["id", "text"]).take(pa.array(rows)).to_pylist():
                yield row["id"], row["text"]


def refuse_unmasked(corpus: Corpus) -> None:
    """Raise RecipeError if the recipe of the root has a scrub that has not run: texts hold personal data."""
    run = corpus.documents.store.read_json(RUN_FILE) or {}
    if "scrub" in run.get("recipe", {}).get("stages", {}) and "scrub" not in corpus.trail:
        raise RecipeError(
            f"{corpus.documents.store.uri}: scrub has not run yet, so texts may hold personal data; run "
            "`malmoi scrub RECIPE` first"
        )


def is_scrubbed(corpus: Corpus) -> bool:
    """True if scrub has masked personal data in the texts."""
    return "scrub" in corpus.trail


def refuse_unscrubbed(corpus: Corpus) -> None:
    """Raise RecipeError if scrub has not run: a page that others read shows texts."""
    if not is_scrubbed(corpus):
        raise RecipeError(
            f"{corpus.documents.store.uri}: texts may hold personal data, as scrub has not run; add the "
            "stage scrub to the recipe and run it: malmoi run RECIPE"
        )
