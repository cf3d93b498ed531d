"""Whether a licence that a passage names is the licence of its document, and how strongly the passage says so."""

import re
from dataclasses import dataclass

from pipeline.stages.rights import bans, frames, map_credits, menus, subjects
from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.mentions import mentions_in
from pipeline.stages.rights.places import BODY, FOOTER, HEAD, LINE, OWN_LINE, TAIL, TITLE
from pipeline.stages.rights.quoting import is_quoted

# Strength of a statement of a licence: the words of the grant itself, a sentence about the document, or a badge.
# MENU: a badge among the items of a menu.
GRANTS, SAYS, SHOWS, MENU = "grants", "says", "shows", "menu"
# Characters that a badge may hold beside its licence, and with the name of an owner.
BESIDE, BESIDE_OWNER = 4, 48


# Characters before a licence in which a label, a credit of a map and the name of an owner stand.
LABEL_REACH, CREDIT_REACH, OWNER_REACH = 60, 140, 200


@dataclass(frozen=True)
class _Named:
    """A licence at [start, stop) of a passage, and the words of its sentence before and behind it.

    `before` is without remarks in brackets, `after` without bans and without waivers of all rights."""

    text: str
    start: int
    stop: int
    licence: Licence
    place: str
    section: str
    sentence: str
    before: str
    after: str

    def left(self, reach: int) -> str:
        """The characters before the licence."""
        return self.text[max(0, self.start - reach) : self.start]

    @property
    def is_labelled(self) -> bool:
        """True behind `License:` and the like."""
        label = self.left(LABEL_REACH)
        return bool(frames.LABEL.search(label) or frames.TEXT_LABEL.search(label))

    @property
    def around(self) -> str:
        """The words around the licence."""
        return _VIA.sub(" ", self.before) + " " + self.after

    @property
    def said(self) -> str:
        """The words around the licence, without menus, alternatives and the condition to name the source."""
        # `..., available under CC BY-SA 4.0; contributors are listed in the history.`
        around = self.around
        said = around.partition("; ")[0] if ";" not in self.before else around
        return _OF_SOURCE.sub(" ", _OPTIONAL.sub(" ", menus.before(said)))


def strength_of(
    text: str, start: int, stop: int, licence: Licence, is_grant: bool, place: str, section: str
) -> str | None:
    """The strength of a licence named at [start, stop) as a statement about the document itself, else None.

    `section` is what the heading above announces, as in `judge.statements`."""
    low, high = frames.sentence_around(text, start, stop)
    before = _REMARK_KO.sub("", text[low:start])
    after = _CLAIMS_NOTHING.sub(" ", bans.without(text[stop:high]))
    sentence = before + text[start:high]
    named = _Named(text, start, stop, licence, place, section, sentence, before, after)
    if _is_denied(named, is_grant):
        return None
    if is_grant:
        return _of_grant(named)
    if _is_of_part(named, text[:low]):
        return None
    if place != BODY and frames.BYLINE.search(named.left(LABEL_REACH)):
        return SAYS
    if _is_of_other(named):
        return None
    said = named.said
    talks = frames.EXPLAINS.search(said) or is_quoted(text, start, stop)
    if named.is_labelled and place != BODY and _OF_ORIGINAL.match(before) and not talks:
        return SAYS
    if talks or (frames.OTHERS.search(said) and not frames.TEXT_ITSELF.search(named.around)):
        return MENU if place != BODY and _is_in_menu(named) else None
    return SAYS if _says(named) else _shown(named)


def _is_denied(named: _Named, is_grant: bool) -> bool:
    """True if the sentence, the section or the code around a licence says that it is not that of the document."""
    text, start, stop = named.text, named.start, named.stop
    if frames.USES_MATERIAL.search(named.sentence) or named.section == "others":
        return True
    if frames.NEGATED_AFTER.search(named.after) or frames.USES_OTHERS.search(named.after):
        return True
    if frames.NEGATED_BEFORE.search(named.before[-60:]) and not is_grant:
        return True
    if named.licence.reuse != "reserved" and _NOT_OPEN.search(text):
        return True
    # `choices = ["MIT", "ISC"]`
    if _LISTED.search(text[:start]) and text[stop : stop + 1] in ("'", '"'):
        return True
    return bool(_KEY.match(text, stop) and re.search(r"[\"'][^\"'\n]{0,60}$", text[:start]))


