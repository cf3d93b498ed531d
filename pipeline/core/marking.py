"""A marking stage of one expression: for filters that decide on each document alone."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError, MalmoiError, RecipeError
from pipeline.core.job import Job
from pipeline.core.judge import Judge
from pipeline.core.model import hint
from pipeline.core.schema import DOCUMENTS, MARKS
from pipeline.core.stage import Stage

# Columns that follow from the text; they are computed only if a stage uses them.
DERIVED = {
    "chars": pl.col("text").str.len_chars(),
    "words": pl.col("text").str.count_matches(r"\S+"),
    "lines": pl.col("text").str.count_matches("\n") + 1,
}


class Marking(Stage):
    """A stage that marks each document by one polars expression.

    `reason()` gives the drop_reason of a document, or null to keep it. It may use the columns of documents,
    `chars`, `words` and `lines` of the text, and `<stage>.<column>` of an earlier marking stage.
    """

    act: ClassVar = "mark"

    def reason(self) -> pl.Expr:
        """The drop_reason of each document as an expression; null keeps the document."""
        raise NotImplementedError(f"{type(self).__name__} must define reason()")

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises RecipeError if the expression uses a column that no document has."""
        for name in self.reason().meta.root_names():
            stage, dot, _ = name.rpartition(".")
            if dot and stage not in earlier:
                raise RecipeError(f"{self.name()}: {name} needs the stage {stage} before it")
            if not dot and name not in (*DOCUMENTS.names, *DERIVED):
                columns = ", ".join((*DERIVED, *DOCUMENTS.names))
                raise RecipeError(f"{self.name()}: unknown column {name!r}; columns are: {columns}")
        names = self.reason().meta.root_names()
        if not any("." in name for name in names):  # types of earlier marks are known later
            empty = pl.DataFrame(DOCUMENTS.empty_table())
            _select(self, empty.with_columns(**_derived(names)), RecipeError)

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        """Mark every living document. Raises RecipeError if earlier marks have no column of a name that the
        expression uses."""
        for name in self._stored():
            stage, dot, column = name.rpartition(".")
            marks = corpus.marks_of(stage) if dot else None
            if marks is not None and marks.shards and column not in marks.schema.names:
                known = [n for n in marks.schema.names if n not in MARKS.names]
                raise RecipeError(f"{self.name()}: {stage} marks no column{hint(column, known)}")
        return job.mark(partial(marked, stage=self), corpus, self._stored())

    def judges(self, job: Job) -> dict[str, Judge]:
        """The expression itself."""
        return {self.name(): Judge(self._stored(), partial(marked, stage=self))}

    def _stored(self) -> tuple[str, ...]:
        """The columns that the expression reads from storage, or another one if it reads none."""
        names = self.reason().meta.root_names()
        return tuple(dict.fromkeys("text" if n in DERIVED else n for n in names)) or ("id",)


def marked(living: pa.Table, stage: Marking) -> pa.Table:
    """drop_reason of each row of `living`, by the expression of the stage."""
    reason = stage.reason()
    frame = pl.DataFrame(living).with_columns(**_derived(reason.meta.root_names()))
    reasons = _select(stage, frame, DataError)
    if len(reasons) != len(frame):  # an expression of literals has one row
        reasons = pl.concat([reasons] * len(frame)) if len(frame) else reasons.clear()
    return pa.table({"drop_reason": reasons.to_arrow().cast(pa.string())})


def _select(stage: Marking, frame: pl.DataFrame, error: type[MalmoiError]) -> pl.Series:
    """The reasons of a frame. Raises `error` if a condition compares what cannot be compared."""
    try:
        return frame.select(drop_reason=stage.reason().cast(pl.String))["drop_reason"]
    except pl.exceptions.PolarsError as wrong:
        what = str(wrong).split("\n")[0]
        raise error(f"{stage.name()}: a condition cannot be computed: {what}") from None


def drop(reason: str, when: pl.Expr) -> pl.Expr:
    """`reason` for the documents for which `when` is true, null for the others."""
    return pl.when(when).then(pl.lit(reason))


def _derived(names: Iterable[str]) -> dict[str, pl.Expr]:
    return {name: DERIVED[name] for name in names if name in DERIVED}
