"""WARC files to the main text of their pages."""

from functools import partial
from pathlib import Path

from benchmarks import own
from benchmarks.material import Material, rows_of
from benchmarks.stages.ours import WORKERS
from benchmarks.stages.tool import OURS, Outcome, Stage, Tool, peer


def tools(material: Material) -> list[Tool] | None:
    """datatrove, with Trafilatura, reads one of the files."""
    if material.crawls is None:
        return None
    folder, each = material.crawls
    size = each * len(list(folder.iterdir()))
    one = ["pages", str(folder), "0.warc.gz"]
    bare = partial(peer, environment="fastwarc", script="fastwarc_pages", arguments=[str(folder)])
    return [
        *(Tool(OURS, n, size, partial(_run, folder, n), "ours") for n in WORKERS),
        *(bare("FastWARC and Resiliparse", megabytes=size, workers=n) for n in WORKERS),
        peer("datatrove, Trafilatura", "datatrove", "datatrove_steps", one, each),
        bare("the same loop of FastWARC and Resiliparse", megabytes=size, kind="floor"),
    ]


def _run(crawls: Path, workers: int, folder: Path) -> Outcome:
    root = folder / "root"
    source = {"name": "crawls", "path": f"{crawls}/*.warc.gz", "format": "warc"}
    stages = {"ingest": {"sources": [source], "max_reject_share": 1.0}}
    done = own.run("ingest", folder, root, stages, workers)
    remark = f"{own.phases_of(root)}; {rows_of(root):,} documents"
    return Outcome(done.usage, remark=remark)


STAGE = Stage("pages", "WARC, main content of HTML", tools, "MB of uncompressed WARC")
