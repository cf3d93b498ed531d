"""SubRip and WebVTT subtitles: one record a file, one line a subtitle. Numbers, times, tags, notes and styles
are left out.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request
from pipeline.readers.cues import text_of_cues
from pipeline.readers.records import Columns
from pipeline.readers.single import decoded

EXTENSIONS = (".srt", ".vtt")
MAGIC = ((0, b"WEBVTT"),)
ONE_RECORD = True

_TIMES = re.compile(
    r"\s*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}"
)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text) or one reject."""
    columns = Columns(request)
    if found := decoded(stream, request, columns):
        data, text = found
        record = {request.fields.text: text_of_cues(_cues(text.text))}
        columns.add(record, request.first, data, 0, text.encoding, text.repairs)
    yield columns.batch()


def _cues(text: str) -> Iterator[str]:
    """The lines between each line of times and the next empty line."""
    cue: list[str] | None = None
    for line in text.splitlines():
        if _TIMES.match(line):
            if cue:
                # Without an empty line between, the last one is the number of the next subtitle.
                yield "\n".join(cue[:-1] if cue[-1].strip().isdecimal() else cue)
            cue = []
        elif not line.strip():
            if cue:
                yield "\n".join(cue)
            cue = None
        elif cue is not None:
            cue.append(line)
    if cue:
        yield "\n".join(cue)
