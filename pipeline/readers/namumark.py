"""Namumark, the markup of Namuwiki, reduced to prose: headings, paragraphs, lists, the words of links stay.

Left out: tables, footnotes, pictures, categories, macros, HTML, comments, formulas and struck-out text,
which is that wiki's way to joke. Code (`#!syntax`) and folded text stay.
"""

import re
from collections.abc import Callable

_REDIRECT = re.compile(r"\s*#(?:redirect|넘겨주기)\s", re.I)
# Blocks inside blocks, and links inside links, that are followed.
DEEPEST = 40

_COMMENT = re.compile(r"^##.*\n?", re.M)
_BRACES = re.compile(r"\{\{\{((?:(?!\{\{\{|\}\}\}).)*)\}\}\}", re.S)
_WIKI_BLOCK = re.compile(r"#!(wiki|folding)[^\n]*(?:\n|$)")
_CODE_BLOCK = re.compile(r"#!syntax[^\n]*\n?")
# a size, or the colours of the text in the light and the dark
_STYLE = re.compile(r"(?:[+-][1-5]|#[0-9A-Za-z]+(?:,#[0-9A-Za-z]+)?)\s")
_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_NOT_SHOWN = re.compile(r"\s*:?(?:파일|분류|file|category)\s*:", re.I)
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://")
_RUBY = re.compile(r"\[ruby\(([^,()\[\]]*)(?:,[^()\[\]]*)?\)\]", re.I)
_LINE_BREAK = re.compile(r"\[br\]", re.I)
_MACRO_NAMES = (
    "include|youtube|nicovideo|kakaotv|vimeo|navertv|anchor|age|dday|pagecount|math|datetime|date"
)
_MACRO = re.compile(
    rf"\[(?:(?:{_MACRO_NAMES})(?:\([^\[\]]*?\))?|목차|tableofcontents|각주|footnote|clearfix)\]",
    re.I,
)
_FOOTNOTE = re.compile(r"\[\*[^\[\]]*\]")
# a row of a table may hold line ends in its cells
_ROW = re.compile(
    r"^[ \t>]*\|[^\n]*\|\|[ \t]*(?:\n|\Z)|^[ \t>]*\|\|(?:[^\n]*\n){1,40}?[^\n]*\|\|[ \t]*(?:\n|\Z)",
    re.M,
)
_STRUCK = re.compile(r"~~[^~\n]+~~|(?<![-\w])--[^-\s][^-\n]*--(?![-\w])")
_MARKS = (
    re.compile(r"'''(.+?)'''"),
    re.compile(r"''(.+?)''"),
    re.compile(r"__(.+?)__"),
    re.compile(r"\^\^(.+?)\^\^"),
    re.compile(r",,(.+?),,"),
)
_HEADING = re.compile(r"^(={1,6})#?[ \t]+(.+?)[ \t]+#?={1,6}[ \t]*$", re.M)
_RULE = re.compile(r"^-{4,9}[ \t]*$", re.M)
_QUOTE = re.compile(r"^[ \t]*>+[ \t]?", re.M)
_ITEM = re.compile(r"^[ \t]+(\*|[0-9aAiI]\.(?:#\d+)?)[ \t]*", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)
_ESCAPED = re.compile(r"\\(.)")
_EMPTY_BRACKETS = re.compile(r" ?\([\s,;·]*\)")
_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
# stands for a block of code while the rest is reduced; no text has this control character
_HELD = re.compile("\x00(\\d+)\x00")
_BLANK_LINES = re.compile(r"\n{3,}")


def is_redirect(text: str) -> bool:
    """True for a page that only names another one."""
    return bool(_REDIRECT.match(text))


def prose(text: str) -> str:
    """The prose of a page in Namumark."""
    held: list[str] = []
    text = _COMMENT.sub("", text.replace("\0", ""))
    text = _repeated(_BRACES, lambda block: _of_block(block, held), text)
    text = _repeated(_LINK, _of_link, text)
    text = _RUBY.sub(r"\1", _LINE_BREAK.sub("\n", text))
    text = _repeated(_FOOTNOTE, lambda _: "", _MACRO.sub("", text))
    text = _STRUCK.sub("", _ROW.sub("", text))
    for mark in _MARKS:
        text = mark.sub(r"\1", text)
    text = _QUOTE.sub("", _RULE.sub("", _HEADING.sub(r"\1 \2 \1", text)))
    text = _INDENT.sub("", _ITEM.sub(r"\1 ", text))
    text = _BLANKS.sub(" ", _ESCAPED.sub(r"\1", _EMPTY_BRACKETS.sub("", text)))
    text = _HELD.sub(lambda code: held[int(code[1])], text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _repeated(pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with the pattern replaced from the inside out."""
    for _ in range(DEEPEST):
        text, count = pattern.subn(by, text)
        if not count:
            break
    return text


def _of_block(match: re.Match[str], held: list[str]) -> str:
    """What a block in braces shows; code is held, so that its blanks and signs stay."""
    inner = match[1]
    if found := _WIKI_BLOCK.match(inner):
        return inner[found.end() :]
    if found := _CODE_BLOCK.match(inner):
        held.append(inner[found.end() :])
        return f"\0{len(held) - 1}\0"
    if inner.startswith("#!"):
        return ""
    return inner[found.end() :] if (found := _STYLE.match(inner)) else inner


def _of_link(match: re.Match[str]) -> str:
    """What a link shows: its label, else the name of the page; nothing for pictures and categories."""
    target, label = match[1], match[2]
    if _NOT_SHOWN.match(target):
        return ""
    if label is not None:
        return label
    return "" if _ADDRESS.match(target) else target.partition("#")[0].lstrip(":")
