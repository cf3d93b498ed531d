"""`python -m benchmarks.documents`: speed of the readers of documents beside other tools, and what they read.

Files: MALMOI_CORPUS/documents. Peers (MALMOI_PEERS): docling, markitdown, syhwp, unhwp, hwp_hwpx_parser. PDF
is measured by 4-grams of letters against the layout that lies beside a file, without white space: the layout
cuts words where lines end. All others are measured by the 4-grams of words that two peers agree on.
"""

import json
import os
import re
import tempfile
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks import peers
from pipeline.readers import Request, detect
from pipeline.readers.registry import installed

CORPUS = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve() / "documents"
# Name of a group -> the files in it, and the peers that read them.
HWP = ("syhwp", "unhwp", "hwp_hwpx_parser")
GENERAL = ("docling", "markitdown")
GROUPS = {
    "hwp, rulings": ("hwp_rulings/*.hwp", HWP),
    "hwp, hard": ("hwp/*.hwp", HWP),
    "hwpx": ("hwpx/*.hwpx", HWP),
    "pdf": ("pdf/*.pdf", GENERAL),
    "docx": ("office/*.docx", GENERAL),
    "pptx": ("office/*.pptx", GENERAL),
    "xlsx": ("office/*.xlsx", GENERAL),
    "epub": ("office/*.epub", GENERAL),
}
# The sentence that a distribution document holds in the place of its text.
SENTENCE = "이 문서는 상위 버전의 배포용 문서입니다"
# The characters of this file's layout are wrong: its reader took them from a font without a table.
WRONG = "특허_1020210175798"
_WORD = re.compile(r"\w+")


def read(file: Path) -> str | None:
    """The text of a file by our reader, through the helper process; None for a reject."""
    with file.open("rb") as stream:
        name = detect.format_of(installed(), file.name, stream.read(detect.HEAD))
        stream.seek(0)
        assert name is not None, f"no reader for {file.name}"
        batches = list(installed().named(name).load().read(stream, Request(path=str(file))))
    texts = [text for batch in batches for text in batch.text.to_pylist()]
    return texts[0] if texts else None


def ours(files: list[Path]) -> dict[str, Any]:
    """Texts and seconds; the helper is started by a first file that is not counted."""
    read(files[0])
    started = time.perf_counter()
    texts = [read(file) for file in files]
    return {"texts": texts, "seconds": time.perf_counter() - started}


def words(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of words; of fewer words the words themselves."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text))
    return Counter(tuple(found[i : i + 4]) for i in range(max(1, len(found) - 3)) if found)


def characters(text: str) -> Counter[str]:
    """The 4-grams of letters and digits."""
    found = "".join(_WORD.findall(unicodedata.normalize("NFKC", text)))
    return Counter(found[i : i + 4] for i in range(len(found) - 3))


def agreed(texts: list[list[str | None]]) -> list[set[tuple[str, ...]]]:
    """For each file the 4-grams that two tools or more give."""
    out = []
    for of_file in zip(*texts, strict=True):
        votes = Counter(g for t in of_file if t and SENTENCE not in t for g in set(words(t)))
        out.append({gram for gram, count in votes.items() if count > 1})
    return out


def recall(texts: list[str | None], wanted: list[set[tuple[str, ...]]]) -> float:
    """The share of the wanted 4-grams that the texts hold, over all files together."""
    held = sum(len(w & words(t or "").keys()) for t, w in zip(texts, wanted, strict=True))
    return held / max(1, sum(map(len, wanted)))


def layout(file: Path) -> str:
    """The text of the layout beside a PDF, without its headers and footers."""

    def walk(item: dict[str, Any]) -> list[str]:
        if item.get("type") in ("header", "footer"):
            return []
        below = [
            child
            for key in ("kids", "list items", "rows", "cells")
            for child in item.get(key) or []
        ]
        return [item.get("content") or "", *(text for child in below for text in walk(child))]

    return "\n".join(walk(json.loads(file.with_suffix(".json").read_text())))


def f1(texts: list[str | None], files: list[Path]) -> float:
    """The mean F1 over the files that have a layout with the right characters."""
    scores = []
    for text, file in zip(texts, files, strict=True):
        if file.with_suffix(".json").exists() and file.stem != WRONG:
            a, b = characters(text or ""), characters(layout(file))
            scores.append(2 * (a & b).total() / max(1, a.total() + b.total()))
    return sum(scores) / max(1, len(scores))


def pages(files: list[Path]) -> int:
    """The pages of the PDF files that can be opened."""
    count = 0
    for file in files:
        try:
            count += len(pypdfium2.PdfDocument(file))
        except pypdfium2.PdfiumError:
            continue
    return count


def main() -> None:
    if not CORPUS.exists():
        print(f"no documents at {CORPUS}; set MALMOI_CORPUS to the folder above")
        return
    print("| files | tool | read | MB/s | files/s | pages/s | quality | placeholder sentences |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (pattern, tools) in GROUPS.items():
        files = sorted(CORPUS.glob(pattern))
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "files.json"
            listed.write_text(json.dumps([str(f) for f in files]))
            found = {tool: peers.run("documents", tool, str(listed)) for tool in tools}
        results = {"malmoi": ours(files), **{t: r for t, r in found.items() if r}}
        size = sum(f.stat().st_size for f in files) / 1e6
        total = pages(files) if name == "pdf" else 0
        others = [r["texts"] for t, r in results.items() if t != "malmoi"]
        wanted = agreed(others) if name != "pdf" and len(others) > 1 else None
        for tool, result in results.items():
            texts, seconds = result["texts"], result["seconds"]
            quality = "-"
            if wanted is not None:
                quality = f"recall {recall(texts, wanted):.4f}"
            elif name == "pdf":
                quality = f"F1 {f1(texts, files):.3f}"
            placeholders = sum(SENTENCE in (t or "") for t in texts)
            print(
                f"| {name} ({len(files)}) | {tool} | {sum(t is not None for t in texts)} "
                f"| {size / seconds:.1f} | {len(files) / seconds:.0f} "
                f"| {f'{total / seconds:.0f}' if total else '-'} | {quality} | {placeholders} |"
            )


if __name__ == "__main__":
    main()
