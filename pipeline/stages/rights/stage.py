"""The rights stage: collect evidence, judge it, mark."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Literal

import polars as pl
from pydantic import Field

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.inputs import identified
from pipeline.core.job import Job
from pipeline.core.model import hint
from pipeline.core.paths import RecipePath
from pipeline.core.stage import Stage
from pipeline.stages.rights.licence import REUSE, UNKNOWN
from pipeline.stages.rights.lists import ListFile, RightsList, find_lists, read_list
from pipeline.stages.rights.marks import Policy, mark_rights
from pipeline.stages.rights.snapshots import find_snapshots, grouped, read_snapshots

AGENTS = (
    "GPTBot",
    "CCBot",
    "Google-Extended",
    "ClaudeBot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "Meta-ExternalAgent",
    "PerplexityBot",
    "cohere-ai",
    "Yeti",
)
Dropped = Literal[
    "opted_out", "listed", "reserved", "no_derivatives", "noncommercial", "attribution", "unknown"
]


# Shards, and records of each, in which the field of licences is looked for before the stage begins.
_LOOKED_AT, _RECORDS = 4, 50


class Rights(Stage):
    """Mark what documents state about their licence and rights, and drop those of owners who opted out.

    `rights.reuse` is free, attribution, noncommercial, no_derivatives, reserved or unknown; `rights.license`
    the licence, `rights.evidence` the words that say so, with kind and place. Without `drop`, only documents
    that a list names or whose owner opted out are dropped. docs/rights.md has the order of precedence. It does
    not replace legal advice."""

    act: ClassVar = "mark"

    drop: tuple[Dropped, ...] = ("opted_out", "listed")
    """What is dropped: opted_out, listed, and any value of `rights.reuse`. [] marks alone."""
    lists: tuple[RightsList, ...] = ()
    """Lists of hosts, addresses, authors or ids whose documents are left out."""
    agents: tuple[str, ...] = Field(default=AGENTS, min_length=1)
    """Names of crawlers for which a rule of robots.txt or ai.txt, and a robots tag, counts as an opt-out."""
    snapshots: RecipePath | None = None
    """A folder with snapshots of robots.txt, ai.txt and tdmrep.json by host: HOST/robots.txt, or .jsonl with
    the fields host, file and text."""
    license_field: str | None = None
    """The field of `meta` that names the licence of each document; default: the `license` of the source."""

    @classmethod
    def values(cls) -> dict[str, tuple[str, ...]]:
        """The values of `rights.reuse`: a condition that compares it with another is refused."""
        return {"reuse": (*REUSE, UNKNOWN)}

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises DataError if a list or the snapshots are missing or cannot be read."""
        for item in find_lists(self.lists):
            for _ in read_list(item):
                pass
        if self.snapshots:
            for group in grouped(find_snapshots(self.snapshots)):
                for _ in read_snapshots(group, self.agents):
                    pass

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        """A line for each list with its entries, one for the snapshots, one with the reasons of drops."""
        for item in find_lists(self.lists):
            entries = sum(len(table) for table in read_list(item))
            noun = "entry" if entries == 1 else "entries"
            yield f"{item.of}: {entries:,} {noun} of {item.file.name}, reason {item.reason}"
        if self.snapshots:
            files = find_snapshots(self.snapshots)
            yield f"snapshots: {len(files):,} {'file' if len(files) == 1 else 'files'} of {self.snapshots}"
        yield f"drops {', '.join(self.drop) or 'nothing'}"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        """Phases `entries` (with lists), `rules` (with snapshots) and `marks`; returns the marked corpus."""
        items = find_lists(self.lists)
        if self.license_field and (told := _without_field(corpus.documents, self.license_field)):
            job.progress.note(told)
        policy = Policy(
            self.drop,
            self.agents,
            frozenset(item.of for item in items),
            tuple(dict.fromkeys(one.field for one in self.lists)),
            self.license_field,
        )
        mark = partial(
            mark_rights,
            policy=policy,
            entries=self._entries(job, items),
            rules=self._rules(job),
            pii=job.kernel("pii"),
        )
        needs_meta = self.license_field or "authors" in policy.kinds
        columns = ["id", "text", "url", "license", "page_rights", *(["meta"] if needs_meta else [])]
        return job.mark(mark, corpus, columns)

    def _entries(self, job: Job, items: list[ListFile]) -> Dataset | None:
        """The entries of all lists; None without lists."""
        if not items:
            return None
        files = identified([i.file for i in items], job.store)
        items = [replace(i, file=f) for i, f in zip(items, files, strict=True)]
        return job.make("entries", read_list, items)

    def _rules(self, job: Job) -> Dataset | None:
        """The rules of all snapshots; None without snapshots."""
        if not self.snapshots:
            return None
        files: list[Any] = identified(find_snapshots(self.snapshots), job.store)
        return job.make("rules", partial(read_snapshots, agents=self.agents), grouped(files))


def _without_field(documents: Dataset, field: str) -> str | None:
    """What to do if no record of the first shards has the field of its licence; None if one has it."""
    fields: set[str] = set()
    shards = range(min(documents.num_shards, _LOOKED_AT))
    for shard in shards:
        meta = pl.Series(documents.read(shard, ["meta"])["meta"]).cast(pl.String).drop_nulls()
        if meta.str.json_path_match(f"$.{field}").is_not_null().any():
            return None
        for record in meta.head(_RECORDS).to_list():
            fields.update(json.loads(record))
    near = hint(field, sorted(fields)).strip() if fields else repr(field)
    return f"rights: license_field: no record of the first shards has the field {near}"
