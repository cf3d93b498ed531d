"""`malmoi explain`: the whole life of one document, from its file to its place in the shards."""

from typing import Any

import pyarrow.compute as pc

from pipeline.contract import index_of, phases_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import RecipeError

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
UNTOLD = ("id", "drop_reason")
OPENING = 160  # characters of the text that are shown: masked, as it lies in the corpus


def story(corpus: Corpus, document: str) -> str:
    """Lines that tell where a document came from, each stage's mark with its scores and evidence,
    and the verdict. Raises RecipeError for an id that the corpus does not hold."""
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
            told, reason = _chapter(corpus, stage, shard, row, facts)
            lines += told
            out = (stage, reason) if reason else None
    lines.append("")
    lines.append(f"OUT: dropped by {out[0]}: {out[1]}" if out else "IN: it lives in the corpus")
    return "\n".join(lines)


def _locate(corpus: Corpus, document: str) -> tuple[int, int]:
    for shard in range(corpus.num_shards):
        row = pc.index(corpus.documents.read(shard, ["id"]).column(0), document).as_py()
        if row >= 0:
            return shard, row
    raise RecipeError(f"no document has the id {document!r}")


def _chapter(
    corpus: Corpus, stage: str, shard: int, row: int, facts: dict[str, Any]
) -> tuple[list[str], str | None]:
    """What one stage did to the document, and its drop_reason."""
    if stage == "ingest":
        return [f"ingest       record {facts['record']} of {facts['file']}"], None
    if stage == "scrub":
        masked = (
            ", ".join(f"{m['kind']} x {m['count']}" for m in facts["scrubbed"] or []) or "nothing"
        )
        return [f"scrub        masked: {masked}"], None
    if any(stage == name for name, _ in corpus.marks):
        return _marked(corpus, stage, shard, row, facts["id"])
    if stage == "pack":
        return _packed(corpus, facts["id"]), None
    return [f"{stage:<12} built from the living documents"], None


def _marked(
    corpus: Corpus, stage: str, shard: int, row: int, document: str
) -> tuple[list[str], str | None]:
    mark = corpus.marks_of(stage).read(shard).slice(row, 1).to_pylist()[0]
    reason = mark["drop_reason"]
    lines = [f"{stage:<12} {'dropped: ' + reason if reason else 'kept'}"]
    scores = {n: _told(v) for n, v in mark.items() if n not in UNTOLD and v is not None}
    if scores.get("cluster_size") == 1:
        del scores["cluster_size"]
    if scores:
        shown = (f"{n}={v:.4g}" if isinstance(v, float) else f"{n}={v}" for n, v in scores.items())
        lines.append(" " * 13 + "  ".join(shown))
    store, path = corpus.documents.store, f"{stage}/evidence"
    if store.exists(f"{path}/{COMMIT_FILE}"):
        evidence = Dataset(store, path).table()
        for proof in evidence.filter(pc.equal(evidence.column("removed_id"), document)).to_pylist():
            where = "its copy is in the index" if reason == "in_index" else "its copy stays"
            if proof["rule"] == "repeated":
                where = "its longest repeated line stands first in"
            if proof["rule"] == "evaluation_item":
                where = f"bytes {proof['start']:,} to {proof['end']:,} hold the evaluation item"
            lines.append(
                f"{'':<13}{where}: {proof['kept_id']}  ({proof['rule']} = {proof['measure']:.4f})"
            )
        twins = evidence.filter(pc.equal(evidence.column("kept_id"), document)).to_pylist()
        for twin in [] if reason else twins[:5]:
            lines.append(
                f"{'':<13}stays for: {twin['removed_id']}  ({twin['rule']} = {twin['measure']:.4f})"
            )
    return lines, reason


def _told(value: Any) -> Any:
    """Of a list of spans, how many there are and their bytes."""
    if not isinstance(value, list):
        return value
    return f"{len(value)} spans, {sum(v['end'] - v['start'] for v in value)} bytes"


def _packed(corpus: Corpus, document: str) -> list[str]:
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
