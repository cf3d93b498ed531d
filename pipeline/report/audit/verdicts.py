"""Verdicts of raters on dropped documents: read from files, checked against the root, stored beside it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
import xxhash

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.printable import on_one_line
from pipeline.core.store import Store

# Below the root.
FILE = "audit/verdicts.jsonl"
# What a rater says about a drop.
RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"
VERDICTS = (RIGHT, WRONG, UNSURE)
# Fields of a saved verdict, and characters of a rater's name.
_FIELDS, MOST_NAME = ("document", "stage", "reason", "rater", "verdict"), 60
_HINT = "give the file that the audit page saved"


@dataclass(frozen=True)
class Verdict:
    """What `rater` says about the drop of a document: `right`, `wrong` or `unsure`. `document` is the hash of
    its id in a saved file, and its id beside the run."""

    document: str
    stage: str
    reason: str
    rater: str
    verdict: str
    source: str = ""


def key_of(document: str) -> str:
    """The hash of an id, 16 hex digits, by which the audit page names a document."""
    return xxhash.xxh3_64_hexdigest(document.encode())


def stored(store: Store) -> list[Verdict]:
    """The verdicts beside the run; [] if there are none."""
    if not store.exists(FILE):
        return []
    lines = store.read_bytes(FILE).decode().splitlines()
    return [Verdict(**json.loads(line)) for line in lines]


def add(corpus: Corpus, path: Path) -> int:
    """Store the verdicts of a file beside the run; returns their number. A later verdict of a rater on the
    same document and reason replaces the earlier one.

    Raises RecipeError, with file and line, for a verdict that is malformed or not about a drop of this root;
    then nothing is stored."""
    store, given = corpus.documents.store, list(_read(path))
    dropped = _dropped(corpus, {one.stage for _, one in given}, {one.document for _, one in given})
    verdicts = {(v.rater, v.stage, v.reason, v.document): v for v in stored(store)}
    for line, one in given:
        found = dropped.get((one.document, one.stage, one.reason))
        if found is None:
            raise RecipeError(
                f"{path}, line {line}: {on_one_line(one.stage)} did not drop this document for "
                f"{on_one_line(one.reason)} in {store.uri}; if the root was run again "
                "since, write a new page: malmoi audit ROOT --stage STAGE"
            )
        named = replace(one, document=found[0], source=found[1])
        verdicts[(one.rater, one.stage, one.reason, found[0])] = named
    rows = (json.dumps(asdict(verdicts[key]), ensure_ascii=False) for key in sorted(verdicts))
    data = "".join(f"{row}\n" for row in rows).encode()
    store.write(FILE, lambda out: out.write(data))
    return len(given)


def _read(path: Path) -> Iterator[tuple[int, Verdict]]:
    """(line, verdict) of a file."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise RecipeError(f"{path}: {error.strerror}; {_HINT}") from None
    except UnicodeDecodeError:
        raise RecipeError(f"{path}: not UTF-8; {_HINT}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _verdict(f"{path}, line {number}", line)


def _verdict(where: str, line: str) -> Verdict:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise RecipeError(
            f"{where}: not JSON ({error.msg}, column {error.colno}); {_HINT}"
        ) from None
    values = [record.get(name) if isinstance(record, dict) else None for name in _FIELDS]
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    if len(texts) < len(_FIELDS):
        raise RecipeError(f"{where}: expected texts in the fields {', '.join(_FIELDS)}; {_HINT}")
    document, stage, reason, rater, verdict = texts
    if verdict not in VERDICTS:
        raise RecipeError(f"{where}: the verdict is not one of {', '.join(VERDICTS)}; {_HINT}")
    if len(rater) > MOST_NAME:
        raise RecipeError(
            f"{where}: the rater's name has more than {MOST_NAME} characters; shorten it"
        )
    return Verdict(document, stage, reason, rater, verdict)


def _dropped(
    corpus: Corpus, stages: set[str], keys: set[str]
) -> dict[tuple[str, str, str], tuple[str, str]]:
    """(hash of id, stage, reason) -> (id, source) of the wanted documents that these stages dropped."""
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    names = ["id", "dropped_by", "drop_reason", "source"]
    for shard in range(corpus.num_shards if keys else 0):
        gone = corpus.ledger_of(shard).filter(pl.col("dropped_by").is_in(sorted(stages)))
        for document, stage, reason, source in gone.select(names).iter_rows():
            if (key := key_of(document)) in keys:
                found[(key, stage, reason)] = (document, source or "")
    return found
