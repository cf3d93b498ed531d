"""The grams of evaluation items, which are searched in documents."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from pipeline.core.kernel import Kernel
from pipeline.kernels import script as s
from pipeline.kernels.overlap import CHARS, WORDS
from pipeline.kernels.script import numba as scripts
from pipeline.stages.decontaminate.testset import Items, texts

# Grams of the shortest item that is searched: eight letters, or seven words. Shorter ones occur in many texts
# by chance.
LEAST = 3
# Share of Hangul among letters from which on an item is matched by characters.
HANGUL_SHARE = 0.2

# One row per distinct gram of an item; `grams` is their number.
GRAM = pa.schema(
    [("gram", pa.uint64()), ("item", pa.string()), ("grams", pa.int32()), ("short", pa.bool_())]
)


def read_items(
    items: Items, char_width: int, word_width: int, min_grams: int, kernel: Kernel
) -> Iterator[pa.Table]:
    """The GRAM rows of a set. Answers count in an item whose question has fewer than `min_grams` grams. An
    item of fewer than LEAST grams is `short`: it has one row and is not searched."""
    names, values, owner, is_answer = [], [], [], []
    for number, (question, answers) in enumerate(texts(items)):
        names.append(f"{items.name}#{number}")
        values += [*question, *answers]
        owner += [number] * len(values[len(owner) :])
        is_answer += [False] * len(question) + [True] * len(answers)
    parts = pa.array(values, pa.large_string())
    korean = _is_korean(parts, np.array(owner, np.int64), len(names))
    grams = kernel.load().grams
    by_scheme = [grams(parts, CHARS, char_width), grams(parts, WORDS, word_width)]
    questions: list[list[np.ndarray]] = [[] for _ in names]
    answers_of: list[list[np.ndarray]] = [[] for _ in names]
    for i, number in enumerate(owner):
        offsets, hashes = by_scheme[CHARS if korean[number] else WORDS]
        of_item = answers_of if is_answer[i] else questions
        of_item[number].append(hashes[offsets[i] : offsets[i + 1]])
    rows = [_distinct(question) for question in questions]
    for number, question in enumerate(questions):
        if len(rows[number]) < min_grams:
            rows[number] = _distinct(question + answers_of[number])
    sizes = np.array([len(r) for r in rows], np.int32)
    short = sizes < LEAST
    kept = [r if not few else np.zeros(1, np.uint64) for r, few in zip(rows, short, strict=True)]
    times = [len(k) for k in kept]
    yield pa.table(
        {
            "gram": np.concatenate(kept) if kept else np.zeros(0, np.uint64),
            "item": pa.array(np.repeat(np.array(names, object), times), pa.string()),
            "grams": np.repeat(sizes, times),
            "short": np.repeat(short, times),
        },
        schema=GRAM,
    )


def _distinct(parts: list[np.ndarray]) -> np.ndarray:
    """The distinct grams of some texts, uint64 ascending."""
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)


def _is_korean(parts: pa.LargeStringArray, owner: np.ndarray, num: int) -> np.ndarray:
    """bool [num]: True if a fifth of the letters of an item are Hangul."""
    counts = scripts.count(parts)
    sums = np.zeros((num, counts.shape[1]), np.int64)
    np.add.at(sums, owner, counts)
    letters = sums[:, s.HANGUL] + sums[:, s.LATIN] + sums[:, s.HAN]
    return sums[:, s.HANGUL] >= HANGUL_SHARE * np.maximum(letters, 1)
