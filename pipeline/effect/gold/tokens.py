"""The tokens of gold items: question and answer, each cut by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.dataset import Dataset
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.effect.gold.items import Gold
from pipeline.stages.mix.named import path_of


@dataclass(frozen=True)
class _Shard:
    data: Dataset
    shard: int

    def identity(self) -> dict[str, Any]:
        return {"items": self.data.identity(), "shard": self.shard}


def encoded(job: Job, gold: Gold, tokenizer: InputFile) -> Dataset:
    """(ids, prompt) of every item: the ids of the question and of the answer, each cut by itself, int32 as
    bytes; and how many are the question's."""
    encode = partial(_encoded, tokenizer=tokenizer, kernel=job.kernel("encode"))
    return job.make("gold", encode, [_Shard(gold.data, i) for i in range(gold.data.num_shards)])


def _encoded(shard: _Shard, tokenizer: InputFile, kernel: Kernel) -> Iterator[pa.Table]:
    table = shard.data.read(shard.shard, ["prompt", "answer"])
    encode = kernel.load().encode
    parts = [encode(path_of(tokenizer), table.column(name)) for name in ("prompt", "answer")]
    ids = [
        b"".join(of[offsets[row] : offsets[row + 1]].tobytes() for offsets, of in parts)
        for row in range(len(table))
    ]
    prompt = np.diff(parts[0][0]).astype(np.int32)
    yield pa.table({"ids": pa.array(ids, pa.large_binary()), "prompt": pa.array(prompt)})
