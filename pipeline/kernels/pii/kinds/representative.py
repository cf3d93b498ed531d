"""REPRESENTATIVE: Korean telephone numbers of institutions, 15xx, 16xx, 18xx and 080."""

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import continues, near, separators_of
from pipeline.kernels.pii.telephones import PHONE_WORDS

_EIGHT = Gate(r"1[568][0-9]{2}(?:[ .]| ?- ?)?[0-9]{4}", 2, 8)

# blocks that the Ministry of Science and ICT assigned
_BLOCKS = frozenset(
    b"1522 1533 1544 1551 1555 1566 1577 1588 1599 1600 1644 1660 1661 1666 1668 1670 1688 1800 1811 "
    b"1833 1855 1877 1899".split()
)


def is_representative(text: bytes, start: int, end: int) -> bool:
    """True for an assigned block and four digits, or for 080. A pair of years needs a word nearby."""
    span = text[start:end]
    if continues(text, start, end, b"-."):
        return False
    if b"080" in span[:4]:
        return bool(separators_of(span)) or near(PHONE_WORDS, text, start, end, behind=24)
    years = span[-4:-2] in (b"15", b"16", b"17", b"18", b"19", b"20")
    doubtful = years or b"-" not in span
    return span[:4] in _BLOCKS and (not doubtful or near(PHONE_WORDS, text, start, end))


KIND = Kind(
    name="REPRESENTATIVE",
    precedence=140,
    looks="15xx, 16xx, 18xx-NNNN, 080",
    evidence="assigned blocks; two years such as 1802-2017 are rejected",
    forms=(
        Form(
            r"1[568][0-9]{2}(?:[ .]| ?- ?)?[0-9]{4}|\(?080[) .\-]{0,3}[0-9]{3,4}[ .\-]?[0-9]{4}",
            is_representative,
            (NUMBER, _EIGHT),
        ),
    ),
    public=True,
)
