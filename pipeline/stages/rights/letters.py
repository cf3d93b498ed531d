"""Names of licences in letters of full width, or with spaces between their letters."""

import re

# Capitals, digits and signs of full width, and the space between letters that are set apart: `ＣＣ　ＢＹ`, `C C - B Y`.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_APART = re.compile(
    r"(?<![A-Za-z])C C(?=[\s\-]+B Y(?![A-Za-z]))(?:[\s\-]+[BNS] [YCDA](?![A-Za-z]))+"
)


def plain(text: str) -> str:
    """A text with letters of normal width, and names of licences whose letters stand together."""
    if not text.isascii():
        text = text.translate(_WIDE)
    if "C C" in text:
        text = _APART.sub(lambda m: re.sub(r"(?<=[A-Z]) (?=[A-Z](?![A-Za-z]))", "", m[0]), text)
    return text
