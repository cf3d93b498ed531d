"""The decoder, where torch is installed: it learns, goes on where it was killed, and its bits are probabilities."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.effect.decoder import run
from pipeline.effect.decoder.sizes import SIZES, Size
from tests.effect.test_compare import compared, of
from tests.kernels.test_ngrams import TYPES, documents, flat, whole

TINY = Size(layers=2, width=64, heads=2, context=64, rows=8, rate=3e-3)


def test_sizes_are_those_that_are_promised() -> None:
    assert 4e6 < SIZES["s"].parameters(0) < 6e6
    assert 55e6 < SIZES["m"].parameters(0) < 65e6


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    monkeypatch.setitem(SIZES, "s", TINY)


def bits(home: Path, number: int, seed: int = 1) -> np.ndarray:
    return run.bits("s", seed, flat(documents(1, number)), whole(documents(2, 40)), TYPES, home)


@pytest.mark.usefixtures("tiny")
def test_more_text_is_learnt_from(tmp_path: Path) -> None:
    little, much = bits(tmp_path, 200), bits(tmp_path, 4_000)
    assert much.sum() < 0.95 * little.sum()
    tokens = len(flat(documents(2, 40))[1]) + 40
    assert much.sum() / tokens < np.log2(TYPES)


@pytest.mark.usefixtures("tiny")
def test_interrupted_training_goes_on_to_the_same_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.effect.decoder import training

    monkeypatch.setattr(training, "EVERY", 10)
    whole = bits(tmp_path / "a", 1_500)
    kept, keep = [0], training._keep

    def killed(*arguments: object) -> None:
        keep(*arguments)  # pyright: ignore[reportArgumentType]
        kept[0] += 1
        if kept[0] == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(training, "_keep", killed)
    with pytest.raises(KeyboardInterrupt):
        bits(tmp_path / "b", 1_500)
    monkeypatch.setattr(training, "_keep", keep)
    assert np.abs(bits(tmp_path / "b", 1_500) - whole).max() < 1e-3 * whole.max()
    assert not (tmp_path / "b").exists()


@pytest.mark.usefixtures("tiny")
def test_model_goes_on_from_a_base(tmp_path: Path) -> None:
    """Behind a base little text is worth more than alone, and the base stays as it is."""
    (folder := tmp_path / "base").mkdir()
    run.base("s", 1, flat(documents(1, 4_000)), TYPES, tmp_path / "checkpoints", folder)
    assert not (tmp_path / "checkpoints").exists()
    kept = {p.name: p.read_bytes() for p in folder.iterdir()}
    little, held = flat(documents(3, 200)), whole(documents(2, 40))
    alone = run.bits("s", 1, little, held, TYPES, tmp_path / "a")
    behind = run.bits("s", 1, little, held, TYPES, tmp_path / "b", folder)
    assert behind.sum() < 0.95 * alone.sum()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == kept
    again = run.bits("s", 1, little, held, TYPES, tmp_path / "c", folder)
    assert np.abs(again - behind).max() < 1e-3 * behind.max()


@pytest.mark.usefixtures("tiny")
def test_answers_cost_what_the_whole_costs_more(tmp_path: Path) -> None:
    seen, held = flat(documents(1, 300)), documents(2, 30)
    offsets, ids, every = whole(held)
    cut = every[:, 1] // 2
    parts = [
        run.bits("s", 1, seen, (offsets, ids, np.stack(of, axis=1)), TYPES, tmp_path / "m")
        for of in ((0 * cut, cut), (cut, every[:, 1]), (0 * cut, every[:, 1]))
    ]
    # sums of bf16 of different batches
    assert parts[0] + parts[1] == pytest.approx(parts[2], rel=0.02)


def test_rates_rise_stay_and_fall() -> None:
    pytest.importorskip("torch")
    from pipeline.effect.decoder.training import falling, rise_and_fall, rising

    steps = 200
    assert [rising(s, steps) for s in (0, 9, 199)] == [0.1, 1, 1]
    assert [rise_and_fall(s, steps) for s in (0, 9, 10)] == [0.1, 1, 1]
    assert rise_and_fall(105, steps) == pytest.approx(0.5)
    assert rise_and_fall(199, steps) < 0.001
    assert [falling(s, steps) for s in (0, 100, 199)] == [1, 0.5, pytest.approx(0.005)]


@pytest.mark.usefixtures("tiny")
def test_arms_of_a_comparison_go_on_from_one_base(effect_home: Path, tmp_path: Path) -> None:
    """Each seed has its base, and both arms begin with it."""
    arms = {"en": {"only": "source == 'en'"}, "ko": {"only": "source == 'ko'"}}
    recipe = {"tier": "decoder", "arms": arms, "tokens": 8_000, "seeds": [1, 2], "baseline": "en"}
    base = {"base": "en", "tokens": 9_000}
    annealed = compared(effect_home, tmp_path, **recipe, anneal=base)
    (bases,) = {p.parent for p in (tmp_path / "effect").rglob("base.*") if p.is_dir()}
    assert sorted(p.name for p in bases.glob("base.*")) == ["base.1", "base.2"]
    # two seeds are too few for a verdict
    assert of(annealed, "ko")["difference"]["percent"] < -1
    again = compared(effect_home, tmp_path, **recipe, anneal=base)
    assert again == annealed
