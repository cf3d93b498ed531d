"""Copies: the document that was kept instead of each, and what became of it."""

import shlex
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import RecipeError
from pipeline.core.schema import EVIDENCE
from pipeline.report.inflow import Inflow

# Rules of evidence that name a copy; other rules name a repeated line or an evaluation item.
COPY_RULES = ("text_hash", "normalized", "jaccard", "containment")
IN_INDEX = "in_index"
NONE_LIVES = "no copy of it is in the corpus"
# Ids that are named if one does not exist.
SUGGESTED = 3


@dataclass(frozen=True)
class Fate:
    """The stage that dropped a document and its mark there; "" and {} for a document that lives."""

    stage: str
    mark: dict[str, Any]

    @property
    def reason(self) -> str:
        """`stage: drop_reason`."""
        return f"{self.stage}: {self.mark['drop_reason']}"

    @property
    def is_indexed(self) -> bool:
        """True if the document was dropped for one outside the corpus, in an index."""
        return bool(self.stage) and self.mark["drop_reason"] == IN_INDEX


def locate(corpus: Corpus, document: str) -> tuple[int, int]:
    """(shard, row) of a document. Raises RecipeError if there is none; it says why if ingest rejected it."""
    # ids of files named on a Mac are NFD, and look the same
    forms = dict.fromkeys([document, *(unicodedata.normalize(f, document) for f in ("NFC", "NFD"))])
    for shard in range(corpus.num_shards):
        ids = corpus.documents.read(shard, ["id"]).column(0)
        for form in forms:
            row = pc.index(ids, form).as_py()
            if row >= 0:
                return shard, row
    reasons = Inflow(corpus.documents.store).reasons_of(document)
    why = f"; ingest rejected that record or file: {', '.join(reasons)}" if reasons else ""
    raise RecipeError(f"no document has the id {document!r}{why or _instead(corpus, document)}")


def _instead(corpus: Corpus, document: str) -> str:
    """What to ask if an id does not exist: ids that hold it, rejected files that do, or a search."""
    near: list[str] = []
    for shard in range(corpus.num_shards):
        ids = corpus.documents.read(shard, ["id"]).column(0)
        holds = pc.match_substring(ids, document, ignore_case=True)
        near += ids.filter(holds).slice(0, SUGGESTED - len(near)).to_pylist()
        if len(near) >= SUGGESTED:
            break
    if near:
        return f"; ids that hold it: {', '.join(near)}"
    store = corpus.documents.store
    if rejected := Inflow(store).rejected_like(document, SUGGESTED):
        return f"; ingest rejected: {', '.join(rejected)}"
    words = f"{shlex.quote(store.uri)} {shlex.quote(document)}"
    return f"; malmoi search {words} looks for it in texts, titles and urls"


def fate_of(corpus: Corpus, document: str) -> Fate:
    """What became of a document. Raises RecipeError if there is none with this id."""
    shard, row = locate(corpus, document)
    for stage, marks in corpus.marks:
        mark = marks.read(shard).slice(row, 1).to_pylist()[0]
        if mark["drop_reason"]:
            return Fate(stage, mark)
    return Fate("", {})


def evidence(corpus: Corpus, stage: str, column: str, values: pa.Array) -> Iterator[pa.Table]:
    """The rows of a stage's evidence with one of `values` in `column`, shard by shard; nothing for a stage
    without evidence."""
    store, path = corpus.documents.store, f"{stage}/evidence"
    if not store.exists(f"{path}/{COMMIT_FILE}"):
        return
    dataset = Dataset(store, path)
    for shard in range(dataset.num_shards):
        table = dataset.read(shard)
        # a stage of the user's may give this name to a table of other columns
        if not set(EVIDENCE.names) <= set(table.column_names):
            return
        yield table.filter(pc.is_in(table.column(column), value_set=values))


def proofs(corpus: Corpus, stage: str, document: str) -> list[dict[str, Any]]:
    """The evidence of a stage on a document that it removed or cut."""
    found = evidence(corpus, stage, "removed_id", pa.array([document]))
    return [row for table in found for row in table.to_pylist()]


def removed_for(corpus: Corpus, stage: str, documents: pa.Array) -> pa.Table | None:
    """The evidence of a stage on the copies that it removed in favour of `documents`; None if it has none."""
    found = [_copies(corpus, stage, t) for t in evidence(corpus, stage, "kept_id", documents)]
    return pa.concat_tables(found) if found else None


def _copies(corpus: Corpus, stage: str, rows: pa.Table) -> pa.Table:
    """The rows of evidence on copies of documents of the corpus: an index may hold documents of equal ids."""
    rows = rows.filter(pc.is_in(rows.column("rule"), value_set=pa.array(COPY_RULES)))
    marks = corpus.marks_of(stage)
    if not len(rows) or IN_INDEX not in marks.commit["facts"]["dropped"]:
        return rows
    indexed = [
        table.filter(pc.equal(table.column("drop_reason"), IN_INDEX)).column("id")
        for table in (marks.read(s, ["id", "drop_reason"]) for s in range(marks.num_shards))
    ]
    ids = pa.chunked_array([c for column in indexed for c in column.chunks], pa.string())
    return rows.filter(pc.invert(pc.is_in(rows.column("removed_id"), value_set=ids)))


def num_copies(corpus: Corpus, document: str) -> int:
    """The number of documents that were removed in favour of this one, or of one of those."""
    total, kept = 0, pa.array([document])
    # a stage removes documents in favour of its survivors: later stages come first
    for stage, _ in reversed(corpus.marks):
        found = removed_for(corpus, stage, kept)
        if found is not None and len(found):
            total += len(found)
            kept = pa.concat_arrays([kept, *found.column("removed_id").chunks])
    return total


def survivors(corpus: Corpus, proof: dict[str, Any]) -> tuple[list[str], bool]:
    """(lines from the survivor that a proof names to the document that stands for the cluster at the end;
    True if that one is in the corpus, or in an index)."""
    kept = proof["kept_id"]
    fate = fate_of(corpus, kept)
    if not fate.stage:
        return [f"its copy stays: {kept}  {measured(proof)}"], True
    lines = [f"its copy stayed here: {kept}  {measured(proof)}"]
    while fate.stage:
        why = proofs(corpus, fate.stage, kept)
        copy = next((p for p in why if p["rule"] in COPY_RULES), None)
        if copy is None:
            lines += [f"{kept} was dropped by {fate.reason}{decided(fate.mark)}", NONE_LIVES]
            return lines, False
        where = " in the index" if fate.is_indexed else ""
        other = copy["kept_id"]
        lines.append(
            f"{kept} was dropped by {fate.reason}, a copy of {other}{where}  {measured(copy)}"
        )
        if fate.is_indexed:
            return lines, True
        kept, fate = other, fate_of(corpus, other)
    return [*lines, f"{kept} is in the corpus"], True


def measured(proof: dict[str, Any]) -> str:
    """`(rule = measure)` of a row of evidence."""
    return f"({proof['rule']} = {proof['measure']:.4f})"


def decided(mark: dict[str, Any]) -> str:
    """The value and bound of a mark that decided, if it has them as numbers."""
    numbers = {n: mark.get(n) for n in ("value", "bound")}
    given = (f"{n}={v:.4g}" for n, v in numbers.items() if isinstance(v, int | float))
    return "".join(f"  {one}" for one in given)
