"""`python -m scripts.site_pages`: learn the points of the measure `site_page`, and write its scorecards.

Pages of furniture and sound ones, which others wrote, are classifiers/labels/pages.jsonl.zst. More sound
texts are a sample of MALMOI_CORPUS. The same files give the same points.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import zstandard
from sklearn.linear_model import LogisticRegression

from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.heuristics.measures.site_page import BIAS, HANGUL, NAT, POINTS
from pipeline.kernels.heuristics.numba import measure

TOP = Path(__file__).parents[1]
PAGES = TOP / "classifiers" / "labels" / "pages.jsonl.zst"
CORPUS = Path(os.environ.get("MALMOI_CORPUS", TOP.parent / "shared" / "corpus"))
# measures that do not count units, so that points hold for every unit
USED = [
    "form",
    "line_punctuation",
    "short_lines",
    "c4_lines",
    "sentence_lines",
    "josa",
    "marks",
    "single_words",
    "long_words",
    "policies",
    "templated_lines",
    "list_lines",
    "common_words",
    "furniture",
    "dup_lines",
    "char_duplicates",
    "eojeol_length",
    "hangul",
    "spaces",
    "bullet_lines",
]
# what a measure of pages exceeds: these quantiles of its values
QUANTILES = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)
STRENGTH = 0.3
SOUND = ("jsonl/*.jsonl.zst", "wide/good_*/*.jsonl.zst")
# sources of code, and of books whose beginning alone would be read
LEFT_OUT = ("code_", "en_novels", "en_math_stacks")
TEXTS, FEWEST, MOST = 1500, 60, 8000


# language -> measure -> (bound, points)
Scorecards = dict[str, dict[str, list[tuple[float, int]]]]


class Examples(NamedTuple):
    """Measures of texts, float32 [n, measures], and whether each is furniture."""

    values: np.ndarray
    is_furniture: np.ndarray


def records(path: Path) -> Iterator[dict[str, str]]:
    """The records of a compressed file of JSON lines."""
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file)
        yield from map(json.loads, io.TextIOWrapper(reader, "utf-8"))


def sound() -> Iterator[tuple[str, str]]:
    """(unit, text) of an evenly spaced sample of each source of the corpora."""
    for pattern in SOUND:
        for path in sorted(CORPUS.glob(pattern)):
            if path.name.startswith(LEFT_OUT):
                continue
            texts = [t for t in (r["text"] for r in records(path)) if len(t) >= FEWEST]
            step = max(1, len(texts) // TEXTS)
            unit = "word" if path.name.startswith("en_") else "eojeol"
            yield from ((unit, text[:MOST]) for text in texts[::step][:TEXTS])


def measured(rows: list[tuple[str, str]]) -> np.ndarray:
    """float32 [n, USED] of texts, NaN as 0."""
    values = np.zeros((len(rows), len(COLUMNS)), np.float32)
    for unit in ("word", "eojeol"):
        places = [i for i, row in enumerate(rows) if row[0] == unit]
        texts = pa.array([rows[i][1] for i in places], pa.large_string())
        values[places] = np.nan_to_num(measure(texts, unit, True))
    return values[:, [COLUMNS.index(name) for name in USED]]


def scorecard(examples: Examples, pages: np.ndarray) -> dict[str, list[tuple[float, int]]]:
    """Measure -> (bound, points); bounds are quantiles over `pages`, float32 [n, measures]."""
    columns, bounds = [], []
    for place, name in enumerate(USED):
        for bound in np.unique(np.quantile(pages[:, place], QUANTILES).astype(np.float32)):
            short = float(f"{bound:.4g}")
            bounds.append((name, short))
            columns.append(examples.values[:, place] > np.float32(short))
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(np.stack(columns, 1).astype(np.float32), examples.is_furniture)
    card = {BIAS: [(-1.0, round(NAT * float(np.ravel(model.intercept_)[0])))]}
    for (name, bound), weight in zip(bounds, model.coef_[0], strict=True):
        if worth := round(NAT * float(weight)):
            card.setdefault(name, []).append((bound, worth))
    return card


def learned(rows: list[tuple[str, str]], labels: np.ndarray, num_pages: int) -> Scorecards:
    """The scorecards; the first `num_pages` rows are pages."""
    values = measured(rows)
    is_korean = values[:, USED.index("hangul")] > HANGUL
    is_page = np.arange(len(rows)) < num_pages
    return {
        lang: scorecard(Examples(values[chosen], labels[chosen]), values[chosen & is_page])
        for lang, chosen in (("ko", is_korean), ("en", ~is_korean))
    }


def written(cards: Scorecards) -> str:
    """The scorecards as JSON, a measure a line."""
    blocks = []
    for lang, card in cards.items():
        lines = ",\n".join(
            f"  {json.dumps(name)}: {json.dumps(rows)}" for name, rows in card.items()
        )
        blocks.append(f" {json.dumps(lang)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def main() -> int:
    """Write the scorecards."""
    pages = list(records(PAGES))
    rows = [("eojeol" if p["lang"] == "ko" else "word", p["text"]) for p in pages]
    more = list(sound())
    labels = np.array([bool(p["is_furniture"]) for p in pages] + [False] * len(more))
    cards = learned(rows + more, labels, len(pages))
    POINTS.write_text(written(cards), encoding="utf-8")
    print(f"{len(pages):,} pages, {len(more):,} sound texts -> {POINTS.relative_to(TOP)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
