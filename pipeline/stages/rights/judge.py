"""What one passage of a page or text states about the rights of its document."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.stages.rights import commons, frames, reservations, software
from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.reservations import CLAIM, FORMAL, PROHIBITED, holds

# Characters of a passage that counts as a line of its own.
OWN_LINE = 240
# Characters that a badge may hold beside its licence, and with the name of an owner.
BESIDE, BESIDE_OWNER = 4, 48
LICENCE = "licence"
# Characters of a line under a heading of licences that may be the bare name of one: `MIT`.
SHORT = 80
TITLE, HEAD, TAIL, LINE, BODY, FOOTER = "title", "head", "tail", "line", "body", "footer"
# Strength of a statement of a licence: the words of the grant itself, a sentence about the document, or a badge.
GRANTS, SAYS, SHOWS = "grants", "says", "shows"


@dataclass(frozen=True)
class Statement:
    """One statement: LICENCE, PROHIBITED, FORMAL or CLAIM, its words, and the licence if it names one."""

    kind: str
    text: str
    licence: Licence | None = None
    strength: str = SAYS


@lru_cache(maxsize=1 << 14)
def statements(passage: str, place: str, section: str = "") -> tuple[Statement, ...]:
    """The statements of a passage about its own document.

    `section` is what the heading above it announces: `licence`, `others` (licences of other works) or ""."""
    mentions = _mentions(passage)
    if not mentions and section == "licence" and len(passage) <= SHORT:
        mentions = [(a, b, one, False) for a, b, one in software.bare(passage)]
    found = [
        Statement(LICENCE, _words(passage, a, b), licence, strength)
        for a, b, licence, is_grant in mentions
        if (strength := _stated(passage, a, b, licence, is_grant, place, section))
    ]
    grants = any(is_grant for *_, is_grant in mentions) and bool(found)
    for start, stop, kind in reservations.find(passage):
        if grants or (found and kind == FORMAL):
            continue  # `All rights reserved` before a grant is a form: the grant says what is reserved
        if kind == PROHIBITED and mentions and _is_element(passage[start:stop]):
            continue
        if all(s.kind != kind for s in found) and _reserves(
            passage, start, stop, kind, place, section
        ):
            found.append(Statement(kind, _words(passage, start, stop)))
    return tuple(dict.fromkeys(found))


def licences_in(text: str) -> list[Licence]:
    """Every licence that a text names, in order, whatever it says about it."""
    return [licence for _, _, licence, _ in _mentions(text)]


# A passage in lower case without any of these names no licence, and none of software.
_OF_SOFTWARE_LICENCE = ("licens", "licenc", "라이선스", "라이센스", "허가서", "gpl", "gnu", "bsd", "mit", "apache", "mozilla", "mpl", "epl", "gfdl", "odbl", "pddl", "wtfpl", "open data", "odc-by", "public lic", "open database")  # fmt: skip
_OF_LICENCE = (*_OF_SOFTWARE_LICENCE, "이용허락", "이용 허락", "creative", "크리에이티브", "cc", "공공", "유형", "kogl", "opentype", "opencode", "public", "copyright restr", "no copyright", "subject to", "받지", "no known", "granted", "redistribution and", "restrictions", "governed by", "저작자", "attribution", "퍼블릭", "공유", "만료", "소멸", "포기", "종료", "by-")  # fmt: skip


def _mentions(text: str) -> list[tuple[int, int, Licence, bool]]:
    """(start, end, licence, whether the words are those of a grant), the longest of those that overlap."""
    low = text.lower()
    if not holds(low, _OF_LICENCE):
        return []
    granted = [(a, b, licence, True) for a, b, licence in software.granted(text)]
    others = [*commons.find(text), *software.public_domain(text)]
    if holds(low, _OF_SOFTWARE_LICENCE):
        others += software.named(text)
    found = granted + [(a, b, licence, False) for a, b, licence in others]
    kept: list[tuple[int, int, Licence, bool]] = []
    for one in sorted(found, key=lambda f: (not f[3], f[0] - f[1], f[0])):
        if all(one[1] <= a or one[0] >= b for a, b, *_ in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f[0])


def _words(text: str, start: int, stop: int) -> str:
    """The sentence around a span, at most 200 characters of it."""
    a, b = frames.sentence_around(text, start, stop)
    a, b = max(a, start - 80), min(b, max(stop, a + 200))
    return " ".join(text[a:b].split())


def _stated(
    text: str, start: int, stop: int, licence: Licence, is_grant: bool, place: str, section: str
) -> str | None:
    """SAYS or SHOWS if a mention is a statement about the document itself, else None."""
    low, high = frames.sentence_around(text, start, stop)
    sentence, before, after = text[low:high], text[low:start], text[stop:high]
    if frames.USES_MATERIAL.search(sentence):
        return None
    if (
        section == "others"
        or frames.NEGATED_AFTER.search(after)
        or frames.USES_OTHERS.search(after)
    ):
        return None
    if frames.NEGATED_BEFORE.search(before[-60:]) and not is_grant:
        return None
    if is_grant:
        spdx = text[start:stop].lower().startswith("spdx")
        if spdx:
            return SAYS if place in (TITLE, HEAD) and not _is_quoted(text, start, stop) else None
        return None if place == BODY and len(text) > 3 * OWN_LINE else GRANTS
    outside = sentence[: start - low] + " " + after
    talks = frames.EXPLAINS.search(outside) or _is_quoted(text, start, stop)
    others = frames.OTHERS.search(outside) and not frames.TEXT_ITSELF.search(outside)
    if talks or others:
        return None
    if _has_self(before, after, licence):
        return SAYS
    if place == BODY:
        return None
    if frames.LABEL.search(text[max(0, start - 60) : start]):
        return SAYS
    if section == "licence" and len(sentence) <= OWN_LINE:
        return SAYS
    if frames.BEGINS_EN.match(before) or frames.OWNER_EN.search(text[max(0, start - 200) : start]):
        return SAYS
    if (
        re.search(r"[가-힣]", after)
        and not before.strip(" \"'“‘([<*-·※")
        and (
            _UNDER_KO.match(after)
            and frames.PERMITS_KO.search(after)
            and frames.FORMAL_END_KO.search(sentence)
        )
    ):
        return SAYS
    return SHOWS if place not in (TITLE, LINE) and _is_badge(text, start, stop, licence) else None


# What follows the licence as the means, not as the topic: `제1유형에 따라`, not `제1유형은`.
_UNDER_KO = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:국제|라이[선센]스|이용\s*허락|조건|표시\s*기준|대한민국|[Ll]icen[sc]e|유형|출처\s*표시|[\"'”’」:,+·\s])\s*)*(?:에\s*(?:따라|의거|의해|따른|의하)|으로|로|를|을|하에|아래|이\s*적용|가\s*적용)"
)


def _has_self(before: str, after: str, licence: Licence) -> bool:
    """True if the sentence has the document as its subject, and says that the licence holds for it."""
    if (
        licence.id == "public-domain"
        and not frames.OF_DOMAIN.search(before)
        and not re.search("[가-힣]", before)
    ):
        return False
    if frames.SELF_EN.search(before):
        if licence.id == "public-domain" and not re.search(
            r"\b(?:in|into|to)\s+the\s*$|\bno\s*$|\b(?:are|is)\s*$|\bthere\s+are\s*$",
            before,
            re.IGNORECASE,
        ):
            return False
        return licence.id == "public-domain" or frames.VERB_EN.search(before) is not None
    if (licence.id or "").startswith("KOGL") and frames.OF_OFFICE.search(before):
        return frames.PERMITS_KO.search(after) is not None
    if frames.SELF_KO.search(before):
        return frames.PERMITS_KO.search(after) is not None or licence.id == "public-domain"
    return False


def _is_badge(text: str, start: int, stop: int, licence: Licence) -> bool:
    """True if a passage is little more than the name of a licence, and perhaps of an owner."""
    if len(text) > OWN_LINE or not text.strip():
        return False
    rest = text[:start] + " " + text[stop:]
    for a, b, *_ in reversed(_mentions(rest)):
        rest = rest[:a] + " " + rest[b:]
    letters = sum(c.isalnum() for c in frames.BADGE_WORDS.sub(" ", rest))
    is_owned = re.search(r"©|ⓒ|\(c\)|copyright|저작권자", rest, re.IGNORECASE)
    if licence.id == "public-domain" and letters > 0:
        return False
    return letters <= (BESIDE_OWNER if is_owned else BESIDE)


_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」", "『": "』", "`": "`"}


def _is_quoted(text: str, start: int, stop: int) -> bool:
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
_SAID_OF = re.compile(
    r"^[\"'”’」』)\]]*\s*(?:로\s|으로\s|라는|라고|이라는|이라고|란\s|이란\s|라\s*함은|의\s*(?:의미|뜻|효력)|문구|표현|여부|조항|논란|법안|정책|명령|소송|가처분|의무|원칙|때문|캠페인|운동|교육|서약|규정(?:이|을|은|에)|조치(?:가|를|에)|표시(?:는|를|가|만|의|도)|means?\b|is\s+(?:a|an)\s+(?:phrase|copyright|term|formality|legal)|was\s+(?:a|once|required|introduced)|notices?\s+(?:is|are|was|has|were|on)|phrase\b|clause\b|symbol\b|\?)",
    re.IGNORECASE,
)
_NOT_RESERVED = re.compile(
    r"\b(?:you|anyone|everyone)\s+(?:may|can|are\s+free\s+to)\s+(?!not)\w+[^.\n]{0,120}?\bwithout\b|\bif\s+(?:the\s+|any\s+)?material\s+is\s+not\s+(?:included|covered)|금(?:지)?하지\s*(?:않|아니)|금지(?:되지|된\s*것은)\s*(?:않|아니)|(?:자유롭게|자유로이|마음껏|얼마든지)[^.\n]{0,40}?(?:이용|사용|복제|배포|퍼|가져|공유|전재)|환영합니다|(?<!만\s)(?:허용|허락)합니다|퍼\s*가셔도|무방합니다|저작권(?:이|은)\s*(?:없|만료|소멸)|"
    r"\b(?:are|is)\s+(?:welcome|free|encouraged|permitted|allowed)\s+to\b|\bfeel\s+free\b|\bnot\s+protected\s+by\s+copyright|\bno\s+rights\s+reserved|(?<!which )(?<!part of this publication )\bmay\s+be\s+freely\s+(?:reproduced|copied|distributed|used|republished)|\bmay\s+be\s+(?:reproduced|copied|distributed|used|republished)\b[^.\n]{0,80}?\b(?:without\s+(?:further|charge|restriction|fee)|provided|freely|as\s+long)|\bnot\s+(?:prohibited|forbidden)\b",
    re.IGNORECASE,
)
# Credits of pictures, and rights in the news.
_CREDIT = re.compile(
    r"^\s*[▲△▶◀◆■□●*\[(<]*\s*(?:사진|이미지|그림|자료|영상|일러스트|photo|image|picture|video|illustration|credit|getty|source|figure|fig\.)|(?:사진|photo|image|그래픽|자료)\s*[=:ⓒ©]",
    re.IGNORECASE,
)
# The makers of a forum or a blog under its pages, and talk about the sign.
_OF_SOFTWARE = re.compile(
    r"vbulletin|phpbb|jelsoft|invision|simple machines|xenforo|powered by|mybb|discuz|theme by|template by|designed by .{0,30}$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"^[^.]{0,25}?(?:표시|표기|마크|기호|symbol|\bsign\b)", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:may|must|can|shall|should)\s*not\s+be", re.IGNORECASE)
_ELEMENT = re.compile(
    r"(?:비?상업적?\s*(?:이용|사용)|변경|2\s*차적?\s*저작물?|개작|[\s,·및/()+]|등|금\s*지|금합니다|불가|를|을|은|는|이|영리\s*목적의?)+$"
)
_TALKS = re.compile(
    r"\b(?:good[- ]faith|disputed|says?|said|told|according\s+to|argues?|critics|experts|what\s+does|what\s+is|means?\s+that|meaning|historically|buenos\s+aires|berne|convention|for\s+example|court|lawsuit|sued|ruled|argued|the\s+phrase|explain\w*|used\s+to\s+be)\b"
    r"|무엇|의미(?:는|를|가|이|합니다|하는)|뜻(?:은|이|을|입니다|하는|한)|라는\s|라고\s*(?:적|쓰|써|표|해|하|명|되|말)|예를\s*들|판결|소송|논란|았다|었다|였다|했다|궁금|알아보|살펴보|\?",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:this|these|our|all|any|the)\s+(?:[\w'’-]+\s+){0,5}?(?:material|content|contents|work|works|article|articles|publication|document|page|site|website|book|ebook|report|text|post|story|newspaper|information|pages|images|materials|magazine|issue|journal|translation|story|copyright\s+holder|publisher|author|authors)\b"
    r"|(?:이|본|당|저희|모든|위|해당|제)\s*(?:[가-힣A-Za-z()]+\s*){0,4}?(?:저작물|글|기사|콘[텐탠]츠|컨[텐탠]츠|사이트|블로그|홈페이지|누리집|자료|책|도서|문서|보고서|논문|포스트|포스팅|게시물|내용|작품|저작권|정보|뉴스|소설|연재|이미지|사진|페이지|웹|서비스|간행물|번역|지면)",
    re.IGNORECASE,
)


def _is_element(phrase: str) -> bool:
    """True for a prohibition that is an element of a licence: `상업적 이용 금지, 변경 금지`."""
    return _ELEMENT.match(phrase.strip()) is not None


def _reserves(text: str, start: int, stop: int, kind: str, place: str, section: str) -> bool:
    """True if a phrase keeps the rights of the document itself."""
    low, high = frames.sentence_around(text, start, stop)
    sentence = text[low:high]
    if _is_quoted(text, start, stop) or _SAID_OF.match(text[stop : stop + 40]):
        return False
    if _NOT_RESERVED.search(sentence) or section == "others":
        return False
    is_own = len(text) <= OWN_LINE and place != BODY
    if kind == CLAIM:
        if _CREDIT.search(text[:80]) or place not in (TITLE, HEAD, TAIL, FOOTER):
            return False
        if _OF_SOFTWARE.search(sentence) or _SIGN.search(text[stop : stop + 30]):
            return False
        # `© Reuters` above a text is the credit of its picture.
        if place in (TITLE, HEAD) and not re.search(
            r"copyright|저작권|(?:19|20)\d\d", text[start : stop + 30], re.IGNORECASE
        ):
            return False
        # In long prose a claim counts where the passage begins or ends with it.
        at_edge = start < 40 or len(text) - stop < 120
        return (is_own or at_edge) and not _TALKS.search(sentence)
    # Behind a prohibition that ends as a noun, another sentence may follow without a stop.
    told = (
        text[low:start] + " " + (text[stop:high] if is_own else text[stop : min(high, stop + 12)])
    )
    if _TALKS.search(told):
        return False
    phrase = text[start:stop]
    if kind == PROHIBITED and _PASSIVE.match(phrase) and start - low > 3:
        return _SELF.search(sentence[: start - low]) is not None
    if kind == PROHIBITED and place in (LINE, BODY) and phrase.rstrip().endswith("행위의 금지"):
        return False
    if place == BODY:
        near = text[max(0, start - 120) : stop + 60]
        return (
            _SELF.search(near) is not None
            or re.search(r"ⓒ|©|\(c\)|저작권자|copyright", near, re.IGNORECASE) is not None
        )
    return True
