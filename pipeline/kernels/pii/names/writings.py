"""How a name is written: in Hangul, with hidden syllables, in Chinese or Latin letters, in two writings."""

import re

from pipeline.kernels.pii.kind import HANGUL
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.names.words import ENDINGS, NOT_NAMES, NOT_SHORT_NAMES, is_no_word
from pipeline.kernels.pii.surnames import (
    CHINESE,
    DOUBLE_SURNAMES,
    GIVEN,
    LATIN,
    MORE_GIVEN,
    NATIVE_GIVEN,
    ONE_GIVEN,
    RARE_SURNAMES,
    SURNAMES,
)
from pipeline.kernels.pii.surroundings import WORD, after, before

SURNAME, _DOUBLE = "|".join(SURNAMES), "|".join(DOUBLE_SURNAMES)
# 김민지, 김 민지, 김 민 지
_DOUBLE_SPACED = "|".join(" {0,4}".join(surname) for surname in DOUBLE_SURNAMES)
NAME = (
    rf"((?:{_DOUBLE_SPACED})(?: {{0,4}}{HANGUL}){{1,2}}|(?:{SURNAME})(?: {{1,4}}{HANGUL} {{0,4}}{HANGUL}|{HANGUL}{{1,2}}))"
)  # fmt: skip
# Gates look for the last syllable of a label, its sign and the beginning of a name: the labels themselves
# would cost the union of all gates a third of its speed.
_NEW = (surname for surname in DOUBLE_SURNAMES if surname[0] not in SURNAMES)
FIRST = f"(?:{SURNAME}|{'|'.join(' *'.join(surname) for surname in _NEW)})"
_SYLLABLE = "|".join(GIVEN + MORE_GIVEN)
_GIVEN = rf"(?:(?:{_SYLLABLE}){{2}}|{'|'.join(NATIVE_GIVEN)})"
# a surname of two syllables first: 선우태민 begins with 선우
LIKELY_NAME = rf"((?:{_DOUBLE}|{SURNAME}){_GIVEN})"
_LIKELY = re.compile(rf"{LIKELY_NAME}|(?:{_DOUBLE})(?:{_SYLLABLE})".encode())
# with any surname of the census, and given names of one syllable: for places that only names of persons fill
_RARE, _ONE = "|".join(RARE_SURNAMES), "|".join(ONE_GIVEN)
RARE_NAME = rf"((?:{_RARE}){_GIVEN})"
RARE_OR_SHORT_NAME = rf"((?:{_RARE})(?:{_GIVEN}|{_ONE}))"
SHORT_NAME = rf"((?:{SURNAME}|{_RARE})(?:{_ONE}))"
# 봉 민 지, 장 찬
SPACED_NAME = rf"((?:{_RARE}) {{1,4}}(?:{_SYLLABLE}) {{1,4}}(?:{_SYLLABLE})|(?:{SURNAME}|{_RARE}) {{1,4}}(?:{_ONE}))"
# 권 훈
SHORT_SPACED = rf"(?:{SURNAME}|{_RARE}) {{1,4}}(?:{_ONE})"
# 오 민 재, 사 공 형 준
_SPACED_NATIVE = "|".join(" {1,3}".join(given) for given in NATIVE_GIVEN)
SPACED_LIKELY_NAME = rf"((?:(?:{SURNAME}|{_RARE}) {{1,3}}|(?:{_DOUBLE_SPACED}) {{1,3}})(?:(?:{_SYLLABLE}) {{1,3}}(?:{_SYLLABLE})|{_SPACED_NATIVE}))"
RARE_FIRST = rf"(?:{_RARE})"
_RARE_OR_SHORT = re.compile(rf"{RARE_OR_SHORT_NAME}|{SHORT_NAME}".encode())
# ends of places, and of words with a particle
_NO_GIVEN = tuple(syllable.encode() for syllable in "시 동 을 다 일 명".split())  # noqa: SIM905
# words of places and offices whose names begin as those of people do: Han River, Jung Gu Office
_PLACES_TEXT = """
    OFFICE HOTEL RIVER AVENUE STREET ROAD PLAZA TOWER CENTER CENTRE HALL MUSEUM STATION SCHOOL UNIVERSITY COLLEGE
    TEAM GROUP BANK GU DONG HOSPITAL APARTMENT BUILDING COMPANY CORP INC LTD STORE SHOP CAFE CLUB PARKING LOT
    ISLAND ISLANDS SERVICE SUPPORT FRONT KONG VIET ANSI SIDE LINE TIME DATE
    MARKET COFFEE RESTAURANT BAKERY FOOD FOODS FARM SUPERMARKET PHARMACY CLINIC HOUSE DELIVERY PAYMENT EXPRESS CORPORATION LLC LLP GMBH FOUNDATION LIMITED HOLDINGS
"""
PLACES_IN_LATIN = frozenset(_PLACES_TEXT.split())
# the first byte of syllables in Hangul; those of Chinese characters are lower
_HANGUL_LEAD = 0xEA
_CHINESE_LEAD = (0xE4, 0xE9)
HIDDEN_NAME = rf"((?:{_DOUBLE}|{SURNAME})(?:\*{{1,3}}(?:{HANGUL})?|[OoXx0]{{1,2}}{HANGUL}|{HANGUL}\*{{1,2}}|OO|XX))"
_HANJA = r"(?:[\xe4-\xe9][\x80-\xbf][\x80-\xbf])"
LATIN_START = r"[A-Z][A-Za-z]+,?[ \-][A-Z]|[A-Z][A-Za-z]+-[a-z]"
# the beginning of a name in any letters
BEGINNING = rf"(?:{FIRST}|[\xe4-\xe9]|{LATIN_START})"
_LATIN_WORD = r"(?:(?:Mc|Mac|O'|De|Di|La|Le|Van|Fitz)?[A-Z][a-z]{1,11}|[A-Z]{2,12})"
LATIN_NAME = rf"({_LATIN_WORD},?(?: [A-HJ-Z]\.?)?(?:[ \-]{_LATIN_WORD}|-[a-z]{{2,8}}){{1,3}})"
# a name in two writings, 김민지(金敏智), or in one that no other word has
_IN_HANGUL = rf"(?:{_DOUBLE}|{SURNAME})(?: ?{HANGUL}){{1,2}}"
_IN_CHINESE = rf"(?:{'|'.join(CHINESE)}){_HANJA}{{1,2}}"
_IN_LATIN = LATIN_NAME[1:-1]
_PAIR = rf"{_IN_HANGUL} ?\((?:{_HANJA}{{2,4}}|{_IN_LATIN})\)|(?:{_IN_CHINESE}|{_IN_LATIN}) ?\({_IN_HANGUL}\)"
OTHER = rf"({_PAIR}|{HIDDEN_NAME[1:-1]}|{_IN_CHINESE}|{_IN_LATIN})"
PAIR_OR_HIDDEN = rf"({_PAIR}|{HIDDEN_NAME[1:-1]}|{_IN_CHINESE})"


