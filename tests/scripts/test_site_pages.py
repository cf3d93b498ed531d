"""The scorecards of `site_page`: what is learned, and how it is written."""

import json

import numpy as np

from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.heuristics.measures.site_page import BIAS, NAT, POINTS, scorecards
from scripts import site_pages
from scripts.site_pages import USED, Examples, scorecard, written


def made(num: int) -> Examples:
    """Examples of which `josa` alone tells the furniture: below .2."""
    rng = np.random.default_rng(5)
    values = rng.random((num, len(USED))).astype(np.float32)
    return Examples(values, values[:, USED.index("josa")] < 0.2)


def test_points_follow_the_measure_that_decides() -> None:
    examples = made(4000)
    card = scorecard(examples, examples.values)
    lost = -sum(worth for _, worth in card["josa"])
    others = [
        abs(sum(w for _, w in rows)) for name, rows in card.items() if name not in ("josa", BIAS)
    ]
    assert lost > 3 * NAT
    assert max(others) < lost / 3


def test_same_examples_give_the_same_card() -> None:
    examples = made(500)
    assert scorecard(examples, examples.values) == scorecard(examples, examples.values)


def test_written_cards_are_read_back() -> None:
    cards = {"ko": {BIAS: [(-1.0, -7)], "josa": [(0.1, -54), (0.2, 3)]}, "en": {BIAS: [(-1.0, 5)]}}
    read = json.loads(written(cards))
    assert {
        lang: {n: [tuple(r) for r in rows] for n, rows in card.items()}
        for lang, card in read.items()
    } == cards


def test_cards_that_ship_use_measures_that_count_no_units() -> None:
    assert POINTS.is_file()
    for card in scorecards().values():
        assert set(card) - {BIAS} <= set(USED) <= set(COLUMNS)
        assert len(card) > 10


def test_sample_of_sound_texts_leaves_code_and_books_out() -> None:
    assert all(f"{name}x".startswith(site_pages.LEFT_OUT) for name in ("code_", "en_novels"))
