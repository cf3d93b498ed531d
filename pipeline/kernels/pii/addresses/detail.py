"""The second line of an address in a field of its own: "addr2": "14번길 20, 802동 1403호", <addrDtl>101호</addrDtl>."""

from pipeline.kernels.pii.addresses.korean import is_in_record_of_place
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.surroundings import DIGITS

_KEY = (
    r"(?:(?:[Aa]ddr(?:ess)?|ADDR(?:ESS)?)_?(?:(?:[Ll]ine_?)?2|[Dd]tl|[Dd]etail|DTL|DETAIL)"
    r"|(?:[Dd]etail|DETAIL|[Dd]tl)_?(?:[Aa]ddr(?:ess)?|ADDR(?:ESS)?)|(?:상세|나머지) ?주소|bldg(?:_?(?:no|info))?)"
)
_OPENS = r"(?:[\"'] ?[:=] ?[\"']|>)"
_DETAIL = rf"{_KEY}{_OPENS}([^\"'<>\n]{{2,96}})(?:[\"']|<)"
_GATE = Gate(rf"{_KEY}{_OPENS}[^\"'<>\n]", 2, 104)


def is_detail(text: bytes, start: int, end: int) -> bool:
    """True for a value with a number in it, unless the record is one of a shop or a place."""
    numbered = any(byte in DIGITS for byte in text[start:end])
    return numbered and not is_in_record_of_place(text, start, end)


FORMS = (Form(_DETAIL, is_detail, (_GATE,), group=1),)
