"""`malmoi gc`: a finished root without the files that only another run would read."""

from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told

app = typer.Typer()


@app.command()
def gc(
    root: Root,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be removed, and remove nothing.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Remove the files that only another run would read; a run that needs them makes them again."""
    from pipeline.core.store import Store
    from pipeline.recipe.leftovers import leftovers, remove
    from pipeline.recipe.lock import locked

    told = Told(as_json, quiet)
    store = Store(root)
    # a root that holds no corpus is refused before a lock is made in it
    found = leftovers(store)
    if found and not dry_run:
        with locked(store):
            found = leftovers(store)
            remove(store, found)
    total = sum(leftover.size for leftover in found)
    phases = [{"phase": f.path, "files": f.files, "bytes": f.size} for f in found]
    told.value({"phases": phases, "bytes": total, "removed": not dry_run})
    for leftover in found:
        told.say(f"{leftover.path:<36}{leftover.files:>8,} files{leftover.size / 1e6:>12,.2f} MB")
    verb = "would be removed" if dry_run else "removed"
    told.say(f"{total / 1e6:,.2f} MB {verb}" if found else "nothing to remove")
