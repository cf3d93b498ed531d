"""The result of a comparison as plain values: the same recipe, root and seeds give the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.effect.arms import Sizes
from pipeline.effect.gold.items import Gold
from pipeline.effect.recipe import Arm, Effect
from pipeline.effect.statistics import difference, per_byte
from pipeline.effect.strata import Strata

DIGITS = 6
ALL = "(all)"
BACK = "back: "  # before the reason in the name of an arm in which it had not counted


@dataclass(frozen=True)
class Measured:
    """What judged, and the bits that it cost each arm: float64 [seeds, documents and then gold items]."""

    strata: Strata
    gold: Gold | None
    bits: dict[str, np.ndarray]

    def of_strata(self) -> "Judgement":
        """The documents alone."""
        return Judgement.of(
            self.strata, {n: b[:, : len(self.strata.kept)] for n, b in self.bits.items()}
        )

    def of_gold(self) -> "Judgement | None":
        """The gold items alone; None without any."""
        if self.gold is None:
            return None
        return Judgement.of(
            self.gold, {n: b[:, len(self.strata.kept) :] for n, b in self.bits.items()}
        )


@dataclass(frozen=True)
class Judgement:
    """The bits of one kind of held-out text, float64 [seeds, n] of each arm; `kind` numbers its strata."""

    names: tuple[str, ...]
    kind: np.ndarray
    bytes: np.ndarray
    left_out: dict[str, dict[str, int]]
    bits: dict[str, np.ndarray]

    @staticmethod
    def of(held: Strata | Gold, bits: dict[str, np.ndarray]) -> "Judgement":
        """The bits of all arms for one kind of held-out text."""
        return Judgement(held.names, held.kept[:, 0], held.bytes, held.left_out, bits)

    def strata(self, counted: str) -> list[dict[str, Any]]:
        """Each stratum with its size; `counted` is what its texts are called."""
        return [
            {
                "name": name,
                counted: int((self.kind == i).sum()),
                "bytes": int(self.bytes[self.kind == i].sum()),
                "left_out": self.left_out[name],
            }
            for i, name in enumerate(self.names)
        ]

    def of_arm(self, name: str, baseline: str) -> dict[str, Any]:
        """Bits per byte of an arm, and how it stands beside another one."""
        by_stratum = per_byte(self.bits[name], self.bytes, self.kind, len(self.names))
        return {
            "bits_per_byte": _rounded(by_stratum.mean()),
            "by_stratum": [_rounded(x) for x in by_stratum],
            "difference": self.beside(name, baseline),
        }

    def beside(self, name: str, baseline: str) -> dict[str, Any] | None:
        """The difference of two arms; None for one and the same."""
        if name == baseline:
            return None
        both = self.bits[name], self.bits[baseline]
        found = difference(*both, self.bytes, self.kind, len(self.names))
        return {
            "percent": _rounded(found.percent),
            "low": _rounded(found.low),
            "high": _rounded(found.high),
            "by_stratum": [_rounded(x) for x in found.by_stratum],
            "agreeing": found.agreeing,
            "verdict": found.verdict,
            "why": found.why,
        }


def result(
    effect: Effect,
    measured: Measured,
    sizes: dict[str, Sizes],
    reasons: list[dict[str, Any]],
    budget: int,
    vocabulary: int,
) -> dict[str, Any]:
    """What the page shows."""
    text, gold = measured.of_strata(), measured.of_gold()
    compared = effect.compared_with
    # reasons are beside the arm of all that lives, which is there if they are asked for
    whole = next((n for n, arm in effect.arms.items() if arm == Arm()), ALL)

    def of_arm(name: str) -> dict[str, Any]:
        size = sizes[name]
        return {
            "name": name,
            "documents": size.documents,
            "tokens": size.tokens,
            "unique": size.unique,
            **text.of_arm(name, compared),
            "gold": gold.of_arm(name, compared) if gold else None,
        }

    def of_reason(row: dict[str, Any]) -> dict[str, Any]:
        arm = BACK + row["reason"]
        is_measured = arm in text.bits
        return {
            **row,
            "worth": text.beside(arm, whole) if is_measured else None,
            "gold": gold.beside(arm, whole) if gold and is_measured else None,
        }

    return {
        "tier": effect.tier,
        "order": effect.order,
        "size": effect.size,
        "tokens": budget,
        "anneal": effect.anneal.model_dump() if effect.anneal else None,
        "vocabulary": vocabulary,
        "seeds": list(effect.seeds),
        "hold": effect.hold,
        "baseline": compared,
        "strata": text.strata("documents"),
        "gold": gold.strata("items") if gold else [],
        "arms": [of_arm(name) for name in sizes if not name.startswith(BACK)],
        "reasons": [of_reason(row) for row in reasons],
    }


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)