def _of_grant(named: _Named) -> str | None:
    """The strength of the words of a grant, or of an SPDX line."""
    if named.text[named.start : named.stop].lower().startswith("spdx"):
        is_first = named.place in (TITLE, HEAD)
        return SAYS if is_first and not is_quoted(named.text, named.start, named.stop) else None
    return None if named.place == BODY and len(named.text) > 3 * OWN_LINE else GRANTS


def _is_of_part(named: _Named, told: str) -> bool:
    """True for the licence of a part, of data named in the sentences before (`told`), or of a page elsewhere."""
    if _OF_PART_BEHIND.match(named.after):
        return True
    if _THE_DATA.match(named.before) and _USED_DATA.search(told):
        return True
    return bool(_TELLS_OF_SELF.match(named.before) and _PAST_KO.search(named.after))


def _is_of_other(named: _Named) -> bool:
    """True if the subject of the sentence is another thing, all works of a kind, or the licence itself."""
    at = len(named.before)
    span = (at, at + named.stop - named.start)
    if subjects.is_of_other(named.sentence, *span, named.section):
        return True
    if map_credits.is_credited(named.left(CREDIT_REACH)):
        return True
    if named.licence.id == "public-domain" and _GENERAL.match(named.before):
        return True
    return bool(_LEADS.fullmatch(named.before) and _TELLS_WHAT.match(named.after))


def _says(named: _Named) -> bool:
    """True if a sentence, a label or a heading says that the licence is that of the document."""
    text, start, stop, licence = named.text, named.start, named.stop, named.licence
    before, after = named.before, named.after
    if _is_banner(text[:start], text[stop:]):
        return True
    if _has_self(before, after, licence) or _applies(before, after, text[stop:], licence):
        return True
    if named.place == BODY:
        return False
    # `월간 물안의 글은 CC BY 4.0 조건으로 나눌 수 있어요`: a paper on its own texts
    is_last = named.place in (TAIL, FOOTER)
    if is_last and _TEXTS_OF_KO.match(before) and frames.PERMITS_KO.search(after):
        return True
    if named.is_labelled:
        return True
    is_of_text = _TEXT_BARE.fullmatch(before) or _TEXTS_HERE.search(before)
    if is_of_text and (licence.id or "").startswith("CC"):
        return True
    if named.section == "licence" and len(named.sentence) <= OWN_LINE:
        return True
    if frames.BEGINS_EN.match(re.split(r"[:;]\s", before)[-1]):
        return True
    return frames.OWNER_EN.search(named.left(OWNER_REACH)) is not None or _permits_ko(named)


def _permits_ko(named: _Named) -> bool:
    """True for a formal Korean sentence that begins with the licence and permits under it."""
    before, after = named.before, named.after
    if not re.search(r"[가-힣]", after):
        return False
    # `원문과 번역문 모두 CC BY-SA 4.0으로 배포합니다`
    gives = named.place in (TAIL, FOOTER) and len(before) < 40 and _GIVES_KO.match(after)
    if before.strip(" \"'“‘([<*-·※") and not gives:
        return False
    return bool(
        _UNDER_KO.match(after)
        and frames.PERMITS_KO.search(after)
        and frames.FORMAL_END_KO.search(named.sentence)
    )


def _shown(named: _Named) -> str | None:
    """SHOWS for a badge, MENU for an item of a menu at the end, else None."""
    if named.place in (BODY, TITLE, LINE):
        return None
    if _is_badge(named.text, named.start, named.stop, named.licence):
        return SHOWS
    return MENU if _is_in_menu(named) else None


