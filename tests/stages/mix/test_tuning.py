"""Tuned scales: the documents that are chosen hold the tokens that were planned."""

from functools import partial

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.mix import plan, tuning
from pipeline.stages.mix.choose import whole
from pipeline.stages.mix.documents import mark_epochs, sizes_of, viewed
from pipeline.stages.mix.stage import Mix
from pipeline.stages.mix.tuning import EXACT, REACH, STEP, jumps, tuned


def documents(num: int = 3000) -> pa.Table:
    rng = np.random.default_rng(2)
    return pa.table(
        {
            "id": [f"d{i}" for i in range(num)],
            "domain": rng.choice(["law", "web", "math"], num),
            "lang": ["ko"] * num,
            "bytes": rng.lognormal(6, 1, num).astype(np.int64),
            "priority": rng.integers(1, 4, num),
        }
    )


def scales_of(mix: Mix, table: pa.Table, parts: int = 1) -> tuple[list[dict], dict]:
    scheme = mix.scheme()
    cut = np.array_split(np.arange(len(table)), parts)
    shards = [table.take(pa.array(c)) for c in cut]
    sizes = pl.concat(pl.DataFrame(sizes_of(s, scheme=scheme)) for s in shards)
    rows = plan.planned(sizes, scheme)
    scales = plan.scales(rows, scheme.phases)
    for i, phase in enumerate(scheme.phases):
        count = partial(jumps, scheme=scheme, scales=scales, phase=i, seed=17)
        found = pl.concat(pl.DataFrame(count(s)) for s in shards)
        found = found.group_by("group", "point").agg(pl.col("tokens").sum()).sort("group", "point")
        planned = {r["group"]: r["tokens"] for r in rows if r["phase"] == phase.name}
        scales = {**scales, phase.name: tuned(found, planned, scales[phase.name])}
    return rows, scales


PHASES = [
    [{"tokens": "30%"}],
    [{"tokens": "170%", "weights": {"law": 0.5, "web": 0.5}, "max_epochs": 5}],
    [{"name": "a", "tokens": "40%"}, {"name": "b", "tokens": "90%", "where": "priority <= 2"}],
    [{"name": "a", "tokens": "40%"}, {"name": "b", "tokens": "50%", "carry_over": "any"}],
]


@pytest.mark.parametrize("phases", PHASES)
def test_taken_tokens_are_the_planned_ones_but_for_a_document(phases: list[dict]) -> None:
    mix = Mix.model_validate({"phases": phases, "upsample": {"by": "tokens", "steps": {150: 2}}})
    table = documents()
    rows, scales = scales_of(mix, table)
    marks = pl.DataFrame(mark_epochs(table, scheme=mix.scheme(), scales=scales, seed=17))
    tokens = viewed(table, None, mix.scheme())["tokens"]
    for row in rows:
        own = marks.with_columns(tokens=tokens).filter(pl.col("group") == row["group"])
        taken = (own[f"epochs_{row['phase']}"] * own["tokens"]).sum()
        largest = own["tokens"].max()
        assert abs(taken - row["tokens"]) <= 2 * largest, row


@pytest.mark.parametrize("phases", PHASES)
def test_scales_do_not_depend_on_the_shards(phases: list[dict]) -> None:
    mix, table = Mix.model_validate({"phases": phases}), documents()
    _, whole = scales_of(mix, table)
    _, cut = scales_of(mix, table, parts=7)
    for phase, own in whole.items():
        assert cut[phase] == pytest.approx(own, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 0.6), st.floats(1, 1.5))
def test_more_tokens_never_give_a_lower_scale(share: float, more: float) -> None:
    table, found = documents(400), []
    for part in (share, min(share * more, 1)):
        mix = Mix.model_validate({"phases": [{"tokens": f"{part:.6%}"}]})
        found.append(scales_of(mix, table)[1]["train"])
    assert all(found[0][g] <= found[1][g] * (1 + 1e-12) for g in found[0])


def test_plan_does_not_depend_on_the_order_in_which_rows_are_added() -> None:
    """Threads add the rows of a group in any order: sums of floats would differ in their last bits."""
    mix, table = Mix.model_validate({"phases": PHASES[2]}), documents(20_000)
    turned = table.take(pa.array(np.random.default_rng(5).permutation(len(table))))
    assert scales_of(mix, turned, parts=3) == scales_of(mix, table)


@pytest.mark.parametrize(
    ("planned", "point"),
    [(90.0, 10), (149.0, 10), (150.0, 20), (151.0, 20), (260.0, 30), (900.0, 30)],
)
def test_point_whose_tokens_are_nearest_decides(planned: float, point: int) -> None:
    """Of 100, 200 and 300 tokens at three points."""
    found = pl.DataFrame(
        {"group": ["g"] * 4, "point": [EXACT, 10, 20, 30], "tokens": [0, 100, 100, 100]}
    )
    assert tuned(found, {"g": planned}, {"g": 1.0}) == {"g": pytest.approx(np.exp(point * STEP))}


