"""What `malmoi --help` and `malmoi --version` print."""

import os
import sys
import textwrap

from pipeline.cli.table import commands

NAME = "malmoi"
WIDEST = 110  # columns of the help text, at most
INTRODUCTION = "Malmoi: data curation for Korean and English pretraining corpora."
OPTIONS = {
    "-h, --help": "Show this message, or the help of a command.",
    "--version": "Show the version.",
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Print the completion script of the current shell.",
}


def help_text() -> str:
    """What `malmoi --help` prints: usage, options, and the commands by panel."""
    panels: dict[str, dict[str, str]] = {"Options": OPTIONS}
    for command in commands().values():
        panels.setdefault(command.panel, {})[command.name] = command.summary
    indent = 2 + max(len(name) for rows in panels.values() for name in rows) + 2
    width = _columns()
    lines = [f"Usage: {NAME} [OPTIONS] COMMAND [ARGS]...", "", INTRODUCTION]
    for panel, rows in panels.items():
        lines += ["", panel]
        for name, summary in rows.items():
            lines += textwrap.wrap(
                summary,
                width,
                initial_indent=f"  {name}".ljust(indent),
                subsequent_indent=" " * indent,
                break_on_hyphens=False,
            )
    return "\n".join(lines)


def version_text() -> str:
    """What `malmoi --version` prints: the installed version, or this tree's if none is installed."""
    from importlib.metadata import PackageNotFoundError, version

    from pipeline import __version__

    try:
        return f"{NAME} {version(NAME)}"
    except PackageNotFoundError:
        return f"{NAME} {__version__}"


def _columns() -> int:
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST)
    except (OSError, ValueError):
        return WIDEST
