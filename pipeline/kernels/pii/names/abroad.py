"""Names from abroad in Hangul, where a label or the head of a column announces a person: 성명: 응우옌 반 안.

They begin with no surname of the census, so their sound decides (`hearing`), and they fill their place.
"""

import re

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import cells, labels
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.lines import line_begin, line_end
from pipeline.kernels.pii.names.columns import COLUMN, is_headed
from pipeline.kernels.pii.names.hearing import hearing
from pipeline.kernels.pii.names.labelled import fills_its_cell, label_begins_field
from pipeline.kernels.pii.names.labels import (
    ABOVE,
    BEFORE_SIGN,
    BRACKETED,
    BULLETS,
    HEAD,
    LABEL,
    LAST,
    REACH,
)
from pipeline.kernels.pii.names.neighbours import TELEPHONE, TELEPHONE_GATE
from pipeline.kernels.pii.names.words import is_no_word
from pipeline.kernels.pii.names.writings import first_byte_before
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# hundredths of a nat for each syllable: 84 of 100 persons from abroad in news score more (KLUE NER)
_NAME = 100
# where the label is also one of offices, companies and nicknames
_SURE = 250
# the commonest family names of Vietnam, with the syllable that most women or men have behind them: 응우옌, 팜티흐엉
_VIETNAMESE = re.compile(
    r"(?:응우옌|응웬|쩐|즈엉|후인|호앙)[가-힣]{1,6}|(?:팜|레|부이)(?:티|반)[가-힣]{1,4}|(?:보|당|도|판|호)티[가-힣]{1,4}"
)
_FEWEST_SYLLABLES = 3
_WRITTEN = rf"({HANGUL}{{1,7}}(?:[ \x7f]{HANGUL}{{1,6}}){{0,3}})"
# signs between words, - and /, would try four times as many places
_GATE = Gate(
    rf"(?:{LAST}[*)\]\"'`]* *[*]*[:=|\t]|\) *[*]*[:=])[ *\"'`(\t|:]*{HANGUL}(?:{HANGUL}| {HANGUL})",
    BEFORE_SIGN,
    96,
)
_BRACKETED_GATE = Gate(rf"{LAST} ?(?:[\]>]|】|」|〕|』|〉) *:? ?{HANGUL}", BEFORE_SIGN, 96)
_ABOVE_GATE = Gate(
    rf"{LAST}[ :\])*\t]*(?:】)?\r?\n(?:\r?\n)?[ \t]*(?:[\-*\x7f] ?)?(?:{HANGUL})+(?: (?:{HANGUL})+)*[ \t\r]*\n",
    BEFORE_SIGN,
    96,
    lines=False,
)
# 학부모 이름 프라딥 타파 님
_TITLED = rf"{labels('성명', '성함', '이름', '예금주', '수령인', '신청인', '신청자', '보호자')} {{1,4}}{_WRITTEN} ?(?:님|씨|귀하)"
_TITLED_GATE = Gate(
    rf"(?:성 *명|성 *함|이 *름|예금주|수령인|신청인|신청자|보호자) +(?:{HANGUL})+(?: (?:{HANGUL})+)* ?(?:님|씨|귀하)",
    24,
    8,
)
# 신청인 성명 솜차이 분마
_ON_LINE = rf"(?m:^){BULLETS}{{0,6}}(?:{HANGUL}{{2,4}} )?{labels('성명', '성함', '예금주', '수령인')}(?: ?\((?:한글|국문)\))? {{1,8}}{_WRITTEN}"
_LINE_GATE = Gate(
    rf"(?:성 *명|성 *함|예금주|수령인)(?: ?\((?:한글|국문)\))? +{HANGUL}{HANGUL}",
    48,
    96,
    lines=False,
)
_TITLE = re.compile(" ?(?:님|씨|귀하|학생|선생님|고객님|박사|부인|교수|신부|수녀)$")
_ENDS = re.compile(
    r"(?: ?(?:님|씨|귀하))?(?:[ ]?[\n\r\t,/|;)<\"'}\]]| ?\(| [/\-|]|  | (?:님|씨)[ ,.]|$)".encode()
)
_OF_PERSONS_ALONE = Words(
    "성 {0,8}명|성 {0,8}함|예 {0,2}금 {0,2}주|(?:자|인|생|객|원|사) {0,2}(?:명|이름)|수령인|수취인|받는 ?(?:사람|분|이)|보내는 ?(?:사람|분|이)"
    "|(?:전체|법적|파트너|드라이버|클라이언트|에이전트|매니저|의뢰인|담당|교사|의사) ?이름|내담자|근로자|학부모|보호자|배우자|세대주|피보험자|신랑|신부|환자"
)
_NAME_OF_ANYTHING = re.compile(r"이 {0,8}름[^\xea-\xed]{0,8}$".encode())
_LABEL_REACH = 40
# the label says too little: what stands near has to be of persons, and 이름: 고블린 has a sex and an age too
_OF_LIFE = Words(
    "국적|비자|체류|입국|외국인|이주|결혼|숙소|출신|송금|근로|급여|통역|한국어|연락처|전화|휴대폰|핸드폰|생년|생일|주소|메일|계좌|주민|여권|직함|직책|서명|(?:^|[^\\x80-\\xff])성 ?:"
    "|phone|mail|birth|address|mobile|passport|nationality|visa"
)
# ends of the names of bodies, firms, places and of titles
_BODIES = re.compile(
    "(?:회사|학교|대학|대학원|센터|협회|은행|병원|의원|호텔|연구소|재단|법인|조합|그룹|산업|전자|건설|무역|상사|교회|성당|공장|식당|카페|마트|스토어|샵|숍"
    "|페이|페이먼츠|뱅크|엔터테인먼트|소프트|테크|시스템|시스템즈|네트웍스|웍스|코리아|서비스|솔루션|미디어|스튜디오|클럽|몰|넷|닷컴|랩|랩스"
    "|아파트|빌딩|타워|국장|과장|팀장|부장|서기관|위원회|기관|업체|단체"
    "|인더스트리즈|칼리지|컨설팅|홀딩스|로지스틱스|파트너스|캐피탈|카드|항공|택배|클리닉|피트니스|아카데미|갤러리|리조트|메일|브라우저|라이브|텔레콤|모바일|프레시|플라워|칠드런|네이버스|커피|컬리|유니세프)$"
)
# 청주시 is a city, 가네시 a name: such a word has to sound the more like one
_PLACES = re.compile("[시도군구동읍면과팀부실국청처]$")
# words with the endings of verbs, and with particles that no name from abroad ends in
_SAID = re.compile(
    "(?:합니다|입니다|습니다|니다|세요|시오|하기|하는|되는|있는|없는|으로|에서|에게|까지|부터|한다|된다|의|을|를|들)$"
)