def is_usual(span: bytes) -> bool:
    """True for a surname and a given name of two usual syllables, one behind a surname of two."""
    return bool(_LIKELY.fullmatch(span)) and is_no_word(span)


def is_rare_or_short(span: bytes) -> bool:
    """True for a rare surname with usual syllables, or any surname with a given name of one syllable."""
    if span.endswith(_NO_GIVEN) and len(span) > _TWO_SYLLABLES:
        return False
    if span in NOT_SHORT_NAMES:
        return False
    return bool(_RARE_OR_SHORT.fullmatch(span)) and is_no_word(span)


_TWO_SYLLABLES = 6
_BRANCH = "점".encode()
# 이상하 is a name, 이용해 and 위치한 are verbs
_VERBS = ("한".encode(), "해".encode())


def ends_word(text: bytes, start: int, end: int) -> bool:
    """True if the word ends behind the name, or a particle or title ends it."""
    if not 0xEA <= after(text, end) <= 0xED:
        return True
    # 이 서류는: a name with blanks in it has no particle; 임신했을 begins with a surname
    return is_usual(text[start:end]) and text[end : end + 12].startswith(ENDINGS)


def first_byte_before(text: bytes, at: int) -> int:
    """The first byte of the character that ends at `at`; a space at the beginning."""
    at -= 1
    while at >= 0 and 0x80 <= text[at] < 0xC0:
        at -= 1
    return text[at] if at >= 0 else 32


def is_word_of_its_own(text: bytes, start: int, end: int) -> bool:
    """True for a usual name, a word of its own, that stands before a telephone number or a title of office."""
    if 0xEA <= first_byte_before(text, start) <= 0xED or before(text, start) in WORD:
        return False
    span = text[start:end]
    # 전화해 010-..., 안산점 031-...: a verb of a word of forms, a branch of a shop
    if span.endswith(_BRANCH) or (span[:6] in NOT_NAMES and span.endswith(_VERBS)):
        return False
    return is_usual(span)


def is_hidden_name(text: bytes, start: int, end: int) -> bool:
    """True for a name with hidden syllables behind which no word goes on; the end of bold print hides none."""
    line = line_begin(text, start)
    if text.startswith(b"**", end - 2) and text.count(b"**", line, start) % 2:
        return False
    right = after(text, end)
    return (right not in WORD and right not in b"*") and (
        not 0xEA <= right <= 0xED or text[end : end + 12].startswith(ENDINGS)
    )


def is_in_latin(text: bytes, start: int, end: int) -> bool:
    """True for two or three Latin words, the first or last of them a Korean surname."""
    parts = text[start:end].decode().upper().replace(",", " ").split()
    if after(text, end) in WORD or not PLACES_IN_LATIN.isdisjoint(parts):
        return False
    return parts[0] in LATIN or parts[-1] in LATIN


def is_in_other_letters(text: bytes, start: int, end: int) -> bool:
    """True for a hidden name, one in Chinese or Latin letters, or one in two writings: 김민지(金敏智)."""
    # no name goes on in Chinese letters: 공동성명(南北共同聲明)
    if _CHINESE_LEAD[0] <= after(text, end) <= _CHINESE_LEAD[1]:
        return False
    front, bracket, inside = text[start:end].rstrip(b")").partition(b"(")
    front = front.rstrip(b" ")
    if front.isascii():
        return is_in_latin(text, start, start + len(front))
    if not bracket or front[0] < _HANGUL_LEAD:
        return is_hidden_name(text, start, end)
    latin = inside.isascii() and not is_in_latin(inside, 0, len(inside))
    return is_no_word(front) and not latin
