"""Forget documents: find them, write down what goes, remove it, certify it."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.core.corpus import CORPUS_FILE, Corpus
from pipeline.core.errors import JobError, RecipeError
from pipeline.core.forgotten import PENDING, PREFIX, Listed, Request
from pipeline.core.store import Store
from pipeline.export import made
from pipeline.forget import certificate
from pipeline.forget.apply import Removal
from pipeline.forget.asked import Asked
from pipeline.forget.journal import Journal
from pipeline.forget.plan import planned
from pipeline.forget.search import found
from pipeline.recipe.lock import at_rest, locked

# Bytes of the key of a root.
SALT = 16


@dataclass(frozen=True)
class Outcome:
    """What a removal did, or would do: its numbers, the files that it changes and their bytes, the phases
    whose files go as a whole, the ids of near documents that stay, the numbers of needles that the vocabulary
    of the tokenizer holds, and the path of the certificate."""

    removed: dict[str, Any]
    files: int
    bytes: int
    retired: list[dict[str, Any]]
    near: list[str]
    in_vocabulary: list[int]
    certificate: str
    ended: bool
    # Exports of the root that may hold the documents: they lie elsewhere, and are not changed.
    exports: tuple[str, ...] = ()
    # True if an earlier removal was ended, and nothing else was asked.
    resumed: bool = False


def forget(
    store: Store,
    asked: Asked | None,
    dry_run: bool = False,
    key: Path | None = None,
    now: Callable[[], str] | None = None,
) -> Outcome:
    """Forget what is asked in a root, and end a removal that has not ended. Interrupted anywhere, the same
    call ends it.

    Raises RecipeError for a request that names nothing or too much, JobError if another command works in the
    root or another removal has not ended, DataError if the certificate cannot be signed."""
    if key is not None:
        certificate.check_key(key)
    if not store.exists(CORPUS_FILE):
        Corpus.open(store.uri)  # says what is missing
    if dry_run:
        with at_rest(store):
            return _with_exports(store, _looked(store, asked))
    with locked(store) as still_ours:
        store.sweep()
        pending = Journal.read_from(store)
        if pending is not None and asked is not None and asked.trace != pending.asked:
            raise JobError(
                f"{store.uri}: another removal has not ended here; end it first, then type this command "
                f"again: malmoi forget {store.uri}"
            )
        if pending is not None:
            ended = _ended(store, pending, key, still_ours)
            return _with_exports(store, replace(ended, resumed=asked is None))
        if asked is None:
            raise RecipeError(
                "nothing is asked, and no removal waits for its end; give --ids FILE, --url PREFIX, "
                "--author NAME or --containing FILE"
            )
        journal, near = _journal(store, asked, now or _now)
        if not journal.documents and not journal.actions:
            return _outcome(journal, near, "", ended=True)
        still_ours()
        journal.write(store)
        return _with_exports(store, replace(_ended(store, journal, key, still_ours), near=near))


def _with_exports(store: Store, done: Outcome) -> Outcome:
    return replace(done, exports=tuple(made.places(store))) if done.removed["documents"] else done


def _looked(store: Store, asked: Asked | None) -> Outcome:
    if asked is None:
        raise RecipeError("--dry-run needs --ids, --url, --author or --containing")
    journal, near = _journal(store, asked, _now)
    return _outcome(journal, near, "", ended=False)


def _journal(store: Store, asked: Asked, now: Callable[[], str]) -> tuple[Journal, list[str]]:
    """(what is to be done, the ids of near documents that stay)."""
    corpus = Corpus.open(store.uri)
    listed = Listed.of(store)
    if not listed.salt:
        listed = replace(listed, salt=secrets.token_hex(SALT))
    traces = found(corpus, asked)
    return planned(corpus, asked, traces, listed, now()), traces.near


def _ended(
    store: Store, journal: Journal, key: Path | None, still_ours: Callable[[], None]
) -> Outcome:
    """Do what a journal says, and write the list and the certificate. The journal goes last."""
    Removal(store, journal).run()
    still_ours()
    _remember(store, journal)
    path = certificate.path_of(journal.number)
    store.write_json(path, certificate.made(store, journal))
    try:
        if key is not None:
            _sign(store, path, key)
    finally:
        # all is removed and certified; a key that cannot sign holds nobody off
        store.delete(PENDING)
    return _outcome(journal, [], path, ended=True)


def _remember(store: Store, journal: Journal) -> None:
    """Add the request to the list of the root."""
    listed = Listed.of(store)
    number, aliases = journal.number, journal.aliases
    request = Request(journal.date, certificate.path_of(number), len(journal.documents))
    ids = {aliases[i].removeprefix(PREFIX): number for i in sorted(aliases)}
    replace(
        listed,
        salt=journal.salt,
        requests=(*listed.requests[:number], request),
        ids={**listed.ids, **ids},
        read=listed.read | frozenset(journal.read),
    ).write(store)


def _sign(store: Store, path: str, key: Path) -> None:
    """Sign the certificate in the root. An object store gets none: `--certificate` writes a file to sign."""
    if store.local:
        certificate.sign(key, Path(store.at(path)))


def _outcome(journal: Journal, near: list[str], path: str, ended: bool) -> Outcome:
    size = sum(a.size for a in journal.actions)
    counts = journal.removed, len(journal.actions), size, journal.retired
    return Outcome(*counts, near, journal.in_vocabulary, path, ended)


def copy_certificate(store: Store, path: str, to: Path, key: Path | None) -> None:
    """Write a certificate of the root to a file, and sign that one as well."""
    stated = store.read_json(path)
    to.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(stated, ensure_ascii=False, indent=1, sort_keys=True)
    to.write_text(text + "\n", encoding="utf-8")
    if key is not None:
        certificate.sign(key, to)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
