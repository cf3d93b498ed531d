"""BIRTH_DATE: dates of birth behind a label, or before 생. A year alone (87년생) is not one."""

import re
from datetime import date

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import cells, column, labels, loose
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.surnames import GIVEN, SURNAMES
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.vocabulary import Words

_LABEL = labels(
    "생년월일", "생일", "생신", "출생일자", "출생일", "출생연월일", "출생", "생년", "태어난 날", "[Dd]ate [Oo]f [Bb]irth", "DATE OF BIRTH",
    "[Bb]irth ?[Dd]ate", "[Bb]i?rth_?(?:ymd|dt|day)", "BI?RTH[_ ]?(?:YMD|DT|DAY|DATE)", "[Bb]irth[Dd]ay", "[Bb]irthTime", "DOB", "dob", "BDAY", "bday", "[Dd]\\. ?[Oo]\\. ?[Bb]\\.?", "D[Oo]B", "[Bb]orn(?: on)?", "BIRTH", "[Bb]irth",
)  # fmt: skip
_HEAD = Words(
    "생 *년", "생 *일(?:$|[^\\x80-\\xff])", "출 *생", "bi?rth", "(?:^|[^a-z])d\\.?o\\.?b\\.?"
)
_MONTH_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTHS = tuple(_MONTH_NAMES.lower().split("|"))
_REMARK = r"(?: ?\([^()|\n]{1,16}\))?"
# people born earlier are in encyclopedias
_EARLIEST, _LATEST = 1920, 2035

_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:[12][0-9]|3[01]|0?[1-9])"
_NAMED = rf"(?:(?:{_MONTH_NAMES})[a-z]{{0,6}}|(?:{_MONTH_NAMES.upper()})[A-Z]{{0,6}})\.?"
_JOINT = r" ?[\-./\x7f~ ] ?"
# the year since the founding of the nation: 1962년(단기 4295)
_DANGI = r"(?: ?\((?:단기|檀紀) ?[0-9]{4}(?:년)?\))?"
_DATE = (
    # 1987-03-02T00:00:00Z: with midnight, which is left where a date is stored as a time
    rf"(?:(?:19|20)[0-9]{{2}}-{_MONTH}-{_DAY}[T ]00:00(?::00(?:\.0{{1,6}})?)?Z?"
    rf"|{_DAY}[\-./]{_DAY}[\-./](?:19|20)[0-9]{{2}}"
    rf"|{_DAY}[\-/]{_NAMED}[\-/](?:19|20)[0-9]{{2}}"
    rf"|(?:(?:19|20)[0-9]{{2}}|'?[0-9]{{2}})(?: ?(?:년|年){_DANGI} ?|{_JOINT}){_MONTH}(?: ?(?:월|月) ?|{_JOINT}){_DAY}(?: ?(?:일|日))?"
    rf"|(?:19|20)?[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|{_NAMED} {_DAY}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{{2}}"
    rf"|{_DAY}(?:st|nd|rd|th)?(?: of)? {_NAMED},? (?:19|20)[0-9]{{2}})"
)
# '92.11.7: the sign of the century that is left out is a part of the date
_SHORT = rf"'[0-9]{{2}}(?: ?년 ?|{_JOINT}){_MONTH}(?: ?월 ?|{_JOINT}){_DAY}(?: ?일)?"
# the last number ends in a point too: 1987. 3. 2.
_DOTTED = rf"(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}) ?\. ?{_MONTH} ?\. ?{_DAY} ?\."
# what stands between a label and a date, also on the next line or the one behind a blank line
_OPENS = r"(?: ?(?:6|8|여섯|여덟) ?자리)?[*)\]\"'`>]{0,4}(?:란에)? {0,8}(?: of (?:the )?[a-z]{3,12})?(?:\([^()\n]{1,24}\) ?)?(?: value)?(?:은|는|이|가|is|was)?"
_SIGNS = r"(?:[ *:=|\t>(<\[\]\"'`.,/#;\-]|→|】|」|〉|》|\x7f)"
_LINES = r"(?:[ \t\r]{0,4}\n[ \t>]{0,8}){0,2}(?:[\-*\x7f] ?)?"
_CALENDAR = r"(?:만 나이로 )?(?:[(\[]?(?:양력|음력|만|양|음|陽|陰)[)\]]?[ .:]{0,2})?"
_BETWEEN = rf"{_OPENS}{_SIGNS}{{0,16}}{_LINES}{_CALENDAR}"
# 생 that ends a word: 생산 and 생활 begin others
_BORN = r" ?(?:\. ?)?(?:출 ?)?(?:생|生)"
_BORN_SYLLABLE = "생".encode()
_AFTER_BORN = tuple(e.encode() for e in "으로 이 인 임 입 의 은 는 을 자".split())  # noqa: SIM905
# 망인은 1933년 12월 1일 출생하여: behind 출생 alone; 생하다 does not exist
_BIRTH_ENDINGS = "하여 하였 했 하시어 하셔 하셨 하신 한 함 해 했음 신고"
_AFTER_BIRTH = tuple(e.encode() for e in _BIRTH_ENDINGS.split())
_NUMBERS = re.compile(rb"[0-9]+")
_MIDNIGHT = re.compile(rb"[T ]00:00.*")
_SINCE_FOUNDING = re.compile(" ?[(](?:단기|檀紀) ?[0-9]{4}(?:년)?[)]".encode())
_BIRT = r"[0-9] BIRT(?: Y)?[ \t\r]{0,4}\n[0-9] DATE (?:(?:ABT|BEF|AFT|CAL|EST) )?"
# the date of birth of a patient in HL7
_PATIENT = rf"PID\|(?:[^|\n]{{0,40}}\|){{5,6}}({_DATE})\|"
_PATIENT_GATE = Gate(r"PID\|(?:[^|\n]*\|)+[0-9]{8}\|", 2, 4)
_BIRT_GATE = Gate(r"[0-9] BIRT(?: Y)?[ \t\r]*\n[0-9] DATE", 2, 32, lines=False)
_MONTH_OF = re.compile(rb"[A-Z][A-Za-z]{2}")


