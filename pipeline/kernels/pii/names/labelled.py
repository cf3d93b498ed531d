"""Korean names behind a label, or before one: 성명: 김민지, 신청인 김민지, 김민지 (신청인)."""

import re

from pipeline.kernels.pii.fields import labels, loose
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.lines import line_begin, line_end
from pipeline.kernels.pii.names.labels import (
    ABOVE,
    BEFORE_SIGN,
    BRACKETED,
    BULLETS,
    CLOSING,
    COMMON,
    COMMON_LABELS,
    HEAD,
    LABEL,
    LABEL_AND_SIGN,
    LABELS,
    LAST,
    NAMED_FOR_DEEDS,
    OPEN_LABELS,
    OTHER_SIGN,
    PARTIES,
    PERSONS,
    PUPILS,
    ROLES,
)
from pipeline.kernels.pii.names.words import NOT_NAMES, PROSE, is_no_word
from pipeline.kernels.pii.names.writings import (
    BEGINNING,
    FIRST,
    HIDDEN_NAME,
    LATIN_START,
    LIKELY_NAME,
    NAME,
    OTHER,
    PAIR_OR_HIDDEN,
    SHORT_SPACED,
    SPACED_LIKELY_NAME,
    ends_word,
    first_byte_before,
    is_hidden_name,
    is_in_other_letters,
    is_rare_or_short,
    is_usual,
    is_word_of_its_own,
)
from pipeline.kernels.pii.surroundings import WORD, after, before
from pipeline.kernels.pii.vocabulary import Words

_TITLES = tuple(title.encode() for title in ("님", " 님", "씨", " 씨", " 귀하"))
# signs behind a field that a name fills: 이름 성인숙 / 세례명
_SIGNS = (b" / ", b" | ", b" (", b"(")
_NAME_SAID = ("성함은 ".encode(), "성명은 ".encode())
_AMBIGUOUS_LABEL = "이름".encode()


def is_name(text: bytes, start: int, end: int) -> bool:
    """True if the span is not a known word and ends where a word or a particle does."""
    span = text[start:end]
    likely = is_usual(span.replace(b" ", b""))
    if not label_begins_field(text, start, likely) or not is_no_word(span):
        return False
    # a role is also the label of an office: three syllables need to be usual ones, and two to stand alone
    if not _IS_NAME_LABEL.search(text[max(0, start - 40) : start]):
        if len(span) == _THREE and not is_usual(span):
            return False
        if len(span) < _THREE and _HANGUL_BEHIND.match(text, end):
            return False
    return fills_its_cell(text, start, end) and ends_word(text, start, end)


def is_common_name(text: bytes, start: int, end: int) -> bool:
    """True for a name of usual syllables behind a label that is a word of prose too: 사용자: 김민지."""
    return is_usual(text[start:end]) and is_name(text, start, end)


