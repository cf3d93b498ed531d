"""Addresses in Latin letters: 101-502, 123 Teheran-ro, and streets of the United States."""

import re

from pipeline.kernels.pii.addresses.places import (
    HOME,
    INSTITUTION,
    NOT_HOME,
    STREET_HEAD,
    lines_before,
)
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.names.writings import is_in_latin as is_in_latin_name
from pipeline.kernels.pii.surroundings import WORD, after, before
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

_LINES_OF_LETTER = 4
# Mary Whitfield, J. T. McAllister; the mail below her street is of a service for persons, as the line above
# may be the name of a shop
_PERSON = re.compile(rb"[A-Z](?:\.|[A-Za-z'\-]+)(?: [A-Z]\.?)? (?:[A-Z]\. )?[A-Z][A-Za-z'\-]+,?")
_NAME_REACH = 64
_FLAT = re.compile(rb"(?:Apt|Apartment|Unit)\.? ?#?[0-9A-Z]|#[0-9]")
_REACHED = re.compile(
    rb"\n(?:[A-Za-z\- ]{1,16}: ?)?[A-Za-z0-9._%+\-]{1,64}@(?:gmail|yahoo|hotmail|outlook|icloud|aol|msn|live"
    rb"|protonmail|proton|fastmail|gmx|comcast|naver|daum|hanmail)\."
)
# Minji Kim, 31 Daehak-ro
_WORDS_BEFORE = re.compile(rb"([A-Z][A-Za-z'\-]+(?: [A-Z][A-Za-z'\-]+){1,2}), $")
_DISTRICT = Words("-(?:gu|si|gun|do)(?:[^a-z]|$)", "seoul", "busan", "korea")


def is_in_latin(text: bytes, start: int, end: int) -> bool:
    """True for a house before a road in Latin letters, with its district, where no institution is named."""
    if before(text, start) in WORD or before(text, start) in b"-.":
        return False
    line = lines_before(text, start)
    home = HOME.search(line) or (
        _DISTRICT.search(text[end : end + 96]) and not _is_bare(text, start, end)
    )
    line += b" " + text[end : end + 96].partition(b"\n")[0]
    return bool(home) and not INSTITUTION.search(line) and not NOT_HOME.search(line)


def is_behind_road(text: bytes, start: int, end: int) -> bool:
    """True for a house behind a road in Latin letters where the line, or the head of the column, names a home."""
    # Seongsan-ro 4-gil, Daehak-ro 12beon-gil
    if after(text, end) in WORD or after(text, end) in b"-":
        return False
    line = lines_before(text, start)
    home = HOME.search(line) or STREET_HEAD.search(head(text, start).lower())
    return bool(home) and not INSTITUTION.search(line) and not NOT_HOME.search(line)


def _is_bare(text: bytes, start: int, end: int) -> bool:
    """True for the number of a house alone, unless it begins the line or stands behind the name of a person:
    at 161, Magokdong-ro may be a garden."""
    line = text[line_begin(text, start, 96) : start]
    place = _WORDS_BEFORE.search(line)
    named = place is not None and is_in_latin_name(line, place.start(1), place.end(1))
    return text[start:end].isdigit() and bool(line.strip(b" \t\"'")) and not named


def is_on_street(text: bytes, start: int, end: int) -> bool:
    """True for a house of an English street where a home is named in the line, and no institution."""
    if before(text, start) in WORD or before(text, start) in b"-.#" or after(text, end) in WORD:
        return False
    line = text[line_begin(text, start, 96) : start]
    # the line below the name of the person whom a letter or a parcel is for, perhaps with an office between
    if not line.strip():
        above = text[max(0, start - 160) : start].split(b"\n")
        line = b"\n".join(above[-_LINES_OF_LETTER:])
    home = HOME.search(line) or STREET_HEAD.search(head(text, start).lower())
    return bool(home) and not NOT_HOME.search(line) and not NOT_HOME.search(heads(text, start))


def is_beside_a_name(text: bytes, start: int, end: int) -> bool:
    """True for a street with an apartment right behind the name of a person, or in a line of its own between
    the name of a person and a mail: the head of a résumé."""
    low = max(0, start - _NAME_REACH)
    begin = text.rfind(b"\n", low, start) + 1
    # more stands before the street than a name
    if begin == 0 < low:
        return False
    if _FLAT.search(text, start, end) and _PERSON.fullmatch(text[begin:start].strip()):
        return True
    if begin != start or text[end : end + 1] != b"\n":
        return False
    above = text[max(0, begin - _NAME_REACH) : max(0, begin - 1)].rpartition(b"\n")[2]
    return bool(_PERSON.fullmatch(above.strip())) and _REACHED.match(text, end) is not None


