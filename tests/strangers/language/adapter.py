"""The decision that is examined."""

import pyarrow as pa

from pipeline.kernels.language import numba
from pipeline.readers.language import languages


def decide(texts: list[str]) -> list[str]:
    """The language of each text, as ingest decides it for a source that declares none."""
    names, _ = languages(pa.array(texts, pa.large_string()), None, numba.count)
    return names.to_pylist()
