"""Personal data found and replaced."""

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import WORKERS, commands
from benchmarks.stages.tool import Stage, Tool, peer


def tools(material: Material) -> list[Tool]:
    """All read and write files; dolma writes spans and leaves texts unchanged."""
    size, source = material.megabytes, str(material.plain)
    dolma = ["pii_regex_with_counts_fast_v2", source]
    return [
        *commands("scrub", material.ingested, {}),
        *(peer("dolma, 3 kinds", "dolma", "dolma_tag", dolma, size, n) for n in WORKERS),
        *(
            peer("datatrove, 2 kinds", "datatrove", "datatrove_steps", ["scrub", source], size, n)
            for n in WORKERS
        ),
        floors.identity(material),
    ]


STAGE = Stage("scrub", "scrub, 22 kinds", tools)
