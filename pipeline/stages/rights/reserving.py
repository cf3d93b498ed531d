"""Whether a phrase that keeps rights keeps those of the document itself."""

import re

from pipeline.stages.rights import frames, map_credits
from pipeline.stages.rights.places import BODY, FOOTER, HEAD, LINE, OWN_LINE, TAIL, TITLE
from pipeline.stages.rights.quoting import is_quoted, is_title
from pipeline.stages.rights.reservations import CLAIM, FORMAL, PROHIBITED

_SAID_OF = re.compile(
    r"^[\"'”’」』)\]]*\s*(?:로\s|으로\s|라는|라고|이라는|이라고|란\s|이란\s|라\s*함은|의\s*(?:의미|뜻|효력)|문구|표현|여부|조항|논란|법안|정책|명령|소송|가처분|의무|원칙|때문|캠페인|운동|교육|서약|규정(?:이|을|은|에)|조치(?:가|를|에)|표시(?:는|를|가|만|의|도)|means?\b|is\s+(?:a|an)\s+(?:phrase|copyright|term|formality|legal)|was\s+(?:a|once|required|introduced)|notices?\s+(?:is|are|was|has|were|on)|phrase\b|clause\b|symbol\b|\?)",
    re.IGNORECASE,
)
_NOT_RESERVED = re.compile(
    r"\b(?:you|anyone|everyone)\s+(?:may|can|are\s+free\s+to)\s+(?!not)\w+(?:(?!\bnot\b)[^.\n]){0,120}?\bwithout\b|\bif\s+(?:the\s+|any\s+)?material\s+is\s+not\s+(?:included|covered)|금(?:지)?하지\s*(?:않|아니)|금지(?:되지|된\s*것은)\s*(?:않|아니)|(?:자유롭게|자유로이|마음껏|얼마든지)[^.\n]{0,40}?(?:이용|사용|복제|배포|퍼|가져|공유|전재)|환영합니다|(?<!만\s)(?:허용|허락)합니다|퍼\s*가셔도|무방합니다|저작권(?:이|은)\s*(?:없|만료|소멸)|"
    r"\b(?:are|is)\s+(?:welcome|free|encouraged|permitted|allowed)\s+to\b|\bfeel\s+free\b|\bnot\s+protected\s+by\s+copyright|\b(?:does|do|did|would|will)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:forbid|prohibit|ban|exclude)\b|\bno\s+rights\s+reserved|(?<!which )(?<!part of this publication )\bmay\s+be\s+freely\s+(?:reproduced|copied|distributed|used|republished)|\bmay\s+be\s+(?:reproduced|copied|distributed|used|republished)\b[^.\n]{0,80}?\b(?:without\s+(?:further|charge|restriction|fee)|provided|freely|as\s+long)|\bnot\s+(?:prohibited|forbidden)\b",
    re.IGNORECASE,
)
# Credits of pictures, and rights in the news.
_CREDIT = re.compile(
    r"^\s*[▲△▶◀◆■□●*\[(<]*\s*(?:사진|이미지|그림|자료|영상|일러스트|photo|image|picture|video|illustration|credit|getty|source|figure|fig\.)|(?:사진|photo|image|그래픽|자료)\s*[=:ⓒ©]|^\W*(?:로고|logo|아이콘|icons?|글꼴|폰트|fonts?|디자인|design|표지|cover|캐릭터|음악|music|지도|map|theme|테마)\w*\s*(?:[=:]\s*)?(?:ⓒ|©|\(c\)|copyright)",
    re.IGNORECASE,
)
# The makers of a forum or a blog under its pages, and talk about the sign.
_OF_SOFTWARE = re.compile(
    r"vbulletin|phpbb|jelsoft|invision|simple machines|xenforo|powered by|mybb|discuz|theme by|template by|designed by .{0,30}$",
    re.IGNORECASE,
)
# `The bundled copy of zlibish is Copyright (C)`: a part that others made.
_OF_BUNDLED = re.compile(
    r"^\W*(?:the\s+|this\s+)?(?:bundled|included|embedded|vendored|third[- ]party|portions?|parts?)\b|\b(?:copy|version|fork|port)\s+of\s+\w+\s+is\b",
    re.IGNORECASE,
)
# `응모작의 저작권은 응모자에게 있습니다`: the rules of a contest, of a form, of a contract on works that are handed in.
_OF_ENTRIES = re.compile(
    r"(?:수상작|당선작|응모작|출품작|공모작|제출물|제출작|투고(?:\s*원고|문|작)?|접수작|참가작|선정작)(?:들|품)?(?:의|에\s*대한)\s*(?:저작|지식\s*재산|지적\s*재산)"
    r"|\b(?:entrants?|participants?|contestants?|winners?|applicants?)\s+(?:retain|keep|hold)s?\b|\bcopyright\s+(?:in|of|to)\s+(?:the\s+|all\s+)?(?:winning\s+)?(?:entries|entry|submissions?|submitted\s+\w+)\b",
    re.IGNORECASE,
)
# A claim that sends to the file of a licence leaves open what it lets others do.
_IN_FILE = re.compile(
    r"(?:found|described|given|stated|contained|terms?)\s+(?:in|of)\s+(?:the\s+)?(?:accompanying\s+)?(?:file\s+)?[`'\"]?(?:LICEN[SC]E|COPYING)\b|\bsee\s+(?:the\s+)?(?:file\s+)?[`'\"]?(?:LICEN[SC]E|COPYING)\b"
)
_CLAUSE_KO = re.compile(r"(?:으나|지만|이며|으며|이고|되었고|,|;)\s")
_OF_AI = re.compile(r"\bAI\b|인공\s*지능|학습|크롤링|training|\btrain\b|mining", re.IGNORECASE)
# `This second edition is all rights reserved.`
_IS = re.compile(
    r"\b(?:texts?|contents?|editions?|versions?|articles?|stories|rest|else|pages?|translations?|material)\s+(?:is|are)\s+$",
    re.IGNORECASE,
)
# Words on a board, in a story; the title of a song; an entry of a search with its number.
_ON_BOARD = re.compile(
    r"\b(?:board|sign|door|gate|wall|plaque|poster|banner|hung|painted|carved|stencil\w+|scrawled|printed\s+on)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(
    r"\)?[〉》」』>]\s*(?:가|이|를|을|는|은|라는|의|에|로|으로|도)(?![가-힣])|\s*\(\d+\)"
)
# `1. All Rights Reserved`: a track of a list
_NUMBERED = re.compile(r"\W*\d{1,3}[.)]\s*all\s+rights\s+reserved\W*", re.IGNORECASE)
_SIGN = re.compile(r"^[^.]{0,25}?(?:표시|표기|마크|기호|symbol|\bsign\b)", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:may|must|can|shall|should)\s*not\s+be", re.IGNORECASE)
_ELEMENT = re.compile(
    r"(?:비?상업적?\s*(?:이용|사용|목적)|변경|수정|번역|편집|변형|판매|각색|내용|무단|출처\s*표시|2\s*차적?\s*저작물?|개작|[\s,·및/()+]|등|금\s*지|금합니다|불가|안\s*됩니다|안돼요|사절|를|을|은|는|이|영리\s*목적의?)+$"
)
_TALKS = re.compile(
    r"\b(?:good[- ]faith|disputed|says?|said|told|according\s+to|argues?|critics|experts|what\s+does|what\s+is|means?\s+that|meaning|historically|buenos\s+aires|berne|convention|for\s+example|court|lawsuit|sued|ruled|argued|the\s+phrase|explain\w*|used\s+to\s+be)\b"
    r"|(?:하나|할까|인가|일까|는가|나요|까요|은지|는지)\s*(?:[?.,]|$)|[ㅋㅎㅠ]{2,}|\b(?:ha(?:ha)*|lol|lmao|joking|just\s+kidding)\b|😂|🤣|농담|때문에|무엇|의미(?:는|를|가|이|합니다|하는)|뜻(?:은|이|을|입니다|하는|한)|라는\s|라고\s*(?:적|쓰|써|표|해|하|명|되|말)|예를\s*들|판결|소송|논란|았다|었다|였다|했다|궁금|알아보|살펴보|\?",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:this|these|our|all|any|the)\s+(?:[\w'’-]+\s+){0,5}?(?:material|content|contents|work|works|article|articles|publication|document|page|site|website|book|ebook|report|text|post|story|newspaper|information|pages|images|materials|magazine|issue|journal|translation|story|copyright\s+holder|publisher|author|authors)\b"
    r"|\b(?:the\s+rest|everything|nothing|anything|texts?|articles)\b"
    r"|(?:이|본|당|저희|모든|위|해당|제)\s*(?:[가-힣A-Za-z()]+\s*){0,4}?(?:저작물|글|기사|콘[텐탠]츠|컨[텐탠]츠|사이트|블로그|홈페이지|누리집|자료|책|도서|문서|보고서|논문|포스트|포스팅|게시물|내용|작품|저작권|정보|뉴스|소설|연재|이미지|사진|페이지|웹|서비스|간행물|번역|지면)",
    re.IGNORECASE,
)


# `Commercial use is not permitted`, `Please do not edit or translate it`.
_ELEMENT_EN = re.compile(
    r"^(?:(?:commercial|for-profit)\s+(?:use|reuse|copying|distribution|publication)|modification|translation|editing|alteration|adaptation|derivative\s+works?|resale|sale|selling)\b|\b(?:modif(?:y|ied)|alter(?:ed)?|edit(?:ed)?|changed?|sell|sold|resell|resold|translated?|adapt(?:ed)?)\b",
    re.IGNORECASE,
)


# `사진은 상업적 이용을 금지합니다` beside the licence of a text.
_OF_PICTURES = re.compile(
    r"^\W*(?:(?:단|다만)\s*,?\s*)?(?:사진|이미지|그림|삽화|로고|표지|영상)(?:들)?(?:은|는|의)\s|^\W*(?:the\s+|all\s+)?(?:photo(?:graph)?s?|images?|pictures?|illustrations?|logos?)\b",
    re.IGNORECASE,
)
_OF_TEXT = re.compile(
    r"(?:글|본문|기사|텍스트|내용|콘텐츠|컨텐츠|문서|게시물|저작물)(?:은|는|의|을|를|도|\s)|\b(?:texts?|articles?|posts?|contents?|words|everything|rest)\b",
    re.IGNORECASE,
)
# `It may be reproduced without permission`, `No permission is needed to reprint`: the opposite of a ban.
_UNASKED = re.compile(
    r"\b(?:may|can|are\s+free\s+to|is\s+free\s+to|welcome\s+to|lets?\s+\w+|allows?\s+\w+\s+to|feel\s+free\s+to|free\s+to|allowed\s+to|permitted\s+to)\s+(?:also\s+)?(?:be\s+)?(?!not\b|only\b)(?:(?!not\b|only\b)[\w,/-]+\s+){1,14}?without\s+(?:\w+\s+){0,4}?(?:permission|consent|authori[sz]ation|approval|licen[sc]e|asking)"
    r"|\b(?:reproduction|copying|reuse|re-use|republication|reprinting|sharing|distribution|use)\s+(?:\w+\s+){0,4}?(?:is|are)\s+(?:permitted|allowed|free|authori[sz]ed|welcome|encouraged)\s+without\b"
    r"|\b(?:no|without)\s+(?:\w+\s+)?permission\s+(?:is\s+|being\s+)?(?:needed|required|necessary)|\bpermission\s+(?:is\s+)?(?:not|never)\s+(?:needed|required|necessary)|\b(?:do|does|need)\s*(?:not|n['’]t)\s+(?:need|require|have\s+to\s+(?:ask|seek|get))\b[^.]{0,20}?\bpermission",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:no|none|nothing|nobody|neither|nor|never|not)\b(?!\s+(?:\w+\s+)?permission|\s+(?:need|require|have\s+to)|\s+(?:needed|required|necessary|subject|protected))",
    re.IGNORECASE,
)


