"""What every section of the page draws from."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from pipeline.contract import RUN_FILE
from pipeline.core.corpus import Corpus
from pipeline.report.page.measured import Measured
from pipeline.report.page.spelling import in_order
from pipeline.report.page.words import Words
from pipeline.report.queries import Findings
from pipeline.report.sample import Sampled
from pipeline.report.scan import Scan


@dataclass(frozen=True)
class Section:
    """A section of the page: its anchor, title, and content as HTML."""

    anchor: str
    title: str
    html: str


@dataclass(frozen=True)
class Context:
    """The corpus, its sums, the words of the page, and the documents to read by (purpose, stage)."""

    corpus: Corpus
    findings: Findings
    scan: Scan
    words: Words
    documents: dict[tuple[str, str], list[Sampled]] = field(default_factory=dict)
    # The measures of quality; None if the stage left none.
    measured: Measured | None = None
    # False if the texts were not scrubbed: then none is shown.
    has_texts: bool = True

    @property
    def stages(self) -> list[str]:
        """Names of the stages with marks, in order."""
        return [stage for stage, _ in self.corpus.marks]

    @cached_property
    def run(self) -> dict[str, Any]:
        """What the root remembers of its last run; {} if nothing."""
        return self.corpus.documents.store.read_json(RUN_FILE) or {}

    @property
    def is_finished(self) -> bool:
        """True unless the last run failed, was interrupted or still goes on."""
        return self.run.get("state", "done") == "done"

    def settings(self, stage: str) -> dict[str, Any]:
        """The settings of a stage in the recipe; {} if it has none or the recipe is unknown."""
        return self.recipe.get("stages", {}).get(stage) or {}

    @cached_property
    def recipe(self) -> dict[str, Any]:
        """The recipe of the last run in its own order; {} if it is unknown."""
        return in_order(self.corpus.documents.store, self.run)

    @property
    def folder(self) -> str:
        """The folder that holds the root, from which paths are shown."""
        return str(PurePosixPath(self.corpus.documents.store.at("")).parent)

    @cached_property
    def cells(self) -> pl.DataFrame:
        """The cells of the scan with `tokens`, estimated from bytes by language; null without a tokenizer."""
        ratios = self.findings.bytes_per_token
        cells = self.scan.cells.join(ratios, on="lang", how="left")
        overall = pl.lit(self.findings.overall_bytes_per_token, pl.Float64)
        ratio = pl.col("bytes_per_token").fill_null(overall)
        return cells.with_columns(tokens=pl.col("bytes") / ratio).drop("bytes_per_token")

    @property
    def has_tokens(self) -> bool:
        """True if tokens can be estimated."""
        return self.findings.overall_bytes_per_token is not None

    def reached(self, stage: str) -> pl.DataFrame:
        """The cells of the documents that reached a stage."""
        earlier = self.stages[: self.stages.index(stage)]
        return self.cells.filter(~pl.col("dropped_by").is_in(earlier).fill_null(False))
