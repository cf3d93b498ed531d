"""The register of Korean documents: how they address their reader, by the endings of their sentences."""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.kernel import Kernel
from pipeline.kernels import register as counted

# Columns: the share of each register among the sentences with a Korean ending.
# 합쇼체, 해요체, 해체, 해라체 in talk, and the plain style of books, reports and notices (한다, 함).
NAMES = ("hapsyo", "haeyo", "hae", "haera", "written")
COLUMN, MIXED = "register", "mixed"
# Two registers with a third of the sentences each are a mixture.
MIXED_FROM = 1 / 3


def shares_of_sentences(texts: pa.ChunkedArray | pa.Array, kernel: Kernel) -> dict[str, pa.Array]:
    """The columns NAMES, each float32 [n], null for a text without a Korean ending."""
    counts = kernel.load().count(texts)[:, : counted.OTHER].astype(np.float32)
    total = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, total, out=np.full_like(counts, np.nan), where=total > 0)
    return {
        name: pa.array(share, pa.float32(), mask=np.isnan(share))
        for name, share in zip(NAMES, shares.T, strict=True)
    }


def register_of() -> pl.Expr:
    """The register of each document by the columns NAMES: the name with the largest share, `mixed` if the
    second has a third, null without a Korean ending."""
    shares = pl.concat_list(NAMES)
    first = shares.list.eval(pl.element().arg_max()).list.first()
    second = shares.list.sort(descending=True).list.get(1)
    name = first.replace_strict(dict(enumerate(NAMES)), default=None, return_dtype=pl.String)
    mixed = pl.when(second >= pl.lit(MIXED_FROM, pl.Float32)).then(pl.lit(MIXED)).otherwise(name)
    return pl.when(pl.col(NAMES[0]).is_not_null()).then(mixed).alias(COLUMN)
