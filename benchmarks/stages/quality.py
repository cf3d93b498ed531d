"""Language and measures of form."""

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import WORKERS, commands
from benchmarks.stages.tool import Stage, Tool, peer


def tools(material: Material) -> list[Tool]:
    """dolma writes the attributes of its taggers, datatrove what its four filters keep."""
    source, size = material.part
    dolma = ["c4_v2,gopher_v2,cld2_doc_v2", str(source)]
    datatrove = ["filters", str(source)]
    return [
        *commands("quality", material.ingested, {}),
        *(peer("dolma: C4, Gopher, CLD2", "dolma", "dolma_tag", dolma, size, n) for n in WORKERS),
        *(
            peer("datatrove: 4 filters", "datatrove", "datatrove_steps", datatrove, size, n)
            for n in WORKERS
        ),
        floors.identity(material),
    ]


STAGE = Stage("quality", "quality: language, heuristics", tools, "peers read a fifth of the text")
