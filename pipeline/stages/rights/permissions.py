"""Permissions in the owner's own words: `출처를 밝히면 자유롭게 퍼 가셔도 됩니다`, `Feel free to share with credit`.

Such a sentence names no licence. It counts if it allows copying, does not ask for a request first, and is about the
text: its conditions give the reuse."""

import re

from pipeline.stages.rights.licence import Licence

_I = re.IGNORECASE
_COPY_KO = (
    r"(?:퍼\s*(?:가|나르|나를|옮|날)|가져\s*(?:가|다)|옮겨\s*(?:가|적|싣|실)|옮기|전재|복제|복사|재?\s*배포|나눠\s*(?:주|쓰)|나누어\s*(?:주|쓰)|베껴|스크랩|담아\s*가|"
    r"재게시|재?\s*인쇄|공유(?:해|하))"
)
# Words for taking a text along, which nobody uses for goods.
_TAKES_KO = re.compile(r"퍼\s*(?:가|나르|옮|날)|전재|담아\s*가")
_USE_KO = r"(?:이용|사용|활용|쓰(?:셔|세|실|시|십|면|기)|쓸|써도|고쳐\s*쓰|인용)"
_WORK_KO = (
    r"(?:이|본|제|저희|모든|여기|해당|우리)\s*(?:[가-힣A-Za-z]+\s+){0,3}?[가-힣]*(?:글|글들|문서|자료|저작물|기사|콘[텐탠]츠|컨[텐탠]츠|내용|본문|원고|노트|강의|교재|번역|블로그|사이트|누리집|홈페이지|페이지|데이터|작품|소설|시|칼럼|책|전자책|코드|파일|게시물|포스트|포스팅|보고서|논문)"
    r"(?:은|는|을|를|의|도|들|\s)"
)
_FREE_KO = r"(?:자유롭게|자유로이|자유로운|자유입니다|마음껏|얼마든지|마음대로|누구나|제한\s*없이|무료로|맘대로|맘껏)"
_SOURCE_KO = (
    r"(?:출처|원문|글쓴이|지은이|저자|작성자|만든\s*이|주소|링크|이름|저작자|원작자|필명|블로그\s*주소)(?:만|를|을|와|과|나|도|이)?\s*(?:[가-힣]+\s+){0,3}?"
    r"(?:밝|표시|명시|명기|남기|남겨|적|달|표기|알려|넣|걸|붙|명확|기재|포함|공개)"
)
_ALLOWS_KO = re.compile(
    r"(?:셔도|해도|써도|가도|어도|아도)\s*(?:됩니다|돼요|되고|되며|좋습니다|좋아요|좋고|괜찮|상관)|(?:하|가|쓰|옮기|옮겨|주|적|나누)(?:세요|십시오|시기\s*바랍니다|시면\s*됩니다)|"
    r"(?:할|하실|가실|쓰실|쓸|갈|실을|옮길|퍼갈|나를|복사할|옮기실|될|나눌|나누실|적으실)\s*수\s*있(?:습니다|어요|음|으며|고)|가능(?:합니다|함|해요|하며|\s*$)|허용(?:합니다|됩니다|함)|허락(?:합니다|됩니다|함)|환영(?:합니다)?|무방합니다|자유입니다|자유롭습니다|괜찮습니다|"
    r"(?:와|가|해|겨|눠)\s*주(?:세요|십시오|시기\s*바랍니다|시면)|퍼\s*가세요|바랍니다|부탁드립니다",
)
_ASKS_KO = re.compile(
    r"(?:허락|허가|동의|승인|승낙|문의|협의|연락|댓글|사전에|쪽지|메일)(?:을|를|로|은|이|\s)*\s*(?:[가-힣]+\s*){0,2}?(?:받|구하|구한|얻|주|남기|남겨|하신|거쳐|후|필요|없이|바랍)|받은\s*후|무단"
)
_NC_KO = re.compile(
    r"비\s*상업|비\s*영리(?!\s*(?:를|을|목적을)?\s*(?:가리지|불문|구분|상관|막론|모두))|(?:상업|영리|돈벌이|판매)[^.\n]{0,14}?(?:제외|외에|외의|외\s|아니|금|안\s*(?:됩|돼)|불가|말|않|빼고|삼가|없|아닌|사양)|팔지\s*(?:만\s*)?(?:않|마|말)|개인적?(?:인)?\s*(?:용도|목적|이용|사용|공부)|(?:수업|교육|학습|연구|공부)\s*(?:용|용도|목적)(?:으로|로|에)?(?:만|\s*한)"
)
_ANY_TRADE_KO = re.compile(
    r"(?:상업|영리)[^.\n]{0,16}?(?:가리지|불문|구분\s*없이|상관\s*없이|관계\s*없이|막론|가능|포함|됩니다|허용|이든|모두)"
)
_ND_KO = re.compile(
    r"(?:수정|고치|고쳐|변경|변형|개작|편집|손대|바꾸|바꿔|각색|가공|2차)[^.\n]{0,14}?(?:않|없이|말|금지|안\s*(?:됩|돼)|불가|마\s|마세요|삼가)|(?:원문|원본|있는|글|내용)\s*(?:내용\s*)?그대로|전문\s*그대로|그대로\s*(?:퍼|옮|가져|실)"
)
_MAY_EN = re.compile(
    r"\b(?:feel\s+free|no\s+permission\s+(?:is\s+)?(?:needed|required|necessary)|permission\s+is\s+not\s+(?:needed|required|necessary)|need\s+no\s+permission|(?:you|anyone|everyone|schools|teachers|readers|libraries|others)\s+(?:are|is)\s+(?:\w+\s+)?(?:welcome|free|invited|encouraged|permitted|allowed)|(?:you|anyone|everyone|teachers|schools|readers|others)\s+(?:may|can)(?!\s*not)|"
    r"permission\s+(?:is\s+)?(?:hereby\s+)?(?:granted|given)|may\s+be|can\s+be|is\s+free\s+to|are\s+free\s+to|free\s+to|please\s+(?:share|copy|republish|reprint|reuse|re-use|repost|feel)|republish\s+(?:this|our)|"
    r"(?:re-?use|reproduction|reprinting|republishing|republication|copying|sharing|redistribution|distribution|translation)\s+(?:[\w-]+\s+){0,5}?(?:is|are)\s+(?:[\w-]+\s+)?(?:permitted|allowed|welcome|encouraged|granted|authori[sz]ed|free)|(?:we|i)\s+(?:allow|permit|welcome|encourage|grant))\b",
    _I,
)
_COPY_EN = re.compile(
    r"\b(?:shar(?:e|ed|ing)|cop(?:y|ied|ies|ying)|reprint\w*|reproduc\w+|republish\w*|republication|redistribut\w+|distribut\w+|repost\w*|re-?us(?:e|ed|ing)|adapt(?:ed|ing)?|translat\w+|post(?:ed)?\s+elsewhere|pass(?:ed)?\s+(?:it\s+)?on|photocopied|remix(?:ed)?|quoted?\s+in\s+full|use[ds]?\s+(?:and|or)\s+\w+|use\s+(?:this|these|my|our|any|the)|used\s+(?:freely|for\s+any|by\s+any))\b",
    _I,
)
_WORK_EN = re.compile(
    r"\b(?:this|these|my|our|any|all|the)\s+(?:[\w'’-]+\s+){0,4}?(?:works?|articles?|posts?|pages?|stor(?:y|ies)|texts?|content|contents|materials?|notes?|essays?|lessons?|translations?|documents?|books?|chapters?|poems?|handouts?|worksheets?|recipes?|reports?|columns?|writings?|words|newsletter|guides?|site|blog|website|transcripts?|lectures?|pieces?)\b|\b(?:it|them)\b",
    _I,
)
# What `it` stands for: the sentence before must name this text, not a licence or a set of data.
_IT_EN = re.compile(r"\b(?:it|them)\b", _I)
_THIS_EN = re.compile(r"\b(?:this|these|my|our|all|here)\b", _I)
_OF_OTHER_EN = re.compile(
    r"\b(?:licen[sc]es?d?|cc0|cc[ -]by|creative\s+commons|data\s?sets?|software|library|code|photos?|images?|fonts?)\b",
    _I,
)
_CREDIT_EN = re.compile(
    r"\b(?:credit\w*|attribut\w+|acknowledg\w+|link(?:ing|s)?\s+back|link\s+to|back\s?-?link|cit(?:e|ed|ing|ation)|byline|nam(?:e|ing)\s+(?:the|me|us|your)|mention\w*|source|author['’]?s?\s+name|my\s+name)\b",
    _I,
)
_FREELY_EN = re.compile(
    r"\bfree(?:ly)?\b|\bwithout\s+(?:charge|fee|asking|restriction|further|(?:prior\s+)?permission)|\bany\s+purpose|\bno\s+permission\s+(?:is\s+)?(?:needed|required)|\bhowever\s+you\b|\bwelcome\b|\bencourage",
    _I,
)
_ASKS_EN = re.compile(
    r"\b(?:(?:with|without|by|after|obtain\w*|ask\w*\s+(?:for|me|us)|prior|written|express|our|my|need|require\w*|seek\w*)\s+(?:\w+\s+){0,4}?(?:permission|consent|approval|authori[sz]ation|licen[sc]e)|(?:contact|email|write\s+to|ask)\s+(?:us|me|the)\b|may\s+not\s+be|without\s+asking|upon\s+request|fair\s+use|for\s+a\s+fee|subscribers|only\s+be)\b",
    _I,
)
_NO_ASKING_EN = re.compile(
    r"\bwithout\s+(?:further\s+|prior\s+|asking\s+(?:for\s+)?|written\s+|express\s+|our\s+|my\s+|any\s+)*(?:permission|consent|asking)\b|\bno\s+(?:\w+\s+)?permission\s+(?:is\s+)?(?:needed|required|necessary)|\bpermission\s+is\s+not\s+(?:needed|required)",
    _I,
)
_NC_EN = re.compile(
    r"\bnon-?\s?commercial|\bnot[- ]for[- ]profit|\bnon-?profit|\bcommercial\s+(?:use|reuse|purposes?|gain|publication)[^.\n]{0,20}?\b(?:not|prohibited|forbidden|excluded)|\b(?:not|no|never|except|other\s+than|excluding)\b[^.\n]{0,30}?\b(?:commercial|sell|sold|sale|profit|resale|charge\s+for)|\b(?:personal|classroom|educational|private|teaching|study|research|scholarly|academic|school)(?:,?\s+(?:or|and|and/or)?\s*\w+)?\s+(?:use|purposes?)",
    _I,
)
_ANY_TRADE_EN = re.compile(
    r"\bcommercial(?:ly)?\s+(?:or|and)\s+(?:not|non-?\s?commercial(?:ly)?|otherwise|private)|\bnon-?commercial(?:ly)?\s+(?:or|and)\s+commercial|\beven\s+commercial|\bincluding\s+commercial|\bany\s+purpose",
    _I,
)
_ND_EN = re.compile(
    r"\bun(?:changed|altered|modified|edited|abridged)\b|\bwithout\s+(?:any\s+)?(?:modif\w+|change\w*|alter\w+|edit\w*)|\bverbatim\b|\bin\s+(?:its|their)\s+entiret|\bas[- ]is\b|\bdo\s+not\s+(?:edit|change|modify|alter|adapt|translate)|\b(?:not|no)\s+(?:be\s+)?(?:edit\w*|chang\w+|modif\w+|alter\w+|adapted|derivatives?)|\bintact\b|\bin\s+full(?:\s+only)?\b",
    _I,
)
# What is talked of, if not the text: other things are free to use, and other people grant.
_THINGS = re.compile(
    r"(?:예제|소스|샘플)\s*(?:코드|파일|프로그램)|코드\s*조각|사진|이미지|그림|폰트|글꼴|음악|영상|아이콘|시설|주차|화장실|도서관|자전거|공원|회의실|좌석|와이파이|물품|장비|체육관|강당|놀이터|우산|강의실|쿠폰|친구에게|널리\s*공유|"
    r"\b(?:photos?|photographs?|images?|pictures?|icons?|fonts?|music|videos?|room|parking|bikes?|printer|library\s+card|account|password|link\s+with\s+friends|with\s+(?:your\s+)?friends|comments?|thoughts|feedback|experiences?|opinions?|tips)\b",
    _I,
)
# The same sentence forbids copying, or offers the link to the page and not its text.
_DENIES = re.compile(
    r"(?:복사|복제|퍼\s*(?:가|나르)|전재|재?\s*배포|가져\s*가|옮기)[^.\n]{0,12}?(?:지\s*(?:말|마)|말아|금지|금합|안\s*(?:됩|돼)|불가|삼가)|링크(?:는|를|만|의)?\s*(?:자유|공유|얼마든|마음)|"
    r"\b(?:do|does|may|must|can|should|please)\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:cop(?:y|ied)|shar|repost|reprint|republish|reproduc|redistribut|distribut|use\b)|\bnot\s+(?:cop(?:y|ied)|share|repost|reprint|republish|reproduce)|\bno\s+part\b|"
    r"\b(?:copying|sharing|reposting|reprinting|republication|republishing|reproduction|redistribution)\s+(?:(?!not\b)\w+\s+){0,3}?(?:not\s+(?:allowed|permitted)|(?<!not\s)prohibited|(?<!not\s)forbidden)|\b(?:free|welcome|may|can)\s+(?:to\s+)?link\s+to\b|\bshare\s+(?:the|this|a)\s+(?:link|url|address)",
    _I,
)
_TALK = re.compile(
    r"[았었했됐]습니다|않을까|어렵|생각합니다|때문|[A-Za-z]{3,}(?:은|는)\s|licen[sc]e|creative\s+commons|라이[선센]스|공공\s*누리|크리에이티브|\bCC\b|라고\s|라는\s|다고\s|\?|았다|었다|했다|(?:한|는|된|있)다[.\s]*$|\b(?:said|says|told|asked|was|were|would|could|should|argued|they|he|she|if\s+you\s+want)\b",
    _I,
)


