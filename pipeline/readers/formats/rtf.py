"""RTF: one record a file, also of the Korean code page. Headers, footers, pictures and comments are left out;
footnotes follow the text; rows of tables are lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from pipeline.readers import Batch, Request, charset, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document

EXTENSIONS = (".rtf",)
MAGIC = ((0, b"{\\rtf"),)
ONE_RECORD = True

# A control word with its number, a hexadecimal byte, a control symbol, a brace, or text.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
# Groups whose content does not belong to the body.
LEFT_OUT = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable info header headerl headerr headerf footer "
    b"footerl footerr footerf pict object fldinst themedata colorschememapping datastore annotation atnid "
    b"atnauthor xmlnstbl rsidtbl generator pgptbl shpinst bkmkstart bkmkend revtbl listtext pntext "
    b"latentstyles filetbl".split()
)
SPACES = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"tab": "\t",
    b"row": "\n",
    b"cell": prose.CELL,
    b"nestcell": " ",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
SYMBOLS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
# Code pages by the character sets of fonts.
CHARSETS = {129: "cp949", 128: "cp932", 134: "gbk", 136: "big5", 204: "cp1251", 238: "cp1250"}
# Groups within groups; \bin skips up to this many bytes.
DEPTH = 1_000


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


@dataclass
class _Group:
    """The state that a group takes over from the one around it."""

    # Where text goes: body, notes, a field of the information, or nowhere.
    target: str = "body"
    codec: str = "cp1252"
    # Characters that follow each \u for readers without Unicode.
    skip: int = 1
    hidden: bool = False
    # In the text of a code page that is written again in Unicode: whether text around both is hidden.
    hidden_outside: bool | None = None


@dataclass
class _Parser:
    """The texts of a document by target, and bytes that wait for the second half of a character."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    pending: bytearray = field(default_factory=bytearray)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    in_table: bool = False
    left_to_skip: int = 0

    @property
    def group(self) -> _Group:
        return self.groups[-1]

    def write(self, text: str) -> None:
        self.flush()
        if not self.group.hidden:
            self.texts.setdefault(self.group.target, []).append(text)

    def flush(self) -> None:
        """Decode the bytes that wait; a half of a character becomes U+FFFD."""
        if self.pending:
            text = self.pending.decode(self.group.codec, "replace")
            self.pending.clear()
            if not self.group.hidden:
                self.texts.setdefault(self.group.target, []).append(text)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(BROKEN)
    parser = _Parser()
    at, end = data.index(b"{"), len(data)
    opened = False
    while at < end and len(parser.groups) > opened:
        token = _TOKEN.match(data, at)
        assert token is not None, "every byte begins a token"
        at = token.end()
        word, number, byte, symbol, brace, text = token.groups()
        if word is not None:
            at = _word(parser, word, number, at)
        elif brace == b"{":
            parser.flush()
            if len(parser.groups) > DEPTH:
                raise UnreadableError("too_deep")
            parser.groups.append(_Group(**vars(parser.group)))
            opened = True
        elif brace == b"}":
            parser.flush()
            parser.groups.pop()
        elif byte is not None:
            if parser.left_to_skip:
                parser.left_to_skip -= 1
            else:
                parser.pending += bytes.fromhex(byte.decode())
        elif symbol == b"*":
            parser.flush()
            _ignore_unknown(parser, data, at)
        elif symbol is not None:
            parser.write(SYMBOLS.get(symbol, ""))
        elif text is not None:
            skipped = min(parser.left_to_skip, len(text))
            parser.left_to_skip -= skipped
            parser.pending += text[skipped:]
    if len(parser.groups) > 1:
        raise UnreadableError(BROKEN)
    parser.flush()
    texts = {target: "".join(parts) for target, parts in parser.texts.items()}
    author = texts.get("author", "").strip()
    return Document(
        prose.joined([*map(_line, texts.get("body", "").split("\n")), "", texts.get("notes", "")]),
        texts.get("title", "").strip() or None,
        None,
        {"author": author} if author else {},
    )


def _line(text: str) -> str:
    """A line; of a row of a table, without the mark behind its last cell."""
    return prose.row(text.split(prose.CELL)) if prose.CELL in text else text


def _word(parser: _Parser, word: bytes, number: bytes | None, at: int) -> int:
    """Apply a control word; returns where reading goes on."""
    group = parser.group
    value = int(number) if number is not None else None
    if word == b"u" and value is not None:
        parser.write(_unit(value))
        parser.left_to_skip = group.skip
        return at
    parser.left_to_skip = 0
    parser.flush()
    if word in (b"pard", b"intbl"):
        parser.in_table = word == b"intbl"
    elif word == b"par" and parser.in_table:
        parser.write(" ")
    elif word in SPACES:
        parser.write(SPACES[word])
    elif word == b"uc":
        group.skip = min(value if value is not None else 1, 8)
    elif word == b"ansicpg" and value:
        codec = charset.canonical(f"cp{value}")
        group.codec = parser.groups[0].codec = codec or group.codec
    elif word == b"bin" and value:
        return at + value
    elif word == b"f" and value is not None:
        parser.font = value
        group.codec = parser.fonts.get(value, parser.groups[0].codec)
    elif word == b"fcharset" and value in CHARSETS:
        parser.fonts[parser.font] = group.codec = CHARSETS[value]
    elif word in (b"title", b"author"):
        group.target, group.hidden = word.decode(), group.hidden_outside is not None
    elif word == b"footnote":
        group.target = "notes"
    elif word == b"deleted" or word == b"v":
        group.hidden = value != 0
    elif word == b"upr":
        group.hidden_outside, group.hidden = group.hidden, True
    elif word in LEFT_OUT:
        group.hidden = True
    return at


def _unit(value: int) -> str:
    """The character of \\u, which is signed and may be one half of a pair."""
    return chr(value & 0xFFFF)


def _ignore_unknown(parser: _Parser, data: bytes, at: int) -> None:
    """Leave out a group that readers may ignore, but for its shape's text, the result of fields, and what is
    written in Unicode beside a code page."""
    token = _TOKEN.match(data, at)
    if token is not None and token.group(1) == b"ud":
        parser.group.hidden = bool(parser.group.hidden_outside)
        parser.group.hidden_outside = None
    elif token is None or token.group(1) not in (
        b"shptxt",
        b"fldrslt",
        b"footnote",
        b"nesttableprops",
    ):
        parser.group.hidden = True
