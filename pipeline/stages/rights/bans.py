"""Bans that an owner adds to a licence: `CC BY 4.0, but no commercial use`, `단, 상업적 이용은 금지합니다`.

The licence then no longer says what holds: the reuse is that of the ban, and no licence is named."""

import re
from dataclasses import replace

from pipeline.stages.rights.frames import sentence_around
from pipeline.stages.rights.licence import Licence, strictness

_I = re.IGNORECASE
_NOT_KO = r"(?:금지(?!하지|되지)|금합|금하|불가|불허|안\s*(?:됩|돼|되)|(?:할|될|쓸|팔|하실|쓰실|파실|되실|올릴|하여서는)\s*수(?:는|가)?\s*없|(?:허락|허용|허가)(?:하|되)지\s*않|마세요|마십|말아|말\s*것|삼가|사양|제외|않습니다|원하지\s*않)"
_TRADE_KO = rf"(?<!비)(?<!비 )(?:상업|영리)(?:적|적인|적으로)?(?:\s*(?:목적|용도|이용|사용|활용))*[^.\n]{{0,16}}?{_NOT_KO}|(?:팔|판매하)지\s*(?:는\s*)?(?:마|말|않)|(?:돈을\s*받고|파는\s*(?:일|것)|판매|유료)[^.\n]{{0,14}}?{_NOT_KO}|(?:비\s*상업|비\s*영리)(?:적|적인)?\s*(?:목적|용도|이용)?(?:으로|로|에)?\s*(?:만\b|만\s|한(?:해|하여|정))"
_CHANGE_KO = rf"(?:고치|고쳐\s*쓰|수정하|변경하|바꾸|각색하|편집하|개작하|번역하)지\s*(?:는\s*)?(?:마|말|않)|(?:수정|변경|개작|각색|변형|2차\s*(?:창작|가공|저작물(?:\s*작성)?)|번역|고치는\s*것)(?:은|는|을|를|하는\s*것은|하실|할)?\s*[^.\n]{{0,10}}?{_NOT_KO}"
_TRADE_EN = (
    r"(?:\bbut\s+)?\b(?:no|not\s+for|never\s+for|not\s+be\s+(?:used|copied|reproduced|shared)\s+(?:for\s+(?:any\s+)?)?|without|except(?:ing)?(?:\s+for)?|excluding|other\s+than|but\s+not)\s+(?:any\s+|for\s+)?(?:commercial(?:ly)?|for-profit|resale|money)\b(?:\s+(?:use|purposes?|reuse|gain))?"
    r"|\bfor\s+(?:personal|private|educational|classroom|non-?profit)(?:,?\s+(?:and|or)\s+\w+)?\s+(?:use|purposes)\s+only\b|\bnot\s+to\s+be\s+(?:re)?sold\b|\bnot\s+for\s+(?:re)?sale\b|\bexcept(?:ing)?\s+(?:in|for|by)\s+(?:any\s+)?(?:commercial|business|for-profit)\s+\w+|\b(?:may|must|can)\s*not\s+use\s+\w+\s+for\s+profit"
    r"|\bcommercial(?:\s+\w+){0,3}\s+(?:is|are)\s+(?:\w+\s+)?(?:not|prohibited|forbidden|excluded|off)\b"
    r"|\b(?:may|must|can|do|should|please\s+do)\s*(?:not|n['’]t)\s+(?:be\s+)?(?:\w+\s+){0,3}?(?:sell|resell|sold|resold|commercially|profit\s+from|make\s+money)\b|\b(?:may|must|can|should|do)\s*(?:not|n['’]t)\s+[^.]{0,40}?\bfor\s+(?:commercial|profit|money)\b"
    r"|\b(?:may|must|can|should)\s*(?:not|n['’]t)\s+(?:be\s+)?(?:use|used|copy|copied|share|shared|reuse|reused)\s+(?:\w+\s+){0,3}?commercially\b|\b(?:please\s+)?(?:do\s*(?:not|n['’]t)|never)\s+(?:sell|resell|profit\s+from|make\s+money)\b"
    r"|\bnon-?\s?commercial(?:\s+(?:use|purposes|reuse))?\s+only\b|\bonly\s+(?:for\s+)?non-?\s?commercial|\bfor\s+non-?\s?commercial\s+(?:use|purposes|reuse)\b"
)
_CHANGE_EN = (
    r"\b(?:do|may|must|can|should)\s*(?:not|n['’]t)\s+(?:be\s+)?(?:\w+\s+(?:or\s+)?){0,2}?(?:modif(?:y|ied)|edit(?:ed)?|alter(?:ed)?|chang(?:e|ed)|adapt(?:ed)?|translat(?:e|ed)|remix(?:ed)?)\b"
    r"(?:(?:\s*,|\s+or|\s+and)\s+(?:modif\w+|edit|alter|change|adapt|translate|remix)\b)*(?:\s+(?:the|this|our|my)\s+\w+|\s+it\b|\s+them\b)?"
    r"|\bno\s+(?:changes|modifications?|derivatives?|derivative\s+works|edits|editing|adaptations?|alterations?)\b"
)
TRADE, CHANGE = (
    re.compile(f"{_TRADE_KO}|{_TRADE_EN}", _I),
    re.compile(f"{_CHANGE_KO}|{_CHANGE_EN}", _I),
)
# A ban on a part leaves the licence of the text unchanged.
_OF_PART = re.compile(
    r"(?:사진|이미지|그림|삽화|글꼴|폰트|로고|영상|음악|코드|데이터|표지)(?:들)?(?:은|는|의|을|를)\s|\b(?:photos?|photographs?|images?|pictures?|illustrations?|logos?|fonts?|videos?|music|code|data|trademarks?|names?|artwork|maps?)\b",
    _I,
)
# Characters of the sentences behind a licence that may add a ban.
_NEAR = 160


