"""The Typer application: commands by name, each imported when it is used."""

import importlib
from typing import Annotated, Any

import typer

# Typer carries Click inside and exports no other name for this class
from typer._click.shell_completion import CompletionItem
from typer.core import TyperGroup
from typer.main import get_group

from pipeline.cli.help import INTRODUCTION, help_text, version_text
from pipeline.cli.table import command_of, commands
from pipeline.core.errors import RecipeError


class Commands(TyperGroup):
    """The commands of the table, stages also as recipes spell them (dedup_fuzzy)."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(commands())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = commands().get(command_of(cmd_name))
        if entry is None:
            return None
        return get_group(importlib.import_module(entry.module).app).commands[entry.name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the first argument. Raises RecipeError, with the nearest name, if there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from pipeline.core.model import hint

            raise RecipeError(f"no command{hint(args[0], commands())}; malmoi --help lists them")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Commands that begin with `incomplete`, from the table; options as Typer completes them."""
        names = [c for c in commands().values() if c.name.startswith(command_of(incomplete))]
        if names and not incomplete.startswith("-"):
            return [CompletionItem(c.name, help=c.summary) for c in names]
        return super().shell_complete(ctx, incomplete)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        typer.echo(help_text())


app = typer.Typer(
    cls=Commands,
    help=INTRODUCTION,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(version_text())
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options in front of a command."""