def find(text: str, low: int, high: int) -> Licence | None:
    """What a sentence of a passage allows in its own words, with the words beside it for conditions; else None."""
    sentence = text[low:high]
    # Conditions stand in the sentences beside it too: `상업적 이용은 안 됩니다.`
    beside = text[max(0, low - 80) : low] + " " + text[high : high + 120]
    if len(sentence) > 320 or _THINGS.search(sentence) or _TALK.search(sentence):
        return None
    if _DENIES.search(sentence):
        return None
    if re.search("[가-힣]", sentence):
        return _korean(sentence, beside)
    return _english(sentence, beside)


def _korean(sentence: str, beside: str) -> Licence | None:
    if not _ALLOWS_KO.search(sentence) or _ASKS_KO.search(sentence):
        return None
    source, is_free = re.search(_SOURCE_KO, sentence), re.search(_FREE_KO, sentence)
    copies, work = re.search(_COPY_KO, sentence), re.search(_WORK_KO, sentence)
    is_trade, is_whole = _NC_KO.search(sentence), _ND_KO.search(sentence)
    if copies:
        # `공유해 주세요` alone asks readers to spread a link, and `자유롭게 재배포` may concern a library.
        if not (
            source or is_trade or is_whole or (is_free and (work or _TAKES_KO.search(sentence)))
        ):
            return None
    elif not (re.search(_USE_KO, sentence) and work and (is_free or (source and is_trade))):
        return None
    whole = sentence + " " + beside
    return _licence(_NC_KO.search(whole), _ANY_TRADE_KO.search(sentence), _ND_KO.search(whole))


