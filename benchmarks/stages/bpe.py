"""Training of a byte-level BPE tokenizer, words not cut at morphemes."""

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import trainable
from benchmarks.material import Material
from benchmarks.stages.ours import WORKERS, commands
from benchmarks.stages.tool import Stage, Tool, peer
from pipeline.core import log
from pipeline.core.store import Store
from pipeline.kernels.bpe import NUM_BYTES
from pipeline.kernels.words import PATTERN
from pipeline.stages.tokenizer.specials import special_tokens
from pipeline.stages.tokenizer.stage import Tokenizer

TRAINED = ("sizes", "words.spill", "words.merged", "words", "trained")


def tools(vocab_size: int, material: Material) -> list[Tool]:
    """tokenizers must find the same merges. Malmoi's command also measures held-out text and writes a report;
    gigatoken has a splitter of its own."""
    size = material.trainable.megabytes
    merges = vocab_size - NUM_BYTES - len(special_tokens(Tokenizer().reserved))
    texts, splitter = str(material.training_texts), PATTERN
    arguments = [texts, str(NUM_BYTES + merges), splitter]

    def trainer(title: str, name: str, workers: int) -> Tool:
        return peer(title, name, "bpe_train", [name, *arguments], size, workers, True)

    return [
        *commands("tokenizer", material.trainable, trainable.fields(vocab_size), _merges),
        *(trainer("gigatoken, GPT-2 words", "gigatoken", n) for n in WORKERS),
        *(trainer("rustbpe", "rustbpe", n) for n in WORKERS),
        *(trainer("tokenizers", "tokenizers", n) for n in WORKERS),
    ]


def _merges(root: Path) -> tuple[dict[str, Any], str]:
    model = json.loads((root / "tokenizer" / "model" / "tokenizer.json").read_text())["model"]
    pairs = [list(m) if isinstance(m, list) else m.split(" ") for m in model["merges"]]
    spelled = json.dumps(pairs, ensure_ascii=False).encode()
    phases = [line for line in log.lines(Store(str(root))) if line.get("phase") in TRAINED]
    seconds = sum(line["seconds"] for line in phases)
    return {"merges": hashlib.sha256(spelled).hexdigest()}, f"{seconds:.1f} s count and merge"


STAGES = tuple(
    Stage(f"bpe_{size // 1000}k", f"BPE, {size:,}", partial(tools, size))
    for size in (32_000, 102_400)
)
