"""Personal data in text: what is found, where, and of which kind.

Texts are matched on a normalised view (`view`): full-width characters, dashes, spaces and digits in their
ASCII form, zero-width characters gone, with exact offsets back. Spans are found by form (linear-time
patterns, `forms/`) and checked in their surroundings: check digits, calendar dates, issuer ranges, words
nearby. A check digit may raise confidence and never vetoes a resident number: those issued since
October 2020 have none. Borders are ASCII: Hangul is a letter, and particles are glued to numbers.

`find(texts)` -> (document, start, end, kind) int64 arrays; start and end are bytes in the text.
"""

VERSION = 2

# In order of precedence: where two spans overlap, the earlier kind has it.
KINDS = (
    "SECRET",
    "USERINFO",
    "EMAIL",
    "IBAN",
    "CARD",
    "RRN",
    "FRN",
    "CRN",
    "BRN",
    "DRIVER_LICENSE",
    "PASSPORT",
    "HEALTH_INSURANCE",
    "PHONE",
    "REPRESENTATIVE",
    "SSN",
    "US_PHONE",
    "ACCOUNT",
    "PLATE",
    "ADDRESS",
    "NAME",
    "IP",
    "MAC",
)
# Of companies and institutions: recognised so that nothing else is seen in them, and kept.
PUBLIC = ("CRN", "BRN", "REPRESENTATIVE")
OPEN, CLOSE = "<|PI:", "|>"  # the one place that says how a placeholder looks


def placeholder(kind: str) -> str:
    """What replaces a span; an atomic token of the tokenizer."""
    return f"{OPEN}{kind}{CLOSE}"