def _english(sentence: str, beside: str) -> Licence | None:
    may = any(
        _COPY_EN.search(sentence, m.start(), min(len(sentence), m.end() + 60))
        for m in _MAY_EN.finditer(sentence)
    )
    if not may or not _WORK_EN.search(sentence):
        return None
    if not _WORK_EN.search(_IT_EN.sub(" ", sentence)) and (
        _OF_OTHER_EN.search(beside) and not _THIS_EN.search(beside)
    ):
        return None
    if _ASKS_EN.search(_NO_ASKING_EN.sub(" ", sentence)):
        return None
    conditions = (_CREDIT_EN, _FREELY_EN, _NC_EN, _ND_EN, _NO_ASKING_EN)
    if not any(p.search(sentence) for p in conditions):
        return None
    whole = sentence + " " + beside
    return _licence(_NC_EN.search(whole), _ANY_TRADE_EN.search(sentence), _ND_EN.search(whole))


def _licence(is_trade: object, any_trade: object, is_whole: object) -> Licence:
    if is_whole:
        return Licence(None, "no_derivatives")
    return Licence(None, "noncommercial" if is_trade and not any_trade else "attribution")


# A passage in lower case without any of these holds no permission.
MAY_ALLOW = ("퍼", "가져", "옮", "전재", "복제", "복사", "배포", "나눠", "나누어", "베껴", "스크랩", "담아", "공유", "자유", "마음", "얼마든지", "누구나", "제한 없이", "무료로", "맘", "비상업", "feel free", "welcome", "free to", "may", "can", "permission", "please", "permitted", "allowed", "encourage", "republish", "allow", "permit")  # fmt: skip
