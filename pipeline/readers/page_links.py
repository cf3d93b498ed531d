"""Links of a page to other pages, and its titles: what they name may be somebody else's."""

import html as entities
import re

_TAG = re.compile(rb"<[^>]*>")
# Bytes of a page in which its title and first headings stand, and before a word in which its link may open.
HEAD = 60_000
NEAR = 600
# A link to another page that is a whole entry: `<li><a href="/p/9">How we license our data</a></li>`.
_ENTRY = re.compile(
    rb"""<(?:li|h[2-6]|dd|td)\b[^>]*>\s*<a\b[^>]*href=["']?(?P<to>[^"'\s>]+)["']?[^>]*>(?:\s*<(?:span|strong|b|em)\b[^>]*>)*[^<]*\Z""",
    re.IGNORECASE,
)
_OF_RIGHTS = re.compile(
    rb"licen|copy|right|terms|polic|legal|kogl|creativecommons|#|ccl", re.IGNORECASE
)


def is_linked(html: bytes, at: int) -> bool:
    """True for the words of a link that is an entry of a list, and does not lead to terms or a licence."""
    low = max(0, at - NEAR)
    near = html[low:at]
    # most words stand in no link: two looks for its tag cost a tenth of the pattern
    if near.rfind(b"<a") <= near.rfind(b"</a") and near.rfind(b"<A") <= near.rfind(b"</A"):
        return False
    entry = _ENTRY.search(html, low, at)
    return entry is not None and not _OF_RIGHTS.search(entry["to"])


_TITLES = re.compile(rb"<(?:title|h1)\b[^>]*>(.{1,400}?)</(?:title|h1)>", re.IGNORECASE | re.DOTALL)


def titles(html: bytes) -> str:
    """The title of a page and its first headings, as one text."""
    found = (m[1] for m in _TITLES.finditer(html, 0, HEAD))
    return " ".join(
        entities.unescape(_TAG.sub(b" ", one).decode("utf-8", "replace")) for one in found
    )
