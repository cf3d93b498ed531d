"""Exact duplicates."""

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import WORKERS, commands
from benchmarks.stages.tool import Stage, Tool, peer


def tools(material: Material) -> list[Tool]:
    """Polars compares texts as they are, Malmoi without case, white space and punctuation."""
    source = str(material.ingested.documents)
    polars = [
        peer(
            "Polars, unique",
            "polars",
            "polars_steps",
            ["exact", source],
            material.megabytes,
            n,
            True,
        )
        for n in WORKERS
    ]
    return [*commands("dedup_exact", material.ingested, {}), *polars, floors.identity(material)]


STAGE = Stage("exact", "dedup_exact", tools)
