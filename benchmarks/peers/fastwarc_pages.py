"""FastWARC and Resiliparse in a bare loop: `fastwarc_pages.py FOLDER OUT WORKERS`, a JSON line a page."""

import json
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import orjson
from fastwarc.warc import ArchiveIterator, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding


def extract(out: str, path: Path) -> tuple[int, int]:
    """(pages of HTML, pages with text) of a file."""
    pages = count = 0
    with path.open("rb") as stream, open(f"{out}.{path.name}", "wb") as to:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            if "html" not in (record.http_content_type or ""):
                continue
            pages += 1
            body = record.reader.read()
            html = bytes_to_str(body, record.http_charset or detect_encoding(body))
            text = extract_plain_text(html, main_content=True, preserve_formatting=True)
            if text.strip():
                count += 1
                to.write(orjson.dumps({"url": record.headers.get("WARC-Target-URI"), "text": text}))
                to.write(b"\n")
    return pages, count


def main(folder: str, out: str, workers: str) -> None:
    files = sorted(Path(folder).glob("*.warc.gz"))
    one = partial(extract, out)
    if workers == "1":
        counts = list(map(one, files))
    else:
        with Pool(int(workers)) as pool:
            counts = pool.map(one, files, chunksize=1)
    pages, documents = (sum(c) for c in zip(*counts, strict=True))
    print(json.dumps({"remark": f"{documents:,} documents of {pages:,} pages"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
