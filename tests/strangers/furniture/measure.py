"""`python -m tests.strangers.furniture.measure [--without RULE]`: pages of furniture, and sound pages, that the
presets drop.

Others wrote the pages from the specification alone: menus, lists of links, errors, footers and widgets of sites, and
sound pages of short lines and lists. Every family counts alike.
"""

import argparse
import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import zstandard

from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.heuristics.numba import measure
from pipeline.stages.quality import presets

# the points of the measure `site_page` are learned from the first five (scripts/site_pages.py), from the sixth nothing
SETS = ("first", "second", "third", "fourth", "fifth", "sixth")
HELD_OUT = Path(__file__).with_name("sixth.jsonl.zst")
LABELS = Path(__file__).parents[3] / "classifiers" / "labels" / "pages.jsonl.zst"
PRESETS = {"ko": ("malmoi_ko", "eojeol"), "en": ("malmoi_en", "word")}


class Page(NamedTuple):
    """The text that an extractor left of a page, and whether it holds the furniture of its site alone."""

    family: str
    lang: str
    is_furniture: bool
    text: str


@cache
def pages(name: str) -> tuple[Page, ...]:
    """The pages of a set."""
    rows: list[dict[str, Any]] = []
    for path in (LABELS, HELD_OUT):
        with path.open("rb") as file:
            raw = zstandard.ZstdDecompressor().stream_reader(file).read()
        rows += map(json.loads, raw.splitlines())
    return tuple(Page(**row) for row in rows if row.pop("set") == name)


def dropped(name: str, without: tuple[str, ...] = ()) -> list[str | None]:
    """The first rule that drops each page of a set, by the preset of its language; None if it is kept."""
    found: list[str | None] = [None] * len(pages(name))
    for lang, (preset, unit) in PRESETS.items():
        rows = [i for i, page in enumerate(pages(name)) if page.lang == lang]
        texts = pa.array([pages(name)[i].text for i in rows], pa.large_string())
        values = measure(texts, unit, True)
        words = values[:, COLUMNS.index("prose_words")]
        for reason, rule in presets.load(preset).rules.items():
            if reason in without:
                continue
            value = values[:, COLUMNS.index(rule.measure or reason)]
            low = value < rule.min if rule.min is not None else np.zeros(len(rows), bool)
            high = value > rule.max if rule.max is not None else np.zeros(len(rows), bool)
            for place in np.flatnonzero((low | high) & ~(words < (rule.from_words or 0))):
                found[rows[place]] = found[rows[place]] or reason
    return found


def shares(name: str, without: tuple[str, ...] = ()) -> dict[tuple[bool, str, str], float]:
    """The share of each family that is dropped, by (is furniture, language, family)."""
    counted: dict[tuple[bool, str, str], list[bool]] = defaultdict(list)
    for page, reason in zip(pages(name), dropped(name, without), strict=True):
        counted[page.is_furniture, page.lang, page.family].append(reason is not None)
    return {key: sum(flags) / len(flags) for key, flags in counted.items()}


def mean(name: str, is_furniture: bool, without: tuple[str, ...] = ()) -> float:
    """The mean over the families of furniture, or over the sound ones."""
    found = [s for (kind, _, _), s in shares(name, without).items() if kind == is_furniture]
    return sum(found) / len(found)


def main() -> None:
    """Print the shares of each set, and the families that are kept or lost in part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[], help="rules that are left out")
    without = tuple(parser.parse_args().without)
    for name in SETS:
        furniture, sound = mean(name, True, without), mean(name, False, without)
        print(f"{name}: {furniture:.3f} of furniture dropped, {sound:.4f} of sound pages")
        print("  rules:", Counter(r for r in dropped(name, without) if r).most_common(5))
        for (kind, lang, family), share in sorted(shares(name, without).items()):
            if (share < 0.9) if kind else (share > 0):
                print(f"  {share:.2f} {lang} {family}{'' if kind else ' (sound)'}")


if __name__ == "__main__":
    main()
