"""What a user asks to forget: ids, a prefix of addresses, an author, or words that documents hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.core.errors import RecipeError
from pipeline.core.identity import fingerprint
from pipeline.forget import needles

By = Literal["ids", "url", "author", "containing"]
# The share of a root's documents above which a request is refused, unless it says otherwise.
MAX_SHARE = 0.01
# Documents that a request may always match: 1 % of a small root is less than one person wrote.
GRACE = 10


@dataclass(frozen=True)
class Asked:
    """One request. `values` are ids, one prefix, one name, or normalized needles."""

    by: By
    values: tuple[str, ...]
    # "take": documents that deduplication found to be near a forgotten one go as well.
    near: Literal["list", "take"] = "list"
    max_share: float = MAX_SHARE
    # True to leave ids out that no document has.
    skip_missing: bool = False

    @property
    def trace(self) -> str:
        """A hash of the request: the same command has the same, and it tells nothing of the values."""
        return fingerprint([self.by, sorted(self.values), self.near])

    @staticmethod
    def of(
        ids: Iterable[str] | None = None,
        url: str | None = None,
        author: str | None = None,
        containing: Iterable[str] | None = None,
        near: Literal["list", "take"] = "list",
        max_share: float = MAX_SHARE,
        skip_missing: bool = False,
    ) -> "Asked | None":
        """The request of these options; None if none of them is given, which ends one that has not ended.

        Raises RecipeError if two are given, if one is empty, or for an empty needle."""
        given = {"ids": ids, "url": url, "author": author, "containing": containing}
        named = [name for name, value in given.items() if value is not None]
        if not named:
            return None
        if len(named) > 1:
            raise RecipeError(
                f"give one of --{', --'.join(given)}; here are {' and '.join(named)}: run the command once "
                "for each"
            )
        if near not in ("list", "take"):
            raise RecipeError(f"near: expected list or take, got {near!r}")
        values = _values(named[0], given[named[0]])
        return Asked(named[0], values, near, max_share, skip_missing)  # type: ignore[arg-type]


def _values(by: str, given: Iterable[str] | str | None) -> tuple[str, ...]:
    if by == "containing":
        return tuple(needles.read(given or (), "needles"))
    values = [given] if isinstance(given, str) else list(given or ())
    values = [v for v in dict.fromkeys(v.strip() for v in values) if v]
    if not values:
        raise RecipeError(f"--{by}: it is empty, and would match every document or none")
    return tuple(values)


def lines_of(path: Path) -> list[str]:
    """The lines of a file without their ends; blank ones are left out. Raises RecipeError if it cannot be
    read as UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise RecipeError(f"{path}: cannot be read: {why}") from None
    return [line for line in text.splitlines() if line.strip()]
