"""A corpus: documents plus a ledger of marks. No document is deleted; a mark gives the reason of a drop."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.cuts import without
from pipeline.core.dataset import ADDRESS, SHARD_BITS, Dataset, Folder
from pipeline.core.errors import MalmoiError
from pipeline.core.forgotten import FORGOTTEN, refuse_half_forgotten
from pipeline.core.identity import fingerprint
from pipeline.core.scan import QUARANTINE, documents_with
from pipeline.core.store import Store

CORPUS_FILE = "_corpus.json"
# The facts of the marks of a quarantine by shard.
BY_SHARD = "by_shard"
FACTS = ["id", "bytes", "source", "domain", "lang"]


@dataclass(frozen=True)
class Corpus:
    """Documents, the marks on them in stage order, and what was built from them."""

    documents: Dataset
    marks: tuple[tuple[str, Dataset], ...] = ()
    built: tuple[tuple[str, Folder], ...] = ()
    # The stages that made this corpus, in order.
    trail: tuple[str, ...] = field(default=())

    @staticmethod
    def open(root: str) -> "Corpus":
        """The corpus of the last finished stage under `root`. Raises MalmoiError if no stage has finished."""
        store = Store(str(root))
        refuse_half_forgotten(store)
        record = store.read_json(CORPUS_FILE)
        if record is None:
            raise no_corpus(str(root))
        return restore(store, record["stages"][-1])

    def identity(self) -> dict[str, Any]:
        """The identities of the documents and of the marks; what was built does not count."""
        return {
            "documents": self.documents.identity(),
            "marks": [{"stage": stage, **marks.identity()} for stage, marks in self.marks],
        }

    def shard_identity(self, shard: int) -> Any:
        """The contents of one shard: its documents and the marks on them. A quarantine that holds none of its
        documents does not count: a shard is not made again for a document of another one."""
        marks = [
            m.shard_identity(shard)
            for stage, m in self.marks
            if not stage.startswith(QUARANTINE) or str(shard) in m.commit["facts"].get(BY_SHARD, {})
        ]
        return [self.documents.shard_identity(shard), *marks]

    @property
    def fingerprint(self) -> str:
        """32 hex digits of the documents, the marks and what was built."""
        built = [{"stage": stage, **folder.identity()} for stage, folder in self.built]
        return fingerprint({**self.identity(), "built": built})

    @property
    def num_shards(self) -> int:
        """The number of shards of the documents; marks have as many."""
        return len(self.documents.shards)

    def with_marks(self, stage: str, marks: Dataset) -> "Corpus":
        """This corpus with the marks of one more stage: a row per document, in the order of the documents."""
        return replace(self, marks=(*self.marks, (stage, marks)))

    def rewritten(self, documents: Dataset) -> "Corpus":
        """This corpus with other texts of the same documents, in the same rows."""
        return replace(self, documents=documents)

    def with_built(self, stage: str, folder: Folder) -> "Corpus":
        """This corpus with a folder that `stage` built, such as a tokenizer."""
        return replace(self, built=(*self.built, (stage, folder)))

    def folder(self, stage: str) -> Folder:
        """The folder that `stage` built. Raises MalmoiError if the stage has not run."""
        for name, folder in self.built:
            if name == stage:
                return folder
        raise MalmoiError(
            f"stage {stage} must come earlier in the recipe: its output is needed here"
        )

    def marks_of(self, stage: str) -> Dataset:
        """The marks of a stage. Raises MalmoiError, listing the stages that have marks, if it has none."""
        for name, marks in self.marks:
            if name == stage:
                return marks
        marking = ", ".join(name for name, _ in self.marks) or "none"
        raise MalmoiError(
            f"stage {stage!r} has no marks in this corpus; stages with marks are: {marking}"
        )

    @property
    def is_marked(self) -> bool:
        """True if a stage has marked these documents: the first one states which were forgotten. Quarantines
        do not: they come and go."""
        return any(not stage.startswith(QUARANTINE) for stage, _ in self.marks)

    def before(self, stage: str) -> "Corpus":
        """This corpus without the marks of `stage` and of the stages after it."""
        names = [name for name, _ in self.marks]
        self.marks_of(stage)
        return replace(self, marks=self.marks[: names.index(stage)])

    def living_rows(self, shard: int) -> np.ndarray:
        """Row numbers of a shard's living documents, int64 ascending."""
        alive = np.ones(self.documents.rows[shard], dtype=bool)
        alive[self.documents.forgotten(shard)] = False
        for _, marks in self.marks:
            reasons = marks.read(shard, ["drop_reason"]).column(0)
            alive &= pc.is_null(reasons).to_numpy(zero_copy_only=False)
        return np.flatnonzero(alive)

    def columns(self, shard: int, names: Iterable[str]) -> pa.Table:
        """All rows of a shard with the named columns: document columns, `stage.column` of a mark,
        `row` (its number in the shard) or `address`. Only these are read from storage. Texts come without
        the spans that stages have cut."""
        names = list(names)
        stored = [n for n in names if "." not in n and n not in (ADDRESS, "row")]
        table = self.documents.read(shard, stored) if stored else None
        columns: dict[str, Any] = {}
        for name in names:
            if name in (ADDRESS, "row"):
                base = np.int64(shard) << SHARD_BITS if name == ADDRESS else np.int64(0)
                columns[name] = pa.array(
                    base + np.arange(self.documents.rows[shard], dtype=np.int64)
                )
            elif "." in name:
                stage, column = name.split(".", 1)
                columns[name] = self.marks_of(stage).read(shard, [column]).column(0)
            else:
                assert table is not None
                columns[name] = table.column(name)
        if "text" in columns:
            for marks in self._cutting:
                columns["text"] = without(columns["text"], marks.read(shard, ["cut"]).column(0))
        return pa.table(columns)

    @cached_property
    def _cutting(self) -> list[Dataset]:
        """The marks that cut spans out of texts, in stage order."""
        return [m for _, m in self.marks if m.shards and "cut" in m.schema.names]

    def read(self, shard: int, names: Iterable[str]) -> pa.Table:
        """The living rows of a shard."""
        table = self.columns(shard, names)
        rows = self.living_rows(shard)
        return table if len(rows) == len(table) else table.take(pa.array(rows))

    def living(
        self, names: Iterable[str] = ("id", "source", "domain", "lang", "text")
    ) -> Iterator[pa.Table]:
        """Living documents, shard by shard."""
        names = list(names)
        return (self.read(shard, names) for shard in range(self.num_shards))

    def dropped(
        self, stage: str, names: Iterable[str] = ("id", "source", "domain", "lang", "text")
    ) -> pa.Table:
        """The documents that `stage` dropped, with their `drop_reason`. A view: nothing is stored twice."""
        marks = self.marks_of(stage)
        tables = []
        for shard in range(self.num_shards):
            reasons = marks.read(shard, ["drop_reason"]).column(0)
            table = self.columns(shard, names).append_column("drop_reason", reasons)
            tables.append(table.filter(pc.is_valid(reasons)))
        return pa.concat_tables(tables)

    def table(self, names: Iterable[str] = ("id", "source", "domain", "lang", "text")) -> pa.Table:
        """All living documents at once: for notebooks."""
        return pa.concat_tables(list(self.living(names)))

    def scan(self) -> pl.LazyFrame:
        """All documents as a lazy frame. A query reads the columns that it names.

        Columns are those of the documents, `dropped_by` and `drop_reason` (null = living), and `stage.column`
        for every column of the marks. Texts are those stored: spans that a stage cut out of them stand
        in `stage.cut`."""
        return documents_with(self.documents, self.marks)

    def ledger(self) -> pl.DataFrame:
        """One row per document: its facts and `dropped_by`, `drop_reason` (null = living)."""
        return pl.concat(self.ledger_of(shard) for shard in range(self.num_shards))

    def ledger_of(self, shard: int) -> pl.DataFrame:
        """The rows of `ledger` of one shard."""
        return self._with_fates(shard, FACTS)

    def _with_fates(self, shard: int, names: Iterable[str]) -> pl.DataFrame:
        """Columns of a shard, and the first stage that dropped each document with its reason."""
        frame = pl.DataFrame(self.columns(shard, names)).with_columns(
            dropped_by=pl.lit(None, pl.String), drop_reason=pl.lit(None, pl.String)
        )
        if not self.is_marked and (rows := self.documents.forgotten(shard)):
            gone = pl.Series(np.isin(np.arange(len(frame)), rows))
            frame = frame.with_columns(
                dropped_by=pl.when(gone).then(pl.lit((*self.trail, "ingest")[0])),
                drop_reason=pl.when(gone).then(pl.lit(FORGOTTEN)),
            )
        for stage, marks in self.marks:
            reason = pl.Series(pl.from_arrow(marks.read(shard, ["drop_reason"])).to_series())
            frame = frame.with_columns(
                dropped_by=pl.col("dropped_by").fill_null(
                    pl.when(reason.is_not_null()).then(pl.lit(stage))
                ),
                drop_reason=pl.col("drop_reason").fill_null(reason),
            )
        return frame

    def cells(self, by: Iterable[str] = ()) -> pl.DataFrame:
        """Documents and bytes, Int64, by document columns such as `lang`, and by `dropped_by`, `drop_reason`
        (null = living). Memory holds the rows of one shard and the sums."""
        keys = [*dict.fromkeys(by), "dropped_by", "drop_reason"]
        counts = [pl.len().cast(pl.Int64).alias("documents"), pl.col("bytes").sum()]
        strings = dict.fromkeys(keys, pl.String)
        sums = [pl.DataFrame(schema={**strings, "documents": pl.Int64, "bytes": pl.Int64})]
        for shard in range(self.num_shards):
            rows = self._with_fates(shard, dict.fromkeys([*keys[:-2], "bytes"]))
            known = [frame for frame in sums if len(frame)]
            cells = pl.concat([*known, rows.group_by(keys).agg(counts)]).group_by(keys)
            sums = [cells.agg(pl.col("documents", "bytes").sum())]
        return sums[0].sort(keys, nulls_last=True)

    def funnel(self, by: Iterable[str] = (), cells: pl.DataFrame | None = None) -> pl.DataFrame:
        """Documents and bytes living after each stage, grouped by document columns such as `lang`.

        `cells`, if there are some already, are those of `cells` by these columns or more."""
        keys, rows = list(by), []
        cells = self.cells(keys) if cells is None else cells
        sums = [pl.col("documents").sum(), pl.col("bytes").sum()]
        dead: list[str] = []
        for stage in self.trail:
            dead += [stage] if any(stage == name for name, _ in self.marks) else []
            living = cells.filter(~pl.col("dropped_by").is_in(dead).fill_null(False))
            counts = living.group_by(keys).agg(sums) if keys else living.select(sums)
            rows.append(
                counts.select(pl.lit(stage).alias("stage"), *keys, "documents", "bytes").sort(
                    keys or "stage"
                )
            )
        return pl.concat(rows)

    def drops(self, cells: pl.DataFrame | None = None) -> pl.DataFrame:
        """Dropped documents and bytes by stage, reason, language. `cells`: by `lang` or more columns."""
        cells = self.cells(["lang"]) if cells is None else cells
        order = {stage: i for i, (stage, _) in enumerate(self.marks)}
        return (
            cells.filter(pl.col("dropped_by").is_not_null())
            .group_by("dropped_by", "drop_reason", "lang")
            .agg(pl.col("documents").sum(), pl.col("bytes").sum())
            .with_columns(_order=pl.col("dropped_by").replace_strict(order, return_dtype=pl.Int64))
            .sort("_order", "drop_reason", "lang", nulls_last=True)
            .drop("_order")
        )


