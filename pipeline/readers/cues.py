"""Cues: the pieces of text that subtitles show, as running text."""

import html
import re
from collections.abc import Iterable

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# <v Name> says who speaks.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
# Tags of HTML and WebVTT, and of SubStation: {\an8}.
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")


def text_of_cues(cues: Iterable[str]) -> str:
    """One line a cue, two if two people speak. A line that is shown again right away is taken once."""
    lines: list[str] = []
    for cue in cues:
        spoken: list[str] = []
        for piece in _BREAK.sub("\n", _VOICE.sub(r"\1: ", cue)).split("\n"):
            text = " ".join(html.unescape(_TAG.sub("", piece)).split())
            if spoken and not text.startswith("-"):
                spoken[-1] = f"{spoken[-1]} {text}".strip()
            else:
                spoken.append(text)
        lines += [line for line in spoken if line]
    return "\n".join(
        line for before, line in zip(["", *lines], lines, strict=False) if line != before
    )
