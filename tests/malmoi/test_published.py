"""`malmoi.card`: the files of the command."""

from pathlib import Path

import malmoi


def test_card_is_written_from_a_root(finished: Path, tmp_path: Path) -> None:
    files = malmoi.card(finished, tmp_path)
    assert {p.name for p in files} >= {"README.md", "croissant.json", "about.yaml"}
    assert all(p.is_file() for p in files)
