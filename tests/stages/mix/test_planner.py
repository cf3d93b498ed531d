"""The plan as laws: weights honoured, caps honoured, every token that can be had is had, order is nothing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.core.errors import JobError
from pipeline.stages.mix.planner import SLACK, Stock, draws, water_fill
from pipeline.stages.mix.weights import Pool, pools

SIZES = st.dictionaries(st.sampled_from("abcdef"), st.floats(1e3, 1e9), min_size=1)
TIMES = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0]), st.floats(1, 1e6)), min_size=1, max_size=6
)


def stock(tokens: float) -> Stock:
    return Stock(np.array([1.0]), np.array([tokens]))


def weighed(sizes: dict[str, float], data: st.DataObject) -> list[Pool]:
    weights = {g: data.draw(st.floats(0.1, 5)) for g in sizes}
    whole = sum(weights.values())
    return [Pool(g, w / whole, (g,)) for g, w in weights.items()]


@given(SIZES, st.data())
def test_tokens_follow_the_weights_where_nothing_is_short(
    sizes: dict[str, float], data: st.DataObject
) -> None:
    found = weighed(sizes, data)
    stocks = {g: stock(t) for g, t in sizes.items()}
    for draw in draws("p", found, stocks, 10_000, 1e9, "fail"):
        assert draw.tokens == pytest.approx(10_000 * draw.pool.weight)
        assert draw.epochs == pytest.approx(draw.scale)


@given(SIZES, st.data(), st.floats(0.5, 4), st.integers(10**3, 10**10))
def test_redistribution_caps_and_spends_what_there_is(
    sizes: dict[str, float], data: st.DataObject, cap: float, budget: int
) -> None:
    found = weighed(sizes, data)
    stocks = {g: stock(t) for g, t in sizes.items()}
    made = draws("p", found, stocks, budget, cap, "cap_and_redistribute")
    assert all(d.epochs <= cap * (1 + 1e-9) for d in made)
    spent = sum(d.tokens for d in made)
    assert spent == pytest.approx(min(budget, cap * sum(sizes.values())))
    # among pools below the cap the parts keep the proportion of their weights
    free = [d.tokens / d.pool.weight for d in made if d.epochs < cap * (1 - 1e-6)]
    assert free == pytest.approx([free[0]] * len(free)) if free else True


@given(SIZES, st.data(), st.floats(0.5, 4), st.integers(10**3, 10**10))
def test_order_of_pools_is_nothing(
    sizes: dict[str, float], data: st.DataObject, cap: float, budget: int
) -> None:
    found = weighed(sizes, data)
    most = {g: cap * t for g, t in sizes.items()}
    there = water_fill(found, most, budget)
    back = water_fill(found[::-1], most, budget)
    assert all(there[g] == pytest.approx(back[g], rel=1e-9) for g in sizes)


@given(TIMES, st.floats(0.5, 6), st.floats(0, 1))
def test_scale_spends_what_is_wanted_and_no_document_passes_the_cap(
    classes: list[tuple[float, float]], cap: float, share: float
) -> None:
    times, tokens = map(np.array, zip(*classes, strict=True))
    own = Stock(times, tokens)
    wanted = share * own.most(cap)
    scale = own.scale(wanted, cap)
    assert own.spent(scale, cap) == pytest.approx(wanted, rel=1e-6, abs=1e-6)
    # documents that are wanted twice as often are taken twice as often, up to the cap
    assert (np.minimum(scale * times, cap) <= cap).all()


def test_shortage_fails_with_figures() -> None:
    found = [Pool("law|ko", 0.05, ("law|ko",)), Pool("web|ko", 0.95, ("web|ko",))]
    stocks = {"law|ko": stock(3.1e9), "web|ko": stock(2e12)}
    with pytest.raises(JobError) as caught:
        draws("general", found, stocks, 6e12, 4, "fail")
    assert str(caught.value).startswith(
        "mix, phase general: law|ko has 3.1 B tokens; 0.05 of 6 T asks for 96.8 epochs, the cap is 4; "
        "feasible at weight <= 0.00207"
    )


@given(SIZES)
def test_unimax_gives_equal_parts_until_the_small_ones_are_spent(sizes: dict[str, float]) -> None:
    """UniMax (Chung et al. 2023): a language gets the uniform part, or all its epochs."""
    found = pools("unimax", sizes, 1)
    budget = 2 * sum(sizes.values())
    made = draws(
        "p", found, {g: stock(t) for g, t in sizes.items()}, budget, 4, "cap_and_redistribute"
    )
    level = max(d.tokens for d in made)
    for draw in made:
        assert draw.tokens == pytest.approx(min(level, 4 * draw.available), rel=1e-9)


@given(SIZES, st.floats(0.1, 1))
def test_temperature_of_one_is_proportional(sizes: dict[str, float], low: float) -> None:
    assume(len(sizes) > 1)
    flat = {p.name: p.weight for p in pools({"temperature": low}, sizes, 1)}
    steep = {p.name: p.weight for p in pools({"temperature": 1.0}, sizes, 1)}
    whole = sum(sizes.values())
    assert all(steep[g] == pytest.approx(sizes[g] / whole) for g in sizes)
    large = max(sizes, key=lambda g: sizes[g])
    assert flat[large] <= steep[large] * (1 + 1e-9)


def test_group_belongs_to_the_pattern_with_the_fewest_stars() -> None:
    tokens = {"law|ko": 1.0, "web|ko": 1.0, "code|en": 1.0, "web|en": 1.0, "web|ja": 1.0}
    weights = {"*|ko": 0.3, "code|*": 0.15, "law|ko": 0.05, "*|en": 0.5}
    found = {p.name: p.groups for p in pools(weights, tokens, 2)}
    assert found == {
        "*|ko": ("web|ko",),
        "code|*": ("code|en",),
        "law|ko": ("law|ko",),
        "*|en": ("web|en",),
    }


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"law": 1.0}, "expected 2 columns"),
        ({"laws|*": 1.0}, r"'laws\|\*' fits no living document; groups are: law\|ko"),
    ],
)
def test_pattern_that_fits_nothing_is_named(weights: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pools(weights, {"law|ko": 1.0}, 2)


@pytest.mark.parametrize("weights", ["unimax", "proportional", {"temperature": 0.5}])
def test_group_without_tokens_has_no_pool(weights: str | dict[str, float]) -> None:
    found = pools(weights, {"a": 0.0, "b": 3.0}, 1)
    assert [(pool.weight, pool.groups) for pool in found] == [(1.0, ("b",))]


def test_pattern_of_weight_zero_takes_its_groups_out_and_may_fit_none() -> None:
    tokens = {"law": 1.0, "web": 1.0}
    found = pools({"law": 0.0, "web": 1.0, "none": 0.0}, tokens, 1)
    assert [(pool.name, pool.weight, pool.groups) for pool in found] == [("web", 1.0, ("web",))]


def test_pool_that_is_asked_for_all_it_has_is_not_short() -> None:
    (pool,) = found = [Pool("a", 1.0, ("a",))]
    stocks, most = {"a": stock(1e6)}, 1e6 * SLACK
    (draw,) = draws("p", found, stocks, most, 1, "fail")
    assert (draw.pool, draw.available, draw.tokens) == (pool, 1e6, 1e6)
    with pytest.raises(JobError):
        draws("p", found, stocks, np.nextafter(most, np.inf), 1, "fail")


def test_least_scale_that_spends_the_most_answers_a_wish_for_more() -> None:
    own = Stock(np.array([2.0, 0.0, 0.5, 1.0]), np.array([10.0, 10.0, 10.0, 10.0]))
    assert own.most(3) == 90
    assert own.scale(91, 3) == own.scale(1e9, 3) == 6
    assert own.scale(90, 3) == pytest.approx(6)
    assert own.scale(0, 3) == 0
    assert Stock(np.array([0.0]), np.array([10.0])).scale(5, 3) == 0


def test_pool_that_lacks_tokens_is_capped_or_its_part_is_given_to_others() -> None:
    found = [Pool("a", 0.5, ("a",)), Pool("b", 0.5, ("b",))]
    stocks = {"a": stock(10), "b": stock(1000)}
    for on_short, tokens in (("cap", [20, 50]), ("cap_and_redistribute", [20, 80])):
        made = draws("p", found, stocks, 100, 2, on_short)
        assert [d.tokens for d in made] == pytest.approx(tokens)
    assert [d.epochs for d in made] == pytest.approx([2, 0.08])
    assert water_fill(found, {"a": 10, "b": 20}, 100) == {"a": 10, "b": 20}
