"""`malmoi gc`: a finished root without the files that only another run would read."""

import json
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Root
from pipeline.cli.output import say

app = typer.Typer()


@app.command()
def gc(
    root: Root,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be removed, and remove nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Remove the files that only another run would read; a run that needs them makes them again."""
    from pipeline.core.store import Store
    from pipeline.recipe.leftovers import leftovers, remove
    from pipeline.recipe.lock import locked

    store = Store(root)
    # a root that holds no corpus is refused before a lock is made in it
    found = leftovers(store)
    if found and not dry_run:
        with locked(store):
            found = leftovers(store)
            remove(store, found)
    total = sum(leftover.size for leftover in found)
    if as_json:
        phases = [{"phase": f.path, "files": f.files, "bytes": f.size} for f in found]
        say(json.dumps({"phases": phases, "bytes": total, "removed": not dry_run}))
        return
    for leftover in found:
        say(f"{leftover.path:<36}{leftover.files:>8,} files{leftover.size / 1e6:>12,.2f} MB")
    verb = "would be removed" if dry_run else "removed"
    say(f"{total / 1e6:,.2f} MB {verb}" if found else "nothing to remove")
