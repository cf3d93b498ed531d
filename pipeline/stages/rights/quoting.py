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


_TITLES = {"〈": "〉", "《": "》", "『": "』", "「": "」", "<": ">", "‹": "›"}
# Characters of a title, and what is called by one.
_LONGEST = 48
_CALLED = (
    r"(?:곡|노래|앨범|음반|싱글|소설|시집|책|영화|연극|전시|전시회|드라마|만화|웹툰|작품|단편|장편|희곡|뮤지컬|신곡|다큐멘터리|수필집?|시|"
    r"\b(?:[ab]-side|single|song|album|novel|film|movie|track|play|show|memoir|poem|ep|record|episode|exhibition|musical|series|documentary))"
)
_CALLED_BEFORE = re.compile(rf"{_CALLED}(?:인|의|은|는)?\s*,?\s*[\"'“‘]?$", re.IGNORECASE)
_TITLE_AFTER = re.compile(
    r"(?:가|이|를|을|은|는|와|과|의|에|에서|로|으로|도|라는|이라는|까지|부터|처럼)(?![가-힣])|(?:에서|에는|으로|라는|이라는)|,\s*[가-힣]|\s*\(\d"
)


def is_title(text: str, start: int, stop: int) -> bool:
    """True if a span is the title of a work: `타이틀곡 〈All Rights Reserved〉와`, `her novel All Rights Reserved`."""
    opened = max((text.rfind(q, max(0, start - _LONGEST), start + 1) for q in _TITLES), default=-1)
    if opened < 0:
        before = text[max(0, start - 40) : start]
        return (
            re.search(r"\bthis\b|(?:^|\s)(?:이|본|해당)\s", before, re.IGNORECASE) is None
            and _CALLED_BEFORE.search(before) is not None
        )
    closed = text.find(_TITLES[text[opened]], max(opened, stop - 1), stop + _LONGEST)
    if closed < 0 or closed - opened > _LONGEST:
        return False
    return (
        _TITLE_AFTER.match(text, closed + 1) is not None
        or _CALLED_BEFORE.search(text, max(0, opened - 40), opened) is not None
    )


_TALK_AFTER = re.compile(
    r"\s*\)?\s*(?:라는|라고|이라는|이라고|란\s|이란\s|라\s*함은|라\s*적|의\s*(?:의미|뜻|차이)|은\s|는\s|이라\s|문구|표현|같은|등의|처럼|와\s*같|과\s*같|means?\b|mean\b|is\s+(?:a|an|the|no|not|often|legally|used|meant)\b|was\b|are\b|phrase|notice|statement|label|on\s|at\s+the|used\s+to|c[ao]mes?\b|became|become|once\b|still\b|really|actually|now\b|no\s+longer|alone\b|cannot|can\b|tells?\b|began|appear\w*|explained|in\s+(?:law|practice|print)|[:,]\s+(?:an?\s|the\s|what|why|how|where|history)|has\s|have\s|does\b|doesn)",
    re.IGNORECASE,
)
_TALK_BEFORE = re.compile(
    r"(?:phrases?|words|terms?|notices?|wording|statements?|symbol|expressions?|meaning\s+of|what|why|how|when|where|about|behind|without|beyond|against|end\s+of|what\s+(?:does|is|are)|lines?|says?|saying|said|reads?|reading|stamped|marked|labell?ed|writes?|wrote|writing|adding|add|puts?|includ\w+|displays?|mean\s+by|like|as|called|titled?|예|문구|표현|표시|흔히|이른바|소위)\s*[,:：]?\s*$",
    re.IGNORECASE,
)
