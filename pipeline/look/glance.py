"""Reading a sample: files of all sources in turn, until time or text is used up."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
from pydantic import PrivateAttr

from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, FILES, REJECTS
from pipeline.readers.account import Account
from pipeline.readers.documents import read_portion
from pipeline.readers.opening import DAMAGED, Limits
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.source import READ_ERRORS, Source, UnreadableFileError, format_and_codec
from pipeline.recipe.sampled.cut import CUTTABLE
from pipeline.recipe.sampled.take import take
from pipeline.stages.ingest import Ingest

# Bytes of a file, as stored, from which records are cut.
READ = 2 << 20
# Bytes of text of one file after which it is read no further: a share for each source, within bounds.
LEAST, MOST = 64 << 10, 1 << 20
# Compressed text is about so many times as large as stored.
PACKED = 4
# Documents a file above this size are read after the smaller ones: one may take seconds.
LARGE = 4 << 20
# The file beside the sample that counts what was read of each source.
READ_FILE = "read.json"


@dataclass(frozen=True)
class Picked:
    """The sources with their files in the order of reading, and the folder for cuts of large files."""

    sources: tuple[Source, ...]
    files: tuple[tuple[InputFile, ...], ...]
    folder: Path

    def identity(self) -> dict[str, Any]:
        """The names of the sources: the root of a sample is removed, and nothing is compared."""
        return {"sources": [s.name for s in self.sources]}

    def in_turn(self) -> Iterator[tuple[int, Source, InputFile]]:
        """(round, source, file): a file of each source, then the next of each."""
        for place in range(max((len(f) for f in self.files), default=0)):
            for source, files in zip(self.sources, self.files, strict=True):
                if place < len(files):
                    yield place, source, files[place]


def picked(sources: Sequence[Source], files: Sequence[Sequence[InputFile]], folder: Path) -> Picked:
    """The files of each source spread over their order, so that every beginning of them is a sample; large
    ones last."""
    ordered = []
    for of_source in files:
        spread = [of_source[i] for i in spread_order(len(of_source))]
        ordered.append(tuple(sorted(spread, key=lambda f: f.size > LARGE)))
    plain = tuple(s.model_copy(update={"id_field": None}) for s in sources)
    return Picked(plain, tuple(ordered), folder)


def spread_order(num: int) -> list[int]:
    """The numbers below `num` so that the first few of them are spread over all: by their reversed bits."""
    bits = max(1, (num - 1).bit_length())
    return sorted(range(num), key=lambda i: int(f"{i:0{bits}b}"[::-1], 2))


class Glance(Ingest):
    """The stage ingest on a sample of its sources, within bounds of time and text."""

    _sample: Picked = PrivateAttr()
    seconds: float
    """Read no further file after so many seconds."""
    text: int
    """Read no further file after so many bytes of text."""

    @classmethod
    def of(cls, sample: Picked, seconds: float, text: int) -> "Glance":
        """The stage on a sample, as `picked` orders it."""
        stage = cls(sources=sample.sources, seconds=seconds, text=text, max_reject_share=1.0)
        stage._sample = sample
        return stage

    @classmethod
    def name(cls) -> str:
        """That of ingest, whose tables a glance leaves."""
        return Ingest.name()

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Nothing is refused: files that cannot be read are part of the findings."""

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        read = partial(
            read_within,
            clean=job.kernel("clean"),
            language=job.kernel("language"),
            seconds=self.seconds,
            text=self.text,
        )
        return Corpus(job.make("documents", read, [self._sample], sides=("rejects", "files")))


def _each(sample: Picked, text: int) -> int:
    """Bytes of text that are read of one file."""
    return min(MOST, max(LEAST, text // max(1, len(sample.sources))))


def read_within(
    sample: Picked, clean: Kernel, language: Kernel, seconds: float, text: int
) -> Iterator[dict[str, pa.Table]]:
    """One shard with the documents, rejects and files of a sample."""
    begun, each = time.monotonic(), _each(sample, text)
    tables: dict[str, list[pa.Table]] = {
        "documents": [DOCUMENTS.empty_table()],
        "rejects": [REJECTS.empty_table()],
        "files": [FILES.empty_table()],
    }
    size, stored, number = 0, Counter[str](), Counter[str]()
    for turn, source, file in sample.in_turn():
        used = time.monotonic() - begun
        # every source has a file in the sample, unless that takes twice the time
        if (turn and (used > seconds or size >= text)) or used > 2 * seconds:
            break
        came, part = _of_file(source, file, sample.folder, each, clean, language)
        for name, table in came.items():
            tables[name].append(table)
        size += came["documents"].column("text").nbytes
        stored[source.name] += part
        number[source.name] += 1
    read = {n: {"files": number[n], "bytes": stored[n]} for n in number}
    (sample.folder / READ_FILE).write_bytes(orjson.dumps(read))
    yield {name: pa.concat_tables(parts).combine_chunks() for name, parts in tables.items()}


def _of_file(
    source: Source, file: InputFile, folder: Path, each: int, clean: Kernel, language: Kernel
) -> tuple[dict[str, pa.Table], int]:
    """(the tables of a file or of its first `each` bytes of text, the stored bytes that they stand for)."""
    try:
        opened, part = _cut(source, file, folder, each)
        portion = Portion(source, (Piece(opened),))
        limits = Limits() if opened.uri != file.uri else Limits(shard=each)
        first = next(read_portion(portion, limits, clean, language))
        # a file that was read to its end has its row of FILES behind those of its members
        is_whole = file.name in first["files"].column("file").to_pylist()
        text = first["documents"].column("text").nbytes
        return first, part if is_whole else min(part, max(1, text))
    except UnreadableFileError as error:
        return _damaged(source, file, error.why), file.size
    except READ_ERRORS as error:
        return _damaged(source, file, str(error)), file.size
    except DataError as error:
        return _damaged(source, file, str(error)), file.size


def _cut(source: Source, file: InputFile, folder: Path, each: int) -> tuple[InputFile, int]:
    """(the file, or a part of a large one that can be cut; the bytes that it stands for)."""
    if file.size <= each // PACKED:
        return file, file.size
    name, codec = format_and_codec(source, file)
    wanted = each if codec is None else each // PACKED
    if name not in CUTTABLE or file.size <= wanted:
        return file, file.size
    target = folder / "cut" / str(len(list(folder.glob("cut/*"))))
    taken = take(
        source.model_copy(update={"path": file.uri}), wanted / file.size, target, read=READ
    )
    cut = inputs.find(str(target))[0]
    named = InputFile(cut.uri, file.name, cut.size, cut.modified)
    return named, round(min(file.size, taken.taken))


def _damaged(source: Source, file: InputFile, why: str) -> dict[str, pa.Table]:
    """The tables of a file that cannot be read: one reject, with the reason as a warning."""
    account = Account(source, Piece(file))
    account.counts.update(records=1, rejects=1)
    account.request.warnings.add(f"damaged: {why}")
    reject = {"source": source.name, "file": file.name, "record": 0, "reason": DAMAGED, "raw": ""}
    return {
        "documents": DOCUMENTS.empty_table(),
        "rejects": pa.Table.from_pylist([reject], schema=REJECTS),
        "files": pa.Table.from_pylist([account.row()], schema=FILES),
    }
