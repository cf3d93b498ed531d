"""Records that come as Python objects, turned into the columns of a batch."""

import json
import math
import re
from functools import partial
from itertools import accumulate
from typing import Any

import orjson
import pyarrow as pa

from pipeline.readers import RAW, Batch, Rejected, Request

_PLAIN = orjson.OPT_SORT_KEYS
_NAMES = {
    str: "string",
    int: "int",
    float: "float",
    bool: "bool",
    type(None): "null",
    dict: "object",
    list: "list",
}


class Columns:
    """The columns of a batch while it grows."""

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
        self.offset: list[int] = []
        self.rejected: list[Rejected] = []
        self._shapes: set[tuple[tuple[str, ...], tuple[type, ...]]] = set()
        self._simple = not any(f and "." in f for f in vars(self.fields).values())

    def add(
        self,
        record: dict[str, Any],
        number: int,
        raw: bytes,
        offset: int | None = None,
        encoding: str = "utf-8",
        repairs: list[str] | None = None,
        date: str | None = None,
    ) -> None:
        """Take in one record. What makes it no document is a reject with `raw`. `date` is used where
        no field is named for it."""
        self._shapes.add((tuple(record), tuple(map(type, record.values()))))
        fields = self.fields
        take = partial(_dug, record) if not self._simple else record.pop
        text = take(fields.text, _MISSING)
        identifier = take(fields.id, None) if fields.id else None
        reason = _why_not(text, identifier, bool(fields.id))
        if reason is not None:
            self.reject(number, reason, raw, offset)
            return
        for column, name in ((self.url, fields.url), (self.title, fields.title)):
            column.append(_spoken(take(name, None)) if name else None)
        self.date.append(_spoken(take(fields.date, None)) if fields.date else date)
        self.id.append(None if identifier is None else _whole(str(identifier)))
        self.meta.append(_dumped(record) if record else None)
        if repairs:
            self.repairs[len(self.text)] = repairs
        self.text.append(str(text))
        self.number.append(number)
        self.encoding.append(encoding)
        if offset is not None:
            self.offset.append(offset)

    def extend(
        self,
        records: list[dict[str, Any]],
        raw: list[bytes],
        before: int,
        offset: int,
    ) -> int:
        """Take in the records of whole lines, numbered after `before`; returns the offset after them.

        Column by column where all of them have a text (and an id, if one is asked for): three times
        faster than one by one.
        """
        fields = self.fields
        offsets = [0, *accumulate(len(line) + 1 for line in raw)]
        offsets = [offset + o for o in offsets]
        texts = [r.get(fields.text) for r in records] if self._simple else [None]
        ids = [r.get(fields.id) for r in records] if fields.id else []
        # orjson made them: there is no lone surrogate among them
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
        self.meta = [_dumped(r) if r else None for r in records]
        self.number = list(range(before + 1, before + 1 + len(records)))
        self.offset = offsets[:-1]
        return offsets[-1]

    def reject(self, number: int, reason: str, raw: bytes = b"", offset: int | None = None) -> None:
        self.rejected.append(Rejected(number, reason, raw[:RAW], offset))

    def batch(self) -> Batch:
        """What was taken in. The types that each field was seen with go to the request."""
        for names, types in self._shapes:
            for name, kind in zip(names, types, strict=True):
                seen = self.request.columns.setdefault(name, set())
                seen.add(_NAMES.get(kind, kind.__name__))
        text, repairs = self._texts(), None
        if self.repairs:
            repairs = [self.repairs.get(i) for i in range(len(self.text))]
        return Batch(
            number=self.number,
            text=text,
            id=self.id or None,
            url=self.url or None,
            title=self.title or None,
            date=self.date or None,
            meta=self.meta or None,
            encoding=self.encoding or "utf-8",
            repairs=repairs,
            offset=self.offset if len(self.offset) == len(self.text) else None,
            rejected=self.rejected,
        )

    def _texts(self) -> pa.Array:
        try:
            return pa.array(self.text, pa.large_string())
        except UnicodeEncodeError:
            for i, text in enumerate(self.text):
                whole = _whole(text)
                if whole != text:
                    self.text[i] = whole
                    self.repairs.setdefault(i, []).append("surrogate")
            return pa.array(self.text, pa.large_string())


class _Missing:
    pass


_MISSING = _Missing()


def _why_not(text: Any, identifier: Any, needs_id: bool) -> str | None:
    """Why a record with this text and id is no document; None if it is one."""
    if text is _MISSING:
        return "no_text"
    if text is None:
        return "empty_text"
    if not isinstance(text, str):
        return "text_not_a_string"
    has_id = isinstance(identifier, str | int) and not isinstance(identifier, bool)
    return "no_id" if needs_id and not has_id else None


def _dug(record: dict[str, Any], name: str, default: Any) -> Any:
    """Take a field out of a record; a dotted name reaches into nested ones and leaves them in place."""
    if name in record:
        return record.pop(name)
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return default
        value = value[part]
    return value


def _whole(text: str) -> str:
    """A text whose lone surrogates, halves of a character of which nothing can be made, are U+FFFD."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


_SURROGATES = re.compile("[\ud800-\udfff]")


def _spoken(value: Any) -> str | None:
    """A small field as text without halves of characters."""
    text = _text(value)
    return None if text is None else _whole(text)


def _text(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool | int | float):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else None


def _dumped(rest: dict[str, Any]) -> str:
    """Further fields as JSON with sorted keys; what JSON has no word for as a string."""
    try:
        return orjson.dumps(rest, default=str, option=_PLAIN).decode()
    except (
        TypeError,
        ValueError,
    ):  # integers above 64 bits, lone surrogates, keys that are no strings
        dumped = json.dumps(speakable(rest), sort_keys=True, default=str, ensure_ascii=False)
        return _whole(dumped)


def speakable(value: Any) -> Any:
    """The same value with the numbers that JSON or 64 bits do not hold as strings."""
    if isinstance(value, dict):
        return {k: speakable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [speakable(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and not -MAX - 1 <= value <= MAX:
        return str(value)
    return value


MAX = (1 << 63) - 1
