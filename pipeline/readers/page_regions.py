"""Where in a page a byte stands: script, comment, head, footer or figure; by the tags before it, unparsed."""

import re
from collections import deque

# Share of a page behind which a block counts as footer, if no tag says so.
_LOW = 0.8
# Bytes before a word in which a tag that says where it stands is looked for, and the beginning of a comment.
_NEAR, _COMMENT = 1_500, 4_000
_JSON_LD = re.compile(rb"<script[^>]{0,200}application/ld\+json", re.IGNORECASE)
_FOOTER = re.compile(
    rb"""<(?:footer|small|address)\b|\b(?:id|class)=["']?[^"'>]{0,80}?(?:foot|copyright|licen[sc]e|colophon|kogl|ccl)"""
)
_FIGURE = re.compile(
    rb"""<(?:figure(?![^>]{0,80}(?:licen|ccl|kogl|copyright))|figcaption)\b|\bclass=["']?[^"'>]{0,80}?(?:caption|photo-?credit|image-?credit|gallery)"""
)
# Readers' comments, by the names of their elements; what ends them.
_COMMENT_BOX = re.compile(
    rb"""\b(?:id|class)=["']?[^"'>]{0,60}?\b(?:comments?(?:-?(?:list|area|body|text|content|box))?|cmts?|repl(?:y|ies)|disqus_thread|replies-?list)\b(?![^>]{0,80}(?:licen|copyright|ccl))"""
)
_COMMENT_ENDS = re.compile(
    rb"""</(?:section|article|main|aside)\s*>|<(?:footer|aside|main|nav)\b|\b(?:id|class)=["']?[^"'>]{0,40}?(?:foot|copyright|licen[sc]e|ccl|tags|related|post)\b"""
)
_TEASER_HEAD = (
    rb"<h[1-6]\b[^>]*>\s*(?:<[^>]*>\s*)?(?:related|recommended|more from|you may|see also|similar|also read|"
    + "관련|함께|추천|연관|비슷한|다른 글|더 읽".encode()
    + rb")|"
)
# Works of others that a page recommends: a card in an aside, a list of related pages.
_TEASER_BOX = re.compile(
    _TEASER_HEAD
    + rb"""\b(?:id|class)=["']?[^"'>]{0,60}?(?:related|recommend|similar|teaser|also-?(?:like|read)|"""
    rb"""more-?(?:from|works|articles)|"""
    rb"""other-?works|suggest|carousel|embed|preview-?card|link-?card|og-?card|\bcards?\b)"""
)
_TEASER_ENDS = re.compile(
    rb"""</(?:section|article|main|aside|ul|ol)\s*>|<(?:footer|main)\b|\b(?:id|class)=["']?[^"'>]{0,40}?(?:foot|copyright|licen[sc]e|ccl|kogl|rights|colophon)"""
)
_OF_TEASER = (
    b"<h",
    b"related",
    b"recommend",
    b"similar",
    b"teaser",
    b"also",
    b"more",
    b"other",
    b"suggest",
    b"carousel",
    b"embed",
    b"card",
)
_DIV = re.compile(rb"</?div\b")
# An entry of a form: one of several that a reader may choose.
_CHOICE = re.compile(rb"""<option\b|<input\b[^>]*type=["']?(?:radio|checkbox)""")
_CHOICE_ENDS = re.compile(rb"</(?:option|li|label|p|div|td|form|select)\s*>")
# Prose behind a quotation, and bytes in which it is looked for.
_PROSE = re.compile(rb"<p\b[^>]*>[^<]{60}")
_BEHIND = 1_200
# Bytes of a block of code that may be an example.
_EXAMPLE = 3_000
_FIGURE_ENDS = re.compile(rb"</(?:figure|figcaption|p|li|td)\s*>")
_FOOTER_ENDS = re.compile(rb"</(?:footer|address|article|main)\s*>")
# Without any of these words there is no figure: the expression need not look.
_OF_FIGURE = (b"figure", b"figcaption", b"caption", b"credit", b"gallery")