def _is_in_menu(named: _Named) -> bool:
    """True for an item of the menu that ends a text."""
    is_end = named.section == "end"
    return is_end and menus.holds(named.text, named.start, named.stop, named.licence)


# `분석에 쓴 자료는 한들데이터광장에서 내려받았다. 자료는 CC0으로 공개되어 있다.`: the data of the sentence before.
_THE_DATA = re.compile(r"^\W*(?:자료|데이터|통계)(?:는|은)\s*$")
_USED_DATA = re.compile(
    r"(?:자료|데이터|통계)[^.]{0,40}(?:내려\s*받|받았|받아|구했|사용|이용|활용|썼|쓴\s)|(?:쓴|사용한|이용한|활용한|받은)\s*(?:자료|데이터|통계)"
)
# `저는 제 블로그 글을 CC BY로 풀었어요.`: somebody on a page elsewhere.
_TELLS_OF_SELF = re.compile(r"^\W*(?:저는|나는|전|저도|나도|저희는|우리는)\s")
_PAST_KO = re.compile(r"(?:었|았|했|였|렸|겼|됐)(?:어요|네요|거든요|지요|죠|음)")
_TEXTS_HERE = re.compile(
    r"(?:^|[\s|])all\s+(?:texts?|contents?|articles|posts)\s+(?:on|of|in)\s+this\s+(?:site|page|blog|wiki)\s+(?:is\s+|are\s+)?$",
    re.IGNORECASE,
)
_TEXTS_OF_KO = re.compile(
    r"^\W*[가-힣A-Za-z0-9 ]{1,20}의\s+(?:모든\s+)?(?:글|기사|콘텐츠|컨텐츠|텍스트)(?:은|는)\s+$"
)
# `"License :: OSI Approved :: MIT License": "MIT"`: the key of a table
_KEY = re.compile(r"[^\"'\n]{0,12}[\"']\s*:\s*[\"'\[({]")
_REMARK_KO = re.compile(r"(?<=[가-힣])\([가-힣·,/ ]{1,20}\)(?=은|는|을|를|의)")
# `dedicated via the CC0`
_VIA = re.compile(r"\bvia\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_LISTED = re.compile(r"[\[,]\s*[\"']$")
# `Recipe text CC BY 4.0, by Adele Wren`
_TEXT_BARE = re.compile(
    r"\W*(?:(?:all|the|this|our|my|recipe|article|blog|page|site|lesson|story)\s+)?(?:texts?|words|contents?|transcripts?|posts?)\s+(?:is\s+|are\s+)?",
    re.IGNORECASE,
)
# `CC BY is offered for a fee. This article is not open access.`
_NOT_OPEN = re.compile(
    r"\bthis\s+(?:article|paper|chapter|work|book|report|issue)\s+is\s+not\s+(?:(?:published|available|made\s+available)\s+(?:as\s+)?)?open\b"
    r"|(?:이|본)\s*(?:글|논문|기사|장|책|보고서)(?:은|는)\s*(?:오픈\s*액세스|공개\s*(?:논문|자료))(?:가|이)?\s*아(?:닙|니|님)",
    re.IGNORECASE,
)
# `Works published 95 years ago are in the public domain`, `Korean statutes are free of copyright`: truths about all works.
_GENERAL = re.compile(
    r"^\W*(?:(?:all|most|many|such|old|older|early|these\s+days)\s+)?(?!these\b|our\b|my\b|this\b|the\b)(?:[\w-]+\s+){0,2}?(?:works|books|novels|poems|plays|songs|hymns|films|movies|photographs|paintings|recordings|statutes|laws|acts|rulings|judge?ments|opinions|treaties|patents|stories|tales|texts|letters|maps|facts|ideas|recipes|symphonies|scores|scriptures|speeches)\s+(?!(?:here|on\s+this|in\s+this|of\s+this|on\s+our|by\s+(?:the\s+author|me|us))\b)(?:[^.;:]{0,80}\s)?(?:is|are|fall|falls|enter|enters|became|become|belong)\b",
    re.IGNORECASE,
)
# `이 글은 CC0으로 공개하며 어떤 권리도 주장하지 않습니다`
_CLAIMS_NOTHING = re.compile(
    r"(?:저작)?권(?:리)?(?:도|을|를|은)\s*(?:주장|행사|요구|보유)하지\s*않"
)
# `CC BY 4.0 photos of the harbour`, `MIT licensed code`.
_OF_PART_BEHIND = re.compile(
    r"\s*(?:licen[sc]ed\s+)?(?:photos?|photographs?|images?|pictures?|icons?|fonts?|music|songs|videos?|illustrations?|maps?|data|datasets?|code|software|clip\s?art|artworks?|footage|(?:의\s*)?(?:사진|이미지|그림|글꼴|폰트|음악|영상|아이콘|데이터))\b",
    re.IGNORECASE,
)
# `MIT License (c) 2018 Foo`, `normalize v8 | MIT License | ...`: the first lines of a file of code.
_OWNED_BEHIND = re.compile(
    r"[\s|.,;–—-]*(?:copyright|\(c\)|©)[^\n]{0,12}?(?:19|20)\d\d", re.IGNORECASE
)
_FILE = re.compile(r"\W*(?:[\w@/-]+(?:\.[\w@/-]+)*\s+)?(?:v?\d[\w.]*\s*)?[|\s–—-]*")
_FILE_BEFORE = re.compile(r"\W*[\w@/.-]+\s+v?\d[\w.]*\s*[|–—-]\s*")


def _is_banner(before: str, after: str) -> bool:
    """True for a licence between the name of a file and its owner."""
    if _OWNED_BEHIND.match(after) and _FILE.fullmatch(before):
        return True
    return (
        _FILE_BEFORE.fullmatch(before) is not None and re.match(r"\s*(?:\||$)", after) is not None
    )


# What a licence applies to, said behind it: `KOGL Type 1: this article may be used`, `CC BY 4.0 applies to this text`.
_THIS = r"(?:this|these|our|my|all|the)\s+(?:(?!code|photo|image|data|software|font)[\w'’-]+\s+){0,3}?(?:works?|articles?|pages?|sites?|website|contents?|texts?|documents?|books?|posts?|materials?|documentation|publications?|reports?|wiki|blog|translations?|essays?|stor(?:y|ies)|notes?|lessons?|writings?|guides?|manual|papers?)\b"
_APPLIES_EN = re.compile(
    rf"^[^.;:\n]{{0,60}}?\b(?:applies|apply|holds?|is\s+in\s+force)\s+(?:to|for|on)\s+(?:{_THIS}|everything|it\b)|"
    rf"^\W{{0,4}}(?:\([^)]*\)\s*)?[:,–—-]\s*(?:{_THIS}\s+(?:may|can|is|are)\b|you\s+(?:may|can|are\s+free\s+to)\s+\w+\s+(?:{_THIS}|it\b)|everything\b)",
    re.IGNORECASE,
)
_APPLIES_KO = re.compile(
    r"^[^.\n가-힣]{0,20}?(?:국제|라이[선센]스|이용\s*허락|조건|\s)*(?:이|가)\s*(?:이|본|모든|제|저희|해당)\s+[가-힣]{1,8}(?:\s*(?:전체|모두))?에\s*적용|"
    r"^\W{0,4}(?:\([^)]*\)\s*)?[:,–—―-]\s*(?:이|본|모든|제|저희|해당)\s+[가-힣]{1,8}(?:은|는|의)\s|^\W{0,4}(?:\([^)]*\)\s*)?[:,–—―-]\s*[가-힣]+\s+(?:누리집|사이트|블로그|홈페이지)(?:의)?\s+(?:모든\s+)?글(?:은|는)\s"
)


# The next sentence, behind the name alone: `KOGL Type 1. This page may be freely used`, `[공공누리-제1유형] 본 저작물은`.
_NEXT = re.compile(
    rf"^\s*(?:\([^)]{{0,40}}\)|[-–—:,]?\s*(?:출처\s*표시|attribution|source\s+indication))?\s*[\])」』.:,–—-]*\s*(?:(?:{_THIS}\s+(?:may|can|is|are)\b|(?:please\s+)?(?:state|cite|name|credit|indicate|acknowledge)\s+(?:the\s+)?source\b)|(?:이|본|위|해당)\s*(?:[가-힣]{{1,8}}\s*){{1,2}}(?:은|는)\s[^.]{{0,60}}?(?:이용|사용|활용|공유)[^.]{{0,24}}?(?:가능|있습니다|됩니다|따릅니다|따라))",
    re.IGNORECASE,
)
# `CC0 waives everything`, `CC BY lets others copy`: what a licence is, not what it is the licence of.
_TELLS_WHAT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:licen[sc]es?\s+)?(?:lets|allows|permits|waives|requires|asks|forbids|means|adds|gives)\b(?![^.]{0,60}\b(?:this|these|our|my)\b)",
    re.IGNORECASE,
)
# `or, at your option, under the GFDL`
_OPTIONAL = re.compile(
    r"\bor,?\s+(?:at\s+your\s+(?:own\s+)?(?:option|choice)|if\s+you\s+(?:prefer|like|wish|want)|alternatively)\b,?|,?\s*(?:at\s+your\s+(?:own\s+)?(?:option|choice)|whichever\s+you\s+(?:prefer|like|choose))",
    re.IGNORECASE,
)
# `provided the source is stated`: a condition, not a credit.
_OF_SOURCE = re.compile(
    r"\b(?:with|giv\w+|for|proper|due|full)\s+credit\b|\b(?:state|name|cite|credit|indicate|acknowledg\w+|mention|quote|identify)\s+(?:the\s+|its\s+|this\s+)?source\b|\b(?:the\s+|its\s+)?source\s+(?:is|be|must\s+be|should\s+be|has\s+to\s+be|being)?\s*(?:clearly\s+)?(?:stated|named|given|cited|credited|indicated|acknowledged|mentioned|indication)\b|\bsource\s*:\s",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W*(?:(?:under|the|this|our|by|a|licen[sc]e|라이[선센]스|이용\s*조건)\b[\s:]*){0,3}\W*", re.I
)


