"""Words in quotation marks that are the object of talk."""

import re

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "`": "`"}


def is_quoted(text: str, start: int, stop: int) -> bool:
    """True if a span stands in quotation marks as the object of talk: `"All rights reserved"라는 문구`."""
    opened = max((text.rfind(q, max(0, start - 60), start) for q in _QUOTES), default=-1)
    if opened < 0:
        return False
    closing = _QUOTES[text[opened]]
    if closing in text[opened + 1 : start]:
        return False
    closed = text.find(closing, stop, stop + 120)
    if closed < 0:
        return False
    return (
        _TALK_AFTER.match(text, closed + 1) is not None
        or _TALK_BEFORE.search(text, max(0, opened - 60), opened) is not None
    )


_TALK_AFTER = re.compile(
    r"\s*\)?\s*(?:라는|라고|이라는|이라고|란\s|이란\s|라\s*함은|라\s*적|의\s*(?:의미|뜻|차이)|은\s|는\s|이라\s|문구|표현|같은|등의|처럼|와\s*같|과\s*같|means?\b|mean\b|is\s+(?:a|an|the|no|not|often|legally|used|meant)\b|was\b|are\b|phrase|notice|statement|label|on\s|at\s+the|has\s|have\s|does\b|doesn)",
    re.IGNORECASE,
)
_TALK_BEFORE = re.compile(
    r"(?:phrases?|words|terms?|notices?|wording|statements?|symbol|expressions?|meaning\s+of|what\s+(?:does|is|are)|lines?|says?|saying|said|reads?|reading|stamped|marked|labell?ed|writes?|wrote|writing|adding|add|puts?|includ\w+|displays?|mean\s+by|like|as|called|titled?|예|문구|표현|표시|흔히|이른바|소위)\s*[,:：]?\s*$",
    re.IGNORECASE,
)
