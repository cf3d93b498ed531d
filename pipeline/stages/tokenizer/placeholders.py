"""The order of placeholders among the special tokens.

The id of a placeholder is its position here, behind the control tokens. Trained tokenizers and packed data
hold these ids, so a name never moves and never goes, whatever the precedence of the kinds becomes. A new
kind is appended at the end, with the next free id.
"""

FROZEN = (
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
    "BIRTH_DATE",
)
