"""The items of gold sets: their texts, and which of them count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from pipeline.core import inputs
from pipeline.core.dataset import Dataset
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.effect.gold.sets import GoldSet
from pipeline.readers import evaluation

QUESTION = 64  # characters of the end of a prompt in which the question stands


@dataclass(frozen=True)
class _File:
    """A set with one of its files: one unit of work."""

    gold: GoldSet
    file: InputFile

    def identity(self) -> dict[str, Any]:
        asked = self.gold.model_dump(mode="json", exclude={"path", "name", "most"})
        return {"gold": asked, **self.file.identity()}


@dataclass(frozen=True)
class Gold:
    """The items that count. `texts` holds (prompt, answer, key) of all; `kept` are (set, shard, row) of each
    that counts, int64 [n, 3]; `bytes` the sizes of their answers; `left_out` counts those of a set without
    answer, beyond `most`, and leaked."""

    names: tuple[str, ...]
    data: Dataset
    kept: np.ndarray
    bytes: np.ndarray
    left_out: dict[str, dict[str, int]]

    def identity(self) -> dict[str, Any]:
        kept = xxhash.xxh3_128_hexdigest(self.kept.tobytes())
        return {"items": self.data.identity(), "kept": kept}

    def texts(self, shard: int) -> pa.ChunkedArray:
        """The end of the question, with the answer, of every item of a shard: a paragraph that it is about
        may well have been read."""
        table = self.data.read(shard, ["prompt", "answer"])
        question = pc.utf8_slice_codeunits(table["prompt"], -QUESTION)
        return pc.binary_join_element_wise(
            question, table["answer"], pa.scalar("", pa.large_string())
        )

    def told(self, place: np.ndarray) -> str:
        """The name of a set and the number of an item in its file, by a row of `kept`."""
        return f"{self.names[place[0]]}#{place[2]}"

    def without(self, leaked: np.ndarray) -> "Gold":
        """Without the items of the mask. Raises RecipeError if a set loses all."""
        counted = {}
        for i, name in enumerate(self.names):
            of = self.kept[:, 0] == i
            counted[name] = {**self.left_out[name], "leaked": int((leaked & of).sum())}
            if not (~leaked & of).any():
                raise RecipeError(
                    f"gold {name}: no item is left to judge by: "
                    f"{counted[name]['unanswered']} have no answer, {counted[name]['leaked']} stand in an arm"
                )
        return replace(self, kept=self.kept[~leaked], bytes=self.bytes[~leaked], left_out=counted)


def read(job: Job, sets: tuple[GoldSet, ...]) -> Gold:
    """The items of all sets. Raises DataError naming set, file and field if a file has none."""
    files = [_File(s, f) for s in sets for f in inputs.identified(_found(s), job.store)]
    data = job.make("items", _texts, files)
    kept, left_out = [np.zeros((0, 4), np.int64)], {}
    for place, gold in enumerate(sets):
        shards = [i for i, file in enumerate(files) if file.gold is gold]
        chosen, left_out[gold.name] = _chosen(data, shards, gold.most)
        kept.append(np.insert(chosen, 0, place, axis=1))
    of = np.concatenate(kept)
    items = Gold(tuple(s.name for s in sets), data, of[:, :3], of[:, 3], left_out)
    return items.without(np.zeros(len(of), bool))


def _chosen(data: Dataset, shards: list[int], most: int) -> tuple[np.ndarray, dict[str, int]]:
    """((shard, row, bytes) of the items of a set that count, int64 [n, 3]; how many do not, by the reason).
    An item that stands there twice counts once."""
    rows, keys = [], []
    for shard in shards:
        table = data.read(shard, ["key", "bytes"])
        number = len(table)
        rows.append(np.stack([np.full(number, shard), np.arange(number), table["bytes"]], axis=1))
        keys.append(table["key"].to_numpy())
    every, key = np.concatenate(rows), np.concatenate(keys)
    answered = np.flatnonzero(every[:, 2] > 0)
    different = np.unique(key[answered], return_index=True)[1]
    first = np.sort(different[:most])
    return every[answered[first]], {
        "unanswered": len(every) - len(answered),
        "repeated": len(answered) - len(different),
        "not_drawn": len(different) - len(first),
    }


def _found(gold: GoldSet) -> list[InputFile]:
    """The files of a set; of a folder, those that hold items."""
    try:
        files = inputs.find(gold.path)
        return [f for f in files if evaluation.ending(f.name)] or files
    except (DataError, OSError) as error:
        raise DataError(f"gold {gold.name}: {error}") from None


def _texts(file: _File) -> Iterator[pa.Table]:
    where = f"gold {file.gold.name}: {file.file.uri}"
    prompts, answers, keys = list[str](), list[str](), list[int]()
    lacking = ""
    try:
        for item in evaluation.records(inputs.local(file.file), file.gold.records):
            prompt, answer = file.gold.texts(item) or ("", "")
            lacking = lacking or ("" if answer else file.gold.lacking(item))
            prompts.append(prompt)
            answers.append(answer)
            keys.append(xxhash.xxh3_64_intdigest(f"{prompt}\0{answer}".encode()))
    except UnicodeEncodeError:
        number = len(prompts)
        raise DataError(f"{where}: item {number}: half of a surrogate pair is no text") from None
    except evaluation.UNREADABLE as error:
        raise DataError(f"{where}: cannot be read: {str(error)[:200]}") from None
    if not answers:
        records = (
            f"at `records: {file.gold.records}` stands nothing"
            if file.gold.records
            else "it is empty"
        )
        raise DataError(f"{where}: no item: {records}")
    if not any(answers):
        raise DataError(f"{where}: none of its {len(answers):,} items counts: {lacking}")
    answer = pa.array(answers, pa.large_string())
    yield pa.table(
        {
            "prompt": pa.array(prompts, pa.large_string()),
            "answer": answer,
            "key": pa.array(keys, pa.uint64()),
            "bytes": pc.binary_length(answer).cast(pa.int64()),
        }
    )