def is_on_line(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that ends the line, or its part of the line, that its label begins: 신청자 김민지."""
    # 이름 김대중, the head of the box of an article on a life
    if _OF_PUBLIC_LIFE.search(text[end : end + _BOX]):
        return False
    return is_usual(text[start:end]) and bool(_ENDS_PART.match(text, end))


def is_alone(text: bytes, start: int, end: int) -> bool:
    """True for a name that fills the line below its label."""
    rest = text[end : line_end(text, end)].strip(b" \t\r")
    return not rest and is_no_word(text[start:end])


def is_likely_name(text: bytes, start: int, end: int) -> bool:
    """True for a name of usual syllables behind a label without a sign: 성명 김민지."""
    span = text[start:end]
    is_prose = span[:6] in NOT_NAMES or span.endswith(PROSE)
    # 성함은 안옥자: women of that age have names that end as verbs do
    named = text[max(0, start - 24) : start].endswith(_NAME_SAID)
    if is_prose and not (named or text.startswith((*_TITLES, *_SIGNS), end)):
        return False
    # 이름 김대중, the head of the box of an article on a life
    if _OF_PUBLIC_LIFE.search(text[end : end + _BOX]):
        return False
    # a bracket holds the name alone: 성명(김민지)
    if before(text, start) in b"(<" and after(text, end) not in b")>,":
        return False
    # 태풍 이름이 정해지는: in a sentence a word before the label decides
    return (
        is_usual(span)
        and label_begins_field(text, start, likely=False)
        and is_name(text, start, end)
    )


def is_in_notice(text: bytes, start: int, end: int) -> bool:
    """True for a usual name in a notice of a death or a wedding: an article on a life has 장녀 too."""
    around = text[max(0, start - _BOX) : start] + text[end : end + _BOX]
    return _NOTICE.search(around) and is_word_of_its_own(text, start, end)


def is_spaced(text: bytes, start: int, end: int) -> bool:
    """True for a usual name of single syllables, 오 민 재, before a place to sign, a line end or two blanks."""
    plain = text[start:end].replace(b" ", b"")
    return (is_usual(plain) or is_rare_or_short(plain)) and bool(_TO_SIGN.match(text, end))


def fills_its_cell(text: bytes, start: int, end: int) -> bool:
    """False in a table whose cells hold more than a label and a name: | 잠재 고객 | 지난 180일 |."""
    line = text[line_begin(text, start) : start].rstrip(b" *\"'`(")
    if not line.endswith((b"|", b"\t")):
        return True
    label = line.rstrip(b" *\"'`(|\t:").replace(b"\t", b"|").rpartition(b"|")[2].strip(b' *"`-\x7f')
    return bool(HEAD.search(label)) and text[end : end + 12].lstrip(b' *"')[:1] in b"|\t\n"


def label_begins_field(text: bytes, start: int, likely: bool) -> bool:
    """False if a word stands before the label 이름: 파일 이름 is the name of a file.

    A `likely` name may stand behind other words than those of things.
    """
    label = text.rfind(_AMBIGUOUS_LABEL, max(0, start - 24), start)
    if label < 0:
        return True
    is_bare = not text[label + len(_AMBIGUOUS_LABEL) : start].strip(b" ")
    if likely:
        return not _THINGS_WITH_NAMES.search(text[max(0, label - _THING_REACH) : label])
    while label > 0 and text[label - 1] == 32:
        label -= 1
    if _MINE.search(text, max(0, label - _THING_REACH), label):
        return True
    # 신고인 이름 김민지
    if is_bare and _ROLE_ENDS.search(text, max(0, label - _THING_REACH), label):
        return True
    return not 0xEA <= first_byte_before(text, label) <= 0xED and (
        before(text, label) not in WORD and before(text, label) not in b")]"
    )


_THING_REACH = 24
# 제 이름은 김민지
_MINE = re.compile(r"(?:^|[\x00-\x7f])(?:제|내|저의|나의|본인)$".encode())
_ROLE_ENDS = re.compile(rf"(?:{ROLES})$".encode())
_THINGS_WITH_NAMES = Words(
    "(?:주인공|등장 ?인물|인물|학자|작가|위인|파일|도메인|상품|제품|함수|변수|클래스|테이블|컬럼|열|필드|서버|호스트|프로젝트|패키지|모듈|회사|가게|브랜드|강아지|고양이|책|영화|노래|게임|캐릭터"
    "|지역|메서드|속성|형식|키|유형|레코드|계정|그룹|역할|팀|부서|동물|식물|꽃|산|강|도시|나라|국가|학교|병원|약|요리|메뉴|별|행성|배|역|호텔|식당"
    "|작품|곡|앨범|밴드|데이터|객체|옵션|태그|라벨|값|인자|인수|개체|명령|작업|서비스|[A-Za-z0-9)\\]`])(?:의|들의)? *$"
)
GATE = Gate(rf"{LABEL_AND_SIGN}{FIRST}", BEFORE_SIGN, 48)
_OPEN_GATE = Gate(loose(OPEN_LABELS) + " " + FIRST, 2, 48)
_BRACKETED_GATE = Gate(rf"{LAST} ?{CLOSING} *:? ?{BEGINNING}", BEFORE_SIGN, 64)
_ABOVE_GATE = Gate(
    rf"{LAST}[ :\])*\t]*(?:】)?\n[ \t\r]*(?:[\-*\x7f] ?)?{BEGINNING}"
    rf"|{LAST}[ :\])*\t]*\r?\n\r?\n[ \t]*{FIRST}{HANGUL}{HANGUL}[ \t\r]*\n",
    BEFORE_SIGN,
    64,
    lines=False,
)
_OTHER_SIGN_GATE = Gate(
    rf"(?:{loose(PERSONS)}|이름|대표자)(?: ?→ ?| ?- ?| ?/ ?| ?[(<\[] ?| ?[.\x7f]+ ?|  +|, ?|; ?){BEGINNING}",
    2,
    64,
)
_ROLE_NAME = rf"{ROLES} {{1,2}}{labels('이름', '성명', '성함')} "
# a remark behind a label: 대리인(위임받은 자) 김민지
_REMARK = r" ?\([^()\n]{1,32}\)"
_WITHOUT_SIGN = rf"(?:{_ROLE_NAME}|{PERSONS}(?:(?:은|는|이)? | ?→ ?| - ?| ?/ ?| ['\"]|{_REMARK} {{1,4}})|{NAMED_FOR_DEEDS}(?:은|는|을)? (?:꼭 |반드시 )?|(?:{PARTIES}|{NAMED_FOR_DEEDS}|{PUPILS})(?:{_REMARK})? {{1,4}}|{PUPILS} ?[:=] ?|{labels('이름')}(?:은|는|이) )"
_BEHIND_OTHER_SIGN = rf"(?:{PERSONS}{OTHER_SIGN}|{labels('이름', '대표자')}(?: ?[.\x7f]{{2,40}} ?| {{2,40}}| ?[(<] ?)|{LABELS}(?: ?→ ?| ?- ?| ?/ ?)){LIKELY_NAME}"
# 김민지 (신청인), 김민지가 제 이름입니다
_BEFORE_ITS_LABEL = rf"{LIKELY_NAME}(?: ?(?:님|씨))?(?: ?[(<\[] ?{PERSONS} ?[)>\]]| ?(?:이|가|은|는) (?:제|저의|내|본인) {LABELS})"
# What every Korean syllable may begin multiplies the states of the automaton: the name is left to the form.
_BEFORE_LABEL_GATE = Gate(
    rf"[(<\[] ?{loose(PERSONS)} ?[)>\]]|(?:이|가|은|는) (?:제|저의|내|본인) {loose(LABELS)}",
    32,
    2,
)
# 故 류용식, 장녀 김민지: of notices of deaths and weddings
_OF_FAMILY = rf"(?:故 ?|(?:장남|장녀|차남|차녀|삼남|삼녀|외동딸|외아들) ){LIKELY_NAME}"
_NOTICE = Words(
    "별세|부고|訃告|소천|빈소|발인|장례식장|입관|영결식|화촉|청첩|결혼(?:합니다|식 ?안내|을 알)|예식"
)
_FAMILY_GATE = Gate(rf"(?:故 ?|(?:남|녀|딸|들) ){FIRST}{HANGUL}", 12, 16)
# 이름 김민지입니다
_IS = r"(?:입니다|이에요|예요|이고|인데|이며)"
_BEFORE_COPULA = (
    rf"{labels('이름', '대표자', '대표이사', '대표', '학생', '회원')} {{1,2}}{LIKELY_NAME}{_IS}"
)
_COPULA_GATE = Gate(rf"{LAST} +{FIRST}{HANGUL}{HANGUL}{_IS}", 24, 2)
_WITHOUT_SIGN_GATE = Gate(loose(_WITHOUT_SIGN) + FIRST, 24, 48)
_ENDS_PART = re.compile(r"(?: ?(?:님|씨|귀하))?(?:[\n\r,/)]| ?\(|  )".encode())
# 성명 오 민 재 (인): no other words have blanks between three syllables
_SPACED = rf"{labels('성명', '성함', '이름')} {{1,4}}({SPACED_LIKELY_NAME[1:-1]}|{SHORT_SPACED})"
_TO_SIGN = re.compile(r"  |[\n\r]| ?\((?:인|서명|印)".encode())
_SPACED_GATE = Gate(rf"(?:명|함|름) +{HANGUL} +{HANGUL}(?: +|$)", 16, 8)
_ON_LINE = rf"(?:(?:(?m:^){BULLETS}{{0,8}}|  )(?:{LABELS}|{COMMON_LABELS})|(?:[/|\]).;]| -) {LABELS}) {{1,12}}{LIKELY_NAME}"
_LINE_GATE = Gate(
    rf"{LAST} +{FIRST}{HANGUL}{HANGUL}(?: ?(?:님|씨|귀하))?(?:[\n\r,/)]| ?\(|  )", BEFORE_SIGN, 8
)
_OF_PUBLIC_LIFE = Words("출생.*\n(?:.*\n){0,3}사망", "재임", "필모", "데뷔")
_BOX = 160
# labels that name a name, not a role, and the bytes of three syllables
_IS_NAME_LABEL = Words("성 *명", "성 *함", "예 *금 *주", "자명", "객명", "원명", "생명")
_THREE = 9
_HANGUL_BEHIND = re.compile(rb" [\xea-\xed]")
_OTHER_GATE = Gate(rf"{LABEL_AND_SIGN}(?:[\xe4-\xe9]|{LATIN_START})", BEFORE_SIGN, 64)
_BEHIND_LABEL = (
    rf"(?:{LABEL}|{PERSONS}{OTHER_SIGN}|{LABELS}(?: ?→ ?| - ?| ?/ ?)|{BRACKETED}|{ABOVE})"
)
_OTHER_ON_LINE = rf"(?m:^){BULLETS}{{0,6}}{LABELS} {{1,4}}{PAIR_OR_HIDDEN}"
_OTHER_LINE_GATE = Gate(
    rf"{LAST} +(?:[\xe4-\xe9]|{FIRST}(?:\*|[OoXx0]|{HANGUL}\*|{HANGUL}{HANGUL}? ?\((?:[\xe4-\xe9]|[A-Z])))",
    BEFORE_SIGN,
    64,
)
# 총무과 김민지 주무관, 김민지(010-1234-5678), 김민지 과장 02-123-4567
_OFFICE = rf"{HANGUL}{{1,6}}(?:과|팀|실|부|국|센터|청|처|소|학교|은행) "
_IN_OFFICE = rf"(?:{LABEL}|{COMMON}){_OFFICE}{LIKELY_NAME}"
_OFFICE_GATE = Gate(
    rf"{LABEL_AND_SIGN}(?:{HANGUL})+(?:과|팀|실|부|국|센터|청|처|소|학교|은행) {FIRST}",
    BEFORE_SIGN,
    48,
)

FORMS = (
    Form(
        _BEHIND_LABEL + OTHER,
        is_in_other_letters,
        (GATE, _OPEN_GATE, _OTHER_GATE, _BRACKETED_GATE, _ABOVE_GATE, _OTHER_SIGN_GATE),
        group=1,
    ),
    Form(_OTHER_ON_LINE, is_in_other_letters, (_OTHER_LINE_GATE,), group=1),
    Form(
        rf"{_WITHOUT_SIGN}{HIDDEN_NAME}",
        is_hidden_name,
        (_WITHOUT_SIGN_GATE,),
        group=1,
    ),
    Form(LABEL + NAME, is_name, (GATE, _OPEN_GATE), group=1),
    Form(COMMON + NAME, is_common_name, (GATE,), group=1),
    Form(BRACKETED + NAME, is_name, (_BRACKETED_GATE,), group=1),
    Form(ABOVE + NAME, is_alone, (_ABOVE_GATE,), group=1),
    Form(_WITHOUT_SIGN + LIKELY_NAME, is_likely_name, (_WITHOUT_SIGN_GATE,), group=1),
    Form(_BEHIND_OTHER_SIGN, is_likely_name, (GATE, _OTHER_SIGN_GATE), group=1),
    Form(_BEFORE_ITS_LABEL, is_word_of_its_own, (_BEFORE_LABEL_GATE,), group=1),
    Form(_BEFORE_COPULA, is_word_of_its_own, (_COPULA_GATE,), group=1),
    Form(_OF_FAMILY, is_in_notice, (_FAMILY_GATE,), group=1),
    Form(_SPACED, is_spaced, (_SPACED_GATE,), group=1),
    Form(_ON_LINE, is_on_line, (_LINE_GATE,), group=1),
    Form(_IN_OFFICE, is_name, (_OFFICE_GATE,), group=1),
)
