"""The cheap scan: what must have hit before a form is looked for, and how far around.

A gate's region is the hit with so many bytes before and after it, at most to the ends of its line, merged
with the others of the gate. Every form lies inside a region of one of its gates, which is why looking there
alone finds what a scan of the whole text finds; parity tests hold both equal.
"""

from dataclasses import dataclass

from pipeline.kernels.pii.forms.people import LABEL
from pipeline.kernels.pii.forms.places import LOT, ROAD, SYLLABLES


@dataclass(frozen=True)
class Gate:
    """A pattern for RE2, and the reach of its region in bytes."""

    pattern: str
    before: int
    after: int
    lines: bool = True  # whether a region ends with its line


_ZERO, _ONE, _ANY = "공|영", "일", "공|영|일|이|삼|사|오|육|칠|팔|구"

GATES = {
    # no form begins inside a word: 7DD95801 is none
    "number": Gate(r"(?:(?m:^)|[^0-9A-Za-z_\n])[0-9](?:(?: ?- ?|[ .]|\) ?-?)?[0-9]){8}", 24, 40),
    "eight": Gate(r"1[568][0-9]{2}[ \-]?[0-9]{4}", 2, 8),
    "quad": Gate(r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]", 8, 16),
    "colon": Gate(r"[23][0-9A-Fa-f]{3}:[0-9A-Fa-f]{0,4}:", 2, 48),
    "mac": Gate(r"[0-9A-Fa-f]{2}(?:[:\-][0-9A-Fa-f]{2}){3}[:\-]", 2, 24),
    "half": Gate(r"[0-9]{6} ?- ?[0-9](?:[*xX]|●|○|•)", 2, 40),
    "at": Gate(r"[^\s@]@[A-Za-z0-9\[]", 260, 560),
    "spelt_at": Gate(r"골뱅이|[\[({] ?(?:at|AT|@) ?[\])}]", 160, 200),
    "at_dot": Gate(r"[A-Za-z0-9] (?:at|AT) [A-Za-z0-9\-]{2,63} (?:dot|DOT) [A-Za-z]", 80, 200),
    "token": Gate(
        r"A(?:KIA|SIA)[0-9A-Z]{4}|gh[pousr]_[A-Za-z0-9]{4}|github_pat_|glpat-|xox[abeoprs]-"
        r"|AIza[0-9A-Za-z_\-]{4}|sk-[A-Za-z0-9_\-]{20}|hf_[A-Za-z0-9]{20}|[sr]k_live_"
        r"|SG\.[A-Za-z0-9_\-]{22}|npm_[A-Za-z0-9]{20}|pypi-[A-Za-z0-9_\-]{20}|eyJ[A-Za-z0-9_\-]{10}",
        2,
        3100,
    ),
    "key": Gate(r"-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----", 0, 8200, lines=False),
    "iban": Gate(r"[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4} ?[A-Z0-9]{4}", 2, 48),
    "passport": Gate(r"[MSRGD][0-9]{3}[0-9A-Z][0-9]{4}", 2, 16),
    "spelt": Gate(
        rf"(?:(?:{_ZERO})[ .\-]?(?:{_ONE}|1)|0[ .\-]?(?:{_ONE}))[ .\-]?(?:공|영|일|육|칠|팔|구|[016789])"
        rf"|0[ .\-]?1[ .\-]?(?:[016789][ .\-]?)?(?:{_ANY})",
        2,
        72,
    ),
    "plate": Gate(r"[0-9]{2}(?:" + "|".join(SYLLABLES) + r") ?[0-9]{4}", 4, 8),
    "address": Gate(rf"(?:{ROAD}|{LOT}(?:산 ?)?)[0-9]", 2, 240),
    "label": Gate(LABEL + r"[\xea-\xed]", 24, 48),
}
