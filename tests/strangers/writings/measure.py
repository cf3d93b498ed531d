"""`python -m tests.strangers.writings.measure [SET] [--families]`: values found, and look-alikes masked.

A value is found if each of its letters and digits is masked; of a Korean address, which keeps its district and road,
each digit from the number of the building on. A look-alike is masked if a byte of it is. Every family counts alike.
"""

import argparse
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import zstandard

from pipeline.kernels.pii import KINDS, PUBLIC
from pipeline.kernels.pii.re2 import find

SETS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "homes",
)
# a number that is a part of a road's name: 판교로 12번길, 2-ro 34-gil
_IN_NAMES = re.compile(r"\d+(?=[가-힣]*[길로가])|(?<=-ro )\d+(?=-gil)")
# the town behind an address in English
_TOWN = re.compile(r", [A-Z][a-z]+(?: [A-Z][a-z]+)*, [A-Z]{2} \d{5}.*$")


class Writing(NamedTuple):
    """One text of a family, and the value in it; `kind` is None for what is personal data of nobody."""

    family: str
    kind: str | None
    text: str
    value: str


class Figures(NamedTuple):
    """Share found of the values, and masked of the look-alikes, of each family."""

    found: dict[str, float]
    masked: dict[str, float]

    def recall(self) -> float:
        """Mean over the families of values."""
        return sum(self.found.values()) / len(self.found)

    def false(self) -> float:
        """Mean over the families of look-alikes."""
        return sum(self.masked.values()) / len(self.masked)


@cache
def writings(name: str) -> tuple[Writing, ...]:
    """The texts of a set."""
    path = Path(__file__).with_name(f"{name}.jsonl.zst")
    with path.open("rb") as file:
        raw = zstandard.ZstdDecompressor().stream_reader(file).read()
    return tuple(Writing(**json.loads(line)) for line in raw.splitlines())


@cache
def figures(name: str) -> Figures:
    """The figures of a set."""
    rows = writings(name)
    shares: dict[bool, dict[str, list[bool]]] = {True: defaultdict(list), False: defaultdict(list)}
    for row, is_found in zip(rows, are_found(rows), strict=True):
        shares[row.kind is not None][row.family].append(is_found)
    means = {side: {f: sum(v) / len(v) for f, v in by.items()} for side, by in shares.items()}
    return Figures(means[True], means[False])


def are_found(rows: tuple[Writing, ...]) -> list[bool]:
    """For each text whether its value is found; of a look-alike, whether a byte of it is masked."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    found = find(pa.array([row.text for row in rows], pa.large_string()))
    for document, start, end, kind in zip(*(column.tolist() for column in found), strict=True):
        if KINDS[kind] not in PUBLIC:
            spans[document].append((start, end))
    hidden = [_hidden(row, spans[i]) for i, row in enumerate(rows)]
    return [
        any(marks) if row.kind is None else _is_gone(row, marks)
        for row, marks in zip(rows, hidden, strict=True)
    ]


def _hidden(row: Writing, spans: list[tuple[int, int]]) -> list[bool]:
    """For each byte of the value whether a span covers it."""
    start = row.text.encode().find(row.value.encode())
    size = len(row.value.encode())
    hidden = [False] * size
    for first, last in spans:
        for i in range(max(first - start, 0), min(last - start, size)):
            hidden[i] = True
    return hidden


def _is_gone(row: Writing, hidden: list[bool]) -> bool:
    """True if nothing of the value is left that tells who is meant."""
    value = row.value
    wanted = [byte > 0x7F or chr(byte).isalnum() for byte in value.encode()]
    if all(h for h, w in zip(hidden, wanted, strict=True) if w):
        return True
    if row.kind != "ADDRESS":
        return False
    kept = _TOWN.sub("", _IN_NAMES.sub(lambda m: "x" * len(m[0]), value)).encode()
    digits = [i for i, byte in enumerate(kept) if byte in b"0123456789"]
    return bool(digits) and all(hidden[i] for i in digits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", nargs="?", choices=SETS)
    parser.add_argument(
        "--families", action="store_true", help="print the families that fall short"
    )
    asked = parser.parse_args()
    for name in (asked.set,) if asked.set else SETS:
        result = figures(name)
        print(
            f"{name}: {result.recall():.3f} of {len(result.found)} families found, "
            f"{result.false():.4f} of {len(result.masked)} families of look-alikes masked"
        )
        if asked.families:
            short = {f: share for f, share in result.found.items() if share < 1}
            more = {f: share for f, share in result.masked.items() if share > 0}
            for family, share in sorted((short | more).items(), key=lambda item: item[1]):
                print(f"  {share:.2f} {family}")


if __name__ == "__main__":
    main()
