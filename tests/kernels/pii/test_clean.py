"""Pages without a private person, and numbers of things, stay as they are."""

from collections import defaultdict
from random import Random

import pyarrow as pa
import pytest

from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from tests.kernels.pii.examples import MASKED
from tests.kernels.pii.pages import PAGES
from tests.kernels.pii.things import cases

PER_PAGE = 12


def masked_in(texts: list[str]) -> dict[int, list[str]]:
    """What is masked by default, by text."""
    found: dict[int, list[str]] = defaultdict(list)
    for row, start, end, kind in zip(*find(pa.array(texts, pa.large_string())), strict=True):
        if KINDS[kind] in MASKED:
            found[int(row)].append(f"{KINDS[kind]} {texts[row].encode()[start:end].decode()}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_page_without_a_person_is_left_alone(page: str) -> None:
    """One in twelve may hold digits that pass by chance: a Luhn digit, a telephone number."""
    found = masked_in([PAGES[page](Random(f"{page} {i}")) for i in range(PER_PAGE)])
    assert len(found) <= 1, found


def test_pages_without_a_person_are_left_alone_together() -> None:
    texts = [make(Random(f"{page} {i}")) for page, make in PAGES.items() for i in range(PER_PAGE)]
    assert len(masked_in(texts)) <= 0.005 * len(texts)


def test_number_behind_the_label_of_a_thing_is_left_alone_in_every_frame() -> None:
    made = cases()
    found = masked_in([text for _, text in made])
    assert len(found) <= 0.005 * len(made), [(made[i], found[i]) for i in found]
    for axis in range(3):
        total, wrong = defaultdict(int), defaultdict(int)
        for i, (cell, _) in enumerate(made):
            total[cell[axis]] += 1
            wrong[cell[axis]] += i in found
        assert all(wrong[value] <= 0.02 * total[value] for value in total), dict(wrong)
