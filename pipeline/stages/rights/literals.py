"""Strings of programs: the template of a notice is not the notice of the file that holds it."""

import re

# Bytes above a line in which the string that holds it may begin, and bytes of a line.
LITERAL, LINE = 6_000, 400
# What opens a string that is a value: `TEMPLATE = """`, `render(`, `text: '''`; a docstring stands alone.
_ASSIGNS = re.compile(rb"(?:[=(,:\[+]|\breturn|\byield)\s*[rbfuRBFU]{0,2}\Z")
_ASSIGNS_TICK = re.compile(rb"(?:[=(]|\breturn)\s*\Z")
_OWN_LINE = re.compile(rb"(?i)\s*__(?:copyright|licen[sc]e)__\s*=")
_TRIPLE = re.compile(rb"""[^#\n]{0,80}?[=(,:\[]\s*[rbfuRBFU]{0,2}(?:\"{3}|'{3})""")
# `__copyright__ = """`: the notice of the module itself.
_OWN = re.compile(rb"(?i)\b__(?:copyright|licen[sc]e)__\s*=\s*\Z")
# A line that is a string: `print("...")`, `NOTICE = "..."`, `"..." \\`.
_STRING = re.compile(
    rb"""\s*(?:(?:const|let|var|static|final|public|private|echo|return)\s+)*(?:[\w.\[\]:]{1,60}\s*\+?=|[\w.]{1,60}\()\s*[\[({]{0,2}\s*[rbfu]{0,2}["'`].*|\s*[rbfu]{0,2}["'].*["']\s*(?:[,;+\\)]|<<)\s*\Z|\s{2,}[rbfu]{0,2}["'].*["']\s*\Z"""
)
# Fields of metadata, and markup.
_OF_META = re.compile(
    rb"""(?i)\s*["']?(?:__)?(?:[\w.-]*_)?(?:licen[sc]es?|copyright|rights)(?:__)?["']?\s*(?:[=(]|:(?!:))|\s*["'][\w-]+["']\s*:|[^=(]*<|.*(?:href|src|class)="""
)


# `"MIT": "MIT License"`: a table of the names of licences.
_OF_NAMES = re.compile(
    rb"""(?i)\s*[\[({]?\s*["']?(?:mit|isc|[al]?gpl|gnu|bsd|[0-9]?bsd|apache|mpl|epl|cc|cc0|zlib|unlicen[sc]e|wtfpl|gfdl|odbl|kogl|public[ _-]?domain)[\w.+ -]{0,40}["']?\s*(?:=>|[:,=])\s*[\[({]?\s*["']"""
)


def in_literal(text: bytes, start: int) -> bool:
    """True for a line, by the offset where it begins, inside a string of a program."""
    for quote in (b'"""', b"'''", b"`"):
        # A quote behind `=` or `(` opens a string, so that none need be counted.
        opened = text.rfind(quote, max(0, start - LITERAL), start)
        opens = _ASSIGNS_TICK if quote == b"`" else _ASSIGNS
        if opened >= 0 and opens.search(text, max(0, opened - 40), opened):
            return _OWN.search(text, max(0, opened - 40), opened) is None
    stop = text.find(b"\n", start)
    line = text[start : len(text) if stop < 0 else min(stop, start + LINE)]
    if _TRIPLE.match(line):
        return _OWN_LINE.match(line) is None
    if _OF_NAMES.match(line):
        return True
    return _STRING.match(line) is not None and _OF_META.match(line) is None
