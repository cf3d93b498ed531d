"""`malmoi card`: files, what is not stated yet, and the commands that come next."""

import json
from pathlib import Path

from tests.cli.processes import malmoi


def test_card_is_written_and_checked(finished: Path, tmp_path: Path) -> None:
    to = tmp_path / "글 모음"
    done = malmoi("card", finished, "--to", to)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == f"next:   fill in '{to}/about.yaml', then the same command again"
    export = next(line for line in lines if "malmoi export" in line)
    assert f"no data lies in {to}: malmoi export {finished} --to" in export
    checked = malmoi("verify", finished, "--card", to)
    assert (checked.returncode, checked.stdout) == (0, f"{to}: the card says what the root says\n")


def test_changed_card_ends_with_1(finished: Path, tmp_path: Path) -> None:
    assert malmoi("card", finished, "--to", tmp_path, "--quiet").stdout == ""
    (tmp_path / "card.json").write_text("{}")
    assert malmoi("verify", finished, "--card", tmp_path).returncode == 1


def test_json_is_one_value(finished: Path, tmp_path: Path) -> None:
    done = malmoi("card", finished, "--to", tmp_path, "--json")
    value = json.loads(done.stdout)
    assert value["configs"] == []
    assert "provider" in value["not_stated"]
    assert str(tmp_path / "README.ko.md") in value["files"]
