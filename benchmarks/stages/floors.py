"""What a stage cannot be faster than."""

from benchmarks.material import Material
from benchmarks.stages.tool import Tool, peer


def identity(material: Material) -> Tool:
    """Read and write the Parquet files of the documents once, one thread: what a stage that rewrites them
    cannot avoid."""
    documents = str(material.ingested.documents)
    return peer(
        "Parquet in and out", "orjson", "identity", [documents], material.megabytes, kind="floor"
    )
