"""Laws of a forecast: it grows with the text, separates what is spent once, and follows what stages say."""

from dataclasses import replace

import pytest

from pipeline.recipe.estimate import (
    Cost,
    Estimator,
    Forecast,
    Run,
    by_stage,
    disk_of,
    sharded,
    summed,
)
from pipeline.recipe.spent import Spent, spent_in
from pipeline.stages.ingest import Ingest
from pipeline.stages.pack.stage import Pack
from pipeline.stages.tokenizer.stage import Tokenizer

STAGES = (
    Ingest.model_validate({"sources": [{"name": "a", "path": "/a"}]}),
    Tokenizer(),
    Pack(),
)


def line(stage: str, phase: str, **more: float) -> dict[str, object]:
    """A line of the log."""
    counted = {"units": 2, "kept": 0, "rows": 10, "bytes": 1000, "seconds": 1.0}
    costs = {"cpu": 1.0, "peak": 1 << 28, "driver": 0.0, "driver_peak": 1 << 28, "written": 100}
    return {"stage": stage, "phase": phase, **counted, **costs, "largest": [], **more}


def spent(text: float, once: float = 2.0) -> Spent:
    """A run whose costs are once + text / 1000, on two shards."""
    words = round(10 * text**0.5)
    return spent_in(
        [
            {"event": "start", "driver": 1.5},
            line("ingest", "documents", bytes=text, cpu=once + text / 1000, written=text / 4),
            line("tokenizer", "pieces", rows=words, bytes=words, cpu=words / 100, written=words),
            line("tokenizer", "trained", units=1, rows=0, bytes=500, cpu=words / 10, written=500),
            line("tokenizer", "report", units=1, rows=0, bytes=50, cpu=3.0, written=50),
            line("pack", "train.spill", bytes=text, cpu=text / 500, written=text / 2),
            line("pack", "train", units=1, bytes=text, cpu=text / 2000, written=text),
        ]
    )


def run(text: float, once: float = 2.0) -> Run:
    return Run.of(spent(text, once), {"a": text / 2, "b": text / 2}, 128_000_000)


def forecast_for(text: float, workers: int = 1, runs: tuple[Run, ...] = ()) -> Forecast:
    whole = Run.of(Spent({}), {"a": text / 2, "b": text / 2}, 128_000_000)
    estimator = Estimator(STAGES, runs or (run(1e4), run(4e4)), whole, workers)
    return summed(estimator, estimator.phases(), 1.5)


def of(forecast: Forecast, phase: str) -> Cost:
    return next(p for p in forecast.phases if p.phase == phase)


def test_what_both_runs_spend_alike_is_spent_once() -> None:
    found = forecast_for(1e7)
    assert of(found, "documents").cpu == pytest.approx(2.0 + 1e4, rel=1e-6)
    assert of(found, "report").cpu == 3.0
    assert of(found, "documents").written == pytest.approx(1e7 / 4, rel=1e-6)


def test_forecast_of_the_larger_run_is_that_run() -> None:
    found = forecast_for(4e4)
    for phase in spent(4e4).phases.values():
        assert of(found, phase.name).cpu == pytest.approx(phase.cpu, rel=1e-6)
        assert of(found, phase.name).written == pytest.approx(phase.written, rel=0.01)
    assert found.cpu.value == pytest.approx(spent(4e4).cpu, rel=1e-6)


def test_work_on_distinct_words_grows_by_the_power_that_the_runs_show() -> None:
    found = forecast_for(4e6)
    words = 10 * 4e6**0.5
    assert of(found, "pieces").cpu == pytest.approx(words / 100, rel=0.02)
    assert of(found, "trained").cpu == pytest.approx(words / 10, rel=0.02)
    assert of(found, "trained").written == 500


def test_more_text_costs_more_of_everything() -> None:
    forecasts = [forecast_for(text) for text in (1e5, 1e6, 1e8, 1e10)]
    for less, more in zip(forecasts, forecasts[1:], strict=False):
        for key in ("cpu", "wall", "disk", "disk_peak", "peak"):
            assert getattr(more, key).value >= getattr(less, key).value, key
        assert more.cpu.value > less.cpu.value
        assert more.shards >= less.shards


