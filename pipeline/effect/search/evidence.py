"""What was measured: mixtures and the bits per byte of their proxies, kept from search to search."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.effect.search.buckets import Bucket, mapped

# Of an old mixture, the share that must lie in the buckets of now for it to count.
HELD = 0.95
_PLACES = 9  # in which two mixtures are the same


@dataclass(frozen=True)
class Evidence:
    """Mixtures over buckets, float64 [n, buckets], and their bits per byte, float64 [n, strata]."""

    mixtures: np.ndarray
    bits: np.ndarray

    @staticmethod
    def none(buckets: int, strata: int) -> "Evidence":
        """Nothing yet."""
        return Evidence(np.zeros((0, buckets)), np.zeros((0, strata)))

    def without(self, others: np.ndarray) -> "Evidence":
        """Without the mixtures of another search, float64 [m, buckets], and with each of the rest once."""
        seen = {row.tobytes() for row in np.round(others, _PLACES) + 0.0}
        rows = [row.tobytes() for row in np.round(self.mixtures, _PLACES) + 0.0]
        kept = [i for i, row in enumerate(rows) if row not in seen and row not in rows[:i]]
        return Evidence(self.mixtures[kept], self.bits[kept])

    def with_more(self, other: "Evidence") -> "Evidence":
        """Both together."""
        return Evidence(
            np.concatenate([self.mixtures, other.mixtures]), np.concatenate([self.bits, other.bits])
        )


def remembered(path: Path, setting: dict[str, Any], buckets: list[Bucket], strata: int) -> Evidence:
    """What earlier searches with the same strata and models have measured, in terms of the buckets of now.

    A mixture whose documents the buckets of now do not hold is left out."""
    found = Evidence.none(len(buckets), strata)
    for past in _lines(path):
        if past.get("setting") != setting:
            continue
        old = [Bucket.read(b) for b in past["buckets"]]
        shares = np.array(past["mixtures"]) @ mapped(old, buckets)
        held = shares.sum(axis=1)
        counts = held >= HELD
        bits = np.array(past["bits"])[counts]
        found = found.with_more(Evidence(shares[counts] / held[counts, None], bits))
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """What stands in a file of evidence. A line that cannot be read counts for nothing."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError):
            yield json.loads(line)


def remember(path: Path, setting: dict[str, Any], buckets: list[Bucket], new: Evidence) -> None:
    """Add what a search has learnt from; the same measurements again are not added. The file is whole at any
    time."""
    line = json.dumps(
        {
            "setting": setting,
            "buckets": [b.spelled() for b in buckets],
            "mixtures": new.mixtures.tolist(),
            "bits": new.bits.tolist(),
        }
    )
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if line not in before.splitlines():
        whole = before if before.endswith("\n") or not before else f"{before}\n"
        following = path.with_suffix(".next")
        following.write_text(f"{whole}{line}\n", encoding="utf-8")
        following.replace(path)
