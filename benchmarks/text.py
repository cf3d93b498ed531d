"""The text that all benchmarks share: real Korean, English and code where there is some, else the demo's."""

import os
import tempfile
from pathlib import Path

import pyarrow as pa

from pipeline.demo import files
from pipeline.readers.documents import Limits, read_portion
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.source import Source, files_of
from pipeline.registry import KERNELS

FILES = {
    "ko_wiki": "ko",
    "ko_docs_cpp": "ko",
    "en_docs_cpp": "en",
    "en_novels": "en",
    "code_cpython": "code",
}
PER_FILE = 6_000_000  # bytes of each


def documents() -> pa.Table:
    """About 30 MB of documents, in one table."""
    folder = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")) / "jsonl"
    if folder.exists():
        sources = [
            Source(name=n, path=str(folder / f"{n}.jsonl.zst"), lang=lang)
            for n, lang in FILES.items()
        ]
    else:
        folder = Path(tempfile.mkdtemp())
        files.write(folder)
        sources = [Source(name=p.stem, path=str(p)) for p in sorted(folder.glob("*.jsonl"))]
    tables = []
    for source in sources:
        portion = Portion(source, tuple(map(Piece, files_of(source))))
        shards = read_portion(
            portion,
            Limits(shard=PER_FILE),
            *(KERNELS.kernel(n, "numba") for n in ("clean", "language")),
        )
        tables.append(next(shards)["documents"])
    return pa.concat_tables(tables).combine_chunks()
