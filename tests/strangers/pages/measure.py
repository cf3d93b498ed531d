"""Measure the software of `adapter.py` on whole pages.

    python -m tests.strangers.pages.measure --n 20 --seed 7

Prints the recall of each kind and of each genre, the masked characters outside personal data, and the share of
pages without personal data where anything was masked. Every number stands twice: for the half of the templates
whose names may be shown (`open`), and for the half that is kept back (`held`). `--half open` adds the templates of
the open half that missed a value or lost other text.
"""

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.strangers.pages.adapter import find
from tests.strangers.pages.pages import EITHER, Page, Span, draw

SLACK = 3
HALVES = ("open", "held")


@dataclass
class Tally:
    """Counts of one half of the templates, or of one template."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    outside: int = 0
    lost: int = 0
    clean: int = 0
    clean_masked: int = 0

    def add(self, page: Page, masked: bytearray) -> None:
        """Count one page."""
        personal = marked(len(page.text), page.spans)
        lost = sum(1 for mask, own in zip(masked, personal, strict=True) if mask and not own)
        self.outside += len(page.text) - sum(personal)
        self.lost += lost
        for span in page.spans:
            if span[2] != EITHER:
                got = covered(span, masked, personal)
                for label in (span[2], page.template.genre, ""):
                    self.wanted[label] += 1
                    self.found[label] += got
        if page.template.clean:
            self.clean += 1
            self.clean_masked += any(masked)


def marked(length: int, spans: tuple[Span, ...] | list[Span]) -> bytearray:
    """Return one byte a character: 1 where a span lies."""
    places = bytearray(length)
    for start, end, _ in spans:
        places[start:end] = b"\x01" * (end - start)
    return places


def covered(span: Span, masked: bytearray, personal: bytearray) -> bool:
    """Whether the mask covers the span and at most `SLACK` characters of other text next to it."""
    start, end, _ = span
    if not all(masked[start:end]):
        return False
    extra = 0
    for places in (range(start - 1, -1, -1), range(end, len(masked))):
        for place in places:
            if not masked[place] or personal[place]:
                break
            extra += 1
    return extra <= SLACK


def measure(pages: list[Page]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Return the tallies of the two halves, and those of the single templates of the open half by name."""
    halves = {half: Tally() for half in HALVES}
    single: dict[str, Tally] = defaultdict(Tally)
    for page in pages:
        masked = marked(len(page.text), find(page.text))
        halves["open" if page.template.open else "held"].add(page, masked)
        if page.template.open:
            single[page.template.name].add(page, masked)
    return halves, single


def share(part: int, whole: int) -> str:
    """Spell a share with its counts."""
    return f"{part / whole:8.3f} ({part}/{whole})" if whole else "       -"


def table(title: str, labels: list[str], halves: dict[str, Tally]) -> list[str]:
    """Return the lines of a table of recall."""
    lines = [f"{title:<24}{'open':<28}{'held':<28}"]
    for label in labels:
        cells = [share(halves[half].found[label], halves[half].wanted[label]) for half in HALVES]
        lines.append(f"{label or 'all':<24}" + "".join(f"{cell:<28}" for cell in cells))
    return lines


def report(pages: list[Page], half: str = "") -> list[str]:
    """Return the lines of the report on `pages`."""
    halves, single = measure(pages)
    kinds = sorted({span[2] for page in pages for span in page.spans} - {EITHER})
    genres = sorted({page.template.genre for page in pages if not page.template.clean})
    lines = [
        *table("recall by kind", ["", *kinds], halves),
        "",
        *table("recall by genre", genres, halves),
        "",
    ]
    for name in HALVES:
        tally = halves[name]
        lines.append(
            f"{name}: masked outside, of 1,000 characters {1000 * tally.lost / max(tally.outside, 1):.3f}"
        )
        lines.append(
            f"{name}: clean pages with a mask             {share(tally.clean_masked, tally.clean)}"
        )
    if half == "open":
        lines += ["", "open templates that missed a value or lost other text"]
        for name, tally in sorted(single.items()):
            missed = {
                kind: tally.wanted[kind] - tally.found[kind] for kind in kinds if tally.wanted[kind]
            }
            missed = {kind: count for kind, count in missed.items() if count}
            if missed or tally.lost:
                lines.append(f"{name:<32}missed {missed or 0}, lost characters {tally.lost}")
    return lines


def markdown(pages: list[Page]) -> list[str]:
    """Return a Markdown table of recall by kind, with what is masked elsewhere."""
    halves, _ = measure(pages)
    kinds = sorted({span[2] for page in pages for span in page.spans} - {EITHER})
    lines = ["| kind | values | recall, open | held out |", "|---|---|---|---|"]
    for kind in ["", *kinds]:
        found = [halves[h].found[kind] / max(halves[h].wanted[kind], 1) for h in HALVES]
        wanted = sum(halves[h].wanted[kind] for h in HALVES)
        lines.append(f"| {kind or 'all'} | {wanted:,} | {found[0]:.3f} | {found[1]:.3f} |")
    outside = [1000 * halves[h].lost / max(halves[h].outside, 1) for h in HALVES]
    clean = [halves[h].clean_masked / max(halves[h].clean, 1) for h in HALVES]
    number = sum(halves[h].clean for h in HALVES)
    lines.append(
        f"| characters masked elsewhere, of 1,000 | | {outside[0]:.2f} | {outside[1]:.2f} |"
    )
    lines.append(
        f"| pages without a value, share masked | {number:,} | {clean[0]:.3f} | {clean[1]:.3f} |"
    )
    return lines


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(description="Measure the scrubber on whole pages.")
    parser.add_argument("--n", type=int, default=20, help="pages of each template")
    parser.add_argument("--seed", type=int, default=7, help="seed of the values")
    parser.add_argument(
        "--half",
        choices=("open",),
        default="",
        help="name the templates of the open half that failed",
    )
    parser.add_argument("--table", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    pages = draw(arguments.n, arguments.seed)
    print("\n".join(markdown(pages) if arguments.table else report(pages, arguments.half)))


if __name__ == "__main__":
    main()