def is_name(text: bytes, start: int, end: int) -> bool:
    """True for words that fill a field behind its label and sound like a name from abroad."""
    if not _ENDS.match(text, end) or not fills_its_cell(text, start, end):
        return False
    return is_titled(text, start, end)


def is_alone(text: bytes, start: int, end: int) -> bool:
    """True for such words that fill the line below their label."""
    rest = text[end : line_end(text, end)].strip(b" \t\r")
    return not rest and _is_heard(text, start, end, _SURE)


# 친구 팜티흐엉 010-9284-1167
_AT_TELEPHONE = rf"((?:응우옌|응웬|쩐|즈엉|후인|호앙|(?:팜|레|부이)(?:티|반)|(?:보|당|도|판|호)티){HANGUL}{{1,6}}){TELEPHONE}"


def is_at_telephone(text: bytes, start: int, end: int) -> bool:
    """True for a name from Vietnam, a word of its own, before a telephone number."""
    alone = not 0xEA <= first_byte_before(text, start) <= 0xED
    return alone and _is_vietnamese(text[start:end])


def _is_vietnamese(span: bytes) -> bool:
    return _VIETNAMESE.fullmatch(span.decode(errors="replace").replace(" ", "")) is not None


def is_on_line(text: bytes, start: int, end: int) -> bool:
    """True for such words that end the line which their label begins."""
    rest = text[end : line_end(text, end)].strip(b" \t\r")
    # 응우옌반득, 혼인신고일: no Korean word begins so
    if rest.startswith(b",") and _is_vietnamese(text[start:end]):
        return True
    return not rest and _is_heard(text, start, end, _NAME)


def is_titled(text: bytes, start: int, end: int) -> bool:
    """True for words behind a label that sound like a name from abroad."""
    if not label_begins_field(text, start, likely=True):
        return False
    label = text[line_begin(text, start, _LABEL_REACH) : start]
    around = text[max(0, start - REACH) : start] + text[end : end + REACH]
    alone = _OF_PERSONS_ALONE.search(label) or _OF_LIFE.search(around)
    alone = alone or _VIETNAMESE.match(text[start:end].decode(errors="replace")) is not None
    # 이름 also names goods and characters, and nicknames and firms of one word sound like names: 판매자: 샤오미
    one = b" " not in _TITLE.sub("", text[start:end].decode(errors="replace")).encode()
    if not alone and (one or _NAME_OF_ANYTHING.search(label)):
        return False
    return _is_heard(text, start, end, _NAME if alone else _SURE)


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True for such words in a column whose head names persons."""
    if _is_vietnamese(text[start:end]) and HEAD.search(head(text, start)):
        return True
    if not is_headed(text, start):
        return False
    sure = _OF_PERSONS_ALONE.search(head(text, start)) or _OF_LIFE.search(heads(text, start))
    return _is_heard(text, start, end, _NAME if sure else _SURE)


def _is_heard(text: bytes, start: int, end: int, least: int) -> bool:
    """True if the words sound like a name and none of them is a known word, a body, a verb or a place."""
    model = hearing()
    written = _TITLE.sub("", text[start:end].decode(errors="replace"))
    words = written.replace("\x7f", " ").split()
    if _VIETNAMESE.fullmatch("".join(words)):
        return True
    if len("".join(words)) < _FEWEST_SYLLABLES:
        # 존 도
        least = _SURE
        if len(words) < 2:
            return False
    scores = [model.score(word) for word in words]
    for word, score in zip(words, scores, strict=True):
        if _BODIES.search(word) or _SAID.search(word) or not is_no_word(word.encode()):
            return False
        if _PLACES.search(word) and score < (_NAME if len(words) > 1 else _SURE):
            return False
    # 로즈마리 크루즈: beside a word of another sort a loan word is a name
    loaned = [word in model.loan_words for word in words]
    if all(loaned) or (any(loaned) and least == _SURE):
        return False
    return sum(scores) >= least * len(scores) and min(scores) >= -least


FORMS = (
    Form(LABEL + _WRITTEN, is_name, (_GATE,), group=1),
    Form(BRACKETED + _WRITTEN, is_name, (_BRACKETED_GATE,), group=1),
    Form(ABOVE + _WRITTEN, is_alone, (_ABOVE_GATE,), group=1),
    Form(_ON_LINE, is_on_line, (_LINE_GATE,), group=1),
    Form(_TITLED, is_titled, (_TITLED_GATE,), group=1),
    Form(_AT_TELEPHONE, is_at_telephone, (TELEPHONE_GATE,), group=1),
    Form(cells(_WRITTEN), is_in_column, (COLUMN, inserts.GATE), group=1),
)
