"""Bytes to text: UTF-8 first, then what is declared, then what the bytes look like; else a reject.

Encodings that Korean text arrives in hide as others: UTF-16 without a mark and ISO-2022-KR are both
valid ASCII, EUC-JP and GB 2312 read as CP949 make rare but valid syllables, and UTF-8 with one bad
byte reads as Windows-1252. Each has its rule below.
"""

import codecs
import re
from dataclasses import dataclass

import chardet

SNIFFED = 1 << 16  # bytes that detection looks at
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages declare and what they mean by it: the larger set that browsers use (WHATWG Encoding).
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
_SHIFTED = re.compile(rb"\x1b\$|\x0e[\x21-\x7e]")  # ISO-2022 escapes: seven bits, and no ASCII


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding that it was read as, and whether bytes of it had none (U+FFFD)."""

    text: str
    encoding: str
    replaced: bool = False


def canonical(name: str) -> str | None:
    """The codec that a declared name stands for; None if there is none that makes text."""
    name = name.strip().lower().replace("_", "-")
    try:
        known = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return None
    if not known._is_text_encoding:
        return None
    return SUPERSETS.get(known.name, known.name)


def declared_in(data: bytes) -> str | None:
    """The encoding that a page or an XML file names in its first 4 KiB."""
    found = _DECLARED.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def marked(data: bytes) -> tuple[bytes, str] | None:
    """(mark, encoding) where the bytes begin with a byte order mark."""
    return next((m for m in BYTE_ORDER_MARKS if data.startswith(m[0])), None)


def decode(
    data: bytes, declared: tuple[str | None, ...] = (), replace: bool = False
) -> Decoded | None:
    """The text of `data`; None where no reading of all its bytes is certain.

    `declared` are names in order of trust. With `replace`, the best reading is kept and bytes that
    it does not know become U+FFFD.
    """
    if mark := marked(data):
        return _strictly(data[len(mark[0]) :], mark[1]) or (
            _with_marks(data[len(mark[0]) :], mark[1]) if replace else None
        )
    named = [n for n in (canonical(d) for d in declared if d) if n]
    hidden = b"\0" in data[:SNIFFED] or _SHIFTED.search(data, 0, SNIFFED) is not None
    candidates = [*named, "utf-8"] if hidden and named else ["utf-8", *named]
    if hidden:
        found = detected(data)
        if found and found.startswith(("utf-16", "utf-32", "iso2022", "hz")):
            candidates = [*named, found, "utf-8"]
    for encoding in candidates:
        if decoded := _strictly(data, encoding):
            return decoded
    found = None if _damaged_utf8(data) else detected(data)
    if found and (decoded := _strictly(data, found)):
        return decoded
    return _with_marks(data, (*named, found or "utf-8")[0]) if replace else None


def detected(data: bytes) -> str | None:
    """The encoding that the bytes look like, by the models of chardet; None for binary data."""
    name = chardet.detect(data[:SNIFFED], prefer_superset=True, compat_names=False)["encoding"]
    found = canonical(name) if name else None
    if found and found.startswith("iso8859") and _C1.search(data, 0, SNIFFED):
        return "cp1252"  # ISO 8859 has controls there; texts have quotation marks there, and mean Windows
    return found


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _with_marks(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding, replaced=True)


def _damaged_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8 but for a few: a single-byte encoding would read them all, wrongly."""
    text = data[:SNIFFED].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    beyond = sum(map(len, _BEYOND_ASCII.findall(text))) - wrong
    return beyond > wrong


_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
