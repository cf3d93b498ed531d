"""Run the notebooks on a finished root and store their outputs: `python -m scripts.notebooks ROOT`.

The shipped outputs are those of the demo. Times of the run are left out, so that two runs store the same
bytes."""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook after a run from top to bottom. Raises CellExecutionError if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


def main() -> None:
    """Store the outputs of every notebook on the root that the first argument names."""
    os.environ["MALMOI_ROOT"] = str(Path(sys.argv[1]).absolute())
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(executed(path), path)
        print(f"written: notebooks/{path.name}")


if __name__ == "__main__":
    main()
