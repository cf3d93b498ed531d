"""The figures of a card. All of them come from the ledger of a root."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import polars as pl

from pipeline import __version__
from pipeline.card.amounts import Amounts, amounts
from pipeline.contract import RUN_FILE
from pipeline.core.corpus import Corpus
from pipeline.core.errors import MalmoiError
from pipeline.report.audit.agreement import precision
from pipeline.report.audit.verdicts import stored
from pipeline.report.page.masking import masked_name, masked_names
from pipeline.report.page.paths import shareable
from pipeline.report.page.spelling import in_order
from pipeline.report.queries import Findings

# Of each source a card lists one in TENTH of the hosts, those with most text, and MOST_HOSTS at most. Source:
# the summary of training content asks for the top 10 %, of a small provider for 1,000.
TENTH, MOST_HOSTS = 10, 1000


@dataclass(frozen=True)
class Amount:
    """Documents, and bytes of their text."""

    documents: int
    bytes: int


@dataclass(frozen=True)
class Named:
    """An amount with a name; None where documents have none."""

    name: str | None
    documents: int
    bytes: int


@dataclass(frozen=True)
class OfHost:
    """Living documents of a source that come from one host."""

    source: str
    host: str
    documents: int
    bytes: int


@dataclass(frozen=True)
class OfSource:
    """A source: what came in, what is in the corpus, its licences, dates, and addresses."""

    name: str
    licenses: tuple[str, ...]
    came: Amount
    stays: Amount
    first_date: str | None
    last_date: str | None
    hosts: int
    without_url: int
    is_crawl: bool


@dataclass(frozen=True)
class Removed:
    """Documents that a stage dropped for a reason; the precision of the drops that people judged."""

    stage: str
    reason: str
    documents: int
    bytes: int
    judged: int = 0
    right: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Packed:
    """A phase of training."""

    name: str
    rows: int
    seq_len: int
    tokens: int


@dataclass(frozen=True)
class Facts:
    """All figures of a card. Names are masked; amounts are of living documents unless they
    say otherwise."""

    version: str
    fingerprint: str
    ended: str | None
    stages: tuple[str, ...]
    came: Amount
    stays: Amount
    rejected: int
    sources: tuple[OfSource, ...]
    languages: tuple[Named, ...]
    domains: tuple[Named, ...]
    licenses: tuple[Named, ...]
    rights: tuple[Named, ...]
    removed: tuple[Removed, ...]
    masked: tuple[tuple[str, int, int], ...]
    not_scanned: tuple[str, ...]
    test_sets: tuple[str, ...]
    phases: tuple[Packed, ...]
    vocabulary: int | None
    hosts: tuple[OfHost, ...]
    recipe: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @property
    def last_date(self) -> str | None:
        """The last date of a living document."""
        return max((s.last_date for s in self.sources if s.last_date), default=None)

    @property
    def tokens(self) -> int | None:
        """Tokens of all phases; None if nothing is packed."""
        return sum(p.tokens for p in self.phases) if self.phases else None


def facts(corpus: Corpus) -> Facts:
    """The figures of a corpus. Raises MalmoiError if its last run did not finish: then the figures are of no
    corpus that is published."""
    store = corpus.documents.store
    run = store.read_json(RUN_FILE) or {}
    if run.get("state", "done") != "done":
        raise MalmoiError(
            f"{store.uri}: the last run did not finish; the same `malmoi run` finishes it, then make the card"
        )
    findings, sums = Findings(corpus), amounts(corpus)
    recipe = shareable(in_order(store, run), _parent(store.at("")))
    recipe.pop("root", None)
    living = sums.cells.filter(pl.col("dropped_by").is_null())
    return Facts(
        version=__version__,
        fingerprint=corpus.fingerprint,
        ended=run.get("ended"),
        stages=corpus.trail,
        came=_amount(sums.cells),
        stays=_amount(living),
        rejected=_rejected(findings),
        sources=tuple(_sources(sums, _crawled(run))),
        languages=_by(living, "lang"),
        domains=_by(living, "domain"),
        licenses=_by(living, "license"),
        rights=tuple(Named(*row) for row in sums.rights.iter_rows()),
        removed=tuple(_removed(corpus, findings)),
        masked=tuple(_masked(findings)),
        not_scanned=tuple(findings.not_scanned),
        test_sets=tuple(_test_sets(recipe)),
        phases=tuple(
            Packed(row["phase"], row["rows"], row["seq_len"], row["tokens"])
            for row in findings.rows.iter_rows(named=True)
        ),
        vocabulary=_vocabulary(findings),
        hosts=tuple(_hosts(sums.hosts)),
        recipe=recipe,
    )


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0]


def _amount(cells: pl.DataFrame) -> Amount:
    return Amount(int(cells["documents"].sum()), int(cells["bytes"].sum()))


def _by(living: pl.DataFrame, key: str) -> tuple[Named, ...]:
    """Amounts by a column, the largest first."""
    sums = living.group_by(key).agg(pl.col("documents", "bytes").sum())
    rows = sums.sort("bytes", key, descending=[True, False], nulls_last=True).iter_rows()
    return tuple(Named(name and masked_name(name), *rest) for name, *rest in rows)


def _sources(sums: Amounts, crawled: frozenset[str]) -> Iterator[OfSource]:
    dates = {name: (first, last) for name, first, last in sums.dates.iter_rows()}
    for (name,), cells in sums.cells.group_by("source", maintain_order=True):
        living = cells.filter(pl.col("dropped_by").is_null())
        hosts = sums.hosts.filter(pl.col("source") == name)
        nowhere = hosts.filter(pl.col("host").is_null())
        yield OfSource(
            masked_name(str(name)),
            tuple(sorted(masked_name(one) for one in living["license"].unique() if one)),
            _amount(cells),
            _amount(living),
            *dates.get(str(name), (None, None)),
            len(hosts) - len(nowhere),
            int(nowhere["documents"].sum()),
            name in crawled,
        )


def _crawled(run: dict[str, Any]) -> frozenset[str]:
    """The names of the sources that a recipe reads from a crawl."""
    sources = run.get("recipe", {}).get("stages", {}).get("ingest", {}).get("sources", [])
    return frozenset(
        one["name"]
        for one in sources
        if one.get("type") == "commoncrawl" or ".warc" in str(one.get("path", "")).lower()
    )


def _removed(corpus: Corpus, findings: Findings) -> Iterator[Removed]:
    verdicts = precision(stored(corpus.documents.store))
    judged = {(row["stage"], row["reason"]): row for row in verdicts.iter_rows(named=True)}
    keys = ["dropped_by", "drop_reason"]
    drops = findings.drops.group_by(keys, maintain_order=True).agg(
        pl.col("documents", "bytes").sum()
    )
    for stage, reason, documents, size in drops.select(*keys, "documents", "bytes").iter_rows():
        row = judged.get((stage, reason))
        one = Removed(stage, masked_name(reason), documents, size)
        if row is not None:
            judged_ones = row["right"] + row["wrong"]
            one = replace(
                one, judged=judged_ones, right=row["right"], low=row["low"], high=row["high"]
            )
        yield one


def _masked(findings: Findings) -> Iterator[tuple[str, int, int]]:
    """(kind, pieces, documents), the most frequent first."""
    by_kind = findings.scrubbed.group_by("kind").agg(pl.col("pieces", "documents").sum())
    yield from by_kind.sort("pieces", "kind", descending=[True, False]).iter_rows()


def _test_sets(recipe: dict[str, Any]) -> Sequence[str]:
    """The names of the evaluation sets that documents were compared with."""
    settings = recipe.get("stages", {}).get("decontaminate") or {}
    sets = settings.get("sets", [])
    return [one if isinstance(one, str) else str(one.get("name", "")) for one in sets]


def _vocabulary(findings: Findings) -> int | None:
    return int(findings.tokenizer["trained"]["vocab_size"]) if findings.tokenizer else None


def _rejected(findings: Findings) -> int:
    """Records that could not become documents."""
    rejects = findings.inflow.rejects
    return int(rejects["records"].sum()) if len(rejects) else 0


def _hosts(sums: pl.DataFrame) -> Iterator[OfHost]:
    """The hosts with most text of each source."""
    known = sums.drop_nulls("host").sort("bytes", "host", descending=[True, False])
    for (source,), rows in known.group_by("source", maintain_order=True):
        first = rows.head(min(MOST_HOSTS, -(-len(rows) // TENTH)))
        names = masked_names(first["host"].to_list())
        amounts = first.select("documents", "bytes").iter_rows()
        for name, (documents, size) in zip(names, amounts, strict=True):
            yield OfHost(masked_name(str(source)), name, documents, size)