@pytest.mark.parametrize("phases", PHASES)
def test_jumps_up_to_a_point_are_the_tokens_that_its_scale_takes(phases: list[dict]) -> None:
    """At every point of the grid, and at the planned scale itself."""
    mix, table = Mix.model_validate({"phases": phases}), documents(300)
    scheme = mix.scheme()
    rows = plan.planned(pl.DataFrame(sizes_of(table, scheme=scheme)), scheme)
    scales = plan.scales(rows, scheme.phases)
    last = len(scheme.phases) - 1
    name = scheme.phases[last].name
    found = pl.DataFrame(jumps(table, scheme=scheme, scales=scales, phase=last, seed=17))
    tokens = viewed(table, None, scheme)["tokens"]
    for (group,), own in found.partition_by("group", as_dict=True).items():
        exact = own.filter(pl.col("point") == EXACT)["tokens"].sum()
        assert taken_at(table, mix, scales, name, tokens)[group] == exact
        grid = own.filter(pl.col("point") != EXACT).sort("point")
        assert grid["point"][-1] - grid["point"][0] <= 2 * REACH
        for point in grid["point"][:: max(1, len(grid) // 9)]:
            at = {**scales[name], group: float(np.exp(point * STEP))}
            expected = grid.filter(pl.col("point") <= point)["tokens"].sum()
            assert taken_at(table, mix, {**scales, name: at}, name, tokens)[group] == expected


def taken_at(table: pa.Table, mix: Mix, scales: dict, name: str, tokens: pl.Series) -> dict:
    """group -> the tokens that a phase takes at these scales."""
    marks = pl.DataFrame(mark_epochs(table, scheme=mix.scheme(), scales=scales, seed=17))
    sums = marks.with_columns(tokens=tokens * marks[f"epochs_{name}"]).group_by("group")
    return dict(sums.agg(pl.col("tokens").sum()).iter_rows())


# 0.3496: the document is taken once more between the last two points around the scale 1.
UNIFORM = np.array([0.0, 0.2, 0.3496, 0.5, 0.9, 0.3496])


@pytest.mark.parametrize("scale", [0.6, 1.0, 2.7])
@pytest.mark.parametrize("cap", [1.5, 2.5, 100.0])
@pytest.mark.parametrize("before", [0.0, 0.75])
def test_jumps_are_the_tokens_that_each_point_takes_and_the_one_before_does_not(
    scale: float, cap: float, before: float
) -> None:
    size, tokens = len(UNIFORM), 1 << np.arange(len(UNIFORM))
    times, earlier = np.array([1, 1, 1, 1, 1, 2.0]), np.full(size, before)

    def taken(at: float) -> int:
        epochs = whole(earlier + np.minimum(at * times, cap), UNIFORM) - whole(earlier, UNIFORM)
        return int((tokens * epochs).sum())

    found = pl.DataFrame(
        tuning._binned(
            np.full(size, "g"), np.full(size, scale), times, tokens, earlier, UNIFORM, cap
        )
    )
    first = round(np.log(scale) / STEP) - REACH
    at = [taken(np.exp(point * STEP)) for point in range(first, first + 2 * REACH + 1)]
    expected = {EXACT: taken(scale), first: at[0]}
    expected |= {first + i: at[i] - at[i - 1] for i in range(1, len(at)) if at[i] > at[i - 1]}
    assert dict(found.select("point", "tokens").iter_rows()) == expected


def test_documents_that_are_taken_no_times_or_in_no_group_of_the_plan_have_no_jumps() -> None:
    scheme = Mix.model_validate(
        {"phases": PHASES[0], "upsample": {"by": "tokens", "steps": {150: 0}}}
    ).scheme()
    table = documents(400)
    scales = {"train": {"web": 0.3, "law": 0.3}}
    found = jumps(table, scheme=scheme, scales=scales, phase=0, seed=17)
    frame = viewed(table, None, scheme)
    counted = (frame["times"] > 0) & frame["group"].is_in(["web", "law"])
    assert 50 < counted.sum() < 300
    few = table.filter(pa.array(counted.to_list()))
    assert found.equals(jumps(few, scheme=scheme, scales=scales, phase=0, seed=17))


@pytest.mark.parametrize(("exact", "is_tuned"), [(150.0, False), (150.0001, True), (149.0, True)])
def test_planned_scale_stays_if_it_takes_the_planned_tokens(exact: float, is_tuned: bool) -> None:
    found = pl.DataFrame(
        {"group": ["g"] * 3, "point": [EXACT, 10, 20], "tokens": [exact, 100.0, 100.0]}
    )
    assert (tuned(found, {"g": 150.0}, {"g": 1.0}) != {"g": 1.0}) == is_tuned
