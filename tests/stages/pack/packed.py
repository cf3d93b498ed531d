"""A small root that ends with pack, as the tests of packing, export and verification want it."""

import json
from pathlib import Path
from random import Random

from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor
from pipeline.export.packed import Packed, opened


def texts() -> list[str]:
    random = Random(3)
    words = [
        "the",
        "quick",
        "갈색",
        "여우가",
        "게으른",
        "dog",
        "jumps",
        "뛰어넘는다",
        "over",
        "1234",
        "그리고",
        "and",
    ]
    return [" ".join(random.choices(words, k=random.randint(1, 160))) for _ in range(120)]


def root(folder: Path, tokenizer: Path, pack: str) -> Path:
    """Run ingest and pack with the fields `pack` into <folder>/root."""
    rows = "".join(
        json.dumps({"id": f"d{i}", "text": t}, ensure_ascii=False) + "\n"
        for i, t in enumerate(texts())
    )
    (folder / "a.jsonl").write_text(rows)
    (folder / "r.yaml").write_text(
        "root: root\nstages:\n  ingest: {shard_bytes: 20000, sources: [{name: a, path: a.jsonl, id_field: id}]}\n"
        f"  pack: {{tokenizer: {tokenizer}, {pack}}}\n"
    )
    recipes.run(recipes.read(folder / "r.yaml", str(folder / "root")), executor=LocalExecutor())
    return folder / "root"


def packed(folder: Path, tokenizer: Path, pack: str) -> Packed:
    return opened(str(root(folder, tokenizer, pack)), None)
