"""What `malmoi demo` promises of each kind of planted records."""

from typing import NamedTuple

import polars as pl


class Bound(NamedTuple):
    """The least share of a kind that has the expected outcome, and why it is not higher."""

    share: float
    reason: str


BOUNDS: dict[str, Bound] = {
    "fresh document": Bound(0.99, "one document in a hundred may break a rule by its form"),
    "exact copy": Bound(1.0, "equal texts have equal hashes"),
}


def broken(rows: pl.DataFrame) -> list[str]:
    """The claimed kinds of `results.by_kind` whose share is below their bound, in words."""
    return [
        f"{kind}: {found:,} of {planted:,} ({share:.3f}), promised {bound.share} ({bound.reason})"
        for kind, planted, found, share in rows.filter("claimed")
        .select("kind", "planted", "found", "share")
        .iter_rows()
        if share < (bound := BOUNDS[kind]).share
    ]