# 101-502, 123, Teheran-ro: the numbers stand in front
_LATIN_ROAD = r"[A-Z][a-z]{1,16}(?:[\- ]?[a-z0-9]{1,12}){0,3}-(?:ro|gil|daero|dong|ri|ga)(?: [0-9]{1,4}(?:beon)?-gil)?"
_PART = r"(?:[0-9A-Za-z]{1,5}-?(?:ho|dong)|[0-9]{1,2}F|(?:Unit|Apt\.?|Room) ?#?[0-9]{1,5}|#?[0-9]{1,5}(?:-[0-9]{1,5})?)"
_ROMAN = rf"((?:{_PART},? ){{0,3}}{_PART}),? {_LATIN_ROAD}"
_IN_LATIN = Gate(
    r"(?:[0-9F]|ho|dong),? [A-Z][a-z0-9\-]*(?: [a-z0-9]+)?-(?:ro|gil|daero|dong|ri|ga)", 60, 8
)

# 184 Seongmisan-ro, Unit 105-1003
_UNIT_NAME = r",? (?:Unit|Apt\.?|Apartment|Room|Rm\.?|Suite|#) ?#?"
_ROMAN_UNIT = rf"{_LATIN_ROAD}{_UNIT_NAME}([0-9]{{1,5}}(?:-[0-9]{{1,5}})?)"
# Buk-gu, Yongbong-ro 77-12, #405
_NUMBER_BEHIND = rf"{_LATIN_ROAD}(?:, | )([0-9]{{1,5}}(?:-[0-9]{{1,5}})?(?:,? (?:#|(?:Apt|Unit|Room)\.? ?#?)?[0-9]{{1,5}}(?:-?ho)?){{0,2}})"
_BEHIND_GATE = Gate(r"-(?:ro|gil|daero|dong|ri|ga),? [0-9]", 60, 32)
_UNIT_GATE = Gate(rf"-(?:ro|gil|daero|dong|ri|ga){_UNIT_NAME}[0-9]", 60, 12)

# 5985 N 14th Street #890, 79 Lakeview Ave., Apt 4D
_STREET_END = (
    r"(?:Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Terrace|Circle|Parkway|Square|Highway|Crescent|Trail|Way"
    r"|St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Ter|Cir|Pkwy|Hwy)"
)
# a town, its state and its ZIP behind a street
_TOWN = (
    r"(?:,? (?:[A-Z][A-Za-z.'\-]{1,20} ?){1,3},? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY])(?: [0-9]{5}(?:-[0-9]{4})?)?\b)?"
)
_APARTMENT = r"(?:,? (?:(?:Apt|Apartment|Unit|Suite|Ste|Flat|Rm|Room)\.? ?#?|#)[0-9A-Za-z\-]{1,6})?"
_STREET_WORD = r"[A-Z0-9][A-Za-z0-9'.]{0,20} "
_NUMBERED_ROAD = r"(?:Broadway|(?:County Road|State Route|Highway|Route) [0-9]{1,4})\b"
_STREET = (
    r"([0-9]{1,6}(?:-[0-9]{1,4})?[A-Za-z]? (?:(?:[NSEW]|North|South|East|West)\.? )?"
    rf"(?:(?:{_STREET_WORD}){{0,2}}{_NUMBERED_ROAD}|(?:{_STREET_WORD}){{1,4}}{_STREET_END}\b\.?)(?: (?:[NSEW]{{1,2}})\b)?{_APARTMENT}{_TOWN})"
)
_ON_STREET = Gate(
    rf"[0-9][A-Za-z]? (?:(?:[A-Z0-9][A-Za-z0-9'.]* )+{_STREET_END}[^A-Za-z]|(?:County Road|State Route|Highway|Route) [0-9]|(?:[A-Z][A-Za-z]* )?Broadway[ ,])",
    16,
    40,
)
_NEEDS = Words(*HOME.alternatives, *STREET_HEAD.anywhere().alternatives)

FORMS = (
    Form(_ROMAN, is_in_latin, (_IN_LATIN,), group=1),
    Form(_ROMAN_UNIT, is_in_latin, (_UNIT_GATE,), group=1),
    Form(_NUMBER_BEHIND, is_behind_road, (_BEHIND_GATE,), group=1),
    Form(_STREET, is_on_street, (_ON_STREET,), group=1, needs=_NEEDS),
    Form(_STREET, is_beside_a_name, (_ON_STREET,), group=1),
)
