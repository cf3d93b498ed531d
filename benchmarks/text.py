"""The text that all benchmarks share: real Korean, English and code where there is some, else the demo's."""

import os
import tempfile
from pathlib import Path

import pyarrow as pa

from pipeline.demo import sample
from pipeline.stages.ingest import Portion, Source, _files, read_portion

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
        sample.write(folder)
        sources = [Source(name=p.stem, path=str(p)) for p in sorted(folder.glob("*.jsonl"))]
    tables = []
    for source in sources:
        portion = Portion(source, tuple(_files(source)))
        tables.append(next(read_portion(portion, PER_FILE, 64 << 20))["documents"])
    return pa.concat_tables(tables).combine_chunks()
