"""Payment cards, IBAN, Korean bank accounts."""

from pipeline.kernels.pii.forms import Form
from pipeline.kernels.pii.surroundings import (
    WORD,
    after,
    before,
    continues,
    digits_of,
    in_columns,
    near,
    separators_of,
    words,
)

_CARD_WORDS = words("카드", "card", "visa", "master", "(?:^|[^a-z])cc[^a-z]")
_ACCOUNT_WORDS = words(
    "계좌", "입금", "예금주", "송금", "이체", "국민은행", "신한은행", "우리은행", "하나은행", "농협", "기업은행", "카카오뱅크",
    "케이뱅크", "토스뱅크", "새마을금고", "우체국", "신협", "수협", "부산은행", "대구은행", "광주은행", "전북은행", "경남은행",
    "제주은행", "SC제일", "씨티은행", "산업은행", "account n", "acct", "bank account",
)  # fmt: skip
_PHONE_WORDS = words("전화", "휴대", "핸드폰", "연락처", "팩스", "tel", "fax", "phone")
# Length of an IBAN by country (SWIFT IBAN Registry, release 99).
_IBAN = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip


def luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + i % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def ean13(digits: str) -> bool:
    """The check digit of a GTIN-13 barcode or ISBN-13."""
    return sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(digits)) % 10 == 0


def card(text: bytes, start: int, end: int) -> bool:
    """Luhn and an issuer range; local cards (9xxx) too, and any issuer where a card is named.
    Separators must be all alike."""
    span = text[start:end]
    digits = digits_of(span)
    if not 12 <= len(digits) <= 19 or not luhn(digits) or len(set(digits)) < 3:
        return False
    separators = separators_of(span)
    # behind a point it is a fraction, behind a slash a piece of a path
    if len(separators) > 1 or continues(text, start, end, b"-./"):
        return False
    issuer = digits[0] in "456" or digits[:2] in ("34", "35", "36", "37", "38") or digits[0] == "9"
    issuer = issuer or 2221 <= int(digits[:4]) <= 2720
    if near(_CARD_WORDS, text, start, end):
        return True
    if len(digits) < 13:
        return False
    if separators == {ord(" ")}:
        # columns of figures: a card in groups has sixteen digits, or fifteen in 4-6-5
        return issuer and len(digits) in (15, 16) and not in_columns(text, start, end)
    if separators:
        return issuer
    return issuer and len(digits) in (15, 16)


def iban(text: bytes, start: int, end: int) -> bool:
    """ISO 13616: the length of its country, and mod 97 is 1."""
    value = text[start:end].replace(b" ", b"").decode()
    if (
        before(text, start) in WORD
        or after(text, end) in WORD
        or _IBAN.get(value[:2]) != len(value)
    ):
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def account(text: bytes, start: int, end: int) -> bool:
    """Ten to fourteen digits near the word account or a bank's name."""
    span = text[start:end]
    digits = digits_of(span)
    if not 10 <= len(digits) <= 14 or continues(text, start, end, b"-.,"):
        return False
    if digits.startswith("000") or not near(_ACCOUNT_WORDS, text, start, end, behind=30):
        return False
    if not separators_of(span):
        return not near(_PHONE_WORDS, text, start, end) and not _is_a_time(digits)
    return not _is_a_date(span)


def _is_a_date(span: bytes) -> bool:
    """2024-01-15-2024 and its like."""
    groups = span.split(b"-")
    year = len(groups[0]) == 4 and groups[0][:2] in (b"19", b"20")
    return year and len(groups[1]) <= 2 and b"01" <= groups[1] <= b"12"


def _is_a_time(digits: str) -> bool:
    """YYYYMMDDHHMM, YYYYMMDDHHMMSS."""
    return (
        len(digits) in (12, 14)
        and digits[:2] in ("19", "20")
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:8] <= "31"
    )


FORMS = (
    Form("IBAN", r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?", iban, ("iban",)),
    # 12 to 19 digits (ISO/IEC 7812), in groups of four (or 4-6-5, American Express), or bare.
    Form(
        "CARD",
        r"[1-9][0-9]{3}[ \-]?(?:[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{1,7}|[0-9]{6}[ \-]?[0-9]{5})"
        r"|[1-9][0-9]{11,18}",
        card,
        ("number",),
    ),
    # Groups as Korean banks print them: 6-2-6, 4-2-7, 3-3-6, 3-6-5, 3-4-4-2, 3-6-2-3, 4-4-4, ...
    Form(
        "ACCOUNT",
        r"[0-9]{2,6}(?:-[0-9]{2,7}){1,3}|[0-9]{10,14}",
        account,
        ("number",),
    ),
)
