"""Check digits that several kinds depend on."""


def luhn(digits: str) -> bool:
    """True if the check digit of ISO/IEC 7812-1, annex B, is correct."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + i % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def ean13(digits: str) -> bool:
    """True if the check digit of a GTIN-13 barcode or ISBN-13 is correct."""
    return sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(digits)) % 10 == 0
