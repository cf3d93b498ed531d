"""The documents of an arm, as the ledger of the root names them: which, how often, and in what texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import orjson
import polars as pl
import pyarrow as pa

from pipeline.core import condition
from pipeline.core.corpus import CORPUS_FILE, Corpus, restore
from pipeline.core.errors import RecipeError
from pipeline.core.model import hint
from pipeline.core.retired import is_retired
from pipeline.core.store import Store
from pipeline.effect.recipe import Arm

# Texts as ingest read them; as they were last rewritten; and without the spans that stages have cut.
Version = Literal["came", "rewritten", "clean"]
EXACT, MIX, EPOCHS = "dedup_exact", "mix", "mix.epochs"
REASON = pl.concat_str("dropped_by", "drop_reason", separator=".").alias("reason")


def listed(arm: str, path: str) -> pl.Series:
    """The ids in a file, a line each. Raises RecipeError if it cannot be read or lists none."""
    try:
        status = Path(path).stat()
    except OSError as error:
        raise RecipeError(f"arm {arm}: ids: {path}: {error.strerror}") from None
    return _listed(arm, path, status.st_mtime_ns, status.st_size)


@cache
def _listed(arm: str, path: str, changed: int, size: int) -> pl.Series:
    try:
        lines = Path(path).read_bytes().splitlines()
        ids = [_id(line) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError):
        raise RecipeError(
            f"arm {arm}: ids: {path}: cannot be read; expected a line for each document: its id, or "
            '{"id": ...}'
        ) from None
    if not ids:
        raise RecipeError(f"arm {arm}: ids: {path} lists no document")
    return pl.Series(ids, dtype=pl.String)


def _id(line: bytes) -> str:
    return str(orjson.loads(line)["id"]) if line.startswith(b"{") else line.decode().strip()


@dataclass(frozen=True)
class Root:
    """A finished root: its corpus, and the corpus as it came in (None: its texts have been removed)."""

    corpus: Corpus
    came: Corpus | None

    @staticmethod
    def open(address: str) -> "Root":
        """Raises MalmoiError if no stage has finished there."""
        store = Store(address)
        corpus = Corpus.open(address)
        records = (store.read_json(CORPUS_FILE) or {})["stages"]
        first = restore(store, next(r for r in records if r["stage"] == "ingest"))
        return Root(corpus, None if is_retired(store, first.documents.path) else first)

    def of(self, version: Version) -> Corpus:
        """The corpus whose texts are a version."""
        if version == "came":
            assert self.came is not None
            return self.came
        return self.corpus

    def check(self, name: str, arm: Arm) -> None:
        """Raise RecipeError if an arm names a stage, reason or column that this root does not have."""
        marking = [stage for stage, _ in self.corpus.marks]
        known = [s for s in self.corpus.trail if s == "scrub" or s in marking]
        for stage in arm.without:
            if stage not in known:
                raise RecipeError(f"arm {name}: without: no stage{hint(stage, known)}")
        for reason in arm.without_reason:
            if reason not in self.reasons():
                raise RecipeError(
                    f"arm {name}: without_reason: no document of this root has{hint(reason, self.reasons())}"
                )
        if self._cutting & set(arm.without) and not self._cutting <= set(arm.without):
            raise RecipeError(
                f"arm {name}: without: {', '.join(sorted(self._cutting))} cut spans out of the same texts; "
                "name all of them or none"
            )
        if arm.base == "mix" and MIX not in marking:
            raise RecipeError(
                f"arm {name}: base mix: the root has no mix; add the stage, or use all"
            )
        if "scrub" in arm.without and self.came is None:
            raise RecipeError(
                f"arm {name}: without scrub: the root no longer has the texts as they came; run it with "
                "`ingest: {retain: always}`"
            )
        if arm.ids is not None:
            listed(name, arm.ids)
        for column in condition.names(arm.only) if arm.only else ():
            stage, _, inner = column.rpartition(".")
            if stage and stage in marking:
                columns = self.corpus.marks_of(stage).schema.names
                if inner in columns:
                    continue
                raise RecipeError(f"arm {name}: only: {stage} has no column{hint(inner, columns)}")
            columns = [*self.corpus.documents.schema.names, "dropped_by", "drop_reason"]
            if column not in columns:
                raise RecipeError(f"arm {name}: only: no column{hint(column, columns)}")
        if arm.only is not None and self.corpus.num_shards:
            self._check_compares(name, arm)

    def _check_compares(self, name: str, arm: Arm) -> None:
        """Raise RecipeError if a condition compares what cannot be compared."""
        try:
            self.times(arm, self.frame(0, [arm]))
        except pl.exceptions.PolarsError as wrong:
            what = str(wrong).split("\n")[0][:200]
            raise RecipeError(f"{name}: {arm.only!r} cannot be computed: {what}") from None

    def check_values(self, field: str, column: str) -> None:
        """Raise RecipeError unless a column of the documents has plain values, such as texts and numbers."""
        schema = self.corpus.documents.schema
        if column not in schema.names:
            raise RecipeError(f"{field}: no column{hint(column, schema.names)}")
        kind = schema.field(column).type
        if pa.types.is_nested(kind) or pa.types.is_fixed_size_binary(kind):
            what = "lists" if pa.types.is_nested(kind) else "bytes"
            raise RecipeError(f"{field}: {column} holds {what}; take a column of texts or numbers")

    def reasons(self) -> list[str]:
        """Every stage.reason by which a document of this root is out, sorted."""
        found = set[str]()
        for shard in range(self.corpus.num_shards):
            out = self.corpus.ledger_of(shard).filter(pl.col("dropped_by") != MIX)
            found |= set(out.select(REASON).unique().to_series().drop_nulls().to_list())
        return sorted(found)

    def version(self, arm: Arm) -> Version:
        """The texts of an arm. An arm of texts as they came takes the rewritten ones where the root has no
        others."""
        if arm.base in ("raw", "exact_dedup") or "scrub" in arm.without:
            return "came" if self.came else "rewritten"
        is_undone = bool(self._cutting) and self._cutting <= set(arm.without)
        return "rewritten" if is_undone else "clean"

    @property
    def _cutting(self) -> set[str]:
        """The stages that cut spans out of texts."""
        return {s for s, marks in self.corpus.marks if marks.shards and "cut" in marks.schema.names}

    def frame(self, shard: int, arms: Iterable[Arm]) -> pl.DataFrame:
        """The ledger of a shard, with the columns that the arms read: a row for each document."""
        frame = self.corpus.ledger_of(shard)
        named = {n for arm in arms if arm.only for n in condition.names(arm.only)}
        if any(arm.base == MIX for arm in arms):
            named.add(EPOCHS)
        more = self.corpus.columns(shard, sorted(named - set(frame.columns)))
        return frame.hstack(pl.DataFrame(more).get_columns()) if more.num_columns else frame

    def times(self, arm: Arm, frame: pl.DataFrame, others: bool = False) -> np.ndarray:
        """How often each document of a frame is in an arm, int64. With `others`: in the documents that its
        condition leaves out."""
        is_in = self._is_in(arm)
        if arm.only:
            holds = condition.expression(arm.only)
            is_in &= ~holds if others else holds
        if arm.ids is not None:
            is_in &= pl.col("id").is_in(listed("", arm.ids).implode())
        times = frame.select(is_in.fill_null(False).cast(pl.Int64)).to_series().to_numpy().copy()
        if arm.base == MIX:
            # null for a document that comes back: the mix has not seen it
            times *= frame[EPOCHS].fill_null(1).cast(pl.Int64).to_numpy()
        return times

    def _is_in(self, arm: Arm) -> pl.Expr:
        by, reason = pl.col("dropped_by"), pl.col("drop_reason")
        if arm.base == "raw":
            return pl.repeat(True, pl.len())
        if arm.base == "exact_dedup":
            return (by != EXACT).fill_null(True)
        # a mix leaves documents out for their number, and says nothing of their worth
        back = by.is_null() | by.is_in(list(arm.without))
        back |= pl.lit(arm.base == "all") & (by == MIX)
        for name in arm.without_reason:
            stage, _, what = name.partition(".")
            back |= (by == stage) & (reason == what)
        return back
