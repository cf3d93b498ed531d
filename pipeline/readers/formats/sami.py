"""SAMI, the subtitles of Korean players: one record a language, in the order of the file. The class and
language that the file states go to `meta`; times, tags, comments and frames of moving letters are left out.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request
from pipeline.readers.cues import text_of_cues
from pipeline.readers.records import Columns
from pipeline.readers.single import decoded

EXTENSIONS = (".smi", ".sami")
WEAK_MAGIC = (b"<sami",)

# Milliseconds below which a subtitle that another one follows is a frame of moving letters.
FRAME = 250

_SYNC = re.compile(r"<sync\b([^<>]*)>", re.IGNORECASE)
_START = re.compile(r"start\s*=\s*[\"']?(\d{1,10})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b([^<>]*)>", re.IGNORECASE)
_CLASS = re.compile(r"class\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_STYLE = re.compile(r"\.([\w-]{1,64})\s*\{([^{}]*)\}")
_LANGUAGE = re.compile(r"\blang\s*:\s*([\w-]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<]*)<", re.IGNORECASE)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with a record for each class (text, title, meta.class, meta.lang), or one reject."""
    columns = Columns(request)
    if found := decoded(stream, request, columns):
        data, text = found
        records = _records(text.text, request)
        for number, record in enumerate(records, request.first):
            columns.add(record, number, data, 0, text.encoding, text.repairs)
        if not records:
            columns.reject(request.first, "no_content", data, 0)
    yield columns.batch()


def _records(text: str, request: Request) -> list[dict[str, str]]:
    """A record for each class that has text."""
    body = _without_comments(text)
    # The styles stand in a comment.
    styles = dict(_STYLE.findall(text[: text.lower().find("<body")]))
    title = _TITLE.search(body)
    records: list[dict[str, str]] = []
    for name, cues in _cues(body).items():
        record = {request.fields.text: text_of_cues(cues)}
        if not record[request.fields.text]:
            continue
        if title and title[1].strip() and request.fields.title:
            record[request.fields.title] = title[1].strip()
        if name:
            record["class"] = name
        if language := _LANGUAGE.search(styles.get(name, "")):
            record["lang"] = language[1]
        records.append(record)
    return records


def _cues(body: str) -> dict[str, list[str]]:
    """Class -> its subtitles with their tags. Names of classes do not mind case."""
    timed: dict[str, list[tuple[int, str]]] = {}
    names: dict[str, str] = {}
    blocks = _SYNC.split(body)
    for attributes, block in zip(blocks[1::2], blocks[2::2], strict=True):
        start = _START.search(attributes)
        # Text before the first paragraph, then (attributes, text) of each.
        pieces = ["", *_PARAGRAPH.split(block)]
        for stated, text in zip(pieces[0::2], pieces[1::2], strict=True):
            found = _CLASS.search(stated)
            name = names.setdefault(found[1].lower(), found[1]) if found else ""
            # White space before the first paragraph shows nothing; "&nbsp;" in one ends the last.
            if stated or text.strip():
                timed.setdefault(name, []).append((int(start[1]) if start else 0, text))
    return {name: _without_frames(cues) for name, cues in timed.items()}


def _without_frames(cues: list[tuple[int, str]]) -> list[str]:
    """The subtitles of one class, of moving letters the last frame alone."""
    kept: list[str] = []
    for (start, text), (end, following) in zip(cues, [*cues[1:], (0, "")], strict=True):
        is_frame = 0 < end - start < FRAME and text_of_cues([following])
        if not is_frame:
            kept.append(text)
    return kept


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        parts.append(text[at:start])
        end = text.find("-->", start)
        if end < 0:
            # Players show what follows a comment without end.
            parts.append(text[start + 4 :])
            return "".join(parts)
        at = end + 3
    return "".join([*parts, text[at:]])
