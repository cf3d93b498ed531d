"""`malmoi explain`: the history of one document, from its file to its place in the packed shards."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract import index_of, phases_of
from pipeline.core.corpus import QUARANTINE, Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import RecipeError
from pipeline.core.forgotten import Listed, told
from pipeline.core.quarantine import culprit
from pipeline.report import copies, rights
from pipeline.report.copies import COPY_RULES, IN_INDEX, NONE_LIVES, locate, measured

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
HIDDEN = ("id", "drop_reason", rights.COLUMN)
# Copies that are named for a survivor.
SHOWN = 5
# Characters of the text that are printed, as stored: personal data is masked.
OPENING = 160


def story(corpus: Corpus, document: str) -> str:
    """The history of a document as lines of text: its origin, each stage's mark with scores and evidence, and
    the verdict. `document` is an id, or the url of a single document. Raises RecipeError if there is none."""
    if request := Listed.of(corpus.documents.store).request_of(document):
        return f"document  {document}\n  {told(request)}\n\nOUT: nothing of it is left in this root"
    shard, row = place_of(corpus, document)
    facts = corpus.documents.read(shard, [*FACTS, "scrubbed", "text"]).slice(row, 1).to_pylist()[0]
    document = facts["id"]
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
    return "\n".join([*lines, "", _verdict(corpus, document, out)])


def place_of(corpus: Corpus, document: str) -> tuple[int, int]:
    """(shard, row) of a document, given by its id or its url. Raises RecipeError if there is none."""
    return locate(corpus, document) if "://" not in document else _at_url(corpus, document)


def _at_url(corpus: Corpus, url: str) -> tuple[int, int]:
    """(shard, row) of the document of a url; a url may also be an id."""
    found: list[tuple[int, int, str]] = []
    for shard in range(corpus.num_shards):
        table = corpus.documents.read(shard, ["id", "url"])
        rows = pc.indices_nonzero(pc.fill_null(pc.equal(table.column("url"), url), False))
        found += [(shard, row, table.column("id")[row].as_py()) for row in rows.to_pylist()]
    if len(found) > 1:
        ids = ", ".join(document for _, _, document in found[:SHOWN])
        more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        raise RecipeError(f"{len(found):,} documents have this url; give an id: {ids}{more}")
    return found[0][:2] if found else locate(corpus, url)


def _verdict(corpus: Corpus, document: str, out: tuple[str, str] | None) -> str:
    """Whether the document lives; `out` is the stage that dropped it and its reason."""
    num = copies.num_copies(corpus, document)
    stands_for = f"{num:,} {'copy' if num == 1 else 'copies'}"
    if out is None:
        return "IN: it lives in the corpus" + (f", for {stands_for}" if num else "")
    verdict = f"OUT: dropped by {out[0]}: {out[1]}"
    removal = [p for p in copies.proofs(corpus, out[0], document) if p["rule"] in COPY_RULES]
    if removal and (out[1] == IN_INDEX or copies.survivors(corpus, removal[0])[1]):
        return verdict
    lost = f"; it stood for {stands_for}" if num else ""
    return verdict + lost + (f"; {NONE_LIVES}" if num or removal else "")


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
    lines += [f"{'':<13}{line}" for line in rights.evidence_lines(mark)]
    lines += [f"{'':<13}{line}" for line in _evidence_lines(corpus, stage, document, reason)]
    return lines, reason


def _evidence_lines(corpus: Corpus, stage: str, document: str, reason: str | None) -> list[str]:
    """Lines about why a document was removed, or about the first five documents removed in its favour."""
    lines: list[str] = []
    if found := culprit(corpus.documents.store, stage, document):
        failing = stage.removeprefix(QUARANTINE)
        lines.append(f"it makes {failing}/{found.phase} fail: {found.reason}")
    for proof in copies.proofs(corpus, stage, document):
        lines += _proof_lines(corpus, proof, reason)
    removed = None if reason else copies.removed_for(corpus, stage, pa.array([document]))
    if removed is not None:
        first = removed.slice(0, SHOWN).to_pylist()
        lines += [f"kept instead of: {copy['removed_id']}  {measured(copy)}" for copy in first]
        lines += [f"and of {len(removed) - SHOWN:,} more"] if len(removed) > SHOWN else []
    return lines


def _proof_lines(corpus: Corpus, proof: dict[str, Any], reason: str | None) -> list[str]:
    """Lines about one row of evidence on a document: what it is a copy of, and what became of that."""
    if reason == IN_INDEX:
        return [f"its copy is in the index: {proof['kept_id']}  {measured(proof)}"]
    if proof["rule"] in COPY_RULES:
        return copies.survivors(corpus, proof)[0]
    if proof["rule"] == "repeated":
        return [f"its longest repeated line stands first in: {proof['kept_id']}  {measured(proof)}"]
    if "start" not in proof:
        return [f"for: {proof['kept_id']}  {measured(proof)}"]
    where = f"bytes {proof['start']:,} to {proof['end']:,} hold the evaluation item"
    return [f"{where}: {proof['kept_id']}  {measured(proof)}"]


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
