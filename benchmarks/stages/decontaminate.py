"""Documents that contain evaluation items."""

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import commands
from benchmarks.stages.tool import Stage, Tool


def tools(material: Material) -> list[Tool]:
    """No peer of this stage can be installed from the package index."""
    fields = {"sets": material.test_sets}
    return [*commands("decontaminate", material.ingested, fields), floors.identity(material)]


STAGE = Stage("decontaminate", "decontaminate", tools)
