"""Near duplicates from end to end: read, sign, compare, cluster, write."""

from pathlib import Path

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import commands
from benchmarks.stages.tool import Stage, Tool, peer
from pipeline.core.dataset import Dataset
from pipeline.core.store import Store

# Title -> (environment, script, workers, True if they are threads of Rust).
PEERS = {
    "Daft minhash, NumPy LSH, unverified": ("daft", "daft_dedup", 2, False),
    "rensa, README": ("rensa", "rensa_dedup", 1, True),
    "datatrove, str.split": ("datatrove", "datatrove_dedup", 2, False),
    "text-dedup": ("text-dedup", "textdedup_dedup", 2, False),
    "Data-Juicer": ("data-juicer", "juicer_dedup", 2, False),
}


def tools(material: Material) -> list[Tool]:
    """What each removes differs: `make bench-dedup` judges it."""
    source = [str(material.plain)]
    theirs = [
        peer(title, environment, script, source, material.megabytes, workers, threads)
        for title, (environment, script, workers, threads) in PEERS.items()
    ]
    ours = commands("dedup_fuzzy", material.ingested, {}, _removed)
    return [*ours, *theirs, floors.identity(material)]


def _removed(root: Path) -> tuple[dict[str, object], str]:
    evidence = Dataset(Store(str(root)), "dedup_fuzzy/evidence")
    return {}, f"{evidence.num_rows:,} removed"


STAGE = Stage("fuzzy", "dedup_fuzzy", tools)
