"""`malmoi export`: a place that cannot be written is named by its option."""

from pathlib import Path

import pytest

from tests.cli.processes import malmoi


@pytest.mark.parametrize("place", ["/sys/none/x.jsonl", "/proc/none/x"])
def test_place_that_cannot_be_made(finished: Path, place: str) -> None:
    done = malmoi("export", finished, "--to", place)
    assert done.returncode == 2
    assert done.stderr.startswith(f"malmoi: --to {place}: ")
    assert done.stderr.endswith("; name a place in a folder that you may write to\n")
