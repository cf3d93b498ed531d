"""Documents that hold some words, in their text, title, address or id."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.report.texts import refuse_unmasked

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
    refuse_unmasked(corpus)
    # texts are NFC; ids and titles may come from files named on a Mac
    forms = {unicodedata.normalize(form, words).lower() for form in ("NFC", "NFD")}
    for shard in range(corpus.num_shards):
        table = pl.DataFrame(corpus.columns(shard, COLUMNS)).with_row_index("row")
        holds = [
            pl.col(name).str.to_lowercase().str.contains(form, literal=True).fill_null(False)
            for name in COLUMNS
            for form in forms
        ]
        found = table.filter(pl.any_horizontal(holds))
        if len(found):
            ledger = corpus.ledger_of(shard)
            for row in found.iter_rows(named=True):
                yield _hit(ledger.row(row["row"], named=True), row, forms)


def _hit(facts: dict[str, Any], row: dict[str, Any], forms: set[str]) -> Hit:
    """The first place of one of the forms in the first column that holds one."""
    for name in COLUMNS:
        value = row[name] or ""
        lowered = value.lower()
        for form in sorted(forms):
            at = lowered.find(form)
            if at >= 0:
                begin, end = _place(value, at), _place(value, at + len(form))
                before, after = value[max(0, begin - AROUND) : begin], value[end : end + AROUND]
                return Hit(facts, name, before, value[begin:end], after)
    return Hit(facts, "text", "", min(forms), "")


def _place(text: str, lowered: int) -> int:
    """The place in a text of one in its lower case, in which a few letters (İ) are longer."""
    place = 0
    while place < len(text) and lowered > 0:
        lowered -= len(text[place].lower())
        place += 1
    return place
