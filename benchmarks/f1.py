"""`python -m benchmarks.f1`: F1 of the main content of labelled pages, Korean and English.

Precision and recall of the multiset of word 4-grams, averaged over pages (the measure of the
article-extraction-benchmark of Scrapinghub).
"""

import gzip
import io
import json
import os
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import zstandard

from benchmarks import peers
from pipeline import extractors
from pipeline.readers import charset

CORPUS = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve()
WORD = re.compile(r"\w+")
GRAM = 4


def pages(folder: Path) -> dict[str, list[tuple[bytes, str]]]:
    """Set -> (page, its main content) of every labelled page."""
    found = {}
    for name in ("pytorch_kr", "libreoffice_help_ko"):
        files = dict(members(folder / f"{name}.tar.zst"))
        gold = [json.loads(x) for x in (folder / f"{name}.gold.jsonl").open()]
        found[name] = [(files[g["file"]], g["text"]) for g in gold]
    truth = json.loads((folder / "scrapinghub/ground-truth.json").read_text())
    found["scrapinghub"] = [
        (gzip.decompress((folder / f"scrapinghub/html/{k}.html.gz").read_bytes()), v["articleBody"])
        for k, v in sorted(truth.items())
    ]
    files = dict(members(folder / "readability.tar.zst"))
    found["readability"] = [
        (files[k], " ".join(lxml.html.fromstring(expected.decode()).itertext()))
        for k in sorted(files)
        if k.endswith("source.html")
        and (expected := files[k.replace("source", "expected")]).strip()
    ]
    return found


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the files of a tar.zst."""
    data = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(archive.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(data.read())) as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member).read()  # type: ignore[union-attr]


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1)))


def score(found: str, expected: str) -> tuple[float, float, float]:
    """(precision, recall, F1)."""
    a, b = grams(found), grams(expected)
    shared = sum((a & b).values())
    precision, recall = shared / max(1, a.total()), shared / max(1, b.total())
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def measure(extract: Callable[[str], str], labelled: list[tuple[bytes, str]]) -> tuple[float, ...]:
    """(precision, recall, F1, MB/s) over the pages of a set."""
    html = [_decoded(page) for page, _ in labelled]
    started = time.perf_counter()
    texts = [extract(h) for h in html]
    seconds = time.perf_counter() - started
    scores = [score(t, gold) for t, (_, gold) in zip(texts, labelled, strict=True)]
    means = [sum(s) / len(s) for s in zip(*scores, strict=True)]
    return (*means, sum(len(p) for p, _ in labelled) / 1e6 / seconds)


def _decoded(page: bytes) -> str:
    decoded = charset.decode(page, (charset.declared_in(page),), replace=True)
    return decoded.text if decoded else ""


def main() -> int:
    """Print the table, one row per extractor; returns the exit code."""
    if not CORPUS.exists():
        print(f"no real text at {CORPUS}; set MALMOI_CORPUS to its folder")
        return 1
    labelled = pages(CORPUS / "html")
    sizes = "  ".join(f"{name} {len(found)}" for name, found in labelled.items())
    print(f"Main content, F1 of word {GRAM}-grams (precision/recall, MB/s of HTML); pages: {sizes}")
    for name in sorted(extractors.installed()):
        extractor = extractors.load(name)
        rows = [measure(lambda h, e=extractor: e.extract(h).text, p) for p in labelled.values()]
        _print(name, rows)
    rows = _of_datatrove(labelled)
    if rows:
        _print("datatrove", rows)
    return 0


def _of_datatrove(labelled: dict[str, list[tuple[bytes, str]]]) -> list[tuple[float, ...]]:
    """The same rows for datatrove's Trafilatura, on the same decoded pages; none without peers."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({n: [_decoded(p) for p, _ in found] for n, found in labelled.items()}, file)
        file.flush()
        made = peers.run("datatrove_f1", file.name)
    if not made:
        return []
    rows = []
    for name, found in labelled.items():
        scores = [score(t, g) for t, (_, g) in zip(made["texts"][name], found, strict=True)]
        means = [sum(s) / len(s) for s in zip(*scores, strict=True)]
        rows.append((*means, sum(len(p) for p, _ in found) / 1e6 / made["seconds"][name]))
    return rows


def _print(name: str, rows: list[tuple[float, ...]]) -> None:
    cells = "  ".join(f"{f:.3f} ({p:.2f}/{r:.2f}, {speed:.1f})" for p, r, f, speed in rows)
    print(f"  {name:<12} {cells}  mean {sum(r[2] for r in rows) / len(rows):.3f}")


if __name__ == "__main__":
    sys.exit(main())
