"""REPRESENTATIVE: telephone numbers of institutions: 15xx, 16xx, 18xx, those free of charge, lines of offices."""

from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.kinds.phone import LANDLINE, is_line
from pipeline.kernels.pii.offices import is_of_office
from pipeline.kernels.pii.surroundings import (
    after,
    before,
    continues,
    digits_of,
    near,
    separators_of,
)
from pipeline.kernels.pii.telephones import PHONE_WORDS, TOLL_FREE

_EIGHT = Gate(r"1[568][0-9]{2}(?:[ .]| ?- ?)?[0-9]{4}", 12, 8)

# blocks that the Ministry of Science and ICT assigned
_BLOCKS = frozenset(
    [
        "1522",
        "1533",
        "1544",
        "1551",
        "1555",
        "1566",
        "1577",
        "1588",
        "1599",
        "1600",
        "1644",
        "1660",
        "1661",
        "1666",
        "1668",
        "1670",
        "1688",
        "1800",
        "1811",
        "1833",
        "1855",
        "1877",
        "1899",
    ]
)


def is_representative(text: bytes, start: int, end: int) -> bool:
    """True for an assigned block and four digits. A pair of years needs a word nearby."""
    span = text[start:end]
    if continues(text, start, end, b"-."):
        return False
    years = span[-4:-2] in (b"15", b"16", b"17", b"18", b"19", b"20")
    doubtful = years or b"-" not in span
    block = digits_of(span)[-8:-4]
    return block in _BLOCKS and (not doubtful or near(PHONE_WORDS, text, start, end))


def is_behind_area(text: bytes, start: int, end: int) -> bool:
    """True for an assigned block behind the code of an area or country: no landline's block begins with 1."""
    return not continues(text, start, end, b"-.") and digits_of(text[start:end])[-8:-4] in _BLOCKS


def is_office_line(text: bytes, start: int, end: int) -> bool:
    """True for a fixed line of an office or a firm in a line or a row that names nobody."""
    return is_line(text, start, end) and is_of_office(text, start, end)


def is_free(text: bytes, start: int, end: int) -> bool:
    """True for 080, 0800 and 00798; without separators a telephone is named nearby."""
    if continues(text, start, end, b"-."):
        return False
    named = near(PHONE_WORDS, text, start, end, behind=24)
    return bool(separators_of(text[start:end])) or named


def is_american(text: bytes, start: int, end: int) -> bool:
    """True for a free area code with 1, brackets or a telephone named nearby."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-./") or digits[-10:-7] not in TOLL_FREE:
        return False
    if before(text, start) in b"+" or after(text, end) in b"%":
        return False
    marked = len(digits) > 10 and bool(separators_of(text[start:end]))
    return marked or near(PHONE_WORDS, text, start, end, behind=24)


_COUNTRY = r"(?:\(?(?:\+ ?|00)?82\)?[\-. /_~\x7f]{0,3})"
_LINE = r"1[568][0-9]{2}(?:[ .]| ?- ?)?[0-9]{4}"
_AREA = rf"(?:{_COUNTRY}|\(?0(?:2|[3-6][1-5])[\-. )/_~\x7f]{{0,3}})"

KIND = Kind(
    name="REPRESENTATIVE",
    # before account, social security and American numbers, which its numbers resemble
    precedence=140,
    looks="15xx, 16xx, 18xx-NNNN, also behind an area code; free of charge: 080, 0800, 00798, 1-800; "
    "fixed lines of offices and firms (동구보건소 042-...)",
    evidence="assigned blocks; two years such as 1802-2017 are rejected; an office and no person in the line or row",
    forms=(
        Form(rf"{_AREA}1[568][0-9]{{2}}{GAP}[0-9]{{4}}", is_behind_area, (NUMBER, _EIGHT)),
        Form(_LINE, is_representative, (NUMBER, _EIGHT)),
        Form(LANDLINE, is_office_line, (NUMBER,)),
        Form(
            rf"(?:{_COUNTRY}\(?0?80|\(?080)\)?{GAP}[0-9]{{3,4}}{GAP}[0-9]{{4}}", is_free, (NUMBER,)
        ),
        Form(
            rf"00(?:798|308){GAP}[0-9]{{1,4}}(?:{GAP}[0-9]{{2,4}}){{2,3}}|0800{GAP}[0-9]{{3}}{GAP}[0-9]{{3,4}}",
            is_free,
            (NUMBER,),
        ),
        Form(
            rf"(?:\(?\+? ?1\)?{GAP})?\(?8(?:00|33|44|55|66|77|88)\)?{GAP}[2-9][0-9]{{2}}{GAP}[0-9]{{4}}",
            is_american,
            (NUMBER,),
        ),
    ),
    public=True,
)
