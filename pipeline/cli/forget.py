"""`malmoi forget`: remove documents from a root, with every trace of them."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told
from pipeline.core.errors import RecipeError

if TYPE_CHECKING:
    from pipeline.core.store import Store
    from pipeline.forget.forget import Outcome

# Ids of near documents that are printed.
SHOWN = 10

app = typer.Typer()


@app.command()
def forget(
    root: Root,
    ids: Annotated[Path | None, typer.Option(help="A file of ids, one a line.")] = None,
    url: Annotated[
        str | None, typer.Option(help="Documents whose address begins so, by http or https.")
    ] = None,
    author: Annotated[
        str | None, typer.Option(help="Documents whose meta names this author.")
    ] = None,
    containing: Annotated[
        Path | None,
        typer.Option(
            help="A file of needles, one a line: documents that hold one, however spelled."
        ),
    ] = None,
    near: Annotated[
        str,
        typer.Option(help="list or take: what happens to near duplicates of these documents."),
    ] = "list",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be removed, and remove nothing.")
    ] = False,
    max_share: Annotated[
        float, typer.Option(min=0, max=1, help="Refuse a request that matches a larger share.")
    ] = 0.01,
    skip_missing: Annotated[
        bool, typer.Option("--skip-missing", help="Leave out ids that no document has.")
    ] = False,
    sign: Annotated[
        Path | None,
        typer.Option(help="A key that signs the certificate, of ssh-keygen or minisign."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="Write the certificate to this file as well.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(help="Instead: compare a certificate with the root; exit 1 if it differs."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Remove documents from a root, with every trace of them, and certify what was removed.

    Without --ids, --url, --author or --containing it ends a removal that was interrupted."""
    from pipeline.core.store import Store
    from pipeline.forget import forget as removal
    from pipeline.forget.asked import Asked, lines_of

    told, store = Told(as_json, quiet), Store(root)
    if check is not None:
        if any((ids, url, author, containing, dry_run, sign, certificate)):
            raise RecipeError("--check compares a certificate with the root, and goes alone")
        _check(told, store, check)
        return
    asked = Asked.of(
        None if ids is None else lines_of(ids),
        url,
        author,
        None if containing is None else lines_of(containing),
        _near(near),
        max_share,
        skip_missing,
    )
    done = removal.forget(store, asked, dry_run, sign)
    if certificate is not None and done.certificate:
        removal.copy_certificate(store, done.certificate, certificate, sign)
    told.value({**asdict(done), "dry_run": dry_run})
    _tell(told, store, done, dry_run, sign is not None)


def _near(given: str) -> Literal["list", "take"]:
    if given not in ("list", "take"):
        raise RecipeError(f"--near {given}: expected list or take")
    return given


def _tell(told: Told, store: "Store", done: "Outcome", dry_run: bool, is_signed: bool) -> None:
    """Print what was removed, or would be, and what comes next."""
    removed = done.removed
    if not removed["documents"] and not done.files:
        told.say("nothing to forget: no document fits, or all were forgotten before")
        return
    verb = "would be forgotten" if dry_run else "forgotten"
    how = ", ".join(f"{number:,} {_HOW[name]}" for name, number in removed["how"].items())
    told.say(f"{removed['documents']:,} documents {verb} ({how or 'rejected records alone'})")
    for phase, number in removed["rows"].items():
        told.say(f"  {phase:<34}{number:>10,} rows")
    for phase, counts in removed["packed"].items():
        told.say(f"  packed as {phase:<24}{counts['tokens']:>10,} tokens become padding")
    size = sum(one["bytes"] for one in done.retired)
    if done.retired:
        files = sum(one["files"] for one in done.retired)
        told.say(
            f"  {files:,} files of {len(done.retired)} phases between stages go as a whole, "
            f"{size / 1e6:,.2f} MB"
        )
    told.say(f"  {done.files:,} files, {done.bytes / 1e6:,.2f} MB, are written again or removed")
    if done.near:
        shown = ", ".join(done.near[:SHOWN]) + (", ..." if len(done.near) > SHOWN else "")
        mend = (
            "--near take takes them too"
            if dry_run
            else f"malmoi forget {store.uri} --ids FILE takes those that the file lists"
        )
        told.say(f"{len(done.near):,} near duplicates of them stay: {shown}; {mend}")
    for path in done.exports:
        told.say(f"{path}: an export of this root, which may hold them; make it again")
    told.say("the merges of the tokenizer are unchanged: they were trained before")
    if done.in_vocabulary:
        which = ", ".join(map(str, done.in_vocabulary))
        told.say(
            f"needles {which} of the list are in the vocabulary of the tokenizer, which stays; `malmoi run "
            "RECIPE --replace` with another setting of the tokenizer trains one without these documents"
        )
    if not dry_run:
        told.say(f"certificate: {store.uri}/{done.certificate}")
        if done.resumed and not is_signed:
            told.say(
                "the removal that had been interrupted has ended; its certificate is not signed: "
                f"ssh-keygen -Y sign -f KEY -n malmoi-forget {store.uri}/{done.certificate}"
            )
        told.say(f"next: malmoi verify {store.uri}")


_HOW = {"asked": "asked for", "copy": "with the same text", "near": "near duplicates"}


def _check(told: Told, store: "Store", path: Path) -> None:
    """Print how a certificate and the root differ; exit 1 if they do."""
    from pipeline.core.forgotten import refuse_half_forgotten
    from pipeline.forget import certificate

    refuse_half_forgotten(store)
    found = certificate.check(store, path)
    told.value({**asdict(found), "holds": found.holds})
    for name in found.changed:
        told.say(f"{name}: changed since")
    for name in found.gone:
        told.say(f"{name}: gone since")
    told.say(f"{found.same:,} files are as the certificate states")
    if not found.holds:
        sys.exit(1)
