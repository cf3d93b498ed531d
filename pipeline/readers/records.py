"""Columns: records that come as Python objects, collected into a batch."""

import json
import math
import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import Any

import orjson
import pyarrow as pa

from pipeline.readers import RAW, Batch, Rejected, Request, paths
from pipeline.readers.nesting import DEEPEST, depth_of

# Python type -> name of the type in the report of fields.
_TYPE_NAMES = {
    str: "string",
    int: "int",
    float: "float",
    bool: "bool",
    type(None): "null",
    dict: "object",
    list: "list",
}


class Columns:
    """The columns of a batch while it grows. A reader adds each record, or rejects it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.fields = request.fields
        self.number: list[int] = []
        self.text: list[str] = []
        self.id: list[str | None] = []
        self.url: list[str | None] = []
        self.title: list[str | None] = []
        self.date: list[str | None] = []
        self.meta: list[str | None] = []
        self.encoding: list[str] = []
        self.repairs: dict[int, list[str]] = {}
        self.page_rights: dict[int, str] = {}
        self.offset: list[int] = []
        self.rejected: list[Rejected] = []
        self._shapes: set[tuple[tuple[str, ...], tuple[type, ...]]] = set()
        nested = any("." in path or "[]" in path for path in self.fields.paths())
        self._simple = not nested and self.fields.meta is None

    def add(
        self,
        record: dict[str, Any],
        number: int,
        raw: bytes,
        offset: int | None = None,
        encoding: str = "utf-8",
        repairs: list[str] | None = None,
        date: str | None = None,
        page_rights: str | None = None,
    ) -> None:
        """Add one record, whose fields are taken out of `record`.

        A record without a usable text or id becomes a reject, which keeps `raw`. `date` is used if the
        source names no date field.
        """
        self._shapes.add((tuple(record), tuple(map(type, record.values()))))
        fields = self.fields
        take = partial(_take_nested, record) if not self._simple else record.pop
        # Before the text is taken out: the values stay in `whole`.
        whole = dict(record) if fields.meta is not None else record
        text = self._text(record, take)
        identifier = take(fields.id, None) if fields.id else None
        reason = _reject_reason(text, identifier, bool(fields.id))
        if reason is not None:
            if text is _MISSING:
                self.request.candidates.add(record)
            self.reject(number, reason, raw, offset)
            return
        url, title = (
            _valid_text(take(name, None)) if name else None for name in (fields.url, fields.title)
        )
        date = _valid_text(take(fields.date, None)) if fields.date else date
        meta = record if fields.meta is None else _chosen(whole, fields.meta)
        try:
            self.meta.append(_json(meta) if meta else None)
        except NestedError:
            self.reject(number, "depth", raw, offset)
            return
        self.url.append(url)
        self.title.append(title)
        self.date.append(date)
        self.id.append(None if identifier is None else _without_surrogates(str(identifier)))
        if repairs:
            self.repairs[len(self.text)] = repairs
        if page_rights:
            self.page_rights[len(self.text)] = page_rights
        self.text.append(str(text))
        self.number.append(number)
        self.encoding.append(encoding)
        if offset is not None:
            self.offset.append(offset)

    def _text(self, record: dict[str, Any], take: Callable[[str, Any], Any]) -> Any:
        """The value of the text field; the strings of a list, or the turns of a dialogue, joined."""
        fields = self.fields
        # Readers of documents and pages put their text under the whole path.
        if self._simple or fields.text in record:
            return take(fields.text, _MISSING)
        if not paths.has_list(fields.text):
            text = take(fields.text, _MISSING)
            if text is not _MISSING:
                paths.remove(record, fields.text.split("."))
            return text
        if fields.speaker:
            text = paths.turns(record, fields.text, fields.speaker, fields.join)
        else:
            text = paths.joined(record, fields.text, fields.join)
        if text is None:
            return _MISSING
        # Else `meta` would hold the text once more.
        record.pop(paths.first_key(fields.text))
        return text

    def extend(
        self,
        records: list[dict[str, Any]],
        raw: list[bytes],
        before: int,
        offset: int,
    ) -> int:
        """Add the records of consecutive lines that orjson parsed; returns the offset after them.

        Their numbers follow `before`, `offset` is that of the first line. If every record has a text
        (and an id, if the source names an id field), they are added column by column, which is three
        times faster than one by one.
        """
        fields = self.fields
        offsets = [0, *accumulate(len(line) + 1 for line in raw)]
        offsets = [offset + o for o in offsets]
        texts = [r.get(fields.text) for r in records] if self._simple else [None]
        ids = [r.get(fields.id) for r in records] if fields.id else []
        # orjson refuses lone surrogates, so these texts need no check for them.
        if not all(type(t) is str for t in texts) or not all(type(i) is str for i in ids):
            for i, record in enumerate(records):
                self.add(record, before + i + 1, raw[i], offsets[i])
            return offsets[-1]
        self._shapes.update([(tuple(r), tuple(map(type, r.values()))) for r in records])
        self.text, self.id = texts, ids
        for name in ("text", "id"):
            if key := getattr(fields, name):
                for record in records:
                    del record[key]
        for name in ("url", "title", "date"):
            if key := getattr(fields, name):
                setattr(self, name, [_text(r.pop(key, None)) for r in records])
        self.number = list(range(before + 1, before + 1 + len(records)))
        self.offset = offsets[:-1]
        try:
            self.meta = [_json(r) if r else None for r in records]
        except NestedError:
            self._extend_nested(records, raw)
        return offsets[-1]

    def _extend_nested(self, records: list[dict[str, Any]], raw: list[bytes]) -> None:
        """Write the rest of the records, and reject those that nest too deep."""
        deep = [depth_of(record) > DEEPEST for record in records]
        for i in range(len(records)):
            if deep[i]:
                self.reject(self.number[i], "depth", raw[i], self.offset[i])
        kept = [i for i, is_deep in enumerate(deep) if not is_deep]
        for name in ("number", "offset", "text", "id", "url", "title", "date"):
            if column := getattr(self, name):
                setattr(self, name, [column[i] for i in kept])
        self.meta = [_json(records[i]) if records[i] else None for i in kept]

    def reject(self, number: int, reason: str, raw: bytes = b"", offset: int | None = None) -> None:
        """Record why a record cannot become a document, with the first bytes of `raw`."""
        self.rejected.append(Rejected(number, reason, raw[:RAW], offset))

    def batch(self) -> Batch:
        """The batch of all records added. The types that each field had are added to the request."""
        for names, types in self._shapes:
            for name, kind in zip(names, types, strict=True):
                types_of_field = self.request.columns.setdefault(name, set())
                types_of_field.add(_TYPE_NAMES.get(kind, kind.__name__))
        text, repairs = self._texts(), None
        if self.repairs:
            repairs = [self.repairs.get(i) for i in range(len(self.text))]
        page_rights = None
        if self.page_rights:
            page_rights = [self.page_rights.get(i) for i in range(len(self.text))]
        return Batch(
            number=self.number,
            text=text,
            id=self.id or None,
            url=self.url or None,
            title=self.title or None,
            date=self.date or None,
            meta=self.meta or None,
            page_rights=page_rights,
            encoding=self.encoding or "utf-8",
            repairs=repairs,
            offset=self.offset if len(self.offset) == len(self.text) else None,
            rejected=self.rejected,
        )

    def _texts(self) -> pa.Array:
        """The texts as an array; lone surrogates, which UTF-8 cannot hold, become U+FFFD."""
        try:
            return pa.array(self.text, pa.large_string())
        except UnicodeEncodeError:
            for i, text in enumerate(self.text):
                valid = _without_surrogates(text)
                if valid != text:
                    self.text[i] = valid
                    self.repairs.setdefault(i, []).append("surrogate")
            return pa.array(self.text, pa.large_string())


class NestedError(ValueError):
    """A record that nests deeper than JSON is written."""


class _Missing:
    """The value of a field that a record lacks; None is the value null."""


_MISSING = _Missing()


def _reject_reason(text: Any, identifier: Any, needs_id: bool) -> str | None:
    """Why a record with this text and id cannot become a document; None if it can."""
    if text is _MISSING:
        return "no_text"
    if text is None:
        return "empty_text"
    if not isinstance(text, str):
        return "text_not_a_string"
    has_id = isinstance(identifier, str | int) and not isinstance(identifier, bool)
    return "no_id" if needs_id and not has_id else None


def _take_nested(record: dict[str, Any], name: str, default: Any) -> Any:
    """The value of a field: removed from the record at top level, left there if nested (a dotted name)."""
    if name in record:
        return record.pop(name)
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return default
        value = value[part]
    return value


def _chosen(record: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of these paths by path; a path into a list gives the list of its values."""
    chosen: dict[str, Any] = {}
    for name in names:
        found = list(paths.values(record, name))
        if found:
            chosen[name] = found if paths.has_list(name) else found[0]
    return chosen