def test_workers_shorten_phases_of_many_units_alone() -> None:
    one, many = forecast_for(1e10, 1), forecast_for(1e10, 16)
    shards = one.shards
    assert shards == 80
    spill = of(one, "train.spill")
    assert of(many, "train.spill").wall == pytest.approx(spill.wall / 16, rel=0.1)
    assert of(many, "trained").wall == of(one, "trained").wall
    assert of(forecast_for(1e10, 1000), "train.spill").wall == pytest.approx(
        spill.wall / 80, rel=0.1
    )
    assert many.wall.value < one.wall.value


def test_parts_of_packing_follow_its_tokens() -> None:
    assert of(forecast_for(1e10), "train").units == 50
    assert of(forecast_for(1e6), "train").units == 1


def test_spills_are_on_disk_until_their_exchange_is_done() -> None:
    found = forecast_for(4e4)
    kept = sum(p.written for p in found.phases if not p.phase.endswith(".spill"))
    assert found.disk.value == pytest.approx(kept)
    assert found.disk_peak.value == pytest.approx(kept + of(found, "train.spill").written)


def test_texts_that_scrub_removes_are_no_longer_on_disk() -> None:
    ingest = STAGES[0].model_copy(update={"retain": "until_scrubbed"})
    phases = [
        Cost("ingest", "documents", 1, 0, 0, 0, 100.0, 0),
        Cost("scrub", "documents", 1, 0, 0, 0, 90.0, 0),
    ]
    assert disk_of((ingest,), phases) == (90.0, 190.0)
    assert disk_of(STAGES, phases) == (190.0, 190.0)


def test_nothing_left_costs_nothing() -> None:
    estimator = Estimator(STAGES, (run(1e4),), run(1e4), 2)
    found = summed(estimator, [], 1.5)
    values = [getattr(found, k).value for k in ("cpu", "wall", "disk", "disk_peak", "peak")]
    assert values == [0, 0, 0, 0, 0]


def test_one_run_is_scaled_by_the_text() -> None:
    found = forecast_for(4e5, runs=(run(4e4, once=0.0),))
    assert of(found, "documents").cpu == pytest.approx(400.0)
    assert of(found, "report").cpu == 3.0


def test_first_run_without_text_counts_as_none() -> None:
    """A share of one huge record may hold no record at all."""
    nothing = Run.of(Spent({}), {"a": 0.0, "b": 0.0}, 128_000_000)
    alone = forecast_for(4e5, runs=(run(4e4, once=0.0),))
    found = forecast_for(4e5, runs=(nothing, run(4e4, once=0.0)))
    assert found.cpu.value >= alone.cpu.value > 0
    assert of(found, "report").peak == of(alone, "report").peak


def test_interval_is_wider_below_where_copies_are_unseen() -> None:
    plain = forecast_for(1e6)
    estimator = Estimator(STAGES, (run(1e4), run(4e4)), run(1e6), 1)
    with_dedup = summed(estimator, [replace(p, stage="dedup_exact") for p in plain.phases], 1.5)
    assert with_dedup.cpu.low < plain.cpu.low
    assert with_dedup.cpu.high == plain.cpu.high


def test_larger_sample_has_a_narrower_interval() -> None:
    small, large = forecast_for(1e7), forecast_for(1e7, runs=(run(2.5e5), run(1e6)))
    assert large.cpu.value == pytest.approx(small.cpu.value, rel=0.05)
    assert large.cpu.high - large.cpu.low < small.cpu.high - small.cpu.low
    assert small.cpu.high > 1.25 * small.cpu.value


def test_sums_of_a_stage_are_those_of_its_phases() -> None:
    found = forecast_for(1e6)
    rows = {c.stage: c for c in by_stage(found.phases)}
    assert list(rows) == ["ingest", "tokenizer", "pack"]
    of_pack = [p for p in found.phases if p.stage == "pack"]
    assert rows["pack"].cpu == sum(p.cpu for p in of_pack)
    assert rows["pack"].written == of(found, "train").written
    assert rows["pack"].peak == max(p.peak for p in of_pack)


def test_forecast_survives_json() -> None:
    found = forecast_for(1e6)
    assert Forecast.from_json(found.as_json()) == found


def test_shards_of_sources() -> None:
    assert sharded({"a": 250.0, "b": 10.0, "c": 0.0}, 100) == (5, pytest.approx(250 / 3))
