"""The result of a comparison as plain values: the same recipe, root and seeds give the same."""

from typing import Any

import numpy as np

from pipeline.effect.arms import Sizes
from pipeline.effect.recipe import Arm, Effect
from pipeline.effect.statistics import difference, per_byte
from pipeline.effect.strata import Strata

DIGITS = 6
ALL = "(all)"
BACK = "back: "  # before the reason in the name of an arm in which it had not counted


def result(
    effect: Effect,
    strata: Strata,
    sizes: dict[str, Sizes],
    bits: dict[str, np.ndarray],
    reasons: list[dict[str, Any]],
    budget: int,
    vocabulary: int,
) -> dict[str, Any]:
    """What the page shows. `bits` of each arm are float64 [seeds, documents]."""
    stratum, names = strata.kept[:, 0], list(strata.names)
    compared = effect.compared_with
    measures = (strata.bytes, stratum, len(names))

    def beside(name: str, baseline: str) -> dict[str, Any] | None:
        if name == baseline:
            return None
        found = difference(bits[name], bits[baseline], *measures)
        return {
            "percent": _rounded(found.percent),
            "low": _rounded(found.low),
            "high": _rounded(found.high),
            "by_stratum": [_rounded(x) for x in found.by_stratum],
            "agreeing": found.agreeing,
            "verdict": found.verdict,
        }

    def of_arm(name: str) -> dict[str, Any]:
        by_stratum = per_byte(bits[name], *measures)
        size = sizes[name]
        return {
            "name": name,
            "documents": size.documents,
            "tokens": size.tokens,
            "unique": size.unique,
            "bits_per_byte": _rounded(by_stratum.mean()),
            "by_stratum": [_rounded(x) for x in by_stratum],
            "difference": beside(name, compared),
        }

    # reasons are beside the arm of all that lives, which is there if they are asked for
    whole = next((n for n, arm in effect.arms.items() if arm == Arm()), ALL)
    asked = [n for n in sizes if not n.startswith(BACK)]
    return {
        "tier": effect.tier,
        "order": effect.order,
        "size": effect.size,
        "tokens": budget,
        "vocabulary": vocabulary,
        "seeds": list(effect.seeds),
        "hold": effect.hold,
        "baseline": compared,
        "strata": [
            {
                "name": name,
                "documents": int((stratum == i).sum()),
                "bytes": int(strata.bytes[stratum == i].sum()),
                "left_out": strata.left_out[name],
            }
            for i, name in enumerate(names)
        ],
        "arms": [of_arm(name) for name in asked],
        "reasons": [
            {
                **row,
                "worth": beside(BACK + row["reason"], whole)
                if BACK + row["reason"] in bits
                else None,
            }
            for row in reasons
        ],
    }


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)
