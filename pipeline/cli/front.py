"""The entry point: prints help and version at once, and runs everything else with the errors explained."""

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


def main() -> None:
    """Entry point. Exits with 0 if done, 1 if the job failed, 2 if the recipe or an argument is wrong."""
    arguments = sys.argv[1:]
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        _run()
    elif not arguments:
        print(help_text())
        sys.exit(2)
    elif arguments[0] in ("-h", "--help"):
        print(help_text())
    elif arguments[0] == "--version":
        print(version_text())
    else:
        _run()


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


def _run() -> None:
    """Run the application: an expected failure becomes one message and an exit code."""
    from pipeline.core.errors import MalmoiError

    try:
        from pipeline.cli.app import app

        code = app(prog_name=NAME, standalone_mode=False)
        # Typer turns an interruption of a command into this exit code, without a word
        if code == 130:
            raise KeyboardInterrupt
    except MalmoiError as error:
        print(f"malmoi: {error}", file=sys.stderr)
        code = error.exit_code
    except KeyboardInterrupt:
        print("malmoi: interrupted; the same command continues where it stopped", file=sys.stderr)
        code = 130
    # a full disk, a folder without rights: the message of the system says what to do
    except OSError as error:
        print(f"malmoi: {error}", file=sys.stderr)
        code = 1
    except Exception as error:
        code = _usage(error)
    sys.exit(code)


def _usage(error: Exception) -> int:
    """Print the usage after a mistake in the arguments; returns 2. Raises any other error: it is a defect."""
    show_usage = getattr(error, "show", None)
    if show_usage is None:
        raise error
    show_usage()
    return 2
