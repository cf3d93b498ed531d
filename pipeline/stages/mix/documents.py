"""Documents as the plan reads them: group, weight within the group, and the phases that accept them."""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core import condition
from pipeline.core.dataset import Folder
from pipeline.core.inputs import InputFile
from pipeline.core.kernel import Kernel
from pipeline.stages.mix import facts
from pipeline.stages.mix.choose import taken
from pipeline.stages.mix.named import path_of
from pipeline.stages.mix.scheme import Phase, Scheme
from pipeline.stages.mix.weights import SEPARATOR


def count_tokens(table: pa.Table, model: Folder | InputFile, kernel: Kernel) -> pa.Table:
    """(tokens) of each document, its EOS included, as pack encodes it."""
    offsets, _ = kernel.load().encode(path_of(model), table.column("text"))
    return pa.table({"tokens": np.diff(offsets) + 1})


def viewed(table: pa.Table, counted: pa.Table | None, scheme: Scheme) -> pl.DataFrame:
    """(tokens, group, times, in_<phase>...) of each document. Tokens are int64: sums of floats depend on the
    order in which threads add them."""
    tokens = _estimated(table, scheme) if counted is None else counted.column("tokens").to_numpy()
    frame = facts.frame(table, np.asarray(tokens, np.int64), scheme.names())
    keys = [pl.col(c).cast(pl.String).fill_null("") for c in scheme.group_by]
    flags = {
        f"in_{p.name}": condition.expression(p.where) if p.where else pl.lit(True)
        for p in scheme.phases
    }
    return frame.select(
        "tokens", group=pl.concat_str(keys, separator=SEPARATOR), times=_times(scheme), **flags
    )


def sizes_of(table: pa.Table, counted: pa.Table | None = None, *, scheme: Scheme) -> pa.Table:
    """(group, times, in_<phase>..., documents, tokens): sums over a shard."""
    frame = viewed(table, counted, scheme)
    keys = [c for c in frame.columns if c != "tokens"]
    sums = frame.group_by(keys).agg(
        documents=pl.len().cast(pl.Int64), tokens=pl.col("tokens").sum()
    )
    return sums.sort(keys).to_arrow(compat_level=pl.CompatLevel.oldest())


def mark_epochs(
    table: pa.Table,
    counted: pa.Table | None = None,
    *,
    scheme: Scheme,
    scales: dict[str, dict[str, float]],
    seed: int,
) -> pa.Table:
    """(drop_reason, group, epochs, epochs_<phase>...) of each document. One without an epoch is dropped:
    `no_weight` if no phase wants it, else `not_sampled`."""
    frame = viewed(table, counted, scheme)
    wanted = [wanted_in(frame, phase, scales) for phase in scheme.phases]
    names = [p.name for p in scheme.phases]
    fresh = [p.carry_over == "fresh_first" for p in scheme.phases]
    times = taken(table.column("id"), wanted, names, fresh, seed)
    total = np.sum(times, axis=0, dtype=np.int32)
    reasons = np.where(np.sum(wanted, axis=0) > 0, "not_sampled", "no_weight").astype(object)
    reasons[total > 0] = None
    return pa.table(
        {
            "drop_reason": pa.array(reasons, pa.string()),
            "group": frame["group"].to_arrow(compat_level=pl.CompatLevel.oldest()),
            "epochs": pa.array(total),
            **{f"epochs_{n}": pa.array(t) for n, t in zip(names, times, strict=True)},
        }
    )


def wanted_in(frame: pl.DataFrame, phase: Phase, scales: dict[str, dict[str, float]]) -> np.ndarray:
    """float64 [n]: the epochs, with fractions, that a phase wants of each document."""
    scale = pl.col("group").replace_strict(scales[phase.name], default=0.0, return_dtype=pl.Float64)
    epochs = (scale * pl.col("times")).clip(upper_bound=phase.max_epochs)
    open_to = pl.col(f"in_{phase.name}")
    return frame.select(pl.when(open_to).then(epochs).otherwise(0.0)).to_series().to_numpy()


def _estimated(table: pa.Table, scheme: Scheme) -> np.ndarray:
    """Whole tokens, int64, estimated from bytes per token by language, EOS included."""
    ratios = {"default": 4.0, **scheme.bytes_per_token}
    ratio = pl.col("lang").replace_strict(
        ratios, default=ratios["default"], return_dtype=pl.Float64
    )
    frame = pl.DataFrame(table.select(["lang", "bytes"]))
    tokens = (pl.col("bytes") / ratio).round() + 1
    return frame.select(tokens.cast(pl.Int64)).to_series().to_numpy()


def _times(scheme: Scheme) -> pl.Expr:
    """The factor of a document among others: that of the highest step that its value reaches."""
    if scheme.upsample is None:
        return pl.lit(1.0)
    times = pl.lit(1.0)
    for start, value in sorted(scheme.upsample.steps.items()):
        times = pl.when(pl.col(scheme.upsample.by) >= start).then(pl.lit(value)).otherwise(times)
    return times
