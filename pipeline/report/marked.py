"""Texts of documents as HTML: masks of personal data, spans that decided and differences of copies are
marked."""

import re
from html import escape

from pipeline.core.printable import printable
from pipeline.report.sample import Sampled
from pipeline.report.words import differences

_MASK = re.compile(r"&lt;\|[^|&]{1,40}\|&gt;")
_PLACEHOLDER = re.compile(r"<\|PI:[A-Z_]{1,30}\|>")
_FORMS = {"equal": "{}", "first": "<del>{}</del>", "second": "<ins>{}</ins>"}
# Characters before the first mark of an excerpt.
LEAD = 120
CUT = "…"


def has_mask(text: str) -> bool:
    """True if the text holds a mask of personal data."""
    return _PLACEHOLDER.search(text) is not None


def with_masks(text: str) -> str:
    """A text as HTML, with masks of personal data marked."""
    return _MASK.sub(r'<mark class="mask">\g<0></mark>', escape(printable(text), quote=False))


def with_spans(one: Sampled, most: int) -> tuple[str, bool]:
    """(an excerpt of at most `most` characters as HTML, True if it is not the whole text).

    It begins a little before the first span that decided or the first mask. What two spans share is marked
    once."""
    data, begin = one.text.encode(), _beginning(one, most)
    end = begin + len(one.text.encode()[begin:].decode(errors="ignore")[:most].encode())
    parts, at = [CUT if begin else ""], begin
    for start, stop, what in one.spans:
        first, last = max(start, at), min(stop, end)
        if first < last:
            parts.append(with_masks(data[at:first].decode(errors="replace")))
            span = with_masks(data[first:last].decode(errors="replace"))
            parts.append(f'<mark title="{escape(printable(what))}">{span}</mark>')
            at = last
    parts.append(with_masks(data[at:end].decode(errors="replace")))
    return "".join([*parts, CUT if end < len(data) else ""]), bool(begin) or end < len(data)


def _beginning(one: Sampled, most: int) -> int:
    """The byte at which an excerpt begins: 0 if the text fits, or if nothing is marked in its first half."""
    if len(one.text) <= most:
        return 0
    if one.spans:
        characters = len(one.text.encode()[: one.spans[0][0]].decode(errors="ignore"))
    else:
        mask = _PLACEHOLDER.search(one.text)
        characters = mask.start() if mask else 0
    return len(one.text[: characters - LEAD].encode()) if characters > most // 2 else 0


def with_differences(first: str, second: str, most: int) -> str:
    """How two texts differ as HTML, of at most about `most` characters: words of the first only are struck,
    words of the second only are underlined."""
    parts, room = [], most
    for kind, words in differences(first, second):
        parts.append(_FORMS[kind].format(with_masks(words[:room])))
        room -= len(words)
        if room <= 0:
            return " ".join([*parts, CUT])
    return " ".join(parts)