def _without_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate (half of a UTF-16 pair, which encodes no character)."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


_SURROGATES = re.compile("[\ud800-\udfff]")


def _valid_text(value: Any) -> str | None:
    """A url, title or date as text without lone surrogates; None for a value of another type."""
    text = _text(value)
    return None if text is None else _without_surrogates(text)


def _text(value: Any) -> str | None:
    """A string, number, truth value, date or time as text; None for a value of another type."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool | int | float):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else None


def _json(fields: dict[str, Any]) -> str:
    """The remaining fields of a record as JSON with sorted keys; values that JSON lacks become strings.

    Raises NestedError for fields that nest more than DEEPEST levels deep."""
    try:
        return orjson.dumps(fields, default=str, option=orjson.OPT_SORT_KEYS).decode()
    # orjson refuses integers above 64 bits, lone surrogates, keys other than strings, and deep nesting.
    except (TypeError, ValueError):
        if depth_of(fields) > DEEPEST:
            raise NestedError from None
        plain = with_plain_numbers(fields)
        text = json.dumps(plain, sort_keys=True, default=str, ensure_ascii=False)
        return _without_surrogates(text)


def with_plain_numbers(value: Any) -> Any:
    """The value with each number that JSON or 64 bits cannot hold (NaN, infinity, 1 << 70) as a string."""
    if isinstance(value, dict):
        return {k: with_plain_numbers(v) for k, v in value.items()}
    if isinstance(value, list):
        return [with_plain_numbers(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and not -MAX - 1 <= value <= MAX:
        return str(value)
    return value


MAX = (1 << 63) - 1