def is_unasked(sentence: str) -> bool:
    """True if a sentence lets others copy without asking, which holds the words of a ban."""
    found = _UNASKED.search(sentence)
    return found is not None and _NOTHING.search(sentence[: found.end()]) is None


def is_element(text: str, start: int, stop: int) -> bool:
    """True for a prohibition that is an element of a licence: `상업적 이용 금지, 변경 금지`."""
    phrase = text[start:stop].strip()
    low, _ = frames.sentence_around(text, start, stop)
    if _OF_PICTURES.match(text[low:stop]) and not _OF_TEXT.search(text[low:stop]):
        return True
    if re.search(r"\b(?:commercial|for-profit)\s+$", text[:start], re.IGNORECASE):
        return True
    return _ELEMENT.match(phrase) is not None or (
        _ELEMENT_EN.search(phrase) is not None
        and not re.search(
            r"reproduc|cop(?:y|ied)|republish|redistribut|reprint|복제|전재", phrase, re.IGNORECASE
        )
    )


# Letters in circles and brackets that number statements; a sign between operands; degrees.
_NUMBERS = re.compile(r"[ⓐⓑⓓⓔ㉠-㉻]|\([abde]\)|\([ABDE]\)\s")
_OPERANDS = re.compile(r"\b[a-zA-Z]\b\)?\s*[©ⓒ]\s*\(?\b[a-zA-Z]\b|=\s*\w+\s*[©ⓒ]")
_DEGREES = re.compile(
    r"(?:temp\w*|degrees?|°|온도|기온|수온|섭씨|celsius|vitamin|비타민|grade)\W*$", re.IGNORECASE
)
_OF_SIGN = re.compile(
    r"[©ⓒ]\s*(?:은|는|이|가|를|을|의|와|과|로|에서|에)(?![가-힣])|[©ⓒ]\s*(?:19|20)\d\d(?:\s*년(?:식|도|에|부터|까지|의)|(?:을|를|은|는|의|로|과|와)(?![가-힣]))"
)
_PLAIN_END = re.compile(r"(?<!니)다[.!?]?[\"'”’)]*\s*$")
_IN_PROSE = re.compile(
    r"\b(?:that|of|with|the|says?|to|words?|phrase|if|because|my|her|his|their)\s+$|[a-z]{3,}\s+(?:\w+\s+){3,}$",
    re.IGNORECASE,
)


