"""Entries of a list, each with its own licence: they say nothing of the page that lists them.

`Ridge plots (2021) — CC BY 4.0` above `Collars (2019) — All rights reserved`; `CC BY lets others copy` above `CC0 waives
everything`. Two entries of one shape are a list."""

import re
from collections.abc import Iterable

from pipeline.stages.rights import frames
from pipeline.stages.rights.mentions import mentions_in

# Characters of an entry, and entries that make a list.
LONGEST, LIST = 160, 2
_ADDRESS = re.compile(r"\s*<https?://[^>]*>\s*$")
_RESERVED = re.compile(r"\ball\s+rights?\s+reserved\b|모든\s*권리\s*(?:보유|유보)", re.IGNORECASE)
_THING = re.compile(r"[\W_]*(?P<thing>\S.{0,90}?)\s*(?:[-–—|:：,·/]|[(\[])\s*[\"'“‘]?")
_END = re.compile(r"[\s)\].;|\"'”’]*")
# Words of a label, an owner, the document itself or a sentence: the line is not an entry.
_NOT_THING = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright|저작권|licen[sc]|라이[선센]스|이용\s*(?:조건|허락|범위)|rights|공공\s*누리|유형|CCL)|"
    r"\b(?:is|are|was|were|may|can|under|this|our|my|all|by\s+me|except|unless|https?)\b|(?:^|\s)(?:이|본|모든|제|저희|해당)\s|"
    r"(?:은|는|을|를)$|[가-힣]다[.\s]*$|"
    r"(?:\b(?:contents?|texts?|articles?|posts?|pages?|documentation|docs|(?:web)?site|blog|wiki|manual|guide|everything|words|writings?)|글|본문|텍스트|콘텐츠|컨텐츠|문서|저작물|게시물|내용)$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:licen[sc]es?\s+)?(?:(?:[-–—:：=]|→)\s*(?!(?:this|these|our|my|all|이|본|모든|제)\s)\S.{4,}|(?:lets|allows|permits|waives|requires|asks|forbids|means|adds|gives|is\s+for)\b)",
    re.IGNORECASE,
)


def entry(text: str) -> tuple[str, str] | None:
    """(shape, thing) of a line that is an entry of a list: `last` if its licence ends it, `first` if its licence
    begins it; None for any other."""
    text = _ADDRESS.sub("", text.strip())
    if len(text) > LONGEST:
        return None
    spans = [(a, b) for a, b, *_ in mentions_in(text)]
    spans += [m.span() for m in _RESERVED.finditer(text)]
    if not spans:
        return None
    start, stop = min(a for a, _ in spans), max(b for _, b in spans)
    before, after = text[:start], text[stop:]
    if not re.search(r"\w", before):
        return ("first", text) if _TELLS.match(after) else None
    found = _THING.fullmatch(before)
    if not found or not _END.fullmatch(after) or _NOT_THING.search(found["thing"]):
        return None
    if frames.LABEL.search(before) or frames.TEXT_LABEL.search(before):
        return None
    if frames.BYLINE.search(before):
        return None
    return "last", found["thing"]


def listed(texts: Iterable[str]) -> set[str]:
    """Those texts that are entries of a list: at least two of one shape, about different things."""
    shapes: dict[str, dict[str, list[str]]] = {}
    for text in texts:
        if (found := entry(text)) is not None:
            shapes.setdefault(found[0], {}).setdefault(found[1], []).append(text)
    lists = [things for things in shapes.values() if len(things) >= LIST]
    return {text for things in lists for same in things.values() for text in same}
