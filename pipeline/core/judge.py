"""A judge: what a marking stage decides on each document alone, for an earlier stage that chooses a copy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.core.identity import describe


@dataclass(frozen=True)
class Judge:
    """A decision on each document that depends on no other document.

    `decide(table)` gets the `columns` of documents and returns a table with a row for each of them; its
    column `drop_reason` is null for a document that passes.
    """

    columns: tuple[str, ...]
    decide: Callable[[pa.Table], pa.Table]

    def identity(self) -> dict[str, Any]:
        """The columns, and the function with its arguments."""
        return {"columns": list(self.columns), "decide": describe(self.decide)}