# Things that are carried, handed out or put up.
_OF_GOODS = re.compile(
    r"(?:광고지|전단지?|홍보물|명함|현수막|벽보|안내문|물품|상품|음식물?|쓰레기|식물|약품|무기|마약|차량|드론|사료|총기|주류|담배|휴대\s*전화)(?:의|을|를|은|는)?\s*$"
)


_OF_GOODS_EN = re.compile(
    r"\b(?:use|storage|distribution|sale|possession)\s+of\s+(?:\w+\s+){0,2}?(?:drones?|alcohol|fireworks|cameras?|phones?|flash|bicycles?|weapons?|firearms?|tobacco|grills?|fires?|vehicles?|pesticides?|drugs|nets|plastics?|generators?|ladders?|elevators?|lifts?|chemicals|speakers|tripods?)\b",
    re.IGNORECASE,
)


# `(c) 2024 목록에서 별을 고른다`, `(c) 2019 scores were missing`: an item of a list that begins with a number.
_STEP = re.compile(
    r"\([cC]\)\s*(?:19|20)\d\d\s*(?:and\s+(?:later|earlier|older|before|after)\b|년\s|년산\s|년도|[가-힣]+(?:에서|에|을|를|은|는|으로|까지|부터)\s|(?!by\b|all\b|and\b|the\b|of\b)[a-z]{3,}\s+[a-z])"
)


