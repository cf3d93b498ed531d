"""Numbers of people and companies in the Republic of Korea."""

from datetime import date

from pipeline.kernels.pii.forms import Form
from pipeline.kernels.pii.forms.money import ean13
from pipeline.kernels.pii.surroundings import continues, digits_of, near, separators_of, words

LAST_BIRTH = 2035  # nobody registered now is born later
_RESIDENT = words("주민", "외국인", "RRN", "resident reg", "생년월일", "국내거소")
_CORPORATE = words("법인", "corporat")
_BUSINESS = words("사업자", "business reg")
_LICENCE = words("면허", "licen[cs]e")
_PASSPORT = words("여권", "passport")
_HEALTH = words("건강보험", "보험증", "의료보험", "health insurance")


def rrn_checksum(digits: str) -> bool:
    """The check digit of resident numbers issued before October 2020."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=False))
    return (11 - total % 11) % 10 == int(digits[12])


def frn_checksum(digits: str) -> bool:
    """The check digit of foreigner registration numbers issued before October 2020."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=False))
    return (13 - total % 11) % 10 == int(digits[12])


def crn_checksum(digits: str) -> bool:
    """The check digit of corporate registration numbers (Supreme Court rule on their composition)."""
    total = sum(int(d) * (1 + i % 2) for i, d in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def brn_checksum(digits: str) -> bool:
    """The check digit of business registration numbers (National Tax Service)."""
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = (
        sum(w * int(d) for w, d in zip(weights, digits, strict=False)) + int(digits[8]) * 5 // 10
    )
    return (10 - total % 10) % 10 == int(digits[9])


def _born(digits: str) -> bool:
    """Whether a number begins with a real birth date, by the century of its seventh digit."""
    century = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900}
    try:
        born = date(
            century.get(digits[6], 2000) + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
        )
    except ValueError:
        return False
    return born.year <= LAST_BIRTH


def _person(text: bytes, start: int, end: int, genders: str) -> bool:
    """A real birth date; a check digit or a word nearby where there is no hyphen; and no barcode."""
    span = text[start:end]
    digits = digits_of(span)
    if continues(text, start, end, b"-.") or digits[6] not in genders or not _born(digits):
        return False
    if near(_RESIDENT, text, start, end):
        return True
    if near(_CORPORATE, text, start, end) or digits[6] in "90":
        return False  # a corporate number has the same form; nobody of the 19th century is alive
    checked = frn_checksum(digits) if digits[6] in "5678" else rrn_checksum(digits)
    separators = separators_of(span)
    if not separators:
        return checked and not (ean13(digits) and digits[:3] in ("880", "978", "979"))
    return checked or ord("-") in separators


def rrn(text: bytes, start: int, end: int) -> bool:
    """A resident registration number of a citizen."""
    return _person(text, start, end, "123490")


def frn(text: bytes, start: int, end: int) -> bool:
    """A registration number of a foreigner."""
    return _person(text, start, end, "5678")


def half_masked(text: bytes, start: int, end: int) -> bool:
    """A birth date and seventh digit with the rest starred out, named as a resident number."""
    return not continues(text, start, end) and near(_RESIDENT, text, start, end)


def crn(text: bytes, start: int, end: int) -> bool:
    """A corporate registration number: named so, or with its check digit where no person has one."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-."):
        return False
    if near(_CORPORATE, text, start, end):
        return True
    return crn_checksum(digits) and digits[6] in "90" and b"-" in text[start:end]


def brn(text: bytes, start: int, end: int) -> bool:
    """A business registration number: 3-2-5 with its check digit, or bare and named."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-.") or not brn_checksum(digits):
        return False
    return bool(separators_of(text[start:end])) or near(_BUSINESS, text, start, end)


def licence(text: bytes, start: int, end: int) -> bool:
    """A driver's licence: region 11 to 28 and hyphens, or named."""
    span = text[start:end]
    digits = digits_of(span)
    if continues(text, start, end, b"-.") or not ("11" <= digits[:2] <= "28"):
        return False
    return separators_of(span) == {ord("-")} or near(_LICENCE, text, start, end)


def old_licence(text: bytes, start: int, end: int) -> bool:
    """The older form with the region in letters."""
    return not continues(text, start + 6, end, b"-.")


def passport(text: bytes, start: int, end: int) -> bool:
    """A passport number, named so before or after it: the form alone is that of many part numbers."""
    return not continues(text, start, end) and near(_PASSPORT, text, start, end, behind=30)


def health(text: bytes, start: int, end: int) -> bool:
    """A health insurance number, named so."""
    digits = digits_of(text[start:end])
    return (
        not continues(text, start, end, b"-.")
        and digits[0] != "0"
        and near(_HEALTH, text, start, end)
    )


_BIRTH = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_REGIONS = "서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산"
_STARS = "[*xX]|●|○|•"

FORMS = (
    # YYMMDD-GXXXXXX: hyphen, " - ", one space, or nothing (Resident Registration Act, Rule 2).
    Form("RRN", _BIRTH + r"(?: ?- ?| )?[0-9]{7}", rrn, ("number",)),
    Form("RRN", _BIRTH + r" ?- ?[0-9](?:" + _STARS + r"){6}", half_masked, ("half",)),
    Form("FRN", _BIRTH + r"(?: ?- ?| )?[5-8][0-9]{6}", frn, ("number",)),
    Form("CRN", r"[0-9]{6}-?[0-9]{7}", crn, ("number",)),
    Form("BRN", r"[0-9]{3}-[0-9]{2}-[0-9]{5}|[0-9]{10}", brn, ("number",)),
    # RR-YY-NNNNNN-CC (Road Traffic Act, Enforcement Rule)
    Form(
        "DRIVER_LICENSE",
        r"[12][0-9][ \-]?[0-9]{2}[ \-]?[0-9]{6}[ \-]?[0-9]{2}",
        licence,
        ("number",),
    ),
    Form(
        "DRIVER_LICENSE",
        r"(?:" + _REGIONS + r") ?[0-9]{2}-[0-9]{6}-[0-9]{2}",
        old_licence,
        ("number",),
    ),
    # M12345678, and M123A4567 since 21 December 2021 (Ministry of Foreign Affairs)
    Form("PASSPORT", r"[MSRGD](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})", passport, ("passport",)),
    Form("HEALTH_INSURANCE", r"[0-9]-?[0-9]{10}", health, ("number",)),
)
