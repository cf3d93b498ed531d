"""Join scores of other programs to documents, as marks."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from pydantic import Field, model_validator

from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError
from pipeline.core.exchange import ByKey, Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.stages.imports import match
from pipeline.stages.imports.files import KEY, ScoreFile, Scores, read, schema_of


class Import(Stage):
    """Join scores that another program computed, by id, url or hash of the text.

    Nothing is dropped here. The new columns stand in `import/marks`; `filter` and `mix` use them as
    `import.<column>`, and `malmoi explain` shows them. A document without a score has null.
    """

    act: ClassVar = "mark"

    files: tuple[Scores, ...] = Field(min_length=1)
    """The files of scores, each with its key and columns."""

    @model_validator(mode="after")
    def _distinct(self) -> "Import":
        names = [name for scores in self.files for name in scores.columns]
        if twice := sorted({n for n in names if names.count(n) > 1}):
            raise ValueError(f"files: two of them fill the column {twice[0]}; give it two names")
        return self

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises DataError if files are missing, cannot be read, or lack a field."""
        schema_of(self.files)

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        """A line for each path."""
        for scores in self.files:
            num, names = len(inputs.find(scores.path)), ", ".join(scores.columns)
            yield f"{names} by {scores.key} from {num} file{'s' if num > 1 else ''} of {scores.path}"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        """Phases `rows`, `scores`, `matches`, `documents` and `marks`; returns the marked corpus."""
        rows = job.make("rows", read, self._items(job))
        parts = max(corpus.num_shards, rows.num_shards, 1)
        scores = job.exchange(
            "scores", Rows(rows), ByKey(KEY, parts), Sorted(match.one_row_for_each_key)
        )
        kinds = tuple(dict.fromkeys(s.key for s in self.files))
        matches = job.exchange(
            "matches",
            Rows(corpus, ("address", *kinds), partial(match.keys_of, kinds=kinds)),
            ByKey(KEY, parts),
            Sorted(match.matched, order=("address",), beside=(scores,)),
        )
        found = job.exchange(
            "documents", Rows(matches), ToShards(corpus), Sorted(match.one_row_for_each_document)
        )
        if not found.num_rows and scores.num_rows:
            key = " or ".join(kinds)
            raise DataError(
                f"import: none of {scores.num_rows:,} rows has the {key} of a document; "
                f"`malmoi show {job.store.uri}` shows those of documents"
            )
        return job.mark(match.mark, corpus, ("address",), (found,))

    def _items(self, job: Job) -> list[ScoreFile]:
        schema = schema_of(self.files)
        found = [(scores, file) for scores in self.files for file in inputs.find(scores.path)]
        files = inputs.identified([file for _, file in found], job.store)
        return [
            ScoreFile(scores, file, schema) for (scores, _), file in zip(found, files, strict=True)
        ]