def _applies(before: str, after: str, rest: str, licence: Licence) -> bool:
    """True if the words behind a licence, in its sentence or the next, say that it holds for the document."""
    if licence.id == "public-domain" or not _LEADS.fullmatch(before):
        return False
    found = _APPLIES_EN.search(after) or _APPLIES_KO.search(after)
    if found is None and (licence.id or "").startswith(("KOGL", "CC")):
        found = _NEXT.match(rest)
    return found is not None and frames.OTHERS.search(_OF_SOURCE.sub(" ", found[0])) is None


# What follows the licence as the means, not as the topic: `제1유형에 따라`, not `제1유형은`.
_UNDER_KO = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:국제|라이[선센]스|이용\s*허락|조건|표시\s*기준|대한민국|[Ll]icen[sc]e|유형|출처\s*표시|[\"'”’」:,+·\s])\s*)*(?:에\s*(?:따라|의거|의해|따른|의하)|으로|로|를|을|하에|아래|이\s*적용|가\s*적용)"
)


_GIVES_KO = re.compile(
    r"\s*(?:라이[선센]스|이용\s*허락|조건)?\s*(?:에\s*(?:따라|의거해)|로|으로|하에)\s*(?:\S+\s+)?(?:배포|공개|제공|개방|공유|발행|게시)(?:합니다|됩니다|하고\s*있습니다|되고\s*있습니다)"
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
            r"\b(?:in|into|to)\s+the\s*$|\bno\s*$|\b(?:are|is)\s*$|\bthere\s+are\s*$|\b(?:marked\s+with|marked\s+by|labell?ed\s+with|carries|bears|under|has)\s+(?:the\s+|a\s+)?$",
            before,
            re.IGNORECASE,
        ):
            return False
        return (
            licence.id == "public-domain"
            or frames.VERB_EN.search(before) is not None
            or _IS.search(before) is not None
        )
    if (licence.id or "").startswith("KOGL") and frames.OF_OFFICE.search(before):
        return frames.PERMITS_KO.search(after) is not None
    # `공공누리 제1유형으로 개방한 이 저작물은 ... 내려받으실 수 있습니다`
    if _SELF_BEHIND_KO.match(after):
        return True
    if frames.GENERALLY.search(after):
        return frames.VERB_EN.search(before) is not None
    if frames.SELF_KO.search(before):
        return (
            frames.PERMITS_KO.search(after) is not None
            or licence.id == "public-domain"
            or _APPLIED_KO.match(after) is not None
        )
    return False


