"""Every command tells what it did to programs, and those that act may be silent."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.table import commands
from tests.cli.processes import malmoi

# Prints JSON and has no other form.
ALWAYS_JSON = {"schema"}
# What these print is all that they do: silence would leave nothing.
ANSWERS = {
    "show",
    "explain",
    "sample",
    "search",
    "whatif",
    "diff",
    "schema",
    "classifier evaluate",
    "classifier inspect",
}


def all_commands() -> Iterator[tuple[str, Any]]:
    """(name, command) of all commands and of the commands of groups."""
    whole = get_command(app)
    for name in commands():
        command = whole.get_command(typer.Context(whole), name)
        inner = getattr(command, "commands", None)
        if inner:
            yield from ((f"{name} {n}", c) for n, c in inner.items())
        else:
            yield name, command


def options_of(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def test_every_command_has_json_and_those_that_act_have_quiet() -> None:
    found = dict(all_commands())
    assert {*ALWAYS_JSON, *ANSWERS} <= set(found)
    without_json = {n for n, c in found.items() if "--json" not in options_of(c)}
    assert without_json == ALWAYS_JSON
    without_quiet = {n for n, c in found.items() if "--quiet" not in options_of(c)}
    assert without_quiet == ANSWERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recipe, and its finished root `out`."""
    folder = tmp_path_factory.mktemp("options")
    records = [{"text": f"{i}번째 글이다. 하늘이 맑고 바람이 분다."} for i in range(6)]
    lines = "\n".join(json.dumps(r, ensure_ascii=False) for r in [*records, records[0]])
    (folder / "a.jsonl").write_text(lines, encoding="utf-8")
    (folder / "ids.txt").write_text("a/a.jsonl#2\n", encoding="utf-8")
    (folder / "r.yaml").write_text(
        f"root: {folder}/out\nexecution: {{executor: local, workers: 1}}\nstages:\n"
        "  ingest: {sources: [{name: a, path: a.jsonl}]}\n  scrub: {}\n  dedup_exact: {}\n",
        encoding="utf-8",
    )
    assert malmoi("run", folder / "r.yaml", "--quiet").returncode == 0
    return folder


ACTING = [
    "run r.yaml",
    "dedup-exact r.yaml",
    "look a.jsonl --no-recipe",
    "init start new",
    "verify out",
    "report out",
    "audit out --stage dedup_exact",
    "export out --to x.jsonl",
    "gc out --dry-run",
    "forget out --ids ids.txt --dry-run",
]


@pytest.mark.parametrize("line", ACTING)
def test_commands_that_act_print_json_alone_or_nothing(
    folder: Path, line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(folder)
    for option in ("--json", "--quiet"):
        words = [w.replace("new", str(tmp_path / option)) for w in line.split()]
        result = CliRunner().invoke(app, [*words, option])
        assert result.exit_code == 0, result.output
        if option == "--quiet":
            assert result.output == ""
        else:
            values = [json.loads(text) for text in result.stdout.splitlines()]
            assert values
            assert all(isinstance(value, dict) for value in values)


def test_run_tells_programs_what_lives_also_where_nothing_is_left_to_do(folder: Path) -> None:
    for _ in range(3):
        told = malmoi("run", folder / "r.yaml", "--json")
        value = json.loads(told.stdout)
        assert value["root"] == f"{folder}/out"
        assert [row["documents"] for row in value["stages"]] == [7, 7, 6]


def test_json_and_quiet_exclude_each_other(folder: Path) -> None:
    told = malmoi("report", folder / "out", "--json", "--quiet")
    assert told.returncode == 2
    assert "give --json or --quiet, not both" in told.stderr
