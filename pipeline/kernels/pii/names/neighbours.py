"""Names that no label announces, beside what belongs to a person: a telephone number, an account, a seal."""

import re

from pipeline.kernels.pii.banks import IN_HANGUL
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.names.labels import LABELS, REACH
from pipeline.kernels.pii.names.words import is_no_word
from pipeline.kernels.pii.names.writings import (
    FIRST,
    LATIN_NAME,
    LATIN_START,
    LIKELY_NAME,
    NAME,
    PLACES_IN_LATIN,
    RARE_OR_SHORT_NAME,
    is_in_latin,
    is_word_of_its_own,
)
from pipeline.kernels.pii.surroundings import DIGITS, after

_AFTER_SAID = tuple(
    e.encode()
    for e in "은 는 가 님 씨 입니다 이라 라고 예요 이에요 인데 드림 올림 배상 고객".split()  # noqa: SIM905
)
_GROUPED = re.compile(
    rb"(?<![0-9-])[0-9]{2,6}-[0-9]{2,6}-[0-9-]{2,12}[ /|,(]{1,3}(?:[^0-9\n]{0,16})$"
)
_ACCOUNT_DIGITS = 10
_TITLE = "(?:(?:주무관|사무관|서기관|과장|팀장|대리|사원|부장|차장|계장|실장|국장|주임|연구원|간사|교수|교사|선생님|변호사|매니저|집사|권사|장로|목사|전도사|회장|부회장|총무|반장|조장|통장|이장|코치|감독|강사|기사|원장|소장|사장|대표|사모|수녀|신부|스님|대장|단장|여사|이모|고모|삼촌|언니|누나|오빠|형님|어머님|아버님|할머니|할아버지|선배|후배|쌤|샘|실장|매니저|팀원|보호사|보호자|학생|어머니|아버지|엄마|아빠)(?:님)?|님|씨)"
# 김민지(여, 010-1234-5678), 김민지 님(1984.03.17생, 010-...)
_ABOUT_PERSON = r" ?\( ?(?:[0-9.\-/ ]{6,12}생|[0-9]{1,2}세|(?:남|여)(?:성|자)?)"
# what stands between a name and a telephone number, and how such a number begins
TELEPHONE = (
    rf"(?: ?{_TITLE}| {HANGUL}{{1,4}}(?:팀|과|반|조))?(?:{_ABOUT_PERSON})?(?: - |[ (:,/|\t]{{1,3}})(?:☎|☏|[Tt][Ee][Ll]|[Hh]\.?[Pp]|[THMhp])?[.: )]{{0,3}}"
    r"(?:0[1-7][0-9]{0,2}[\-. )]{0,2}[0-9*#xX]{3,4}[\-. ]{0,2}[0-9*#xX]{4}|\+82)"
)
_AT_TELEPHONE = LIKELY_NAME + TELEPHONE
_TOWNS = tuple(end.encode() for end in "동시군구읍면")
_MOBILE = re.compile(rb"[^0-9+]{0,8}(?:01[016789]|\+82)")
# the last byte of a syllable, and a telephone number: syllables would cost the union of all gates a tenth
TELEPHONE_GATE = Gate(
    r"[\x80-\xbf][ (:,/|\t\-]+(?:☎|☏|[Tt][Ee][Ll]|[Hh]\.?[Pp]|[THMhp])?[.: )]*(?:0[1-7][0-9]?[\-.) ]?[0-9]{3}|\+82)",
    32,
    8,
)
# 농협 / 302-1629-4341-71 / 김민지: behind the number of an account
_BEHIND_ACCOUNT = rf"[0-9]-[0-9]{{2,7}} ?[/|(, ] ?(?:(?:예금주|입금자|이름|성명|성함|명의)(?:명)?(?:은|는)?[ :]{{0,2}})?{LIKELY_NAME}"
_ACCOUNT_GATE = Gate(
    rf"[0-9]-[0-9]+ ?[/|(, ] ?(?:(?:예금주|입금자|이름|성명|성함|명의)(?:명)?(?:은|는)?[ :]*)?{FIRST}{HANGUL}",
    4,
    8,
)
# 김민지 농협 302-1629-4341-71: before the bank
_BEFORE_ACCOUNT = rf"{LIKELY_NAME}[ ,/:]{{1,3}}(?:{IN_HANGUL})(?:은행|뱅크)?[ :]{{0,3}}[0-9]{{2,6}}-[0-9]{{2,6}}-[0-9]"
_BANK_GATE = Gate(
    rf"[\x80-\xbf][ ,/:]+(?:{IN_HANGUL})(?:은행|뱅크)?[ :]*[0-9]{{2,6}}-[0-9]{{2,6}}-[0-9]", 16, 2
)
# 김민지 귀하: who a letter is for
_ADDRESSEE = rf"{LIKELY_NAME} ?(?:님 ?)?귀하"
_TITLE_OF_ADDRESSEE = "귀하".encode()
_ADDRESSEE_GATE = Gate("귀하", 24, 2)
# 김민지 (800101-2345678), 김민지 주민등록번호 800101-2******; forms show 홍길동 (000000-0000000), which has no birth date
_BORN = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_AT_IDENTITY = (
    rf"{LIKELY_NAME}[ ,(/|]{{1,4}}(?:주민(?:등록)? ?번호 ?:? ?)?{_BORN} ?- ?[1-8*][0-9*]{{6}}"
)
_IDENTITY_GATE = Gate(
    r"[\x80-\xbf][ ,(/|]+(?:주민(?:등록)? ?번호 ?:? ?)?[0-9]{6} ?- ?[0-9*]{3}", 16, 8
)
# 김민지 <minji@naver.com>, "Kim, Minji" <minji@naver.com>
_BRACKETED_MAIL = r"[\"']? ?[<(][A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9]"
_AT_MAIL = LIKELY_NAME + _BRACKETED_MAIL
_MAIL_GATE = Gate(r"[\x80-\xbf][\"']? ?[<(][A-Za-z0-9._%+\-]+@[A-Za-z0-9]", 16, 2)
# 갑 : 김민지 (인)
_BEFORE_SEAL = rf"{LIKELY_NAME} {{0,8}}\((?:인|印|서명|날인|서명 ?또는 ?(?:인|날인))\)"
_SEAL_GATE = Gate(r"\((?:인|印|서명|날인|서명 ?또는 ?(?:인|날인))\)", 32, 2)
# a person says the own name, is addressed, or signs, and an identifier stands beside
_LEAD = r"(?:(?m:^)|[^\x80-\xff])(?:저는|나는|안녕하세요[,.!]?|안녕하십니까[,.!]?|(?:제|내|저의) 이름은|[0-9] ?반|[0-9] ?번) "
_SAID = _LEAD + LIKELY_NAME
_GREETED = rf"[\n\]] ?{LIKELY_NAME} ?(?:고객 ?)?님"
_SIGNING = rf"{LIKELY_NAME} ?(?:드림|올림|배상)[\r\n]"
_SAID_GATE = Gate(
    rf"{_LEAD}{FIRST}{HANGUL}{HANGUL}|(?:드림|올림|배상)[\r\n]"
    rf"|[\n\]] ?{FIRST}{HANGUL}{HANGUL} ?(?:고객 ?)?님",
    32,
    16,
    lines=False,
)
_BESIDE = 150
_IDENTIFIER = re.compile(
    rb"(?:^|[^0-9])0[1-7][0-9]{0,2}[\-.) ]{0,2}[0-9*]{3,4}[\-. ]{0,2}[0-9*]{4}(?![0-9])|[A-Za-z0-9]@[a-z0-9\-]+\.[a-z]"
    rb"|(?:^|[^0-9])[1-9][0-9]{1,5}-[0-9]{2,6}-[0-9]{5,7}(?![0-9])|[0-9]{6}-[1-8*][0-9*]{6}"
)
# 상주 김민지 배상: a mourner signs
_MOURNER = rf"(?:상주|맏상제|유족|미망인|장남|장녀|사위|며느리) ({NAME[1:-1]}|{RARE_OR_SHORT_NAME[1:-1]}) ?(?:배상|드림|올림|拜上)"
_MOURNER_GATE = Gate(
    rf"(?:상주|맏상제|유족|미망인|장남|장녀|사위|며느리) (?:{HANGUL})+ ?(?:배상|드림|올림|拜上)",
    2,
    4,
)
# the value of a field of a form in HTML, whose name or label says so
_IN_INPUT = rf"value=[\"']{LIKELY_NAME}[\"']"
_INPUT_GATE = Gate(rf"value=[\"']{FIRST}{HANGUL}", 2, 16)
_INPUT_LABEL = re.compile(rf"(?:{LABELS}|[Nn]ame)[^\xea-\xed]{{0,{REACH}}}$".encode())
# PID|1||32384510^^^HOSP||김민지||19640817: the segment of a patient in HL7
_PATIENT = rf"PID\|(?:[^|\n]{{0,40}}\|){{3,5}}({NAME[1:-1]}|{RARE_OR_SHORT_NAME[1:-1]})"
# KIM^BORAM there
_PATIENT_IN_LATIN = r"PID\|(?:[^|\n]{0,40}\|){3,5}([A-Z][A-Z'\-]{1,24}\^[A-Z][A-Z'\-]{0,24})"
_LATIN_PATIENT_GATE = Gate(r"PID\|(?:[^|\n]*\|)+[A-Z]+\^[A-Z]", 2, 48)
# From: Thandeka Mabuza <thandeka@...>: the head of a mail
_IN_HEAD = r"(?m:^)(?:> ?){0,4}(?:From|To|Cc|CC|Reply-To): [\"']?([A-Z][a-z]{1,16}(?: [A-Z][a-z'\-]{1,20}){1,2})[\"']? ?<[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9]"
_HEAD_GATE = Gate(r"(?:From|To|Cc|CC|Reply-To): [\"']?[A-Z][a-z]+ [A-Z]", 8, 160)
_PATIENT_GATE = Gate(rf"PID\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[^|\n]*\|?[^|\n]*\|?{HANGUL}", 2, 24)
# Sincerely,\nMinji Kim
_CLOSING_WORD = r"(?:[Ss]incerely|[Rr]egards|[Tt]ruly|[Tt]hanks|[Tt]hank you)"
_SIGNED = rf"{_CLOSING_WORD}(?: yours)?,? ?\r?\n(?:\r?\n)?"
_SIGNED_GATE = Gate(rf"{_SIGNED}(?:{LATIN_START})", 2, 48, lines=False)
# Minji Kim, +82-10-1234-5678
_LATIN_AT_TELEPHONE = (
    rf"{LATIN_NAME}[ ,(:|/]{{1,3}}(?:\+82|0[1-7][0-9]{{0,2}}[\-. )]{{1,2}}[0-9]{{3}})"
)
_LATIN_TELEPHONE_GATE = Gate(r"[A-Za-z][ ,(:|/]+(?:\+82|01[016789][\-. )][0-9]{3})", 48, 4)
_LATIN_AT_MAIL = LATIN_NAME + _BRACKETED_MAIL
_LATIN_MAIL_GATE = Gate(r"[a-zA-Z][\"']? ?[<(][A-Za-z0-9._%+\-]+@[A-Za-z0-9]", 48, 2)


