"""The journal of a request: every file of a root that holds a trace, and what is done to it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.core.corpus import QUARANTINE, Corpus
from pipeline.core.forgotten import Listed
from pipeline.core.unit import NO_TEXT
from pipeline.forget import beside, dedup_index, phases, vocabulary
from pipeline.forget.asked import Asked
from pipeline.forget.blank import facts_without
from pipeline.forget.journal import Action, Journal, with_commits
from pipeline.forget.traces import Traces, texts_of


def planned(corpus: Corpus, asked: Asked, traces: Traces, listed: Listed, date: str) -> Journal:
    """What is to be done to forget these documents; nothing is written."""
    store = corpus.documents.store
    documents = list(_documents(corpus, traces))
    ids = {d["id"] for d in documents}
    found = phases.touched(corpus, asked, traces, ids)
    rejects, raws = phases.rejects(store, asked, listed)
    actions = [
        *found,
        *rejects,
        *dedup_index.touched(corpus, traces, ids),
        *beside.touched(store, asked, ids),
    ]
    retired = phases.retired(corpus) if documents else []
    finished = [one["path"] for one in retired if not one.get("unfinished")]
    actions = with_commits(store, actions, finished)
    values = [] if asked.by == "ids" else [listed.key(asked.by, v) for v in asked.values]
    return Journal(
        asked.trace,
        asked.by,
        date,
        len(listed.requests),
        listed.salt,
        values,
        documents,
        sorted({*_read_keys(corpus, traces, listed), *raws}),
        actions,
        [stage for stage, _ in corpus.marks],
        _facts(corpus, documents),
        retired,
        _removed(corpus, documents, actions, ids),
        vocabulary.holding(corpus, asked) if documents else [],
    )


def _documents(corpus: Corpus, traces: Traces) -> Iterator[dict[str, Any]]:
    """The documents of a journal, by shard and row, each with the stage and reason that dropped it."""
    for shard, of_shard in traces.by_shard().items():
        reasons = [
            (stage, marks.read(shard, ["drop_reason"]).column(0)) for stage, marks in corpus.marks
        ]
        sources = corpus.documents.read(shard, ["source"]).column(0)
        for trace in of_shard:
            why = ((s, r[trace.row].as_py()) for s, r in reasons if r[trace.row].is_valid)
            stage, reason = next(why, ("", ""))
            named = {"id": trace.id, "shard": shard, "row": trace.row, "how": trace.how}
            source = sources[trace.row].as_py()
            yield {**named, "stage": stage, "reason": reason, "source": source}


def _read_keys(corpus: Corpus, traces: Traces, listed: Listed) -> Iterator[str]:
    """The hashes by which ingest knows the records of these documents when it reads them again.

    An id that the reader made of file and record counts with the content of the file: in a file that was
    edited, another record may stand there. An id that was changed because another document has it counts not
    at all."""
    store = corpus.documents.store
    contents = phases.contents_of_files(store)
    is_renamed = store.exists("ingest/distinct")
    (first, *_) = texts_of(corpus)
    for shard, of_shard in traces.by_shard().items():
        names = ["text_hash", "source", "file", "record"]
        rows = first.read(shard, names).to_pylist()
        for trace in of_shard:
            row = rows[trace.row]
            if row["text_hash"] != NO_TEXT and first.path.startswith("ingest/"):
                yield listed.key("text", row["text_hash"])
            place = f"{row['source']}/{row['file']}#{row['record']}"
            if trace.id != place and not is_renamed:
                yield listed.key("id", trace.id)
            elif trace.id == place:
                name = (row["source"], row["file"])
                yield listed.key("place", trace.id, contents.get(name, ""))


def _facts(corpus: Corpus, documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Phase of marks -> the facts of its commit once the documents are forgotten."""
    fates = [(d["stage"], d["reason"]) for d in documents]
    stages = [stage for stage, _ in corpus.marks]
    first = first_marking(stages)
    return {
        marks.path: facts_without(marks.commit["facts"], fates, place, stages, first)
        for place, (_, marks) in enumerate(corpus.marks)
    }


def first_marking(stages: list[str]) -> int:
    """The place of the stage that drops forgotten documents: the first that is not a quarantine."""
    places = (i for i, stage in enumerate(stages) if not stage.startswith(QUARANTINE))
    return next(places, len(stages))


def _removed(
    corpus: Corpus, documents: list[dict[str, Any]], actions: list[Action], ids: set[str]
) -> dict[str, Any]:
    """The numbers of a certificate: documents by source and by how they came to go, rows by phase, tokens and
    pieces by phase of training."""
    rows = Counter[str]()
    tokens: dict[str, dict[str, int]] = {}
    for action in actions:
        phase = action.path.rpartition("/")[0]
        if number := action.args.get("number", len(action.args.get("rows", []))):
            rows[f"{action.root}/{phase}".lstrip("/") if action.root else phase] += number
        if action.do == "packed":
            of_phase = tokens.setdefault(phase.removeprefix("pack/"), Counter())
            of_phase["tokens"] += action.args["tokens"]
            of_phase["pieces"] += action.args["number"]
    return {
        "documents": len(documents),
        "how": dict(sorted(Counter(d["how"] for d in documents).items())),
        "sources": dict(sorted(Counter(d["source"] for d in documents).items())),
        "living": sum(not d["stage"] for d in documents),
        "rows": dict(sorted(rows.items())),
        "packed": {name: dict(counts) for name, counts in sorted(tokens.items())},
    }
