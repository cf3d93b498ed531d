"""What `malmoi show` and `malmoi explain` print, as plain values for programs."""

from typing import Any

import polars as pl
import pyarrow.compute as pc

from pipeline.contract import index_of, phases_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.forgotten import FORGOTTEN, Listed
from pipeline.report import copies
from pipeline.report.explain import FACTS, place_of
from pipeline.report.queries import Findings


def of_root(corpus: Corpus) -> dict[str, Any]:
    """Name of a table -> its rows. Sizes are in bytes."""
    findings = Findings(corpus)
    inflow = findings.inflow
    tables = {
        "funnel": findings.funnel([]),
        "living": findings.by_domain("documents"),
        "sources": inflow.sources,
        "extensions": inflow.extensions,
        "skipped": inflow.skipped,
        "encodings": inflow.decoded,
        "repairs": inflow.repairs,
        "warnings": inflow.warnings,
        "drift": inflow.drift,
        "splits": inflow.splits,
        "rejects": inflow.rejects,
        "personal_data": findings.scrubbed,
        "rights": findings.rights,
        "rights_named": findings.listed,
        "drops": findings.drops,
        "mixture": findings.mixture,
        "rows": findings.rows,
        "tokens": findings.tokens,
        "compression": findings.compression,
    }
    return {name: _rows(frame) for name, frame in tables.items()}


def summary(corpus: Corpus) -> dict[str, Any]:
    """What a run leaves: the root, and documents and bytes that live after each stage."""
    stages = _rows(corpus.funnel([]))
    return {"root": corpus.documents.store.uri, "fingerprint": corpus.fingerprint, "stages": stages}


def of_document(corpus: Corpus, document: str) -> dict[str, Any]:
    """The life of a document: its facts, what each stage said of it with evidence, and where it is packed.

    Raises RecipeError if no document has this id or url."""
    if request := Listed.of(corpus.documents.store).request_of(document):
        fate = {"dropped_by": FORGOTTEN, "drop_reason": FORGOTTEN}
        stated = {"date": request.date, "certificate": request.certificate}
        return {"id": document, **fate, "forgotten": stated, "stages": [], "packed": []}
    shard, row = place_of(corpus, document)
    facts = corpus.documents.read(shard, [*FACTS, "scrubbed"]).slice(row, 1).to_pylist()[0]
    stages, fate = [], {"dropped_by": None, "drop_reason": None}
    for stage, marks in corpus.marks:
        mark = marks.read(shard).slice(row, 1).to_pylist()[0]
        del mark["id"]
        evidence = copies.proofs(corpus, stage, facts["id"])
        stages.append({"stage": stage, **mark, "evidence": evidence})
        if mark["drop_reason"]:
            fate = {"dropped_by": stage, "drop_reason": mark["drop_reason"]}
            break
    packed = [] if fate["dropped_by"] else _packed(corpus, facts["id"])
    return {**facts, **fate, "stages": stages, "packed": packed}


def _packed(corpus: Corpus, document: str) -> list[dict[str, Any]]:
    """The places of a document in packed shards."""
    if "pack" not in corpus.trail:
        return []
    store, found = corpus.documents.store, []
    for phase in phases_of(corpus):
        train, index = Dataset(store, f"pack/{phase}"), Dataset(store, f"pack/{index_of(phase)}")
        for number, shard in enumerate(train.shards):
            rows = index.read(number)
            places = rows.filter(pc.equal(rows.column("id"), document)).drop_columns(["id"])
            found += [{"phase": phase, "shard": shard, **place} for place in places.to_pylist()]
    return found


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame; NaN and infinity, which JSON does not have, as null."""
    is_number = pl.selectors.float()
    return frame.with_columns(pl.when(is_number.is_finite()).then(is_number)).to_dicts()
