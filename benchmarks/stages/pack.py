"""Documents to packed rows of tokens."""

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.material import Material
from benchmarks.stages import floors
from benchmarks.stages.ours import WORKERS, commands
from benchmarks.stages.tool import Stage, Tool, peer
from pipeline.export.packed import opened


def tools(material: Material) -> list[Tool]:
    """tokenizers and gigatoken must give each token as often as Malmoi packs it."""
    model, size = str(material.tokenizer), material.megabytes
    part, share = material.part
    texts = str(material.documents)

    def encoder(title: str, name: str, workers: int) -> Tool:
        kind = "floor" if name == "gigatoken" else "peer"
        arguments = [name, texts, model]
        return peer(title, name, "encode", arguments, size, workers, True, kind)

    return [
        *commands("pack", material.ingested, {"tokenizer": model}, _tokens),
        *(
            peer("datatrove", "datatrove", "datatrove_tokens", [str(part), model], share, n)
            for n in WORKERS
        ),
        *(encoder("tokenizers, encoding alone", "tokenizers", n) for n in WORKERS),
        encoder("gigatoken, encoding alone", "gigatoken", 1),
        floors.identity(material),
    ]


def _tokens(root: Path) -> tuple[dict[str, Any], str]:
    packed = opened(str(root), None)
    length, vocab = packed.arguments["seq_len"], packed.arguments["vocab_size"]
    counts = sum(
        (np.bincount(ids.ravel(), minlength=vocab) for ids in packed.all_ids()),
        np.zeros(vocab, np.int64),
    )
    counts[[packed.arguments["pad"], packed.arguments["eos"]]] = 0
    weighed = int((counts * np.arange(1, vocab + 1) ** 2).sum())
    padding = 1 - sum(packed.index.table()["tokens"].to_pylist()) / (packed.rows.num_rows * length)
    remark = f"{padding:.2%} padding"
    return {"tokens": int(counts.sum()), "tokens weighed by id": weighed}, remark


STAGE = Stage("pack", "pack, 32,000", tools, "datatrove reads a fifth of the text")
