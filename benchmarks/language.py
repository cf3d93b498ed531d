"""`python -m benchmarks.language`: languages found against languages known, and the speed, beside lid.176.

Documents: every source of the corpus whose language is known as a whole; Korean pages without ten syllables
of Hangul are English ones (390 of ko_docs_cpp), and are left out. Short: Korean lines of up to 12 characters.
Mixtures: Korean documents and lines with as many Latin letters as Hangul or more."""

import glob
import json
import re
import time
from collections.abc import Callable, Iterable

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from benchmarks.heldout import folder
from classifiers import language as lid
from pipeline.readers.language import languages
from pipeline.registry import KERNELS

KOREAN = (
    "ko_wiki",
    "ko_law",
    "ko_docs_cpp",
    "ko_docs_pytorch",
    "ko_bible",
    "ko_dialog",
    "ko_comments",
)
ENGLISH = ("en_docs_cpp", "en_novels", "en_math_stacks", "en_web_samples")
LIMIT = 60_000_000  # bytes of a source
HANGUL, LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]")
SHORT = 12
LEAST_HANGUL = 10  # syllables of a Korean page


def jsonl(name: str) -> list[str]:
    """Texts of a source up to LIMIT bytes; of web samples those of English sources."""
    texts, size = [], 0
    with open(folder() / "jsonl" / f"{name}.jsonl.zst", "rb") as raw:
        stream = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(raw)
        for line in stream.read().split(b"\n"):
            record = json.loads(line) if line else None
            if record is None or (record.get("domain") == "qa"):  # Spanish
                continue
            texts.append(record["text"])
            size += len(record["text"].encode())
            if size > LIMIT:
                break
    return texts


def tree(name: str) -> list[str]:
    paths = glob.glob(str(folder() / "docs_tree" / name / "**" / "*.md"), recursive=True)
    return [open(p, encoding="utf-8").read() for p in sorted(paths)]


def is_korean(text: str) -> bool:
    return len(HANGUL.findall(text)) >= LEAST_HANGUL


def is_mixed(text: str) -> bool:
    hangul, latin = len(HANGUL.findall(text)), len(LATIN.findall(text))
    return 0 < hangul <= latin


def sets() -> Iterable[tuple[str, str, list[str]]]:
    """(what, language, texts)."""
    korean = {n: jsonl(n) for n in KOREAN} | {n: tree(n) for n in ("rust-ko", "react-ko")}
    pages = pq.read_table(folder() / "parquet/ko_reviews_pages.parquet")["text"].to_pylist()
    for name, texts in korean.items():
        own = (
            [t for t in texts if is_korean(t)]
            if name not in ("ko_comments", "ko_dialog")
            else texts
        )
        yield f"documents {name}", "ko", own
    yield "documents ko_reviews_pages", "ko", pages
    for name in ENGLISH:
        yield f"documents {name}", "en", jsonl(name)
    dclm = pq.read_table(folder() / "parquet/en_web_dclm_labelled.parquet")["text"].to_pylist()
    yield "documents en_web_dclm", "en", dclm
    lines = [
        x.strip()
        for n in ("ko_dialog", "ko_comments", "ko_wiki")
        for t in korean[n]
        for x in t.split("\n")
    ]
    short = sorted({x for x in lines if len(x) <= SHORT and len(HANGUL.findall(x)) >= 2})
    yield f"lines of at most {SHORT} characters", "ko", short
    docs = [
        t
        for n in ("ko_docs_cpp", "ko_docs_pytorch", "rust-ko", "react-ko")
        for t in korean[n]
        if is_korean(t)
    ]
    yield "documents, half or more Latin", "ko", [t for t in docs if is_mixed(t)]
    sentences = {
        x.strip()
        for t in docs
        for x in re.split("\n+", t)
        if len(HANGUL.findall(x)) >= LEAST_HANGUL
    }
    yield "lines, half or more Latin", "ko", sorted(x for x in sentences if is_mixed(x))


def ours(texts: pa.Array) -> np.ndarray:
    names, _ = languages(texts, None, KERNELS.kernel("language", "numba").load().count)
    return np.array(names.to_pylist(), dtype=object)


def model(characters: int) -> Callable[[pa.Array], np.ndarray]:
    def detected(texts: pa.Array) -> np.ndarray:
        before, lid.MAX_CHARACTERS = lid.MAX_CHARACTERS, characters
        try:
            return np.array(lid.detect(texts)[0], dtype=object)
        finally:
            lid.MAX_CHARACTERS = before

    return detected


def main() -> None:
    """Print accuracy and MB/s of a core by set."""
    ways = {"Malmoi": ours, "lid.176, 1,000": model(1000), "lid.176, 80": model(80)}
    ours(pa.array(["warm"], pa.large_string()))
    print(f"{'':<38}{'texts':>8}{'MB':>7}" + "".join(f"{w:>22}" for w in ways))
    total = {w: [0.0, 0.0] for w in ways}
    right = {lang: dict.fromkeys(ways, 0) for lang in ("ko", "en")}
    count = {"ko": 0, "en": 0}
    for what, lang, texts in sets():
        array = pa.array(texts, pa.large_string())
        size, cells = sum(len(t.encode()) for t in texts) / 1e6, []
        is_document = what.startswith("documents ") and "Latin" not in what
        count[lang] += len(texts) * is_document
        for name, way in ways.items():
            started = time.perf_counter()
            found = way(array)
            seconds = time.perf_counter() - started
            same = int((found == lang).sum())
            cells.append(f"{same / len(texts):>11.4f}{size / seconds:>6.0f} MB/s")
            if is_document:
                total[name][0] += size
                total[name][1] += seconds
                right[lang][name] += same
        print(f"{what:<38}{len(texts):>8,}{size:>7.1f}" + "".join(cells))
    for lang in ("ko", "en"):
        shares = "".join(f"{right[lang][w] / count[lang]:>22.4f}" for w in ways)
        print(f"{'all documents, ' + lang:<53}{shares}")
    print(
        f"{'all documents, MB/s of a core':<53}"
        + "".join(f"{a / b:>22.0f}" for a, b in total.values())
    )


if __name__ == "__main__":
    main()
