"""Menus at the end of a text: a licence among their items, and a sentence in front of them."""

import re

from pipeline.stages.rights import frames
from pipeline.stages.rights.licence import Licence

# Characters of the last lines of a text, if they are a menu.
MENU_LINE = 140
# Behind the end of a sentence without a stop: the items of a menu.
_ENDED_KO = re.compile(r"니다(?=\s+(?!라|이라|는\s|란\s|만\s)[가-힣])")


def before(said: str) -> str:
    """A sentence without the menu behind it: `이용할 수 있습니다 만족도 조사 매우만족 만족 보통`."""
    ended = _ENDED_KO.search(said)
    return said[: ended.end()] if ended else said


_SENTENCE_END = re.compile(r"[가-힣](?:다|요|까)[.!?]?\s*$|[a-z]{2}[.!?]\s*$")


def holds(text: str, start: int, stop: int, licence: Licence) -> bool:
    """True for a licence among the items of the menu that ends a text: `목록 인쇄 CC BY-ND 4.0 스크랩`."""
    if len(text) > MENU_LINE or licence.id in (None, "public-domain"):
        return False
    if re.search(r"(?<!reserved )(?<!waived )[(\[]\s*$", text[:start]):
        return False  # `The arch (CC BY 4.0, P. Halloway)`: a credit
    if _SENTENCE_END.search(text) or not re.search(r"\d|\bBY\b|표시", text[start:stop], re.I):
        return False
    rest = _ITEMS.sub("", text[:start] + " | " + text[stop:])
    talks = frames.EXPLAINS.search(rest) or frames.NEGATED_BEFORE.search(rest)
    return not (talks or _TELLS.search(rest))


# Items of menus that are words of talk elsewhere.
_ITEMS = re.compile(
    r"(?:회사|사이트|블로그|기관)?\s*소개(?!하)|추천\s*글?|질문(?:하기)?|제안(?:하기)?|도움말|이전\s?글"
)
# Words of a sentence, of a list with several licences or of a credit: no menu.
_TELLS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|publish\w*|releas\w+|licen[sc]ed|available|uses?|used|using|under|read|see|more|from|via|the|on|for|with|listen|plate|its|their|his|her|we|they|photos?\s+by|images?\s+by|dataset|corpus|font|library|package)\b|[—–]\s|:\s*\||[가-힣](?:을|를|으로|에서)\s|말뭉치|글꼴|폰트|사진\s*[:=]|이미지\s*[:=]|더\s*(?:보기|읽기)|첨부|모음|데이터|관련\s*(?:글|기사|자료|문서|항목)|열린다|공개|확대|도입|적용",
    re.IGNORECASE,
)
