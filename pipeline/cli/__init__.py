"""The command line.

`front.py` answers `--help` and `--version` from `table.py` and imports nothing else. Any other command
line goes to the Typer application in `app.py`, which imports the one module that defines the command. Such
a module imports Typer and the standard library at the top, and its work inside the function that runs: so
`malmoi COMMAND --help` and shell completion stay fast.

Exit codes: 0 done, 1 the job failed, 2 the recipe or the arguments are wrong.
"""

from pipeline.cli.front import main

__all__ = ["main"]