def _is_label(text: str, start: int, stop: int) -> bool:
    """True for the sign of a claim that is a letter of a list, of a formula or of a scale."""
    phrase = text[start:stop]
    # `(a) kerbs; (b) lamps; (c) 2024 drainage plan`
    if phrase[:3].lower() == "(c)" and re.search(r"\(a\).*\(b\)", text[:start], re.I | re.S):
        return True
    if re.search(r"copyright|저작권|著作|reserved", phrase, re.IGNORECASE):
        return False
    if re.search(
        r"copyright|저작권|reserved|금지", text[max(0, start - 30) : stop + 60], re.IGNORECASE
    ):
        return False
    if (
        _NUMBERS.search(text)
        or _OPERANDS.search(text)
        or _OF_SIGN.match(phrase + text[stop : stop + 6])
    ):
        return True
    if _DEGREES.search(text[max(0, start - 20) : start]):
        return True
    if _STEP.match(text, start):
        return True
    low, high = frames.sentence_around(text, start, stop)
    # `ⓒ 그러나 미분할 수 있는지는 따로 살펴야 한다.`
    if _PLAIN_END.search(text[low:high]) and not re.search(r"(?:19|20)\d\d", phrase):
        return True
    # A letter in the middle of a sentence: `or (c) 2019 scores were missing`.
    return phrase[:1] == "(" and re.search(r"\b(?:and|or|및|또는|,)\s+$", text[:start]) is not None


