"""The plan as laws: weights honoured, caps honoured, choices stable under growth."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.core.errors import JobError
from pipeline.stages.mix import Mix, amount, mark_epochs, plan

DOMAINS = st.dictionaries(st.sampled_from("abcdef"), st.floats(1e3, 1e9), min_size=1)


@given(DOMAINS, st.data())
def test_tokens_follow_the_weights_where_nothing_is_short(
    available: dict[str, float], data: st.DataObject
) -> None:
    weights = {d: data.draw(st.floats(0.1, 5)) for d in available}
    epochs = plan(available, weights, 10_000, 1e9, "fail")
    tokens = {d: epochs[d] * available[d] for d in available}
    for d in available:
        assert tokens[d] == pytest.approx(10_000 * weights[d] / sum(weights.values()))


@given(DOMAINS, st.data(), st.floats(0.5, 4), st.integers(10**3, 10**10))
def test_redistribution_caps_and_spends_what_there_is(
    available: dict[str, float], data: st.DataObject, cap: float, budget: int
) -> None:
    weights = {d: data.draw(st.floats(0.1, 5)) for d in available}
    epochs = plan(available, weights, budget, cap, "cap_and_redistribute")
    spent = sum(epochs[d] * available[d] for d in available)
    assert all(e <= cap * (1 + 1e-9) for e in epochs.values())
    assert spent == pytest.approx(min(budget, cap * sum(available.values())))
    # among domains below the cap the shares keep the proportion of their weights
    free = [d for d in epochs if epochs[d] < cap * (1 - 1e-6)]
    ratios = [epochs[d] * available[d] / weights[d] for d in free]
    assert ratios == pytest.approx([ratios[0]] * len(ratios)) if ratios else True


def test_short_domain_fails_with_figures() -> None:
    with pytest.raises(
        JobError,
        match=r"law has about 3,100 tokens; 0\.05 of 6,000,000 asks for 96\.8 epochs, the cap is 4; feasible at weight <= 0\.00207",
    ):
        plan({"law": 3100.0, "web": 1e9}, {"law": 0.05, "web": 0.95}, 6_000_000, 4, "fail")


def test_unknown_domain_fails_naming_the_known_ones() -> None:
    with pytest.raises(
        JobError, match="no living document has domain 'laws'; domains are: law, web"
    ):
        plan({"law": 1.0, "web": 1.0}, {"laws": 1.0}, 10, 4, "fail")


@given(st.floats(0, 3), st.floats(0, 3))
def test_higher_weight_keeps_every_earlier_choice(low: float, high: float) -> None:
    assume(low <= high)
    ids = [f"d{i}" for i in range(200)]
    table = pa.table({"id": ids, "domain": ["a"] * 200})
    few = mark_epochs(table, {"a": low}, 17).column("epochs").to_numpy()
    many = mark_epochs(table, {"a": high}, 17).column("epochs").to_numpy()
    assert (few <= many).all()
    assert np.isin(few, [np.floor(low), np.floor(low) + 1]).all()


def test_zero_epochs_are_a_drop_with_its_reason() -> None:
    table = pa.table({"id": ["x", "y", "z"], "domain": ["a", "b", None]})
    marks = mark_epochs(table, {"a": 2.0}, 17)
    assert marks.column("drop_reason").to_pylist() == [None, "no_weight", "no_weight"]
    assert marks.column("epochs").to_pylist() == [2, 0, 0]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2M", 2_000_000),
        ("1.5B", 1_500_000_000),
        ("6T", 6 * 10**12),
        ("500k", 500_000),
        (12, 12),
        ("8G", 8 * 10**9),
    ],
)
def test_amounts_are_understood(text: object, tokens: int) -> None:
    assert amount(text) == tokens


@pytest.mark.parametrize(
    "fields",
    [
        {"tokens": "many"},
        {"tokens": 0},
        {"weights": {"a": -1, "b": 2}},
        {"weights": {"a": 0}},
        {"weights": {}},
    ],
)
def test_senseless_fields_are_refused(fields: dict) -> None:
    with pytest.raises(ValidationError):
        Mix.model_validate({"tokens": 10, "weights": {"a": 1}, **fields})
