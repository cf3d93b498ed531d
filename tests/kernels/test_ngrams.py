"""The n-gram models against KenLM's figures, and as probabilities."""

import random

import numpy as np
import pytest

from pipeline.kernels.ngrams import discounts, reference
from pipeline.kernels.ngrams.numba import bits

TYPES = 60  # tokens that occur in training
Documents = list[list[int]]


def documents(seed: int, number: int, most: int = 40) -> Documents:
    """Documents in which a token depends on the two before it."""
    source, made = random.Random(seed), []
    for _ in range(number):
        tokens = [source.randrange(TYPES)]
        for _ in range(source.randrange(most)):
            before = tokens[-2] if len(tokens) > 1 else 7
            spread = source.choice((3, 3, 3, TYPES))
            tokens.append((tokens[-1] * 3 + before * 5 + source.randrange(spread)) % TYPES)
        made.append(tokens)
    return made


def flat(given: Documents) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.cumsum([0, *(len(d) for d in given)]).astype(np.int64)
    return offsets, np.array([t for d in given for t in d], np.int32)


def whole(given: Documents) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Documents that are scored with all their tokens and their ends."""
    return *flat(given), np.array([(0, len(d) + 1) for d in given], np.int64)


# log10 of the probability of the first held-out documents, printed by `query` for the model of `lmplz -o N
# --discount_fallback` (KenLM 0.3.0), over `documents(1, 2000)` as lines.
KENLM = {
    2: [
        -7.5118,
        -24.5832,
        -36.6573,
        -24.5926,
        -28.4751,
        -68.3578,
        -24.7622,
        -5.5075,
        -60.2456,
        -62.2878,
    ],
    3: [
        -5.3822,
        -19.4006,
        -28.9432,
        -13.4604,
        -16.9507,
        -45.3601,
        -19.003,
        -5.9057,
        -50.5436,
        -40.9385,
    ],
    5: [
        -5.6069,
        -19.3462,
        -29.8086,
        -13.7662,
        -17.6546,
        -48.559,
        -19.8414,
        -5.8013,
        -49.4524,
        -43.684,
    ],
}


@pytest.mark.parametrize("order", KENLM)
def test_bits_are_those_of_kenlm(order: int) -> None:
    held = documents(2, len(KENLM[order]))
    # KenLM counts `<unk>` in its vocabulary: one id that never occurs
    found = bits(*flat(documents(1, 2000)), *whole(held), TYPES + 1, order)
    assert -found * np.log10(2) == pytest.approx(KENLM[order], abs=2e-4)


@pytest.mark.parametrize("order", [1, 2, 5])
def test_probabilities_of_what_may_follow_sum_to_one(order: int) -> None:
    vocabulary = TYPES + 5
    model = reference._fit(*flat(documents(1, 50)), vocabulary, order)
    begin = vocabulary + 1
    for context in ([begin], [begin, 3], [3, 9, 11], [TYPES + 2, 1]):
        shares = [reference._probability(model, (*context, t)) for t in range(vocabulary + 1)]
        assert min(shares) > 0
        assert sum(shares) == pytest.approx(1)


def test_repeated_training_text_is_predicted_better() -> None:
    held = documents(3, 50)
    with_it = bits(*flat([*documents(1, 500), *held]), *whole(held), TYPES, 5)
    without = bits(*flat(documents(1, 550)), *whole(held), TYPES, 5)
    assert (with_it < without).mean() > 0.95


@pytest.mark.parametrize("order", [1, 3, 5])
def test_places_that_count_add_up_to_the_whole(order: int) -> None:
    """An answer costs what the text with it costs more than the text before it; both kernels agree."""
    seen, held = documents(1, 300), documents(5, 40)
    offsets, ids, every = whole(held)
    cut = np.array([len(d) // 2 for d in held])
    before, answer, end = (
        np.stack(bounds, axis=1)
        for bounds in ((0 * cut, cut), (cut, every[:, 1] - 1), (every[:, 1] - 1, every[:, 1]))
    )
    parts = [bits(*flat(seen), offsets, ids, of, TYPES, order) for of in (before, answer, end)]
    assert sum(parts) == pytest.approx(bits(*flat(seen), offsets, ids, every, TYPES, order))
    oracle = reference.bits(*flat(seen), offsets, ids, answer, TYPES, order)
    assert parts[1] == pytest.approx(oracle)
    assert (parts[1] > 0).all() or (answer[:, 0] == answer[:, 1]).any()


def test_nothing_to_learn_from_gives_every_token_an_equal_share() -> None:
    empty = np.zeros(1, np.int64), np.zeros(0, np.int32)
    found = bits(*empty, *whole([[1, 2, 3], []]), 7, 5)
    assert found == pytest.approx([4 * 3, 3])  # 7 tokens and the end: 3 bits each


def test_discounts_of_too_few_counts_are_kenlms_fallback() -> None:
    assert discounts(5, 0, 1, 1).tolist() == [0, 0.5, 1, 1.5]
    assert discounts(100, 40, 20, 12) == pytest.approx([0, 0.5556, 1.1667, 1.6667], abs=1e-4)
