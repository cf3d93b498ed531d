"""The columnar index of a Common Crawl (Parquet), for `type: commoncrawl`: each page that the source's
`crawl` chooses is fetched as a range of its WARC file and read as that format is.
"""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.core.errors import DataError
from pipeline.core.filesystem import located
from pipeline.readers import Batch, DamagedError, Part, Rejected, Request, compression
from pipeline.readers.crawl import Crawl
from pipeline.readers.formats import parquet, warc

SEEKABLE = True
SPLITS = ("plain",)
EXPECTED_REJECTS = ("http_status", "no_content", "not_a_page", "not_text")

# Where a page lies.
PLACE = ("warc_filename", "warc_record_offset", "warc_record_length")
LANGUAGES, HOST = "content_languages", "url_host_name"
DOMAIN, MIME = "url_host_registered_domain", "content_mime_detected"
# Rows of the index that are filtered together, and pages of a batch.
ROWS, PAGES = 1 << 16, 64


@dataclass(frozen=True)
class _Range:
    """A page: the row of the index from 1, and its place in the crawl."""

    number: int
    file: str
    offset: int
    length: int


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of 64 pages in the order of the index; a record is numbered by its row.

    Rows that are not chosen are not records. Raises DamagedError for an index without a column that the
    choice needs, and for a WARC file that cannot be opened.
    """
    crawl: Crawl = request.crawl or Crawl()
    with ThreadPoolExecutor(crawl.fetches) as pool:
        for chosen in _chosen(stream, request, crawl):
            for start in range(0, len(chosen), PAGES):
                pages = chosen[start : start + PAGES]
                # In order, so that the output is the same however fast the ranges come.
                for page, data in zip(
                    pages, pool.map(lambda p: _fetched(p, crawl), pages), strict=True
                ):
                    yield from _page(page, data, request)


def split(stream: BinaryIO, target: int) -> list[Part]:
    """Ranges of row groups: those of Parquet."""
    return parquet.split(stream, target)


def count(stream: BinaryIO, part: Part) -> int:
    """The number of rows of a part."""
    return parquet.count(stream, part)


def _chosen(stream: BinaryIO, request: Request, crawl: Crawl) -> Iterator[list[_Range]]:
    """The chosen pages of the rows of the index, ROWS at a time."""
    try:
        file = pq.ParquetFile(stream, pre_buffer=False)
        needed = _columns(file.schema_arrow, crawl)
        stop = file.num_row_groups if request.stop is None else request.stop
        groups, number = range(request.start, stop), request.first
        for rows in file.iter_batches(ROWS, row_groups=groups, columns=needed, use_threads=False):
            table = pa.table(rows)
            table = table.append_column("row", pa.array(range(number, number + len(table))))
            number += len(table)
            places = table.filter(_choice(table, crawl)).select(["row", *PLACE]).to_pylist()
            yield [_Range(*place.values()) for place in places]
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Parquet file: {error}") from None


def _columns(schema: pa.Schema, crawl: Crawl) -> list[str]:
    """The columns to read. Raises DamagedError if the index lacks one."""
    wanted = {
        LANGUAGES: crawl.languages,
        HOST: crawl.suffixes,
        DOMAIN: crawl.domains,
        MIME: crawl.mimes,
    }
    needed = [*PLACE, *(name for name, values in wanted.items() if values)]
    missing = [name for name in needed if name not in schema.names]
    if missing:
        raise DamagedError(
            f"not an index of Common Crawl: there is no column {', '.join(missing)}; columns are: "
            f"{', '.join(schema.names)}"
        )
    return needed


def _choice(table: pa.Table, crawl: Crawl) -> Any:
    """True for each row that the source chooses. A page may state several languages: `kor,eng`."""
    chosen = pa.array([True] * len(table))
    tests = []
    if crawl.languages:
        pattern = rf"(^|,)({'|'.join(crawl.languages)})(,|$)"
        tests.append(pc.match_substring_regex(table[LANGUAGES], pattern))
    if crawl.suffixes:
        names = "|".join(s.strip(".").replace(".", r"\.") for s in crawl.suffixes)
        tests.append(pc.match_substring_regex(table[HOST], rf"\.({names})$"))
    if crawl.domains:
        tests.append(pc.is_in(table[DOMAIN], pa.array(crawl.domains)))
    if crawl.mimes:
        tests.append(pc.is_in(table[MIME], pa.array(crawl.mimes)))
    for test in tests:
        chosen = pc.and_(chosen, pc.fill_null(test, False))
    return chosen


def _fetched(page: _Range, crawl: Crawl) -> bytes:
    """The bytes of a page. Raises DamagedError naming the WARC file that cannot be read."""
    address = f"{crawl.files.rstrip('/')}/{page.file}"
    try:
        fs, path = located(address)
        # Only a range is wanted: reading ahead would fetch the whole file.
        with fs.open_input_file(path) as file:
            return _range(file, page)
    except (OSError, pa.ArrowException, DataError) as error:
        raise DamagedError(f"row {page.number}: {address}: {error}") from None


def _range(file: pa.NativeFile, page: _Range) -> bytes:
    file.seek(min(page.offset, file.size()))
    return file.read(page.length)


def _page(page: _Range, data: bytes, request: Request) -> Iterator[Batch]:
    """The batches of one page, numbered by its row; a range without a WARC record is a reject."""
    asked = replace(request, start=0, stop=None, first=page.number)
    try:
        body, members = compression.decompressed(io.BytesIO(data))
        asked.starts = members.starts if members else None
        batches = [
            _at(batch, page) for batch in warc.read(body, asked) if batch.number or batch.rejected
        ]
    except compression.ERRORS:
        yield Batch(
            [],
            pa.array([], pa.large_string()),
            rejected=[Rejected(page.number, "damaged_range", data, page.offset)],
        )
        return
    yield from batches


def _at(batch: Batch, page: _Range) -> Batch:
    """The batch with the offset of the page in its WARC file."""
    batch.offset = [page.offset] * len(batch.number)
    batch.rejected = [replace(r, offset=page.offset) for r in batch.rejected]
    return batch
