"""The form every text is brought to on entry. Idempotent: cleaning a clean text changes nothing."""

import re
import unicodedata

VERSION = 1

# C0 controls but tab and line feed; they carry no text, and NUL ends strings in C libraries. C1 stays:
# it is what tells UTF-8 that was read as Latin-1.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|\r")
# What only the scrubber may write: in raw text it would become a special token.
_PLACEHOLDER = re.compile(r"<\|(?=PI:[A-Z_]+\|>)")


def clean(text: str) -> tuple[str, list[str]]:
    """(clean text, names of what was repaired): NFC, line ends, controls, forged placeholders."""
    repairs: list[str] = []
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text)
        if composed != text:
            text, repairs = composed, ["nfc"]
        if text.startswith("\ufeff"):
            text = text.lstrip("\ufeff")
            repairs.append("bom")
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
        repairs.append("line_ends")
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
        repairs.append("controls")
    if "<|PI:" in text and _PLACEHOLDER.search(text):
        text = _PLACEHOLDER.sub("< |", text)
        repairs.append("placeholder")
    if repairs:  # what one repair uncovers, the next pass mends
        again, more = clean(text)
        return again, repairs + [r for r in more if r not in repairs]
    return text, repairs