def added(text: str, start: int, stop: int, licence: Licence) -> Licence:
    """The licence at a span of a passage, or what is left of it if the words beside it ban more."""
    if licence.reuse not in ("free", "attribution", "noncommercial"):
        return licence
    low, _ = sentence_around(text, start, stop)
    beside = text[low:start] + " " + text[stop : stop + _NEAR]
    for pattern, reuse in ((CHANGE, "no_derivatives"), (TRADE, "noncommercial")):
        if strictness(reuse) <= strictness(licence.reuse):
            continue
        for match in pattern.finditer(beside):
            a, _ = sentence_around(beside, *match.span())
            if not _OF_PART.search(beside[a : match.end()]):
                return replace(licence, id=None, reuse=reuse)
    return licence


# Characters of a line that is a ban alone.
_LINE = 140
_BEGINS = re.compile(
    r"^\W*(?:(?:but|however|please|also|and|only|단|다만|그러나|하지만|또한)\b[\s,]*)*(?:no\b|not\b|never\b|do\b|don|commercial|non-?\s?commercial|you\s+(?:may|must|can)|it\s+(?:may|must)|this\s+\w+\s+(?:may|must)|resale|selling|modif|deriv|editing|for\s+non|"
    r"상업|영리|비\s*상업|비\s*영리|판매|팔|돈|유료|내용|글|본문|원문|수정|변경|개작|고치|2\s*차|번역|편집|각색|이\s|본\s|제\s)",
    _I,
)
_TALK = re.compile(
    r"\?|았다|었다|했다|(?:한|된|는|있)다[.\s]*$|법안|\b(?:said|says|was|were|would|because|he|she|they|city|council|zone|vehicles?|airport|traffic|flights?|drones?|fishing|your|products?|goods|tickets?)\b|차량|광고|상품|물품|음식|티켓|입장권|주류|드론|중고|회원|이용권|쿠폰",
    _I,
)


def alone(text: str) -> Licence | None:
    """What a line that is only a ban leaves of a licence beside it: `단, 상업적 이용은 금지합니다.`; else None."""
    if len(text) > _LINE or not _BEGINS.match(text) or _TALK.search(text) or _OF_PART.search(text):
        return None
    for pattern, reuse in ((CHANGE, "no_derivatives"), (TRADE, "noncommercial")):
        if pattern.search(text):
            return Licence(None, reuse)
    return None


def without(text: str) -> str:
    """A text without the words of bans: they do not deny that a licence holds."""
    return CHANGE.sub(" ", TRADE.sub(" ", text))
