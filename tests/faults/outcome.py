"""Run ingest over files written here, and say what came out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset
from pipeline.core.executor import Executor
from pipeline.executors.local import LocalExecutor


@dataclass(frozen=True)
class Outcome:
    """The three tables of ingest, as rows."""

    documents: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    files: list[dict[str, Any]]

    @property
    def texts(self) -> list[str]:
        return [d["text"] for d in self.documents]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(r["record"], r["reason"]) for r in self.rejects]

    @property
    def warnings(self) -> list[str]:
        return [w for f in self.files for w in f["warnings"] or ()]


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Files by relative path."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def ingest(
    folder: Path,
    files: dict[str, bytes],
    source: dict[str, Any] | None = None,
    executor: Executor | None = None,
    root: str = "root",
    **stage: Any,
) -> Outcome:
    """Ingest `files` (and what lies in `folder`/in already) as one source called s."""
    write(folder / "in", files)
    declared = {"name": "s", "path": str(folder / "in"), **(source or {})}
    where = str(folder / root) if "://" not in root else root
    written = {"root": where, "stages": {"ingest": {"sources": [declared], **stage}}}
    (folder / "recipe.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    recipe = recipes.read(folder / "recipe.yaml")
    corpus = recipes.run(recipe, executor=executor or LocalExecutor(), replace_stale=True)
    store = corpus.documents.store
    sides = [Dataset(store, f"ingest/{side}").table().to_pylist() for side in ("rejects", "files")]
    return Outcome(corpus.documents.table().to_pylist(), *sides)
