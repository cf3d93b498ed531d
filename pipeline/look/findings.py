"""What a look has found: values alone, ready to be printed or written as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.inputs import InputFile
from pipeline.look.listing import Listed, ending_of
from pipeline.readers import silence
from pipeline.report.inflow import Inflow

# Beginnings that are shown, and their characters.
SHOWN, LENGTH = 20, 90


@dataclass(frozen=True)
class Beginning:
    """The beginning of a document, masked."""

    source: str
    lang: str
    text: str


@dataclass(frozen=True)
class OfSource:
    """What is known of one source."""

    name: str
    path: str
    files: int
    # Bytes of its files as stored, and of its text as the sample says.
    bytes: int
    text_bytes: float
    domain: str
    # Role -> field: text_field, title_field, ...
    fields: dict[str, str] = field(default_factory=dict)
    # Files of it in the sample, whether these are all of it, documents in them, and records that became none
    # and count as damage.
    sampled: int = 0
    is_complete: bool = False
    # True if each file is a document or an archive.
    is_by_file: bool = False
    documents: int = 0
    rejects: int = 0


@dataclass(frozen=True)
class Findings:
    """All that a look prints. What follows `sources` is about the sample, except `seconds`."""

    paths: tuple[str, ...]
    # Ending -> (files, bytes); (files, kind) of skipped ones; files that no reader knows.
    formats: dict[str, tuple[int, int]]
    skipped: dict[str, tuple[int, str]]
    unread: dict[str, int]
    sources: tuple[OfSource, ...] = ()
    # True if the sample is everything.
    is_complete: bool = True
    documents: int = 0
    text_bytes: int = 0
    # Reason -> records that became no document.
    rejects: dict[str, int] = field(default_factory=dict)
    # Encoding -> documents; language -> (documents, bytes of text).
    encodings: dict[str, int] = field(default_factory=dict)
    languages: dict[str, tuple[int, int]] = field(default_factory=dict)
    exact_copies: int = 0
    # Kind of personal data -> how often it was masked.
    personal: dict[str, int] = field(default_factory=dict)
    # Stage -> documents that live after it.
    living: dict[str, int] = field(default_factory=dict)
    # `stage: reason` -> documents that were dropped for it.
    dropped: dict[str, int] = field(default_factory=dict)
    # Lines on what cannot be read: file, reason, what mends it.
    unreadable: tuple[str, ...] = ()
    # Sources that the recipe leaves out, with the field that may be their text.
    doubtful: tuple[tuple[str, str], ...] = ()
    beginnings: tuple[Beginning, ...] = ()
    # Seconds of a run on everything: value, low, high; None if the stages did not end on the sample.
    seconds: tuple[float, float, float] | None = None
    # What ended the stages on the sample early.
    failure: str = ""

    @property
    def whole_text(self) -> int:
        """Bytes of text of all files, as the sample says."""
        return round(sum(s.text_bytes for s in self.sources))

    def as_json(self) -> dict[str, Any]:
        """The fields as plain values."""
        return asdict(self)


def formats_in(found: Iterable[Listed]) -> dict[str, tuple[int, int]]:
    """Ending -> (files, bytes) of the files that may hold text, the largest first."""
    number, size = Counter[str](), Counter[str]()
    for listed in found:
        for file in listed.files:
            ending = ending_of(file.name) or "(none)"
            number[ending] += 1
            size[ending] += file.size
    return {e: (number[e], size[e]) for e in sorted(size, key=lambda e: (-size[e], e))}


def skipped_in(found: Iterable[Listed]) -> dict[str, tuple[int, str]]:
    """Ending or name -> (files, what they are) of those that are skipped."""
    counts = Counter((s.extension, s.kind) for listed in found for s, _ in listed.skipped)
    return {name: (num, kind) for (name, kind), num in counts.most_common()}


def unread_in(files: Iterable[InputFile]) -> dict[str, int]:
    """Ending -> number of files that no reader knows."""
    return dict(Counter(ending_of(f.name) or "(none)" for f in files).most_common())


def languages_in(corpus: Corpus) -> dict[str, tuple[int, int]]:
    """Language -> (documents, bytes), the one with most text first."""
    frame = _documents(corpus, ["lang", "bytes"])
    sums = (
        frame.group_by("lang").agg(pl.len(), pl.col("bytes").sum()).sort("bytes", descending=True)
    )
    return {lang: (num, size) for lang, num, size in sums.iter_rows()}


def personal_in(corpus: Corpus) -> dict[str, int]:
    """Kind of personal data -> how often it was masked."""
    counts: Counter[str] = Counter()
    for found in _documents(corpus, ["scrubbed"])["scrubbed"].drop_nulls():
        for one in found:
            counts[one["kind"]] += one["count"]
    return dict(counts.most_common())


def living_after(corpus: Corpus) -> dict[str, int]:
    """Stage -> documents that live after it."""
    funnel = corpus.funnel([])
    return {str(stage): int(num) for stage, num in funnel.select("stage", "documents").iter_rows()}


def dropped_in(corpus: Corpus) -> dict[str, int]:
    """`stage: reason` -> documents that were dropped for it, the most frequent first."""
    counts: Counter[str] = Counter()
    for row in corpus.drops().iter_rows(named=True):
        counts[f"{row['dropped_by']}: {row['drop_reason']}"] += row["documents"]
    return dict(counts.most_common())


def rejects_in(inflow: Inflow) -> dict[str, int]:
    """Reason -> records that became no document."""
    sums = inflow.rejects.group_by("reason").agg(pl.col("records").sum())
    return dict(sums.sort("records", descending=True).iter_rows())


def encodings_in(inflow: Inflow) -> dict[str, int]:
    """Encoding -> documents."""
    return dict(inflow.decoded.sort("documents", descending=True).iter_rows())


def unreadable_in(corpus: Corpus, sources: Sequence[str]) -> tuple[str, ...]:
    """Lines on what could not be read: file, reason, what mends it."""
    store = corpus.documents.store
    rejects = pl.DataFrame(Dataset(store, "ingest/rejects").table(["source", "file", "reason"]))
    lines = []
    for source in sources:
        of_source = rejects.filter(pl.col("source") == source)
        if len(of_source):
            found = silence.of_rejects(source, of_source, store, "ingest")
            lines += [f"{source}: {line.strip()}" for line in found.splitlines()]
    return tuple(lines)


def beginnings_in(corpus: Corpus) -> tuple[Beginning, ...]:
    """Beginnings of masked documents, spread over the sources and over the documents of each."""
    frame = _documents(corpus, ["source", "lang", "text"])
    by_source = [part for _, part in frame.group_by("source", maintain_order=True)]
    if not by_source:
        return ()
    each = -(-SHOWN // len(by_source))
    shown: list[Beginning] = []
    for part in by_source:
        num = min(each, len(part))
        for i in range(num):
            source, lang, text = part.row(i * len(part) // num)
            line = " ".join(text[: LENGTH * 4].split())
            cut = line[:LENGTH] + ("..." if len(line) > LENGTH else "")
            shown.append(Beginning(source, lang, cut))
    return tuple(shown[:SHOWN])


def _documents(corpus: Corpus, columns: list[str]) -> pl.DataFrame:
    documents = corpus.documents
    return pl.concat(
        pl.DataFrame(documents.read(shard, columns)) for shard in range(len(documents.shards))
    )
