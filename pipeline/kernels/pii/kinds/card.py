"""CARD: numbers of payment cards."""

from pipeline.kernels.pii.check_digits import luhn
from pipeline.kernels.pii.gates import NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import (
    continues,
    digits_of,
    in_columns,
    near,
    separators_of,
    words,
)

_CARD_WORDS = words("카드", "card", "visa", "master", "(?:^|[^a-z])cc[^a-z]")


def is_card(text: bytes, start: int, end: int) -> bool:
    """True for Luhn's check digit and an issuer range, or a card named nearby.

    Issuers include local ones (9xxx). Separators must be all of one kind.
    """
    span = text[start:end]
    digits = digits_of(span)
    if not 12 <= len(digits) <= 19 or not luhn(digits) or len(set(digits)) < 3:
        return False
    separators = separators_of(span)
    # behind a point it is a fraction, behind a slash a part of a path
    if len(separators) > 1 or continues(text, start, end, b"-./"):
        return False
    if near(_CARD_WORDS, text, start, end):
        return True
    if len(digits) < 13 or not _has_issuer(digits):
        return False
    if separators == {ord(" ")}:
        # figures in columns: a card in groups has sixteen digits, or fifteen in 4-6-5
        return len(digits) in (15, 16) and not in_columns(text, start, end)
    return bool(separators) or len(digits) in (15, 16)


def _has_issuer(digits: str) -> bool:
    """True if the number begins as one of a card network, or of a local issuer (9)."""
    if digits[0] in "4569" or digits[:2] in ("34", "35", "36", "37", "38"):
        return True
    return 2221 <= int(digits[:4]) <= 2720


KIND = Kind(
    name="CARD",
    precedence=50,
    looks="12 to 19 digits, bare or in groups",
    evidence="ISO/IEC 7812 Luhn and issuer range, local 9xxx too; any issuer where a card is named",
    forms=(
        # groups of four, 4-6-5 (American Express), or bare
        Form(
            r"[1-9][0-9]{3}[ \-]?(?:[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{1,7}|[0-9]{6}[ \-]?[0-9]{5})"
            r"|[1-9][0-9]{11,18}",
            is_card,
            (NUMBER,),
        ),
    ),
    # no issuer begins with 0
    pseudonym=with_fixed_digits({0: "0"}),
)
