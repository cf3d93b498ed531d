"""From a written value back to the value that was drawn: the inverse of the features, for tests of the grammar."""

import re
from html import unescape
from ipaddress import IPv6Address
from unicodedata import normalize

from tests.strangers.pii.kinds.email import PROVIDERS

READINGS = str.maketrans(
    "영공일이삼사오육칠팔구零一二三四五六七八九⓿❶❷❸❹❺❻❼❽❾", "0012345678901234567890123456789"
)
LOOKALIKES = str.maketrans("OolI", "0011")
INVISIBLE = re.compile("[\u200b\ufe0f\u20e3]")
NUMBERS = frozenset(
    (
        "mobile",
        "landline",
        "virtual_phone",
        "us_phone",
        "rrn",
        "frn",
        "card",
        "bank_account",
        "health_insurance",
        "us_ssn",
        "business_number",
    )
)
"""Kinds whose value is digits."""
MASKS = str.maketrans("#XOo○●", "******")


def value(kind: str, text: str, masked: bool) -> str:
    """The value that a written text stands for. `masked`: mask characters become `*`."""
    plain = INVISIBLE.sub("", normalize("NFKC", unescape(unescape(text))))
    if masked:
        plain = plain.translate(MASKS)
    if kind in NUMBERS:
        return number(kind, plain if masked else plain.translate(LOOKALIKES).replace("*", ""))
    if kind == "email":
        return mail(plain)
    if kind in ("passport", "driver_licence", "iban", "plate"):
        return "".join(c for c in plain.upper() if c.isalnum() or c == "*")
    if kind == "mac":
        return "".join(c for c in plain.lower() if c.isalnum())
    if kind == "name":
        return plain.replace(" ", "")
    if kind == "ipv4":
        return re.sub(r"[\[\] ]", "", plain)
    if kind == "ipv6":
        return IPv6Address(plain).exploded
    return plain


def number(kind: str, plain: str) -> str:
    """Digits and masks. Telephone numbers are national: without country code, with the leading zero."""
    digits = re.sub(r"[^0-9*]", "", plain.translate(READINGS))
    if kind == "us_phone":
        return digits[-10:]
    if kind in ("mobile", "landline", "virtual_phone") and not re.match(r"0[1-9]", digits):
        return "0" + re.sub(r"^(00)?820?", "", digits)
    return digits


def mail(plain: str) -> str:
    """The address in lower case, with @ and dots instead of the words for them."""
    text = re.sub(r"골뱅이|앳|[(\[{<_-]at[)\]}>_-]|\bat\b|#", "@", plain.lower())
    text = re.sub(r"쩜|닷|[(\[]dot[)\]]|\bdot\b|,", ".", text)
    text = re.sub(r"[\s()\[\]]", "", text)
    local, _, host = text.partition("@")
    name, _, _ = host.partition(".")
    return f"{local}@{PROVIDERS.get(name, host)}"
