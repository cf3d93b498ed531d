"""Documents that hold some words, in their text, title, address or id."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.core.corpus import Corpus

COLUMNS = ("text", "title", "url", "id")
AROUND = 60  # characters that are shown on each side


@dataclass(frozen=True)
class Hit:
    """A document: its row of the ledger, the column that holds the words, and the words with what stands
    around them."""

    facts: dict[str, Any]
    column: str
    before: str
    words: str
    after: str


def search(corpus: Corpus, words: str) -> Iterator[Hit]:
    """The documents that hold the words, in any case of letters, in the order of the corpus; of each the
    first place. Texts are those that are stored: personal data is masked."""
    wanted = unicodedata.normalize("NFC", words).lower()
    for shard in range(corpus.num_shards):
        table = pl.DataFrame(corpus.columns(shard, COLUMNS)).with_row_index("row")
        holds = [
            _lower(name).str.contains(wanted, literal=True).fill_null(False) for name in COLUMNS
        ]
        found = table.filter(pl.any_horizontal(holds))
        if len(found):
            ledger = corpus.ledger_of(shard)
            for row in found.iter_rows(named=True):
                yield _hit(ledger.row(row["row"], named=True), row, wanted)


def _lower(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase()


def _hit(facts: dict[str, Any], row: dict[str, Any], wanted: str) -> Hit:
    for name in COLUMNS:
        value = row[name] or ""
        lowered = value.lower()
        at = lowered.find(wanted)
        if at >= 0:
            # a few capitals are longer in lower case
            at = at if len(lowered) == len(value) else len(lowered[:at].upper())
            end = at + len(wanted)
            return Hit(
                facts,
                name,
                value[max(0, at - AROUND) : at],
                value[at:end],
                value[end : end + AROUND],
            )
    return Hit(facts, "text", "", wanted, "")
