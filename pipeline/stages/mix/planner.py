"""The plan: the epochs of the documents of each pool in each phase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.core.errors import JobError
from pipeline.stages.mix.amounts import short
from pipeline.stages.mix.weights import Pool

SLACK = 1 + 1e-9


@dataclass(frozen=True)
class Stock:
    """The tokens of a pool: `tokens[i]` are those of documents whose factor is `times[i]`; no factor occurs
    twice."""

    times: np.ndarray
    tokens: np.ndarray

    def spent(self, scale: float, cap: float) -> float:
        """The tokens of all documents, each with min(scale x times, cap) epochs."""
        return float((self.tokens * np.minimum(scale * self.times, cap)).sum())

    def most(self, cap: float) -> float:
        """The most tokens that the pool can give: every document with a factor above 0 in `cap` epochs."""
        return cap * float(self.tokens[self.times > 0].sum())

    def scale(self, wanted: float, cap: float) -> float:
        """The scale at which `wanted` tokens are spent, or the least one that spends the most tokens."""
        is_wanted = self.times > 0
        times, tokens = self.times[is_wanted], self.tokens[is_wanted]
        # The highest factors reach the cap first.
        order = np.argsort(-times)
        times, tokens = times[order], tokens[order]
        full = np.concatenate([[0.0], np.cumsum(cap * tokens)])
        rest = np.concatenate([np.cumsum((times * tokens)[::-1])[::-1], [0.0]])
        for i in range(len(times)):
            scale = (wanted - full[i]) / rest[i]
            if scale * times[i] <= cap * SLACK:
                return max(scale, 0.0)
        return cap / times[-1] if len(times) else 0.0


@dataclass(frozen=True)
class Draw:
    """The tokens that a phase takes from a pool: `tokens` of the `available` ones, by `scale`."""

    pool: Pool
    available: float
    tokens: float
    scale: float

    @property
    def epochs(self) -> float:
        """Mean epochs of the pool: taken tokens per available token; 0 for an empty pool."""
        return self.tokens / self.available if self.available else 0.0


def draws(
    phase: str,
    pools: Sequence[Pool],
    stocks: Mapping[str, Stock],
    budget: float,
    max_epochs: float,
    on_short: str,
) -> list[Draw]:
    """The draw of each pool for `budget` tokens.

    Raises JobError with the numbers if a pool cannot give its part within max_epochs and `on_short` is
    `fail`.
    """
    wanted = {p.name: p.weight * budget for p in pools}
    most = {p.name: stocks[p.name].most(max_epochs) for p in pools}
    lacking = [p for p in pools if wanted[p.name] > most[p.name] * SLACK]
    if lacking and on_short == "fail":
        raise JobError(_shortage(phase, lacking, stocks, budget, max_epochs))
    if on_short == "cap_and_redistribute":
        wanted = water_fill(pools, most, budget)
    made = []
    for pool in pools:
        stock, tokens = stocks[pool.name], min(wanted[pool.name], most[pool.name])
        scale = stock.scale(tokens, max_epochs)
        made.append(Draw(pool, float(stock.tokens.sum()), stock.spent(scale, max_epochs), scale))
    return made


def water_fill(pools: Sequence[Pool], most: Mapping[str, float], budget: float) -> dict[str, float]:
    """Tokens of each pool: its part by weight; what pools with too few tokens lack is shared by the
    others."""
    given: dict[str, float] = {}
    left, open_pools = budget, list(pools)
    while open_pools:
        whole = sum(p.weight for p in open_pools)
        share = {p.name: p.weight / whole * left for p in open_pools}
        lacking = [p for p in open_pools if share[p.name] > most[p.name]]
        if not lacking:
            return {**given, **share}
        for pool in lacking:
            given[pool.name] = most[pool.name]
            left -= most[pool.name]
        open_pools = [p for p in open_pools if p.name not in given]
    return given


def _shortage(
    phase: str, lacking: Sequence[Pool], stocks: Mapping[str, Stock], budget: float, cap: float
) -> str:
    lines = []
    for pool in lacking:
        held = float(stocks[pool.name].tokens.sum())
        asked = pool.weight * budget / held if held else float("inf")
        lines.append(
            f"{pool.name} has {short(held)} tokens; {pool.weight:.3g} of {short(budget)} asks for "
            f"{asked:.1f} epochs, the cap is {cap:g}; feasible at weight <= "
            f"{stocks[pool.name].most(cap) / budget:.3g}"
        )
    advice = "or with on_short: cap or cap_and_redistribute"
    return f"mix, phase {phase}: " + "\n  ".join([*lines, advice])
