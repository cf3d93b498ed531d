"""Pages that hold the furniture of a site: menus, footers, notices of errors and consent."""

import re
from collections.abc import Set
from itertools import groupby
from typing import NamedTuple

import numpy as np

from pipeline.kernels.heuristics.classes import ALNUM, DIVIDER, DIVIDERS, SPACE, TERMINAL
from pipeline.kernels.heuristics.limits import (
    ALONE,
    GAPS,
    LONG_ITEM,
    LONG_NOTICE,
    MENU_SHARE,
    ROW_ITEM,
    TOLD_CHARS,
    TOLD_SHARE,
)
from pipeline.kernels.heuristics.lists import menu_words
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.phrases import NOTICE, POLICY, lower
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has, is_sentence

# what titles, names and other lines weigh beside menus and sentences
_WEIGHT = 0.25


def _runs(line: str) -> list[str]:
    """Runs of letters and digits, all but numbers."""
    runs = "".join(c if has(c, ALNUM) else " " for c in line).split()
    return [run for run in runs if not re.fullmatch("[0-9]+", run)]


def _is_furniture(line: str, kinds: Set[int]) -> bool:
    if kinds & {NOTICE, POLICY} and len(line) <= LONG_NOTICE:
        return True
    if has(line[-1], TERMINAL):
        return False
    runs = _runs(lower(line))
    named = sum(run in menu_words.words() for run in runs)
    enough = named > (len(runs) > ALONE)
    return enough and (MENU_SHARE - is_sentence(line)) * named >= len(runs)


def _items(line: str) -> list[str]:
    """The items of a row, as in `Home | News | Contact us`; [] for other lines.

    A gap between items is a run of white space and signs with two characters of white space or more."""
    items = [""]
    for is_between, run in groupby(line, lambda c: has(c, DIVIDER | SPACE)):
        chars = list(run)
        if is_between and items[-1] and sum(has(c, SPACE) for c in chars) >= 2:
            items.append("")
        elif items[-1] or not is_between:
            items[-1] += "".join(chars)
    gaps = len(items) - 1 - (not items[-1])
    if gaps < GAPS or len(line) > ROW_ITEM * (gaps + 1):
        return []
    items = [item.rstrip(f"{DIVIDERS} ") for item in items if item]
    # prose may have two blanks behind each full stop
    return [] if 2 * sum(has(item[-1], TERMINAL) for item in items) >= gaps + 1 else items


def tells(told: np.ndarray, full: np.ndarray) -> np.ndarray:
    """True for each page with TOLD_CHARS characters of sentences outside its furniture that are TOLD_SHARE of
    the page: an article below the menu of its site. Notices and policies of a site do not count."""
    return (told >= TOLD_CHARS) & (told >= TOLD_SHARE * full)


class Characters(NamedTuple):
    """Characters of a page: in furniture, in sentences and long lines, in sentences, in other lines."""

    furniture: int
    sentences: int
    told: int
    others: int


def split(text: Text) -> Characters:
    """The characters of a text by what their lines are."""
    furniture = sentences = told = others = 0
    for line, kinds in zip(text.full_lines, text.kinds, strict=True):
        if _is_furniture(line, kinds):
            furniture += len(line)
        elif items := _items(line):
            menus = sum(len(item) for item in items if _is_furniture(item, set()))
            furniture, others = furniture + menus, others + len(line) - menus
        elif is_sentence(line) or len(line) > LONG_ITEM:
            sentences += len(line)
            told += len(line) * (is_sentence(line) and not kinds & {NOTICE, POLICY})
        else:
            others += len(line)
    return Characters(furniture, sentences, told, others)


def tells_of_text(text: Text) -> bool:
    """`tells` for one text."""
    told, full = split(text).told, sum(map(len, text.full_lines))
    return bool(tells(np.array(told), np.array(full)))


def _of_text(text: Text) -> float:
    if tells_of_text(text):
        return 0.0
    page = split(text)
    weighed = page.furniture + page.sentences + _WEIGHT * page.others
    return page.furniture / weighed if weighed else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    others = tallies.full_chars - tallies.furniture_chars - tallies.sentence_chars
    counted = share(
        tallies.furniture_chars,
        tallies.furniture_chars + tallies.sentence_chars + _WEIGHT * others,
    )
    return np.where(tells(tallies.told_chars, tallies.full_chars), np.float32(0), counted)


MEASURES = (
    Measure(
        name="furniture",
        order=520,
        description="characters in menus, footers and notices of a site, per character there and in "
        "sentences and long lines; other lines and rows of short items count a quarter; 0 from 250 "
        "characters of sentences on that are .15 of the page",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
