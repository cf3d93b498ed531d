"""Score documents once: lines by script, measures and classifier predictions. Thresholds are applied to these
columns later, so that a new threshold reads no text."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.dataset import Folder
from pipeline.core.kernel import Kernel
from pipeline.kernels.heuristics import COLUMNS
from pipeline.stages.quality.language import shares_of_lines
from pipeline.stages.quality.models import predict
from pipeline.stages.quality.register import shares_of_sentences


def score_documents(
    table: pa.Table,
    units: dict[str, tuple[str, bool]],
    language: Kernel,
    register: Kernel,
    heuristics: Kernel,
) -> pa.Table:
    """Measure the documents of a shard (text, lang). Returns one row per document: shares of lines by
    script, shares of sentences by register, and a float32 column for each measure, null where the measure is
    undefined.

    `units`: language -> (unit, whether code and tables are exempt); `default` for other languages."""
    texts = table.column("text")
    settings = [units.get(name, units["default"]) for name in table.column("lang").to_pylist()]
    measures = np.full((len(texts), len(COLUMNS)), np.nan, np.float32)
    for unit, exempt in sorted(set(units.values())):
        rows = np.flatnonzero([setting == (unit, exempt) for setting in settings])
        if len(rows):
            measured = texts if len(rows) == len(texts) else texts.take(pa.array(rows))
            measures[rows] = heuristics.load().measure(measured, unit, exempt)
    columns: dict[str, Any] = shares_of_lines(texts, language)
    columns |= shares_of_sentences(texts, register)
    for name, values in zip(COLUMNS, measures.T, strict=True):
        columns[name] = pa.array(values, pa.float32(), mask=np.isnan(values))
    return pa.table(columns)


def predict_documents(table: pa.Table, models: Sequence[Folder], names: Sequence[str]) -> pa.Table:
    """Predictions of all classifiers for the documents of a shard (text, lang), one row per document: the
    columns of `models.predict`. The first folder that has a classifier provides it."""
    languages, columns = table.column("lang").to_pylist(), {}
    for folder in models:
        predictions = predict(table.column("text"), languages, folder, names)
        columns |= {n: c for n, c in predictions.items() if n not in columns}
    return pa.table(columns)
