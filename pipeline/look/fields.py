"""The fields of the first records of a group: which holds the text, and title, url, date, id and domain."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.errors import MalmoiError
from pipeline.look.listing import ARCHIVES, DOCUMENTS, Group
from pipeline.readers import Fields
from pipeline.readers.account import Account
from pipeline.readers.candidates import AUTO
from pipeline.readers.opening import PREVIEW, Limits, events
from pipeline.readers.plan import Piece
from pipeline.readers.source import Source

# Names of fields, in small letters, by the key of a source that names them.
NAMES = {
    "title_field": ["title", "headline", "subject", "제목", "표제"],
    "url_field": ["url", "link", "uri", "source_url", "page_url", "주소", "링크"],
    "date_field": [
        "date",
        "published",
        "publish_date",
        "pub_date",
        "pubdate",
        "published_at",
        "created",
        "created_at",
        "datetime",
        "timestamp",
        "날짜",
        "작성일",
        "등록일",
        "게시일",
    ],
    "id_field": ["id", "_id", "doc_id", "docid", "document_id", "uuid", "guid"],
}
# What a source reads without a word in the recipe.
DEFAULTS = {"title_field": "title", "url_field": "url"}
# Records that are compared, and files of a group that are opened.
RECORDS, FILES = 200, 3


@dataclass(frozen=True)
class Guess:
    """The keys of a source that its records need, and what they hold."""

    # Key of a source -> its value, without those that are its defaults.
    keys: dict[str, Any] = field(default_factory=dict)
    # Key -> the field that has that role, defaults too.
    roles: dict[str, str] = field(default_factory=dict)
    # Field -> the types of its values.
    columns: dict[str, list[str]] = field(default_factory=dict)
    # Values that all records have in fields of these names.
    domain: str | None = None
    is_code: bool = False
    # Mean bytes of the texts.
    length: int = 0


def guess(group: Group) -> Guess:
    """The guess for a group, by the first records of its first, middle and last file."""
    if group.family == DOCUMENTS:
        return Guess()
    if group.family == ARCHIVES:
        return Guess(keys={"text_field": AUTO})
    last = len(group.files) - 1
    places = sorted({0, last // 2, last})[:FILES]
    guesses = [g for i in places if (g := _of_file(group, i)) is not None]
    if not guesses:
        return Guess()
    first = guesses[0]
    if any(g.keys.get("text_field") != first.keys.get("text_field") for g in guesses):
        return Guess(keys={"text_field": AUTO}, columns=first.columns)
    shared = {k: v for k, v in first.keys.items() if all(g.keys.get(k) == v for g in guesses)}
    return replace(first, keys=shared)


def _of_file(group: Group, place: int) -> Guess | None:
    """The guess for one file; None if it holds no record that can be read."""
    file = group.files[place]
    source = Source(name="look", path=file.uri, text_field=AUTO)
    account = Account(source, Piece(file))
    account.request.block = PREVIEW
    begun = events(account, Limits())
    try:
        for inner, batch in begun:
            if batch is not None and batch.number:
                return _of_records(inner, batch)
    except MalmoiError:
        return None
    finally:
        begun.close()
    return None


def _of_records(account: Account, batch: Any) -> Guess:
    """The guess for records that were read."""
    request = account.request
    metas = [orjson.loads(m) if m else {} for m in _list(batch.meta)[:RECORDS]]
    names = {name: sorted(types) for name, types in sorted(request.columns.items())}
    by_lower = {name.lower(): name for name in names}
    keys: dict[str, Any] = {}
    if request.fields.records:
        keys["records"] = request.fields.records
    text = request.fields.text
    if text != Fields.text and text != AUTO:
        keys["text_field"] = text
    roles = {"text_field": text if text != AUTO else Fields.text}
    for key, known in NAMES.items():
        name = next((by_lower[n] for n in known if n in by_lower), None)
        if name is None or name == text or not _fits(key, name, names[name], metas):
            continue
        roles[key] = name
        if DEFAULTS.get(key) != name:
            keys[key] = name
    if request.fields.records:
        # names inside the items of a list are unlike those of the object around it
        keys.pop("id_field", None)
    domain = _common_value(metas, "domain")
    is_code = _common_value(metas, "lang") == "code"
    return Guess(keys, roles, names, domain, is_code, _mean_length(batch.text))


def _mean_length(texts: pa.Array) -> int:
    """The mean length of texts in bytes."""
    return round(pc.mean(pc.binary_length(texts)).as_py() or 0)


def _list(column: Any) -> list[Any]:
    if column is None:
        return []
    return column if isinstance(column, list) else column.to_pylist()


def _fits(key: str, name: str, types: Sequence[str], metas: list[dict[str, Any]]) -> bool:
    """True if the values of a field can have this role; an id must be there and differ."""
    wanted = {"string", "int"} if key in ("id_field", "date_field") else {"string", "null"}
    if not set(types) <= wanted:
        return False
    if key != "id_field":
        return True
    values = [meta.get(name) for meta in metas]
    return bool(values) and None not in values and len(set(values)) == len(values)


def _common_value(metas: list[dict[str, Any]], name: str) -> str | None:
    """The value that a field has in all records; None if it differs or is not a word."""
    values = {meta.get(name) for meta in metas if not isinstance(meta.get(name), dict | list)}
    value = values.pop() if len(values) == 1 and metas else None
    return value if isinstance(value, str) and 0 < len(value) < 40 else None
