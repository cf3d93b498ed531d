"""Drop or cut documents that contain items of the test sets that will evaluate a model."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.inputs import identified
from pipeline.core.job import Job
from pipeline.core.model import hint
from pipeline.core.paths import RecipePath
from pipeline.core.stage import Stage
from pipeline.stages.decontaminate.items import read_items
from pipeline.stages.decontaminate.known import KNOWN
from pipeline.stages.decontaminate.testset import TestSet, find_items, texts
from pipeline.stages.decontaminate.verdict import documents_of, find_grams, mark_items, too_common


def _of_name(value: Any, info: ValidationInfo) -> Any:
    """The fields of a known set that a recipe gives by its name."""
    if not isinstance(value, str):
        return value
    if value not in KNOWN:
        raise ValueError(
            f"unknown test set{hint(value, KNOWN)}; of another one, give name, path, fields"
        )
    folder, known = info.data.get("from_"), KNOWN[value]
    if folder is None:
        raise ValueError(
            f"{value}: give the folder of the sets as `from`; {value} lies in FOLDER/{value}"
        )
    path = f"{folder}/{value}"
    if "://" not in path and not Path(path).is_dir():
        raise ValueError(
            f"{path}: no such folder; get the set: hf download {known.hub} --repo-type dataset --local-dir "
            f"{shlex.quote(path)}"
        )
    about = {"fields": known.question, "answers": known.answers, "records": known.records}
    return {"name": value, "path": path, **about}


# A set as a recipe gives it: its fields, or the name of a known one.
Named = Annotated[
    TestSet, BeforeValidator(_of_name, json_schema_input_type=TestSet | Literal[tuple(KNOWN)])
]


class Decontaminate(Stage):
    """Drop or cut documents that contain evaluation items, however they are spaced, cased or inflected.

    An item is matched by its grams: of characters without particles and spacing if a fifth of its letters are
    Hangul, else of words. Each field, and each value of a field that is a list (options), has separate grams,
    so that their order does not matter. `decontaminate/evidence` names the item, the
    share of its grams that the document has, and where."""

    act: ClassVar = "mark"

    from_: RecipePath | None = Field(default=None, alias="from")
    """The folder of the sets that are given by name alone: each in a folder of its name."""
    sets: tuple[Named, ...] = Field(min_length=1)
    """The test sets: a name among [the known ones](decontamination.md#known-sets), or where a set lies."""
    action: Literal["drop", "cut"] = "drop"
    """Drop a document that contains an item, or cut the item's text out of it."""
    min_share: float = Field(default=0.6, gt=0, le=1)
    """Share of an item's grams from which on a document contains it."""
    char_width: int = Field(default=6, ge=3)
    """Letters of a gram, without particles."""
    word_width: int = Field(default=5, ge=2)
    """Words of a gram."""
    min_grams: int = Field(default=8, ge=1)
    """Minimum number of shared grams; an item with fewer grams must be contained whole."""
    max_documents: int = Field(default=30, ge=1)
    """Ignore a gram that occurs in more documents than this: it is boilerplate."""

    @model_validator(mode="after")
    def _names(self) -> "Decontaminate":
        names = [t.name for t in self.sets]
        if len(set(names)) < len(names):
            raise ValueError(f"two test sets have one name: {', '.join(names)}")
        return self

    def check(self, earlier: Sequence[str] = ()) -> None:
        for items in find_items(self.sets):
            for _ in texts(items):
                pass

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        for testset in self.sets:
            sizes = [
                len(question) + len(answers)
                for items in find_items((testset,))
                for question, answers in texts(items)
            ]
            yield f"{testset.name}: {len(sizes):,} items, {sum(sizes):,} texts"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        overlap = job.kernel("overlap")
        sets = find_items(self.sets)
        files = identified([i.file for i in sets], job.store)
        sets = [replace(i, file=f) for i, f in zip(sets, files, strict=True)]
        read = partial(
            read_items,
            char_width=self.char_width,
            word_width=self.word_width,
            min_grams=self.min_grams,
            kernel=overlap,
        )
        items = job.make("items", read, sets)
        widths = (self.char_width, self.word_width)
        search = partial(find_grams, items=items, widths=widths, kernel=overlap)
        hits = job.map("hits", search, corpus, ("text",))
        common = job.exchange(
            "common",
            Rows(hits, emit=documents_of),
            ByKey("gram"),
            Sorted(partial(too_common, max_documents=self.max_documents)),
        )
        mark = partial(
            mark_items,
            items=items,
            common=common,
            min_share=self.min_share,
            min_grams=self.min_grams,
            cuts=self.action == "cut",
        )
        return job.mark(mark, corpus, (), (hits,), sides=("evidence",))
