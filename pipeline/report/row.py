"""`malmoi explain --row`: the documents that a row of training is made of."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.errors import RecipeError
from pipeline.export.packed import Packed, opened

OPENING = 60  # characters of each document that are shown: masked, as they lie in the corpus


def story(root: str, place: str) -> str:
    """Lines about the row `phase:shard:row` (or `shard:row` where there is one phase): which tokens of which
    documents. Raises RecipeError for a row that there is not."""
    phase, shard, row = _parsed(place)
    packed = opened(root, phase)
    if not shard < packed.rows.num_shards:
        raise RecipeError(
            f"--row {place}: phase {packed.phase} has {packed.rows.num_shards} shards"
        )
    if not row < packed.rows.rows[shard]:
        raise RecipeError(f"--row {place}: shard {shard} has {packed.rows.rows[shard]:,} rows")
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
        at = f"{a - first:>7,}  {b - a:>7,} tokens, from its token {begin:,} on, epoch {piece['epoch'] + 1}"
        lines.append(f"  {at}  {piece['id']}  {openings.get(piece['id'], '')}")
    if used < seq_len:
        lines.append(f"  {seq_len - used:>16,} tokens of padding")
    return "\n".join(lines)


def _parsed(place: str) -> tuple[str | None, int, int]:
    phase, _, numbers = place.rpartition(":")[0].rpartition(":")
    row = place.rpartition(":")[2]
    if not (numbers.isdecimal() and row.isdecimal()):
        raise RecipeError(f"--row {place}: expected PHASE:SHARD:ROW, such as train:0:17")
    return phase or None, int(numbers), int(row)


def _openings(packed: Packed, ids: list[str]) -> dict[str, str]:
    """The beginnings of documents."""
    corpus, found = packed.corpus, {}
    for shard in range(corpus.num_shards):
        table = corpus.documents.read(shard, ["id"])
        there = pc.is_in(table.column("id"), value_set=pa.array(ids, pa.string()))
        rows = np.flatnonzero(there.to_numpy())
        if len(rows):
            texts = corpus.documents.read(shard, ["id", "text"]).take(rows)
            for one in texts.to_pylist():
                found[one["id"]] = one["text"][:OPENING].replace("\n", " ")
    return found
