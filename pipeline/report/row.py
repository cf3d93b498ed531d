"""`malmoi explain --row`: the documents in one packed row."""

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
    inside = np.flatnonzero((start < end) & (start + tokens > first))
    lines = [f"row {row} of {packed.rows.paths[shard]}: {seq_len:,} tokens"]
    used = 0
    openings = _openings(packed, [index.column("id")[i].as_py() for i in inside.tolist()])
    for i in inside.tolist():
        piece = index.slice(i, 1).to_pylist()[0]
        a, b = max(int(start[i]), first), min(int(start[i] + tokens[i]), end)
        begin = piece["begin"] + a - int(start[i])
        used += b - a
        position = f"{a - first:>7,}  {b - a:>7,} tokens, from its token {begin:,} on"
        epoch = f"epoch {piece['epoch'] + 1}"
        lines.append(f"  {position}, {epoch}  {piece['id']}  {openings.get(piece['id'], '')}")
    if used < seq_len:
        lines.append(f"  {seq_len - used:>16,} tokens of padding")
    return "\n".join(lines)


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