def is_birth_date(text: bytes, start: int, end: int) -> bool:
    """True for a real date that ends where no longer number does."""
    right = after(text, end)
    if before(text, start) in WORD or right in WORD:
        return False
    goes_on = right in b"-./" and end + 1 < len(text) and text[end + 1] in DIGITS
    if goes_on or not _is_date(text[start:end]):
        return False
    line = text[line_begin(text, start, 48) : start]
    if _EXAMPLE.search(line) and not _FILLED_IN.search(line):
        return False
    # the box of an article on a life: of those who are known for a work, or dead
    if _BORN_LABEL.search(line) and _OF_PUBLIC_LIFE.search(text[end : end + _BOX]):
        return False
    # 생일 also names a feast; 생년월일 is of persons alone
    if "생년".encode() in line or not _BIRTHDAY.search(line):
        return True
    if _OF_THING.search(line):
        return False
    # nobody plans a party for a day of the last century
    if _LONG_AGO.match(text, start):
        return True
    return not _OF_PARTY.search(line) and not _EVENT.search(text[end : end + 24])


def is_of_person(text: bytes, start: int, end: int) -> bool:
    """True for a real date behind a name, 김민지(870302), or before a sex, 1987.03.02, 여."""
    if before(text, start) in WORD or before(text, start) in b"-./~":
        return False
    if not _OF_PERSON.search(text, max(0, start - 32), start) and not _BEFORE_A_SEX.match(
        text, end
    ):
        return False
    # a feast of the arts, not a person: 상록수 문화제(2014.9.27)
    if _FEAST.search(text, max(0, start - 12), start):
        return False
    return _is_date(text[start:end])


def is_in_sentence(text: bytes, start: int, end: int) -> bool:
    """True for a real date some words behind 생년월일, in a sentence that names no other day."""
    return is_birth_date(text, start, end) and not _OTHER_DAY.search(text[start - 40 : start])


def is_short(text: bytes, start: int, end: int) -> bool:
    """True for a real date whose apostrophe opens no quotation."""
    return after(text, end) not in b"'" and is_birth_date(text, start, end)


def is_dotted(text: bytes, start: int, end: int) -> bool:
    """True for a real date whose last point is a part of it, not the end of a sentence."""
    ends_line = after(text, end) in b"\r\n"
    return (b". " in text[start:end] or not ends_line) and is_birth_date(text, start, end)


