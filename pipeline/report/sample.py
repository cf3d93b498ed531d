"""Documents to read: some of those that a stage dropped, or of those that live, each with what decided."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.model import hint
from pipeline.kernels.hashing import uniform
from pipeline.report.copies import COPY_RULES, decided, evidence, measured
from pipeline.report.owned import owned
from pipeline.report.texts import refuse_unmasked, texts_of


@dataclass(frozen=True)
class Wanted:
    """Which documents: those that `stage` dropped for `reason`, or the living ones, of a language and source.

    A condition that is None does not count."""

    stage: str | None = None
    reason: str | None = None
    lang: str | None = None
    source: str | None = None
    living: bool = False

    def of(self, ledger: pl.DataFrame) -> pl.DataFrame:
        """The rows of a ledger that fit."""
        dropped = pl.col("dropped_by").is_not_null()
        kept = ledger.filter(~dropped if self.living else dropped)
        conditions = {
            "dropped_by": self.stage,
            "drop_reason": self.reason,
            "lang": self.lang,
            "source": self.source,
        }
        for column, value in conditions.items():
            if value is not None:
                kept = kept.filter(pl.col(column) == value)
        return kept


@dataclass(frozen=True)
class Sampled:
    """A document: its row of the ledger and its text as stored.

    `decided`: value and bound of the rule that dropped it. `spans`: (begin, end, what) in bytes of the text,
    where a stage found its reason. `copy`: (id, measure, text) of the document that was kept instead, and
    `similarity` its measure as a number. `value` and `bound` are those of `decided`."""

    facts: dict[str, Any]
    text: str
    decided: str = ""
    spans: tuple[tuple[int, int, str], ...] = field(default=())
    copy: tuple[str, str, str] | None = None
    similarity: float | None = None
    value: float | None = None
    bound: float | None = None


def sampled(corpus: Corpus, wanted: Wanted, number: int, seed: int = 17) -> list[Sampled]:
    """At most `number` documents, drawn by id: the same ones for the same seed.

    Raises RecipeError if no document fits; it names the reasons that there are."""
    refuse_unmasked(corpus)
    chosen = _chosen(corpus, wanted, number, seed)
    if not len(chosen):
        raise RecipeError(_none(corpus, wanted))
    return described(corpus, chosen)


def described(corpus: Corpus, chosen: pl.DataFrame) -> list[Sampled]:
    """The documents of chosen rows of the ledger, in their order. `chosen` has the columns `shard` and `row`
    beside those of the ledger."""
    proofs = _proofs(corpus, chosen)
    rows = [proof for found in proofs.values() for proof in found]
    others = {p["kept_id"] for p in rows if p["rule"] in COPY_RULES}
    texts = dict(texts_of(corpus, [*chosen["id"], *others]))
    return [
        _sampled(corpus, row, texts, proofs.get(row["id"], []))
        for row in chosen.iter_rows(named=True)
    ]


def _chosen(corpus: Corpus, wanted: Wanted, number: int, seed: int) -> pl.DataFrame:
    """The rows of the ledger with the smallest numbers by id, and where they stand."""
    best = pl.DataFrame()
    for shard in range(corpus.num_shards):
        ledger = corpus.ledger_of(shard).with_columns(shard=pl.lit(shard)).with_row_index("row")
        fitting = wanted.of(ledger)
        ids = pa.chunked_array([fitting["id"].to_arrow(compat_level=pl.CompatLevel.oldest())])
        drawn = pl.Series(uniform(seed, ids, "sample"), dtype=pl.Float64)
        rows = fitting.with_columns(drawn=drawn)
        best = pl.concat([best, rows]) if len(best) else rows
        best = owned(best.sort("drawn", "id").head(number))
    return best


def _none(corpus: Corpus, wanted: Wanted) -> str:
    """Why no document fits: what there is to choose from."""
    cells = corpus.cells(["lang", "source"])
    for name, value in (("lang", wanted.lang), ("source", wanted.source)):
        known = sorted(v for v in cells[name].unique() if v)
        if value is not None and value not in known:
            return f"no document has the {name}{hint(value, known)}"
    if wanted.living:
        return "no living document has this language and source; `malmoi show` lists what lives"
    rows = Wanted(stage=wanted.stage).of(cells)
    dropped = rows.group_by("dropped_by", "drop_reason").agg(pl.col("documents").sum())
    there_are = ", ".join(
        f"{stage} {reason} ({num:,})"
        for stage, reason, num in dropped.sort("dropped_by", "drop_reason").iter_rows()
    )
    if not there_are:
        at = f" by {wanted.stage}" if wanted.stage else ""
        return f"no document was dropped{at}; --living draws from what lives"
    asked = " ".join(v for v in (wanted.stage, wanted.reason) if v) or "any stage"
    for name, value in (("language", wanted.lang), ("source", wanted.source)):
        asked += f" with the {name} {value}" if value else ""
    return f"no document was dropped by {asked}; there are: {there_are}"


def _proofs(corpus: Corpus, chosen: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Id -> the evidence on it, of the stage that dropped it."""
    found: dict[str, list[dict[str, Any]]] = {}
    dropped = chosen.filter(pl.col("dropped_by").is_not_null())
    for (stage,), rows in dropped.group_by("dropped_by", maintain_order=True):
        ids = pa.array(rows["id"].to_list(), pa.string())
        for table in evidence(corpus, str(stage), "removed_id", ids):
            for proof in table.to_pylist():
                found.setdefault(proof["removed_id"], []).append(proof)
    return found


def _sampled(
    corpus: Corpus, row: dict[str, Any], texts: dict[str, str], proofs: list[dict[str, Any]]
) -> Sampled:
    facts = {n: v for n, v in row.items() if n not in ("row", "shard", "drawn", "purpose")}
    mark: dict[str, Any] = {}
    if row["dropped_by"]:
        marks = corpus.marks_of(row["dropped_by"]).read(row["shard"])
        mark = marks.slice(row["row"], 1).to_pylist()[0]
    copy = next((p for p in proofs if p["rule"] in COPY_RULES), None)
    other = (copy["kept_id"], measured(copy), texts.get(copy["kept_id"], "")) if copy else None
    spans = [(p["start"], p["end"], p["kept_id"]) for p in proofs if p.get("start") is not None]
    reason = decided(mark).strip()
    return Sampled(
        facts,
        texts[row["id"]],
        reason,
        tuple(sorted(spans)),
        other,
        copy["measure"] if copy else None,
        _number(mark.get("value")),
        _number(mark.get("bound")),
    )


def _number(value: Any) -> float | None:
    """A value of a mark as a number; None for other kinds, which a stage of the user's may write."""
    return float(value) if isinstance(value, int | float) else None
