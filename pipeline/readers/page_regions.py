"""Where in a page a byte stands: script, comment, head, footer or figure; by tags, without parsing."""

import bisect
import re
from collections.abc import Iterator

# Share of a page behind which a block counts as footer, if no tag says so.
_LOW = 0.8
# What no reader sees: how it begins and ends.
_HIDDEN = ((b"<script", b"</script"), (b"<style", b"</style"))
# Bytes before a word in which the beginning of a comment is looked for.
_COMMENT = 4_000
_JSON_LD = re.compile(rb"""<script[^>]{0,200}application/ld\+json""", re.IGNORECASE)
_FOOTER = re.compile(
    rb"""<(?:footer|small|address)\b|<[a-z]+[^>]{0,200}?\b(?:id|class)=["']?[^"'>]{0,80}?(?:foot|copyright|licen[sc]e|colophon|kogl|ccl)""",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rb"""<(?:figure|figcaption)\b|\bclass=["']?[^"'>]{0,80}?(?:caption|photo-?credit|image-?credit|gallery)""",
    re.IGNORECASE,
)
# Bytes before a word in which a tag that says where it stands is looked for.
_NEAR = 1_500
_ENDS = {
    "figure": re.compile(rb"</(?:figure|figcaption|p|li|td)\s*>", re.IGNORECASE),
    "footer": re.compile(rb"</(?:footer|address|article|main)\s*>", re.IGNORECASE),
}


class Regions:
    """The regions of one page."""

    def __init__(self, html: bytes) -> None:
        self._html = html
        lowered = html.lower()
        spans = list(_spans(lowered))
        self._starts, self._stops = [a for a, _ in spans], [b for _, b in spans]
        self._body = max(0, lowered.find(b"<body"))
        self._footers = _footers(lowered)

    def _closed(self, at: int) -> int | None:
        """The number of the script or style that a byte stands in."""
        i = bisect.bisect_right(self._starts, at) - 1
        return i if i >= 0 and at < self._stops[i] else None

    def is_json_ld(self, at: int) -> bool:
        """True inside a script of linked data."""
        i = self._closed(at)
        return i is not None and _JSON_LD.match(self._html, self._starts[i]) is not None

    def is_hidden(self, at: int) -> bool:
        """True inside a script, style or comment that no reader sees, but for linked data."""
        if self._closed(at) is not None:
            return not self.is_json_ld(at)
        near = max(0, at - _COMMENT)
        return self._html.rfind(b"<!--", near, at) > self._html.rfind(b"-->", near, at)

    def script(self, at: int) -> tuple[int, int]:
        """(start, end) of the content of the script around a byte."""
        i = self._closed(at)
        assert i is not None
        return self._html.find(b">", self._starts[i]) + 1, self._stops[i]

    def place(self, at: int) -> str:
        """head, figure, footer or body."""
        if at < self._body:
            return "head"
        near = max(0, at - _NEAR)
        for name, opening in (("figure", _FIGURE), ("footer", _FOOTER)):
            last = None
            for last in opening.finditer(self._html, near, at + 1):
                pass
            if last and not _ENDS[name].search(self._html, last.end(), at):
                return name
        if any(a <= at < b for a, b in self._footers) or at > _LOW * len(self._html):
            return "footer"
        return "body"


def _spans(html: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of each script and style of a page in lower case, in order."""
    nexts, at = [html.find(opening) for opening, _ in _HIDDEN], 0
    while any(n >= 0 for n in nexts):
        start = min(n for n in nexts if n >= 0)
        opening, ending = _HIDDEN[nexts.index(start)]
        found = html.find(ending, start + len(opening))
        at = len(html) if found < 0 else found + len(ending)
        yield start, at
        # Openings inside the span do not count; the others are known already.
        nexts = [
            html.find(o, at) if 0 <= n < at else n for n, (o, _) in zip(nexts, _HIDDEN, strict=True)
        ]


def _footers(html: bytes) -> list[tuple[int, int]]:
    """(start, end) of each <footer> of a page in lower case."""
    spans, at = [], html.find(b"<footer")
    while at >= 0:
        stop = html.find(b"</footer", at)
        spans.append((at, len(html) if stop < 0 else stop))
        at = html.find(b"<footer", at + 1)
    return spans