def no_corpus(root: str) -> MalmoiError:
    """The error of a root in which no stage has finished."""
    missing = f"no corpus here (no {CORPUS_FILE}){_nearest(root)}"
    return MalmoiError(f"{root}: {missing}; run `malmoi run RECIPE` first")


def _nearest(root: str) -> str:
    """The finished roots inside of a folder, or the one beside it that has the most similar name; empty if
    there is none."""
    if "://" in root:
        return ""
    path = Path(root)
    inside = sorted(found.parent for found in path.glob(f"*/{CORPUS_FILE}"))
    if inside:
        return f", did you mean {' or '.join(str(one) for one in inside[:3])}?"
    beside = [found.parent.name for found in path.parent.glob(f"*/{CORPUS_FILE}")]
    close = get_close_matches(path.name, beside)
    return f", did you mean {path.parent / close[0]}?" if close else ""


def record_of(corpus: Corpus, stage: str) -> dict[str, Any]:
    """The entry of a stage in CORPUS_FILE, from which `restore` opens its corpus."""
    return {
        "stage": stage,
        "documents": corpus.documents.path,
        "marks": [[name, marks.path] for name, marks in corpus.marks],
        "built": [[name, folder.path] for name, folder in corpus.built],
        "trail": list(corpus.trail),
        "fingerprint": corpus.fingerprint,
    }


def restore(store: Store, record: dict[str, Any]) -> Corpus:
    """The corpus of a record. Raises MalmoiError if storage no longer holds what the record names."""
    corpus = Corpus(
        Dataset(store, record["documents"]),
        tuple((name, Dataset(store, path)) for name, path in record["marks"]),
        tuple((name, Folder(store, path)) for name, path in record["built"]),
        tuple(record["trail"]),
    )
    if corpus.fingerprint != record["fingerprint"]:
        raise MalmoiError(
            f"{store.uri}: the inputs of stage {record['stage']} have changed on storage since it ran; "
            "run the recipe again"
        )
    return corpus
