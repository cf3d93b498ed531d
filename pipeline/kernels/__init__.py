"""Pure functions on Arrow and NumPy arrays: no storage, no configuration, no stages."""

from pathlib import Path

from pipeline.kernels.compiled import configure

configure(Path(__file__).parent)
