"""Namumark, the markup of Namuwiki, reduced to prose: headings, paragraphs, lists, the words of links stay.

Left out: tables, footnotes, pictures, categories, macros, HTML, comments, formulas and struck-out text,
which is that wiki's way to joke. Code (`#!syntax`) and folded text stay.
"""

import re
from collections.abc import Callable

_REDIRECT = re.compile(r"\s*#(?:redirect|넘겨주기)\s", re.I)
# Blocks inside blocks, and links inside links, that are followed.
DEEPEST = 40

_ESCAPED = re.compile(r"\\(.)")
_BRACES = re.compile(r"\{\{\{((?:(?!\{\{\{|\}\}\}).)*)\}\}\}", re.S)
_STYLED = re.compile(r"#!wiki(?:\s+(?:dark-)?style=(?:\"[^\"]*\"|'[^']*'))*\s*")
_FOLDED = re.compile(r"#!folding[^\n]*(?:\n|$)")
_CODE_BLOCK = re.compile(r"#!syntax[^\n]*\n?")
# a size, or the colours of the text in the light and the dark
_STYLE = re.compile(r"(?:[+-][1-5]|#[0-9A-Za-z]+(?:,#?[0-9A-Za-z]+)?)\s")
_COMMENT = re.compile(r"^##.*\n?", re.M)
_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_NOT_SHOWN = re.compile(r"\s*(?:파일|분류|file|category)\s*:", re.I)
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://")
_RUBY = re.compile(r"\[ruby\(([^,()\[\]]*)(?:,[^()\[\]]*)?\)\]", re.I)
_LINE_BREAK = re.compile(r"\[br\]", re.I)
_MACRO_NAMES = (
    "include|youtube|nicovideo|kakaotv|vimeo|navertv|anchor|age|dday|pagecount|math|datetime|date"
)
_MACRO = re.compile(
    rf"\[(?:(?:{_MACRO_NAMES})(?:\([^\[\]]*?\))?|(?:목차|tableofcontents)(?:\(hide\))?|각주|footnote|clearfix)\]",
    re.I,
)
_FOOTNOTE = re.compile(r"\[\*[^\[\]]*\]")
# a row of a table may hold line ends in its cells
_ROW = re.compile(
    r"^[ \t>]*\|[^\n]*\|\|[ \t]*(?:\n|\Z)|^[ \t>]*\|\|(?:[^\n]*\n){1,40}?[^\n]*\|\|[ \t]*(?:\n|\Z)",
    re.M,
)
_STRUCK = re.compile(r"~~[^~\n]+~~|(?<![-\w])--[^-\s][^-\n]*--(?![-\w])")
# bold and the like may go over line ends, and end with the paragraph
_MARKS = (
    re.compile(r"'''((?:(?!\n\n).)+?)'''", re.S),
    re.compile(r"''((?:(?!\n\n).)+?)''", re.S),
    re.compile(r"__(.+?)__"),
    re.compile(r"\^\^(.+?)\^\^"),
    re.compile(r",,(.+?),,"),
)
_HEADING = re.compile(r"^(={1,6})#?[ \t]+(.+?)[ \t]+#?={1,6}[ \t]*$", re.M)
_RULE = re.compile(r"^-{4,9}[ \t]*$", re.M)
_QUOTE = re.compile(r"^[ \t]*>+[ \t]?", re.M)
_ITEM = re.compile(r"^[ \t]+(\*|[0-9aAiI]\.(?:#\d+)?)[ \t]*", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)
_EMPTY_BRACKETS = re.compile(r" ?\([\s,;·]*\)")
_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
# stands for what markup does not reach while the rest is reduced; no text has this control character
_HELD = re.compile("\x00(\\d+)\x00")
_BLANK_LINES = re.compile(r"\n{3,}")


def is_redirect(text: str) -> bool:
    """True for a page that only names another one."""
    return bool(_REDIRECT.match(text))


def prose(text: str) -> str:
    """The prose of a page in Namumark."""
    held: list[str] = []

    def hold(inner: str) -> str:
        held.append(inner)
        return f"\0{len(held) - 1}\0"

    text = _ESCAPED.sub(lambda sign: hold(sign[1]), text.replace("\0", ""))
    escaped = len(held)

    def hold_code(inner: str) -> str:
        """In code a backslash is a character."""
        return hold(_HELD.sub(lambda piece: of_code(int(piece[1])), inner))

    def of_code(number: int) -> str:
        return f"\\{held[number]}" if number < escaped else held[number]

    text = _repeated(_BRACES, lambda block: _of_block(block[1], hold_code), text)
    text = _COMMENT.sub("", text)
    text = _repeated(_LINK, _of_link, text)
    text = _RUBY.sub(r"\1", _LINE_BREAK.sub("\n", text))
    text = _repeated(_FOOTNOTE, lambda _: "", _MACRO.sub("", text))
    text = _STRUCK.sub("", _ROW.sub("", text))
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    text = _QUOTE.sub("", _RULE.sub("", _HEADING.sub(r"\1 \2 \1", text)))
    text = _INDENT.sub("", _ITEM.sub(r"\1 ", text))
    text = _BLANKS.sub(" ", _EMPTY_BRACKETS.sub("", text))
    text = _HELD.sub(lambda piece: held[int(piece[1])], text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _repeated(pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with the pattern replaced from the inside out."""
    for _ in range(DEEPEST):
        text, count = pattern.subn(by, text)
        if not count:
            break
    return text


def _of_block(inner: str, hold: Callable[[str], str]) -> str:
    """What a block in braces shows; code and literal text are held, so that their blanks and signs stay."""
    for opening in (_STYLED, _FOLDED, _STYLE):
        if found := opening.match(inner):
            return inner[found.end() :]
    if found := _CODE_BLOCK.match(inner):
        return hold(inner[found.end() :])
    return "" if inner.startswith("#!") else hold(inner)


def _of_link(match: re.Match[str]) -> str:
    """What a link shows: its label, else the name of the page or, within the page, of the section."""
    target, label = match[1], match[2]
    if _NOT_SHOWN.match(target):
        return ""
    if label is not None:
        return label
    if _ADDRESS.match(target):
        return ""
    page = target.rpartition("#")[0] or target
    return page.removeprefix(":").removeprefix("문서:")