def reserves(text: str, start: int, stop: int, kind: str, place: str, section: str) -> bool:
    """True if a phrase keeps the rights of the document itself."""
    low, high = frames.sentence_around(text, start, stop)
    sentence = text[low:high]
    if is_title(text, start, stop):
        return False
    if is_quoted(text, start, stop) or _SAID_OF.match(text[stop : stop + 40]):
        return False
    clause = sentence
    is_of_ai = kind == PROHIBITED and _OF_AI.search(text[start:stop]) is not None
    # `원문은 저작권이 만료되었으나 번역문의 저작권은 옮긴이에게 있습니다`
    if kind == CLAIM or is_of_ai:
        clause = _CLAUSE_KO.split(text[low:start])[-1] + text[start:high]
    # `You are welcome to link, but do not copy the text`
    if kind == PROHIBITED:
        clause = clause.rpartition(" but ")[2] if " but " in text[low:start] else clause
    if _NOT_RESERVED.search(clause) or section == "others":
        return False
    if kind == PROHIBITED and is_unasked(sentence):
        return False
    is_own = len(text) <= OWN_LINE and place != BODY
    if kind != PROHIBITED and _is_label(text, start, stop):
        return False
    if kind == FORMAL and (
        _NUMBERED.fullmatch(text) is not None
        or (_IN_PROSE.search(text[low:start]) and not _IS.search(text[low:start]))
        or _ON_BOARD.search(text[low:start])
        or _IN_TITLE.match(text, stop)
    ):
        return False
    if kind == CLAIM:
        is_credit = _CREDIT.match(text) or _CREDIT.search(sentence[:80])
        if (is_credit and not _OF_TEXT.search(sentence)) or place not in (
            TITLE,
            HEAD,
            TAIL,
            FOOTER,
        ):
            return False
        if (
            map_credits.is_of_contributors(text[max(0, start - 40) : start], text[start:])
            or _OF_SOFTWARE.search(sentence)
            or _OF_BUNDLED.search(sentence)
            or _OF_ENTRIES.search(sentence)
            or _IN_FILE.search(text)
            or _SIGN.search(text[stop : stop + 30])
        ):
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
    if kind == PROHIBITED and _OF_GOODS_EN.search(text[max(0, start - 20) : stop]):
        return False
    if kind == PROHIBITED and _OF_GOODS.search(text[max(low, start - 16) : start]):
        return False
    # Rules in the plain style are those of a story or a market, unless they name a text.
    if (
        kind == PROHIBITED
        and place in (LINE, BODY)
        and _PLAIN_END.search(sentence)
        and not _SELF.search(sentence)
        and not re.search(r"ⓒ|©|저작권", text[max(0, start - 60) : stop + 30])
    ):
        return False
    if place == BODY:
        near = text[max(0, start - 120) : stop + 60]
        return (
            _SELF.search(near) is not None
            or re.search(r"ⓒ|©|\(c\)|저작권자|copyright", near, re.IGNORECASE) is not None
        )
    return True
