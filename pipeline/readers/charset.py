"""Bytes to text: as UTF-8, else in the declared encoding, else in the detected one.

Some encodings of Korean text pass for others: UTF-16 without a byte order mark and ISO-2022-KR are valid
ASCII, EUC-JP and GB 2312 decode as CP949 to rare but valid syllables, and UTF-8 with one bad byte decodes
as Windows-1252. Each has its rule below.
"""

import codecs
import re
from dataclasses import dataclass

import chardet

# Bytes that detection looks at.
SNIFFED = 1 << 16
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 before UTF-16: the mark of UTF-16 is the beginning of that of UTF-32.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Declared encoding -> the larger set that browsers use in its place (WHATWG Encoding).
SUPERSETS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "euc_jis_2004": "euc_jp",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}
_ALIASES = {
    "ksc5601": "cp949",
    "ks-c-5601-1987": "cp949",
    "windows-949": "cp949",
    "x-johab": "johab",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_C1 = re.compile(rb"[\x80-\x9f]")
# Escapes of ISO-2022, which writes Korean in seven-bit bytes.
_SHIFTED = re.compile(rb"\x1b\$|\x0e[\x21-\x7e]")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was decoded from, and whether undecodable bytes became U+FFFD."""

    text: str
    encoding: str
    replaced: bool = False

    @property
    def repairs(self) -> list[str] | None:
        """The repairs of a document with this text."""
        return ["undecodable"] if self.replaced else None


def canonical(name: str) -> str | None:
    """The codec that a declared name stands for; None if Python has no text codec for it."""
    name = name.strip().lower().replace("_", "-")
    try:
        codec = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding:
        return None
    return SUPERSETS.get(codec.name, codec.name)


def declared_in(data: bytes) -> str | None:
    """The encoding that a page or an XML file declares in its first 4 KiB; None if it declares none."""
    match = _DECLARED.search(data, 0, 4096)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def marked(data: bytes) -> tuple[bytes, str] | None:
    """(mark, encoding) if the bytes begin with a byte order mark, else None."""
    return next((m for m in BYTE_ORDER_MARKS if data.startswith(m[0])), None)


def wide(head: bytes) -> tuple[int, str] | None:
    """(length of the byte order mark, encoding) of text in UTF-16 or UTF-32, by its first bytes; else None.

    Without a mark it is UTF-16 if one unit in twenty is ASCII, which is a zero and a letter, the bytes are
    not UTF-8 with a few zeros in it, and the text has no controls in the order of bytes that gives more
    ASCII (가 and some other syllables end in a zero).
    """
    if mark := marked(head):
        return None if mark[1] == "utf-8" else (len(mark[0]), mark[1])
    zeros = head.count(0)
    if 40 * zeros < len(head) or (4 * zeros < len(head) and _begins_utf8(head)):
        return None
    encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    text = head[: len(head) & ~1].decode(encoding, "surrogatepass")
    return None if not text or _CONTROLS.search(text) else (0, encoding)


def _begins_utf8(head: bytes) -> bool:
    """True if the bytes are UTF-8, the last character cut short or not."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def decode(
    data: bytes, declared: tuple[str | None, ...] = (), replace: bool = False
) -> Decoded | None:
    """The text of `data`; None if no encoding decodes all its bytes with certainty.

    `declared` are names of encodings, the most trusted first. With `replace`, the best encoding is used
    all the same, and bytes that it cannot decode become U+FFFD.
    """
    if mark := marked(data):
        return _strictly(data[len(mark[0]) :], mark[1]) or (
            _with_replacements(data[len(mark[0]) :], mark[1]) if replace else None
        )
    named = [n for n in (canonical(d) for d in declared if d) if n]
    hidden = b"\0" in data[:SNIFFED] or _SHIFTED.search(data, 0, SNIFFED) is not None
    candidates = [*named, "utf-8"] if hidden and named else ["utf-8", *named]
    if hidden:
        found = wide(data[:SNIFFED])
        guess = found[1] if found else detected(data)
        if guess and guess.startswith(("utf-16", "utf-32", "iso2022", "hz")):
            candidates = [*named, guess, "utf-8"]
    for encoding in candidates:
        if decoded := _strictly(data, encoding):
            return decoded
    guess = None if _damaged_utf8(data) else detected(data)
    if guess and (decoded := _strictly(data, guess)):
        return decoded
    return _with_replacements(data, (*named, guess or "utf-8")[0]) if replace else None


def detected(data: bytes) -> str | None:
    """The encoding of the bytes by the models of chardet; None for binary data."""
    name = chardet.detect(data[:SNIFFED], prefer_superset=True, compat_names=False)["encoding"]
    encoding = canonical(name) if name else None
    if encoding and not encoding.startswith(_UNICODE):
        # Chinese and Japanese text has characters outside the range of syllables before long.
        share = 1.0 if encoding.startswith(_EASTERN) else 0.9
        if _is_hangul(data[:SNIFFED], share):
            return "cp949"
    if encoding and encoding.startswith("iso8859") and _C1.search(data, 0, SNIFFED):
        # Bytes 0x80 to 0x9f are controls in ISO 8859 and quotation marks in Windows-1252.
        return "cp1252"
    return encoding


def _is_hangul(data: bytes, share: float) -> bool:
    """True if this share of the bytes beyond ASCII are syllables of CP949.

    The models take a few Korean words between English ones for Western text (in half of the texts with one
    word in fifty), subtitles for EBCDIC, and the Korean header of a table of numbers for Chinese (in four of
    ten). In Western and Cyrillic text such pairs are rare.
    """
    runs = _HIGH.findall(data)
    pairs = b"".join(found[0] for run in runs if (found := _PAIRS.match(run)))
    has_syllables = any(lead >= 0xB0 for lead in pairs[::2])
    return has_syllables and len(pairs) >= share * sum(map(len, runs))


# Encodings of Unicode and those with escapes, which syllables do not contradict, and of Chinese and Japanese.
_UNICODE = ("hz", "iso2022", "utf")
_EASTERN = ("big5", "cp932", "cp950", "euc_j", "gb", "shift")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Syllables of KS X 1001, and the signs beside them: ·, ％, ─, ㎡, ①. Without jamo and Roman numerals, whose
# bytes are kana in EUC-JP and GB 2312.
_PAIRS = re.compile(rb"(?:[\xb0-\xc8\xa1-\xa3\xa6-\xa9][\xa1-\xfe])*")


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    """The text in an encoding; None if it cannot decode a byte."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _with_replacements(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding, replaced=True)


def _damaged_utf8(data: bytes) -> bool:
    """True if the bytes are UTF-8 with a few bad ones.

    A single-byte encoding would decode all of them, to garbage.
    """
    text = data[:SNIFFED].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = sum(map(len, _BEYOND_ASCII.findall(text))) - bad
    return beyond_ascii > bad


_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
