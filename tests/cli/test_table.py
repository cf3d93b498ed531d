"""The table of `malmoi --help` agrees with the stages and commands that exist."""

import importlib
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from pipeline.cli.app import app
from pipeline.cli.table import SHIPPED, STAGE, Command, commands, stage_of
from pipeline.registry import installed
from tests.cli.processes import malmoi

FILES = Path(__file__).parents[2] / "pipeline" / "cli"


def first_paragraph(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def test_stage_commands_are_the_installed_stages_in_their_order() -> None:
    stages = [stage_of(c.name) for c in commands().values() if c.panel == STAGE]
    assert tuple(stages) == installed().names()


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.name)
def test_summary_is_the_docstring(entry: Command) -> None:
    if entry.panel == STAGE:
        expected = first_paragraph(installed().load(stage_of(entry.name)).__doc__)
    else:
        command = get_command(app).get_command(typer.Context(get_command(app)), entry.name)
        expected = first_paragraph(command.help)
    assert entry.summary == expected, f"write this summary into pipeline/cli/table.py: {expected}"


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.name)
def test_every_command_has_help(entry: Command) -> None:
    command = get_command(app).get_command(typer.Context(get_command(app)), entry.name)
    assert command.name == entry.name
    assert command.help


def test_every_command_of_a_module_is_in_the_table() -> None:
    modules = {c.module for c in SHIPPED}
    files = {
        f"pipeline.cli.{p.stem}"
        for p in FILES.glob("*.py")
        if "app = typer.Typer()" in p.read_text()
    }
    assert modules == files
    defined = [
        name
        for module in sorted(modules)
        for name in typer.main.get_group(importlib.import_module(module).app).commands
    ]
    assert sorted(defined) == sorted(c.name for c in SHIPPED)


def test_help_lists_every_command() -> None:
    shown = malmoi("--help")
    assert shown.returncode == 0
    for entry in SHIPPED:
        assert f"\n  {entry.name} " in shown.stdout
    assert malmoi("-h").stdout == shown.stdout


def test_no_arguments_print_the_help_and_are_a_mistake() -> None:
    done = malmoi()
    assert (done.returncode, done.stdout) == (2, malmoi("--help").stdout)


def test_shipped_command_keeps_its_name(tmp_path: Path) -> None:
    package = tmp_path / "strange-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n")
    offers = "[malmoi.stages]\nshow = strange:Show\nmix = strange:Mix\n"
    (package / "entry_points.txt").write_text(offers)
    path = f"{tmp_path}:{FILES.parents[1]}"
    assert malmoi("--help", PYTHONPATH=path).stdout == malmoi("--help").stdout


def test_stage_of_an_installed_package_is_listed_and_has_a_command(tmp_path: Path) -> None:
    package = tmp_path / "strange-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text("[malmoi.stages]\nkeep_long = strange:KeepLong\n")
    shown = malmoi("--help", PYTHONPATH=f"{tmp_path}:{FILES.parents[1]}").stdout
    assert "keep-long" in shown
    assert "Run the stage strange:KeepLong." in shown
    helped = malmoi("keep-long", "--help", PYTHONPATH=f"{tmp_path}:{FILES.parents[1]}")
    assert helped.returncode == 0, helped.stderr
    assert "malmoi keep-long" in helped.stdout
