"""Bounds of the figures on pages that others labelled."""

import pytest

from tests.strangers.rights.measure import cases, figures

BOUNDS = {
    "precision of free": 0.97,
    "recall of free": 0.93,
    "precision of reserved": 0.93,
    "recall of reserved": 0.93,
    "recall of opt-outs": 0.97,
}


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return figures()


@pytest.mark.parametrize(("name", "least"), BOUNDS.items())
def test_figure_holds(measured: dict[str, float], name: str, least: float) -> None:
    assert measured[name] >= least


def test_nobody_opts_out_by_mistake(measured: dict[str, float]) -> None:
    assert measured["false opt-outs"] == 0


def test_pages_are_of_every_kind_and_reuse() -> None:
    labelled = cases()
    assert len(labelled) >= 470
    assert {case["kind"] for case in labelled} == {"html", "text", "code"}
    assert {case["reuse"] for case in labelled} == {
        "free", "attribution", "noncommercial", "no_derivatives", "reserved", "unknown",
    }  # fmt: skip