def is_behind_account(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that fills its part of the line behind a number of three groups and ten digits."""
    number = _GROUPED.search(text, max(0, start - 40), start)
    if number is None or sum(b in DIGITS for b in number[0]) < _ACCOUNT_DIGITS:
        return False
    # a telephone number
    if number[0].startswith(b"0"):
        return False
    return is_word_of_its_own(text, start, end) and after(text, end) in b"\r\n |/)\t,"


def is_addressee(text: bytes, start: int, end: int) -> bool:
    """True for a usual name before 귀하, which ends its word: 나아가 귀하를 addresses the reader."""
    stop = text.find(_TITLE_OF_ADDRESSEE, end) + len(_TITLE_OF_ADDRESSEE)
    return not 0xEA <= after(text, stop) <= 0xED and is_word_of_its_own(text, start, end)


def is_beside_value(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that is addressed, introduced or signed, with a telephone number, an address of mail,
    an account or an identity number in the same lines."""
    goes_on = 0xEA <= after(text, end) <= 0xED and not text.startswith(_AFTER_SAID, end)
    if goes_on or not is_word_of_its_own(text, start, end):
        return False
    around = text[max(0, start - _BESIDE) : start] + b"\n" + text[end : end + _BESIDE]
    return bool(_IDENTIFIER.search(around))


def is_in_input(text: bytes, start: int, end: int) -> bool:
    """True for a usual name in a field of HTML that is named or labelled as one."""
    return is_word_of_its_own(text, start, end) and bool(
        _INPUT_LABEL.search(text[max(0, start - REACH) : start])
    )


def is_at_telephone(text: bytes, start: int, end: int) -> bool:
    """True for a usual name before a telephone number; 송도동 before a fixed line is a town."""
    if text[start:end].endswith(_TOWNS) and not _MOBILE.match(text, end):
        return False
    return is_word_of_its_own(text, start, end)


def is_signature(text: bytes, start: int, end: int) -> bool:
    """True for a name: no word of forms."""
    return is_no_word(text[start:end])


def is_sender(text: bytes, start: int, end: int) -> bool:
    """True for words in the head of a mail, unless one of them is of places or offices."""
    parts = text[start:end].decode().upper().split()
    return PLACES_IN_LATIN.isdisjoint(parts)


def ends_field(text: bytes, start: int, end: int) -> bool:
    """True for a name that a bar or a caret ends."""
    return after(text, end) in b"|^\r\n"


FORMS = (
    Form(_MOURNER, is_signature, (_MOURNER_GATE,), group=1),
    Form(_PATIENT, ends_field, (_PATIENT_GATE,), group=1),
    Form(_PATIENT_IN_LATIN, ends_field, (_LATIN_PATIENT_GATE,), group=1),
    Form(_IN_HEAD, is_sender, (_HEAD_GATE,), group=1),
    Form(_AT_TELEPHONE, is_at_telephone, (TELEPHONE_GATE,), group=1),
    Form(_BEHIND_ACCOUNT, is_behind_account, (_ACCOUNT_GATE,), group=1),
    Form(_BEFORE_ACCOUNT, is_word_of_its_own, (_BANK_GATE,), group=1),
    Form(_ADDRESSEE, is_addressee, (_ADDRESSEE_GATE,), group=1),
    Form(_AT_IDENTITY, is_word_of_its_own, (_IDENTITY_GATE,), group=1),
    Form(_AT_MAIL, is_word_of_its_own, (_MAIL_GATE,), group=1),
    Form(_BEFORE_SEAL, is_word_of_its_own, (_SEAL_GATE,), group=1),
    *(
        Form(pattern, is_beside_value, (_SAID_GATE,), group=1)
        for pattern in (_SAID, _GREETED, _SIGNING)
    ),
    Form(_IN_INPUT, is_in_input, (_INPUT_GATE,), group=1),
    Form(_SIGNED + LATIN_NAME, is_in_latin, (_SIGNED_GATE,), group=1),
    Form(_LATIN_AT_TELEPHONE, is_in_latin, (_LATIN_TELEPHONE_GATE,), group=1),
    Form(_LATIN_AT_MAIL, is_in_latin, (_LATIN_MAIL_GATE,), group=1),
)
