"""Every measure of every document, once: a new threshold reads these and no text."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.dataset import Folder
from pipeline.core.kernel import Kernel
from pipeline.kernels.heuristics import COLUMNS
from pipeline.stages.quality import models as named
from pipeline.stages.quality.language import detect


def score_documents(
    table: pa.Table,
    units: dict[str, tuple[str, bool]],
    language: Kernel,
    heuristics: Kernel,
) -> pa.Table:
    """(detected, confidence, shares of lines by script, one float32 column for each measure).

    `units`: language -> (unit, whether code and tables are exempt); `default` for the others."""
    texts = table.column("text")
    found = detect(texts, table.column("lang"), language)
    ways = np.array([units.get(name, units["default"]) for name in found["detected"]], dtype=object)
    measures = np.full((len(texts), len(COLUMNS)), np.nan, np.float32)
    for unit, exempt in sorted(set(units.values())):
        rows = np.flatnonzero([way == (unit, exempt) for way in map(tuple, ways)])
        if len(rows):
            own = texts if len(rows) == len(texts) else texts.take(pa.array(rows))
            measures[rows] = heuristics.load().measure(own, unit, exempt)
    columns: dict[str, Any] = {"detected": pa.array(found.pop("detected"), pa.string())}
    columns |= {name: pa.array(values) for name, values in found.items()}
    for name, values in zip(COLUMNS, measures.T, strict=True):
        columns[name] = pa.array(values, pa.float32(), mask=np.isnan(values))
    return pa.table(columns)


def judge_documents(
    table: pa.Table, scores: pa.Table, models: Sequence[Folder], names: Sequence[str]
) -> pa.Table:
    """What every classifier says of each document, and the language it was asked in."""
    detected, columns = scores.column("detected"), {}
    for folder in models:
        found = named.score(table.column("text"), detected.to_pylist(), folder, names)
        columns |= {n: c for n, c in found.items() if n not in columns}
    return pa.table({"detected": detected, **columns})