class Regions:
    """The regions of one page."""

    def __init__(self, html: bytes) -> None:
        body = html.find(b"<body")
        # Old pages write their tags in capitals.
        self._html = html if body >= 0 else html.lower()
        self._body = max(0, body if body >= 0 else self._html.find(b"<body"))
        # Tag -> (how far it was looked for, where it last begins): places mostly come in order.
        self._last: dict[bytes, tuple[int, int]] = {}

    def _opened(self, tag: bytes, at: int) -> int:
        """Where the element that a byte stands in begins; -1 if it stands in none."""
        looked, last = self._last.get(tag, (0, -1))
        if at < looked:
            opened = self._html.rfind(b"<" + tag, 0, at)
        else:
            opened = self._html.rfind(b"<" + tag, looked, at)
            opened = last if opened < 0 else opened
            self._last[tag] = max(0, at - len(tag)), opened
        return opened if opened >= 0 and self._html.find(b"</" + tag, opened, at) < 0 else -1

    def json_ld(self, at: int) -> tuple[int, int] | None:
        """(start, end) of the content of the linked data that a byte stands in; None elsewhere."""
        opened = self._opened(b"script", at)
        if opened < 0 or not _JSON_LD.match(self._html, opened):
            return None
        stop = self._html.find(b"</script", at)
        return self._html.find(b">", opened) + 1, len(self._html) if stop < 0 else stop

    def is_hidden(self, at: int) -> bool:
        """True inside a script, style or comment, which no reader sees."""
        if self._opened(b"script", at) >= 0 or self._opened(b"style", at) >= 0:
            return True
        near = max(0, at - _COMMENT)
        return self._html.rfind(b"<!--", near, at) > self._html.rfind(b"-->", near, at)

    def is_of_others(self, at: int) -> bool:
        """True inside a comment of a reader, or a quotation behind which prose goes on."""
        if self._opened(b"blockquote", at) >= 0:
            closed = self._html.find(b"</blockquote", at)
            if closed >= 0 and _PROSE.search(self._html, closed, closed + _BEHIND):
                return True
        # An example in a block of code; a page that is one such block is the document itself.
        if (opened := self._opened(b"pre", at)) >= 0:
            closed = self._html.find(b"</pre", at)
            is_small = 0 <= closed - opened < _EXAMPLE
            if is_small and _PROSE.search(self._html, closed, closed + _BEHIND):
                return True
        near = self._html[max(0, at - 2 * _NEAR) : at + 1]
        if b"comment" not in near and b"cmt" not in near and b"repl" not in near:
            return False
        return _is_inside(near, _COMMENT_BOX, _COMMENT_ENDS)

    def is_teaser(self, at: int) -> bool:
        """True inside a box that recommends other works; a card alone is one only in an aside."""
        near = self._html[max(0, at - _NEAR) : at + 1].lower()
        if not any(word in near for word in _OF_TEASER) or not _is_inside(
            near, _TEASER_BOX, _TEASER_ENDS
        ):
            return False
        found = deque(_TEASER_BOX.finditer(near), maxlen=1)[0]
        last, inside = found[0], near[found.end() :]
        depth = 1
        for tag in _DIV.finditer(inside):
            depth += -1 if tag[0].startswith(b"</") else 1
            if depth == 0:
                return False  # the box was closed before
        return (
            not last.endswith((b"card", b"cards"))
            or b"-card" in last
            or self._opened(b"aside", at) >= 0
        )

    def is_choice(self, at: int) -> bool:
        """True for an entry of a form."""
        near = self._html[max(0, at - 300) : at + 1].lower()
        return (b"<option" in near or b"<input" in near) and _is_inside(near, _CHOICE, _CHOICE_ENDS)

    def place(self, at: int) -> str:
        """head, figure, footer or body."""
        if at < self._body:
            return "head"
        near = self._html[max(0, at - _NEAR) : at + 1].lower()
        if any(word in near for word in _OF_FIGURE) and _is_inside(near, _FIGURE, _FIGURE_ENDS):
            return "figure"
        if at > _LOW * len(self._html) or _is_inside(near, _FOOTER, _FOOTER_ENDS):
            return "footer"
        return "footer" if self._opened(b"footer", at) >= 0 else "body"


def _is_inside(near: bytes, opening: re.Pattern[bytes], ending: re.Pattern[bytes]) -> bool:
    """True if the last of some tags before a place is not closed there."""
    last = deque(opening.finditer(near), maxlen=1)
    return bool(last) and not ending.search(near, last[0].end())
