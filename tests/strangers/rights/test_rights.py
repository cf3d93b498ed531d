"""Bounds of the figures on pages that others labelled."""

from functools import cache

import pytest

from tests.strangers.rights import measure

BOUNDS = {
    "precision of free": (0.99, 0.98, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99),
    "recall of free": (0.98, 0.96, 0.98, 0.97, 0.98, 0.98, 0.98, 0.98),
    "precision of reserved": (0.98, 0.97, 0.97, 0.97, 0.98, 0.98, 0.98, 0.98),
    "recall of reserved": (0.98, 0.98, 0.98, 0.97, 0.98, 0.98, 0.98, 0.98),
    "recall of opt-outs": (0.97, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99),
}
figures = cache(measure.figures)


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("number", range(8), ids=measure.SETS)
def test_figure_holds(name: str, number: int) -> None:
    assert figures(measure.SETS[number])[name] >= BOUNDS[name][number]


@pytest.mark.parametrize("name", measure.SETS)
def test_nobody_opts_out_by_mistake(name: str) -> None:
    assert figures(name)["false opt-outs"] == 0


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("first", 470),
        ("second", 260),
        ("third", 330),
        ("fourth", 360),
        ("fifth", 365),
        ("sixth", 345),
        ("seventh", 360),
        ("eighth", 425),
    ],
)
def test_pages_are_of_every_kind_and_reuse(name: str, least: int) -> None:
    labelled = measure.cases(name)
    assert len(labelled) >= least
    assert {case["kind"] for case in labelled} == {"html", "text", "code"}
    assert {case["reuse"] for case in labelled} == {
        "free", "attribution", "noncommercial", "no_derivatives", "reserved", "unknown",
    }  # fmt: skip
