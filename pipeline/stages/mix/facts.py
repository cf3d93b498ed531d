"""The columns that a plan may use: of documents, of marks, and derived ones."""

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError

DOCUMENT = ("source", "domain", "lang", "license", "priority", "bytes", "date")
DERIVED = ("tokens", "quality", "quality_band", "length_band", "cluster_size")
COLUMNS = (*DOCUMENT, *DERIVED)
# Tokens at which a length band ends.
LENGTHS = (1024, 4096, 8192, 32768, 131072)
QUALITIES = (0.2, 0.4, 0.6, 0.8)


def check(names: Iterable[str], earlier: Sequence[str]) -> None:
    """Raises RecipeError if a name is not a column, or needs a stage that is not among the `earlier` ones."""
    for name in names:
        stage, dot, _ = name.partition(".")
        if name not in COLUMNS and not dot:
            listed = f"{', '.join(COLUMNS)}, <stage>.<column of its marks>"
            raise RecipeError(f"mix: unknown column {name!r}; columns are: {listed}")
        if name in ("quality", "quality_band"):
            stage, dot = "quality", "."
        if dot and stage not in earlier:
            raise RecipeError(f"mix: {name} needs the stage {stage} earlier in the recipe")
        if name == "cluster_size" and not {"dedup_exact", "dedup_fuzzy"} & set(earlier):
            raise RecipeError("mix: cluster_size needs dedup_exact or dedup_fuzzy before it")


def columns(names: Iterable[str], corpus: Corpus) -> tuple[str, ...]:
    """The columns of the corpus that these names need, with those that every plan needs. Raises RecipeError
    if the marks of a stage lack one."""
    names, marks = set(names), dict(corpus.marks)
    wanted = ["lang", "bytes", *(n for n in DOCUMENT if n in names)]
    if any(n in names for n in ("quality", "quality_band")):
        wanted.append("quality.quality")
    wanted += sorted(n for n in names if "." in n)
    for name in wanted:
        stage, _, column = name.rpartition(".")
        if stage in marks and column not in (names_of := marks[stage].schema.names):
            listed = ", ".join(names_of)
            raise RecipeError(f"mix: {stage} has no column {column!r}; it has: {listed}")
    if "cluster_size" in names:
        wanted += [f"{s}.cluster_size" for s in ("dedup_exact", "dedup_fuzzy") if s in marks]
    return tuple(dict.fromkeys(wanted))


def frame(table: pa.Table, tokens: np.ndarray, names: Iterable[str]) -> pl.DataFrame:
    """The named columns of living documents, and `tokens`."""
    documents = pl.DataFrame(table).with_columns(tokens=tokens)
    made = {n: _derived(n, documents) for n in set(names) & set(DERIVED) if n != "tokens"}
    return documents.with_columns(**made).select(list(dict.fromkeys([*names, "tokens"])))


def _derived(name: str, documents: pl.DataFrame) -> pl.Expr:
    if name == "quality":
        return pl.col("quality.quality").cast(pl.Float64)
    if name == "cluster_size":
        sizes = [pl.col(c) for c in documents.columns if c.endswith(".cluster_size")]
        return pl.sum_horizontal(sizes) - (len(sizes) - 1)
    if name == "quality_band":
        return _band(pl.col("quality.quality"), QUALITIES)
    return _band(pl.col("tokens"), LENGTHS)


def _band(column: pl.Expr, ends: Sequence[float]) -> pl.Expr:
    """`<1024`, `1024-4096`, ..., `>=131072`."""
    names = [
        f"<{ends[0]:g}",
        *(f"{a:g}-{b:g}" for a, b in zip(ends, ends[1:], strict=False)),
        f">={ends[-1]:g}",
    ]
    return column.cut(list(ends), labels=names, left_closed=True).cast(pl.String)
