"""The font of the page: Pretendard, which has all of modern Hangul, inside the file."""

import base64
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
# The 2,350 common syllables with Latin letters; and all 11,172.
COMMON, WHOLE = "Pretendard-Regular.subset.woff2", "Pretendard-Regular.woff2"
_SYLLABLES = re.compile("[가-힣]")


def name_for(text: str) -> str:
    """The smaller file if it has every Hangul syllable of a text, else the whole font."""
    syllables = set(_SYLLABLES.findall(text))
    # The smaller file has the syllables of KS X 1001; EUC-KR writes these in two bytes, and others in eight.
    return COMMON if all(len(one.encode("euc_kr")) == 2 for one in syllables) else WHOLE


def style(text: str) -> str:
    """A rule of CSS with the font for a text; empty for a text without Hangul."""
    if not _SYLLABLES.search(text):
        return ""
    data = base64.b64encode((FOLDER / name_for(text)).read_bytes()).decode()
    return (
        "@font-face{font-family:Pretendard;font-display:swap;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
