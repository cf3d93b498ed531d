"""Texts and pages as ingest gives them to the stage, and corpora that it has marked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor

Marked = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Corpus]:
    """Run ingest, scrub and rights over records or the bytes of a file; returns the corpus."""

    def run(
        records: list[dict[str, Any]] | bytes,
        name: str = "in.jsonl",
        source: dict[str, Any] | None = None,
        root: str = "out",
        **fields: Any,
    ) -> Corpus:
        lines = (
            [json.dumps(r, ensure_ascii=False) for r in records]
            if isinstance(records, list)
            else []
        )
        data = records if isinstance(records, bytes) else "\n".join(lines).encode()
        (tmp_path / name).write_bytes(data)
        ids = {"id_field": "id"} if isinstance(records, list) else {}
        one = {"name": "s", "path": str(tmp_path / name), **ids, **(source or {})}
        stages = {"ingest": {"sources": [one]}, "scrub": {}, "rights": fields}
        recipe = tmp_path / "recipe.yaml"
        recipe.write_text(
            yaml.safe_dump({"root": str(tmp_path / root), "stages": stages}, sort_keys=False)
        )
        return recipes.run(recipes.read(recipe), executor=LocalExecutor())

    return run


@pytest.fixture
def marked(run: Callable[..., Corpus]) -> Marked:
    """The marks of `run` by id."""

    def marked(*args: Any, **fields: Any) -> dict[str, dict[str, Any]]:
        return {
            row["id"]: row for row in run(*args, **fields).marks_of("rights").table().to_pylist()
        }

    return marked
