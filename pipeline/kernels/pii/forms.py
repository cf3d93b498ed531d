"""The forms, written once in a syntax that plain `re` and RE2 share: no look-around, no back-reference.

`PATTERNS` is in order of precedence: where two spans overlap, the earlier kind has it.
"""

# Local part and domain as people write them (RFC 5321 atoms); the last label has no digits.
EMAIL = rb"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
# YYMMDD-GXXXXXX: hyphen, en dash, one space, " - ", or nothing (Resident Registration Act, Rule 2).
RRN = rb"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?: ?- ?|\xe2\x80\x93| )?[0-9][0-9]{6}"
# 13 to 19 digits (ISO/IEC 7812), in groups of four (or 4-6-5, American Express), or bare.
CARD = rb"[2-9][0-9]{3}[ \-]?(?:[0-9]{4}[ \-]?[0-9]{4}[ \-]?[0-9]{1,7}|[0-9]{6}[ \-]?[0-9]{5})"
# 010 and the older 011, 016 to 019; +82 drops the zero (Numbering Plan of the Republic of Korea).
PHONE = rb"(?:\+?82[ .\-]?(?:\(0\))?0?1[016789]|01[016789])[ .\-]?[0-9]{3,4}[ .\-]?[0-9]{4}"
IP = rb"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){1,7}|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"

PATTERNS: dict[str, bytes] = {"EMAIL": EMAIL, "RRN": RRN, "CARD": CARD, "PHONE": PHONE, "IP": IP}
ANY = b"|".join(b"(?:" + p + b")" for p in PATTERNS.values())
