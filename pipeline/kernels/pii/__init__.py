"""Personal data in text: what is found, where, and of which kind.

Spans are found by form (linear-time patterns over UTF-8 bytes), then checked by validators: Luhn and
issuer ranges for cards, real calendar dates for resident registration numbers, public ranges for
addresses. A checksum never vetoes a resident number: those issued since October 2020 have none.
Borders are ASCII look-arounds, never \\b: Hangul is a letter, and particles are glued to numbers.
"""

VERSION = 1
KINDS = ("EMAIL", "RRN", "CARD", "PHONE", "IP")


def placeholder(kind: str) -> str:
    """What replaces a span; an atomic token of the tokenizer."""
    return f"<|PI:{kind}|>"
