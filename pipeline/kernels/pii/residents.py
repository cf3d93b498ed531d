"""Registration numbers of people who live in the Republic of Korea: YYMMDD-GXXXXXX.

G states the century and whether the holder is a citizen (RRN) or a foreigner (FRN). Numbers that were
issued before October 2020 end in a check digit.
"""

import re
from datetime import date

from pipeline.kernels.pii.check_digits import ean13
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.surroundings import (
    continues,
    digits_of,
    in_url,
    is_of_thing,
    near,
    separators_of,
)
from pipeline.kernels.pii.vocabulary import Words

# the latest year of birth of a registered person
LAST_BIRTH = 2035
RESIDENT = Words(
    "주민",
    "외국인",
    "RRN",
    "(?:^|[^a-z])(?:frn|arc)(?:[^a-z]|$)",
    "resident reg",
    "alien reg",
    "foreigner reg",
    "거소 ?신고",
    "체류",
    "외등",
    "생년월일",
    "국내거소",
    "민번",
    "주번",
    "주민 ?등록",
    "jumin",
    "(?:^|[^a-z])ssn(?:[^a-z]|$)",
)
# a number digit by digit needs no name
NAMED_OR_APART = Words(*RESIDENT.anywhere().alternatives, r"[0-9] [0-9] [0-9]")
CORPORATE = Words("법인", "corporat", "(?:^|[^a-z])corp(?:[^a-z]|$)")
# papers of a company, in which 등록번호 alone is that of the company
_CORPORATE_LABEL = re.compile("(?:법인 ?(?:등록 ?)?|등기용 ?등록 ?)번호[^0-9\n]{0,9}$".encode())
_OF_COMPANY = Words("등기사항", "상호", "본점", "법인", "corporat")
_REGISTERED = re.compile("등록 ?번호[ :|\t]{0,4}$".encode())
_COMPANY = re.compile("(?:주식회사|유한회사|합자회사|[(]주[)]|㈜) ?[^ \n,|]{0,30} $".encode())
_COMPANY_REACH = 90
BIRTH_DATE = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
DATES = Gate(r"[0-9]{2} ?년 ?[01][0-9] ?월 ?[0-3][0-9] ?일 ?- ?[0-9]", 2, 16)
# signs of a date before the last seven digits: 90.01.01-1234567, 90년 01월 01일-1234567
DATED = (
    r"[0-9]{2}(?: ?년 ?|[.\-/ ] ?)[01][0-9](?: ?월 ?|[.\-/ ] ?)[0-3][0-9](?: ?일)?"
    r" ?- ?[0-9]{2} ?[0-9]{2} ?[0-9]{3}"
)
# the halves apart: 앞자리 900101 뒷자리 1234567
_APART = re.compile(rb"[0-9](?:[ -]{1,4}[0-9]){12}")
_AND = r"(?:이고|이며|번|,|/|\)| ){0,4} ?"
IN_HALVES = (
    BIRTH_DATE + _AND + r"(?:뒷|뒤) ?(?:7|일곱)? ?자리(?:는|은|가|이|번호)? ?[ :=(]{0,3}[0-9]{7}"
)
HALVES = Gate(r"자리(?:는|은|가|이|번호)?[ :=(]*[0-9]{7}", 64, 4)
# 2014 to 2030, whose numbers have the form of those of children
_MILLISECONDS = re.compile("1[4-8]")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURY = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900}


def is_person(text: bytes, start: int, end: int, seventh_digits: str) -> bool:
    """True for a real birth date, followed by one of `seventh_digits`, that something else confirms.

    That is a word such as 주민 nearby, the check digit, or a hyphen. A barcode is rejected, and so is a
    corporate number, which has the same form.
    """
    span = text[start:end]
    digits = digits_of(span)
    if continues(text, start, end, b"-.") or digits[6] not in seventh_digits:
        return False
    if not begins_with_birth_date(digits):
        return False
    # 주민번호 아니고 법인등록번호 200121-...: the label right before decides
    if _CORPORATE_LABEL.search(text, max(0, start - 40), start):
        return False
    if near(RESIDENT, text, start, end, behind=24):
        return True
    if _is_of_company(text, start, end):
        return False
    if is_of_thing(text, start) or in_url(text, start):
        return False
    # 주식회사미래은행 120111-3920007: the number of the company that stands right before it
    if is_behind_company(text, start):
        return False
    # 9 and 0 are of people born before 1900
    if near(CORPORATE, text, start, end, behind=24) or digits[6] in "90":
        return False
    checked = _has_check_digit(digits)
    separators = separators_of(span)
    if not separators:
        # 1610263711171 is a time in milliseconds
        if _MILLISECONDS.match(digits):
            return False
        return checked and not (ean13(digits) and digits[:3] in ("880", "978", "979"))
    # 900101.1234567 is also a decimal number
    return checked or (len(separators - {32}) == 1 and separators <= set(b" -~_/\x7f"))


def _is_of_company(text: bytes, start: int, end: int) -> bool:
    """True where 등록번호 alone stands before a number in the papers of a company."""
    if not _REGISTERED.search(text, max(0, start - 24), start):
        return False
    around = text[max(0, start - _COMPANY_REACH) : start] + text[end : end + _COMPANY_REACH // 2]
    return bool(_OF_COMPANY.search(around))


def is_behind_company(text: bytes, start: int) -> bool:
    """True if the name of a company stands right before a span."""
    return bool(_COMPANY.search(text[max(0, start - 56) : start]))


def is_named_person(text: bytes, start: int, end: int, seventh_digits: str) -> bool:
    """True for thirteen digits in any groups where a resident number is named, or digit by digit."""
    span = text[start:end]
    digits = digits_of(span)
    if (
        continues(text, start, end, b"-.")
        or digits[6] not in seventh_digits
        or not begins_with_birth_date(digits)
        or _CORPORATE_LABEL.search(text, max(0, start - 40), start)
    ):
        return False
    # 9 0 0 1 0 1 - 1 2 3 4 5 6 7, and no group of more: 100 -1 0 1 2 3 4 5 6 7 8
    apart = span.count(b" ") > 9 and span.count(b"-") == 1 and _APART.fullmatch(span) is not None
    return apart or near(RESIDENT, text, start, end, behind=24)


def is_in_halves(text: bytes, start: int, end: int, seventh_digits: str) -> bool:
    """True for a date of birth and seven digits that the words between them name as the second half."""
    digits = digits_of(text[start : start + 6] + text[end - 7 : end])
    if continues(text, start, end, b"-.") or digits[6] not in seventh_digits:
        return False
    return begins_with_birth_date(digits)


def begins_with_birth_date(digits: str) -> bool:
    """True if YYMMDD is a date in the century that the seventh digit states."""
    year = _CENTURY.get(digits[6], 2000) + int(digits[:2])
    try:
        born = date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return born.year <= LAST_BIRTH


def _has_check_digit(digits: str) -> bool:
    """True if the last digit is the check digit of numbers issued before October 2020."""
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=False))
    base = 13 if digits[6] in "5678" else 11
    return (base - total % 11) % 10 == int(digits[12])
