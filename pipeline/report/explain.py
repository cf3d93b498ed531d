"""`malmoi explain`: the history of one document, from its file to its place in the packed shards."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract import index_of, phases_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import RecipeError
from pipeline.core.schema import EVIDENCE

FACTS = [
    "id",
    "source",
    "file",
    "record",
    "domain",
    "lang",
    "priority",
    "url",
    "license",
    "bytes",
    "encoding",
    "repairs",
]
# Columns of a mark that are not printed among its scores.
HIDDEN = ("id", "drop_reason")
# Characters of the text that are printed, as stored: personal data is masked.
OPENING = 160


def story(corpus: Corpus, document: str) -> str:
    """The history of a document as lines of text: its origin, each stage's mark with scores and evidence, and
    the verdict. Raises RecipeError if the corpus has no document with this id."""
    shard, row = _locate(corpus, document)
    facts = corpus.documents.read(shard, [*FACTS, "scrubbed", "text"]).slice(row, 1).to_pylist()[0]
    lines = [f"document  {document}"]
    lines += [
        f"  {name:<10}{value}" for name in FACTS[1:] if (value := facts[name]) not in (None, [], "")
    ]
    opening = facts["text"][:OPENING].replace("\n", " ")
    lines += [f"  {'text':<10}{opening}{'...' if len(facts['text']) > OPENING else ''}", ""]
    out: tuple[str, str] | None = None
    for stage in corpus.trail:
        if out is None:
            of_stage, reason = _stage_lines(corpus, stage, shard, row, facts)
            lines += of_stage
            out = (stage, reason) if reason else None
    lines.append("")
    lines.append(f"OUT: dropped by {out[0]}: {out[1]}" if out else "IN: it lives in the corpus")
    return "\n".join(lines)


def _locate(corpus: Corpus, document: str) -> tuple[int, int]:
    """(shard, row) of a document. Raises RecipeError if there is none."""
    for shard in range(corpus.num_shards):
        row = pc.index(corpus.documents.read(shard, ["id"]).column(0), document).as_py()
        if row >= 0:
            return shard, row
    raise RecipeError(f"no document has the id {document!r}")


def _stage_lines(
    corpus: Corpus, stage: str, shard: int, row: int, facts: dict[str, Any]
) -> tuple[list[str], str | None]:
    """(lines about what a stage did to the document, its drop_reason or None)."""
    if stage == "ingest":
        return [f"ingest       record {facts['record']} of {facts['file']}"], None
    if stage == "scrub":
        masked = (
            ", ".join(f"{m['kind']} x {m['count']}" for m in facts["scrubbed"] or []) or "nothing"
        )
        return [f"scrub        masked: {masked}"], None
    if any(stage == name for name, _ in corpus.marks):
        return _mark_lines(corpus, stage, shard, row, facts["id"])
    if stage == "pack":
        return _pack_lines(corpus, facts["id"]), None
    return [f"{stage:<12} built from the living documents"], None


def _mark_lines(
    corpus: Corpus, stage: str, shard: int, row: int, document: str
) -> tuple[list[str], str | None]:
    """(lines about a mark: verdict, scores and evidence; its drop_reason or None)."""
    mark = corpus.marks_of(stage).read(shard).slice(row, 1).to_pylist()[0]
    reason = mark["drop_reason"]
    lines = [f"{stage:<12} {'dropped: ' + reason if reason else 'kept'}"]
    scores = {n: _summary(v) for n, v in mark.items() if n not in HIDDEN and v is not None}
    if scores.get("cluster_size") == 1:
        del scores["cluster_size"]
    if scores:
        pairs = (f"{n}={v:.4g}" if isinstance(v, float) else f"{n}={v}" for n, v in scores.items())
        lines.append(" " * 13 + "  ".join(pairs))
    store, path = corpus.documents.store, f"{stage}/evidence"
    if store.exists(f"{path}/{COMMIT_FILE}"):
        evidence = Dataset(store, path).table()
        # a stage of the user's may give this name to a table of other columns
        if set(EVIDENCE.names) <= set(evidence.column_names):
            lines += _evidence_lines(evidence, document, reason)
    return lines, reason


def _evidence_lines(evidence: pa.Table, document: str, reason: str | None) -> list[str]:
    """Lines about why a document was removed, or about the first five documents removed in its favour."""
    lines = []
    for proof in evidence.filter(pc.equal(evidence.column("removed_id"), document)).to_pylist():
        what = "its copy is in the index" if reason == "in_index" else "its copy stays"
        if proof["rule"] == "repeated":
            what = "its longest repeated line stands first in"
        if proof["rule"] == "evaluation_item":
            what = f"bytes {proof['start']:,} to {proof['end']:,} hold the evaluation item"
        lines.append(f"{what}: {proof['kept_id']}  ({proof['rule']} = {proof['measure']:.4f})")
    if not reason:
        copies = evidence.filter(pc.equal(evidence.column("kept_id"), document)).to_pylist()
        lines += [
            f"kept instead of: {copy['removed_id']}  ({copy['rule']} = {copy['measure']:.4f})"
            for copy in copies[:5]
        ]
    return [f"{'':<13}{line}" for line in lines]


def _summary(value: Any) -> Any:
    """The number and total bytes of a list of spans; other values unchanged."""
    if not isinstance(value, list):
        return value
    return f"{len(value)} spans, {sum(v['end'] - v['start'] for v in value)} bytes"


def _pack_lines(corpus: Corpus, document: str) -> list[str]:
    """Lines about the places of a document in the packed shards."""
    store = corpus.documents.store
    lines = []
    for phase in phases_of(corpus):
        train, index = Dataset(store, f"pack/{phase}"), Dataset(store, f"pack/{index_of(phase)}")
        for number, shard in enumerate(train.shards):
            rows = index.read(number)
            for place in rows.filter(pc.equal(rows.column("id"), document)).to_pylist():
                at = f"{shard}, token {place['start']:,}, {place['tokens']:,} tokens"
                lines.append(f"{'pack':<12} {phase}, epoch {place['epoch'] + 1}: {at}")
    return lines or [f"{'pack':<12} in no shard"]
