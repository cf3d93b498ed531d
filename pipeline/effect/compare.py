"""One comparison from the recipe to the result: which arms there are, their tokens, models, statistics."""

from typing import Any

import numpy as np

from pipeline.core.errors import RecipeError
from pipeline.core.progress import Progress
from pipeline.effect.arms import Arms, Sizes
from pipeline.effect.bits import Fit
from pipeline.effect.ledger import Root, listed
from pipeline.effect.prepared import Prepared, prepared
from pipeline.effect.recipe import Arm, Effect
from pipeline.effect.result import ALL, BACK, Measured, result

OFF = 0.01  # by which a held share may be missed unsaid


def compare(effect: Effect, address: str, home: str, progress: Progress) -> dict[str, Any]:
    """The result of a comparison over a finished root, as plain values. Everything that is made on the way
    lies in `home`, and stands when the same command runs again.

    Raises RecipeError for an arm that the root cannot give, a stratum that leaks, and too few tokens."""
    root = Root.open(address)
    _check_stages(effect, root)
    _check_held(effect, root)
    as_they_came = [n for n, arm in effect.arms.items() if arm.base in ("raw", "exact_dedup")]
    if root.came is None and as_they_came:
        progress.note(
            f"{', '.join(as_they_came)}: the texts after scrub, as the root no longer has those that came"
        )
    with prepared(effect, root, effect.arms, address, home, progress, effect.gold) as ready:
        reasons = _with_reasons(effect, ready)
        sizes = ready.arms.sizes()
        if effect.hold is not None:
            ready.arms.held_as(effect.hold, effect.compared_with)
        budget = _budget(effect, _left(effect, ready.arms, sizes), progress)
        fits = _fits(effect, ready.arms, budget)
        _tell_shares(effect, ready.arms, fits, progress)
        _tell_ids(effect, sizes, progress)
        scored = ready.bits(fits)
        by_arm = {
            name: np.stack([b for fit, b in zip(fits, scored, strict=True) if fit.arm == name])
            for name in ready.arms.arms
        }
        judged = Measured(ready.strata, ready.gold, by_arm)
        return result(effect, judged, sizes, reasons, budget, ready.vocabulary)


def _check_stages(effect: Effect, root: Root) -> None:
    """Raise RecipeError unless the stages of `reasons` mark documents of the root."""
    asked = effect.reasons if isinstance(effect.reasons, tuple) else ()
    marking = [stage for stage, _ in root.corpus.marks]
    for stage in asked:
        if stage not in marking:
            raise RecipeError(
                f"reasons: {stage} drops nothing in this root; its stages are: {', '.join(marking)}"
            )


def _check_held(effect: Effect, root: Root) -> None:
    """Raise RecipeError unless the shares of a column can be those of the baseline."""
    if effect.hold is None:
        return
    root.check_values("hold", effect.hold)
    if effect.arms[effect.compared_with].files:
        raise RecipeError(f"hold: the baseline {effect.compared_with} is an arm of files")


def _with_reasons(effect: Effect, ready: Prepared) -> list[dict[str, Any]]:
    """Add an arm for each reason that is asked for; returns the reasons with what each dropped."""
    arms = ready.arms
    if effect.reasons is False:
        return []
    if Arm() not in arms.arms.values():
        arms.arms[ALL] = Arm()
        arms.encode(ready.job("tokens"), ready.tokenizer)
    rows = arms.by_reason().to_dicts()
    if isinstance(effect.reasons, tuple):
        rows = [r for r in rows if r["reason"].partition(".")[0] in effect.reasons]
    for row in rows:
        if row["tokens"] >= effect.least:
            arms.arms[BACK + row["reason"]] = Arm(without_reason=(row["reason"],))
    return rows


def _left(effect: Effect, arms: Arms, sizes: dict[str, Sizes]) -> dict[str, int]:
    """The tokens that each arm has: what the base leaves it, if there is one, by the seed that leaves least.
    Raises RecipeError if the arm of the base has too few tokens."""
    if effect.anneal is None:
        return {name: of.tokens for name, of in sizes.items()}
    base, asked = effect.anneal.base, effect.anneal.tokens
    if sizes[base].tokens < asked:
        raise RecipeError(
            f"anneal: {asked:,} tokens are asked for, and arm {base} has {sizes[base].tokens:,}"
        )
    for seed in effect.seeds:
        arms.bases[seed] = arms.drawn(base, seed, asked)
    return {name: min(arms.left(name, seed).total for seed in effect.seeds) for name in sizes}


def _budget(effect: Effect, sizes: dict[str, int], progress: Progress) -> int:
    """Tokens of every arm. Raises RecipeError if an arm has fewer than are asked for."""
    least = min(sizes, key=lambda name: sizes[name])
    most = sizes[least]
    behind = "" if effect.anneal is None else " that the base has not seen"
    if not most:
        raise RecipeError(f"arm {least}: no document is in it{behind}")
    if effect.tokens is None:
        half = -(-most // 2)
        progress.note(f"{half:,} tokens of every arm, which is half of {least}{behind}")
        return half
    if effect.tokens > most:
        raise RecipeError(
            f"tokens: {effect.tokens:,} are asked for, and arm {least} has {most:,}{behind}; ask for at "
            "most as many, or leave the arm out"
        )
    return effect.tokens


def _tell_shares(effect: Effect, arms: Arms, fits: list[Fit], progress: Progress) -> None:
    """Name the arms that cannot have the shares that are held."""
    if arms.shares is None:
        return
    for fit in (f for f in fits if f.seed == effect.seeds[0]):
        arm = arms.arms[fit.arm]
        if arm.files or arm.base == "mix":
            continue
        off = fit.pool.by_group(len(arms.values)) / max(fit.pool.total, 1) - arms.shares
        worst = int(np.argmin(off))
        if off[worst] < -OFF:
            progress.note(
                f"arm {fit.arm}: hold: it has too few tokens of {effect.hold} {arms.values[worst]!r}: "
                f"{arms.shares[worst] + off[worst]:.1%} instead of {arms.shares[worst]:.1%}"
            )


def _tell_ids(effect: Effect, sizes: dict[str, Sizes], progress: Progress) -> None:
    """Say how many of the ids of an arm have a document."""
    for name, arm in effect.arms.items():
        if arm.ids is not None:
            given = listed(name, arm.ids).n_unique()
            if sizes[name].documents < given:
                progress.note(
                    f"arm {name}: {sizes[name].documents:,} of {given:,} ids are documents of this arm"
                )


def _fits(effect: Effect, arms: Arms, budget: int) -> list[Fit]:
    """A model for each arm and seed."""
    datasets = tuple(arms.datasets)
    return [
        Fit(name, seed, arms.drawn(name, seed, budget), datasets, arms.bases.get(seed))
        for name in arms.arms
        for seed in effect.seeds
    ]