_SELF_BEHIND_KO = re.compile(
    r"[\s\"'”’)]*(?:으로|로|에\s*따라)\s*(?:개방|공개|배포|제공)(?:한|하는|된|되는)\s+(?:이|본|해당)\s+[가-힣]*(?:저작물|글|자료|문서|콘텐츠|보고서|게시물|책자|교재)(?:은|는)\s"
)
# `이 자료는 공공누리 제1유형(출처표시) 적용`, `본 저작물은 공공누리 제2유형`: the end of a sentence without a verb.
_APPLIED_KO = re.compile(
    r"[\s)\]\"'”’」.]*(?:이나|이지만|이되|인데|입니다만)?\s*(?:\([^)]*\)\s*)?(?:(?:국제|라이[선센]스|이용\s*허락|조건|출처\s*표시|표시|대한민국)\s*)*(?:으로|로|을|를|에\s*(?:따라|의거)|이|가|하에)?\s*(?:적용|준수|배포|공개|개방|제공|이용|공유|따름|허락|허용|발행)?(?:\s*(?:습니다|합니다|됩니다|주세요))?\s*[.)\]]*\s*$"
)
# `Text is CC BY-SA 4.0`
_IS = re.compile(r"\b(?:is|are)\s+(?:now\s+|all\s+|free\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE)
# `원문 이용조건:` labels the licence of the text itself.
_OF_ORIGINAL = re.compile(r"^\W*(?:원문|본문|텍스트)\s")
# What is left of a sentence whose ban was taken out.
_BESIDE_BAN = re.compile(
    r"(?:꼭\s*)?출처를?\s*(?:꼭\s*)?(?:남겨|밝혀|표시해|적어|써)\s*주세요|\b(?:but|please|it|this|use|only|for|you|may|though|however|with|one|exception|except|just|copies|and|always|the|text|or|any|strictly)\b|(?:단|다만)(?=[,\s])|(?:합니다|습니다|됩니다|주세요|바랍니다|입니다)(?=[\s.)]|$)|(?<=\s)(?:해|하여|만|는|은|이나|목적의)(?=[\s.]|$)",
    re.IGNORECASE,
)


def _is_badge(text: str, start: int, stop: int, licence: Licence) -> bool:
    """True if a passage is little more than the name of a licence, and perhaps of an owner."""
    if len(text) > OWN_LINE or not text.strip():
        return False
    rest = _BESIDE_BAN.sub(" ", bans.without(text[:start] + " " + text[stop:]))
    for a, b, *_ in reversed(mentions_in(rest)):
        rest = rest[:a] + " " + rest[b:]
    letters = sum(c.isalnum() for c in frames.BADGE_WORDS.sub(" ", rest))
    is_owned = re.search(r"©|ⓒ|\(c\)|copyright|저작권자", rest, re.IGNORECASE)
    if licence.id == "public-domain" and letters > 0:
        return False
    return letters <= (BESIDE_OWNER if is_owned else BESIDE)
