"""`malmoi explain --row`: the documents in one packed row."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.errors import RecipeError
from pipeline.export.packed import Packed, opened

# Characters of each document that are printed, as stored: personal data is masked.
OPENING = 60


def story(root: str, place: str) -> str:
    """Lines of text about the row `phase:shard:row`, or `shard:row` if there is one phase: the documents in
    the row, with the positions of their tokens. Raises RecipeError if the row does not exist."""
    row = of_row(root, place)
    lines = [f"row {row['row']} of {row['shard']}: {row['tokens']:,} tokens"]
    for piece in row["pieces"]:
        position = (
            f"{piece['at']:>7,}  {piece['tokens']:>7,} tokens, from its token {piece['begin']:,} on"
        )
        epoch = f"epoch {piece['epoch'] + 1}"
        lines.append(f"  {position}, {epoch}  {piece['id']}  {piece['opening']}")
    if row["padding"]:
        lines.append(f"  {row['padding']:>16,} tokens of padding")
    return "\n".join(lines)


def of_row(root: str, place: str) -> dict[str, Any]:
    """The row `phase:shard:row` as plain values: its pieces in order, each with the document's id, epoch from
    0, place in the row, tokens, first token in the document, and opening. Raises RecipeError if the row does
    not exist."""
    phase, shard, row = _parsed(place)
    packed = opened(root, phase)
    if not shard < packed.rows.num_shards:
        raise RecipeError(
            f"--row {place}: phase {packed.phase} has {packed.rows.num_shards} shards, counted from 0"
        )
    if not row < packed.rows.rows[shard]:
        raise RecipeError(
            f"--row {place}: shard {shard} has {packed.rows.rows[shard]:,} rows, counted from 0"
        )
    seq_len = packed.arguments["seq_len"]
    first, end = row * seq_len, (row + 1) * seq_len
    index = packed.index.read(shard)
    start, tokens = (index.column(n).to_numpy() for n in ("start", "tokens"))
    inside = np.flatnonzero((start < end) & (start + tokens > first)).tolist()
    openings = _openings(packed, [index.column("id")[i].as_py() for i in inside])
    pieces = []
    for i in inside:
        piece = index.slice(i, 1).to_pylist()[0]
        a, b = max(int(start[i]), first), min(int(start[i] + tokens[i]), end)
        pieces.append(
            {
                "id": piece["id"],
                "epoch": piece["epoch"],
                "at": a - first,
                "tokens": b - a,
                "begin": piece["begin"] + a - int(start[i]),
                "opening": openings.get(piece["id"], ""),
            }
        )
    return {
        "phase": packed.phase,
        "shard": packed.rows.paths[shard],
        "row": row,
        "tokens": seq_len,
        "pieces": pieces,
        "padding": seq_len - sum(piece["tokens"] for piece in pieces),
    }


def _parsed(place: str) -> tuple[str | None, int, int]:
    """(phase or None, shard, row). Raises RecipeError if the place is malformed."""
    phase, _, numbers = place.rpartition(":")[0].rpartition(":")
    row = place.rpartition(":")[2]
    if not (numbers.isdecimal() and row.isdecimal()):
        raise RecipeError(f"--row {place}: expected PHASE:SHARD:ROW, such as train:0:17")
    return phase or None, int(numbers), int(row)


def _openings(packed: Packed, ids: list[str]) -> dict[str, str]:
    """Id -> the beginning of the document's text, on one line."""
    corpus, openings = packed.corpus, {}
    for shard in range(corpus.num_shards):
        table = corpus.documents.read(shard, ["id"])
        is_wanted = pc.is_in(table.column("id"), value_set=pa.array(ids, pa.string()))
        rows = np.flatnonzero(is_wanted.to_numpy())
        if len(rows):
            documents = corpus.documents.read(shard, ["id", "text"]).take(rows)
            for document in documents.to_pylist():
                openings[document["id"]] = document["text"][:OPENING].replace("\n", " ")
    return openings