def is_before_born(text: bytes, start: int, end: int) -> bool:
    """True for a real date behind which 생 ends a word."""
    if before(text, start) in WORD or before(text, start) in b"-./":
        return False
    behind = (
        end + text[end : end + 12].replace("生".encode(), _BORN_SYLLABLE).find(_BORN_SYLLABLE) + 3
    )
    around = text[max(0, start - _BOX // 2) : end + _BOX]
    of_birth = text.startswith("출생".encode(), behind - 6)
    if of_birth and _OF_PUBLIC_LIFE.search(around):
        return False
    if of_birth and text.startswith(_AFTER_BIRTH, behind):
        return _is_date(text[start:end])
    word_ends = not 0xEA <= after(text, behind) <= 0xED or text.startswith(_AFTER_BORN, behind)
    return word_ends and _is_date(text[start:end])


def is_before_label(text: bytes, start: int, end: int) -> bool:
    """True for a real date whose label stands behind it."""
    return (
        before(text, start) not in WORD
        and before(text, start) not in b"-./~"
        and _is_date(text[start:end])
    )


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True for a real date in a column whose head names births."""
    return bool(_HEAD.search(head(text, start))) and _is_date(text[start:end])


def _is_date(span: bytes) -> bool:
    """True for a day of the calendar in a year in which living people were born; 87 is 1987 or 2087."""
    span = _MIDNIGHT.sub(b"", span)
    numbers = [n.decode() for n in _NUMBERS.findall(_SINCE_FOUNDING.sub(b"", span))]
    name = _MONTH_OF.search(span)
    if len(numbers) == 1:
        digits = numbers[0]
        numbers = [digits[:-4], digits[-4:-2], digits[-2:]]
    if name:
        day, year = numbers
        parts = [(year, str(_MONTHS.index(str(name[0].decode().lower())) + 1), day)]
    elif len(numbers[2]) == 4:
        parts = [(numbers[2], *numbers[:2]), (numbers[2], numbers[1], numbers[0])]
    elif len(numbers[0]) < 4 and len(numbers) == 3:
        # 12/11/84 behind an English label
        parts = [(numbers[0], numbers[1], numbers[2]), (numbers[2], *numbers[:2])]
        parts += [(numbers[2], numbers[1], numbers[0])]
    else:
        parts = [(numbers[0], numbers[1], numbers[2])]
    return any(_exists(*map(int, part)) for part in parts)


def _exists(year: int, month: int, day: int) -> bool:
    """True for a day of the calendar, of a year of four digits or of two."""
    year = year if year > 99 else 2000 + year if year < 36 else 1900 + year
    try:
        return _EARLIEST <= date(year, month, day).year <= _LATEST
    except ValueError:
        return False


_LABELLED = Gate(
    loose(rf"{_LABEL}{_BETWEEN}").replace("{0,16}", "*") + "[0-9'JFMASOND]", 2, 48, lines=False
)
# 1987-03-02 (생년월일), 1987-03-02이 제 생년월일입니다
_BEHIND = rf"(?: ?일)?\.?(?: ?[(\[<] ?|(?: ?(?:이|은|는|가)| is) ?(?:제|내|저의|나의|본인|my|our) ){_LABEL}"
_BEFORE_LABEL = Gate(loose("[0-9]" + _BEHIND), 32, 24)
_BEFORE_BORN = Gate(
    rf"[0-9](?: ?(?:일|日))?{_BORN}|[0-9](?: ?(?:일|日))? ?에 ?(?:태어|출생)", 48, 12
)
# 김도윤 生 1991. 8. 24
_BORN_ON = Gate(r"生 ?[0-9]{2}", 2, 48)
_SEX = r"(?:\. ?)?(?:\) ?)?(?:생)?[ ,/|]{1,3}(?:남|여|男|女)(?:자|성)?(?:[^\xea-\xed]|$)"
_BEFORE_A_SEX = re.compile(_SEX.encode())
# the line end is what may follow the sex
_BEFORE_SEX = Gate(rf"[0-9]{_SEX}", 32, 8, lines=False)
_BEHIND_NAME = Gate(
    r"\((?:남|여)?[, ]{0,2}[0-9'][0-9](?:[0-9.\-/ ]|년|월|일){4}(?:[0-9.\-/ ]|년|월|일)*(?:생)?[,)]",
    20,
    8,
)
_OF_PERSON = re.compile(
    rf"(?:^|[^\xea-\xed\x80-\xbf])(?:{'|'.join(SURNAMES[:60])})(?:{'|'.join(GIVEN)}){{2}} ?\((?:남|여)?[, ]{{0,2}}$".encode()
)
# 출생 and Born are the labels of encyclopedias; forms ask for 생년월일
_LONG_AGO = re.compile(rb"19[0-9]{2}[^0-9]")
_FEAST = re.compile("(?:화제|술제|악제|축제|대회|전시|행사|기념일) ?\\($".encode())
_BORN_LABEL = Words("출생[ *:=|\t]*$", "born[ *:=|\t]*$")
_OF_PUBLIC_LIFE = Words(
    "사망", "활동 ?(?:기간|시기|분야)", "데뷔", "소속사", "필모", "등번호", "포지션", "재임", "서훈", "묘소", "died", "years active"
    "|resting place|occupation",
)  # fmt: skip
_BOX = 240
# how a field is to be filled in
_EXAMPLE = Words("예 ?[):]", "예시", "형식", "yymmdd", "yyyy", "e\\.g\\.")
# date of birth (MM/DD/YYYY): the value stands behind
_FILLED_IN = re.compile(rb"\([MDYmdy/.\- ]{4,12}\) ?[:=|][ *]{0,4}$")
# events on a birthday, and birthdays of institutions
_EVENT = Words(
    "오전",
    "오후",
    "[0-9]시",
    "파티",
    "모임",
    "예약",
    "행사",
    "케이크",
    "이벤트",
    "까지",
    "배송",
    "도착",
    "선물",
    "부터",
    "~",
    "방송",
    "공연",
    "할인",
    "쿠폰",
    "발매",
    "기준",
)
_OF_THING = Words(
    # 효력발생일, 회생일, 재생일 end in 생일 and name other days
    "(?:발|회|재|갱|상) ?생 ?일",
    "회사",
    "부처님",
    "강아지",
    "고양이",
    "호랑이|사자|판다|코끼리|수컷|암컷",
    "반려",
    "(?:^|[^\\x80-\\xff])앱 ?",
    "탄생일",
    "개교",
    "창립",
    "창사",
    "개점",
    "학교",
    "브랜드",
    "개관",
    "홈페이지",
    "사이트",
    "가게",
    "회원 ?수",
    "(?:company|club|brand|store|site|school)(?:'s)? (?:birth|b-?day)",
)
_OF_PARTY = Words("파티|선물|카드|케이크|이벤트|쿠폰|축하|기념")
_WORDS = rf"(?:{HANGUL}| ){{2,16}}"
_IN_SENTENCE = rf"생년월일 ?{_WORDS} ?({_DATE})"
_SENTENCE_GATE = Gate(rf"생년월일(?:{HANGUL}| )+[0-9]{{2}}", 2, 48)
_OTHER_DAY = Words("발급|유효|기준|시행|작성|접수|등록|가입|입사|신청|만료|부터|까지|현재|졸업")
_BIRTHDAY = Words("생 {0,8}일[^월]{0,40}$", "birthday", "출생[^연일]{0,40}$")

KIND = Kind(
    name="BIRTH_DATE",
    precedence=75,
    looks="a date behind 생년월일, 생일, 출생, DOB, date of birth, 06 AUG 1992, or before 생 (870302생), or in such a column",
    evidence="a day of the calendar from 1920 on; the label",
    forms=(
        Form(rf"{_LABEL}{_OPENS}[ *:=|\t>(]{{0,16}}({_SHORT})", is_short, (_LABELLED,), group=1),
        Form(rf"{_LABEL}{_BETWEEN}({_DOTTED})", is_dotted, (_LABELLED,), group=1),
        # the birth of a person in GEDCOM
        Form(rf"{_BIRT}({_DATE})", is_birth_date, (_BIRT_GATE,), group=1),
        Form(_PATIENT, is_birth_date, (_PATIENT_GATE,), group=1),
        Form(rf"({_DOTTED}) ?(?:출 ?)?(?:생|生)", is_before_born, (_BEFORE_BORN,), group=1),
        Form(rf"{_LABEL}{_BETWEEN}({_DATE})", is_birth_date, (_LABELLED,), group=1),
        # Date of birth: 12/11/84
        Form(
            rf"{_LABEL}{_BETWEEN}({_DAY}[\-./]{_DAY}[\-./][0-9]{{2}})",
            is_birth_date,
            (_LABELLED,),
            group=1,
        ),
        Form(rf"生 ?({_DATE})", is_birth_date, (_BORN_ON,), group=1),
        Form(rf"({_DATE}){_BORN}", is_before_born, (_BEFORE_BORN,), group=1),
        Form(rf"({_DATE}) ?에 ?(?:태어|출생)", is_birth_date, (_BEFORE_BORN,), group=1),
        Form(rf"({_DATE})(?:{_SEX}|[,)])", is_of_person, (_BEFORE_SEX, _BEHIND_NAME), group=1),
        Form(_IN_SENTENCE, is_in_sentence, (_SENTENCE_GATE,), group=1),
        Form(rf"({_DATE}\.?){_BEHIND}", is_before_label, (_BEFORE_LABEL,), group=1),
        Form(cells(rf"({_DATE}\.?)"), is_in_column, (column(_LABEL), inserts.GATE), group=1),
    ),
)
