"""What `malmoi demo` promises of each kind of planted records.

A bound lies a little below what the shipped recipe reached in November 2026, for personal data one value of
sixteen, so that a change that finds less is noticed. A low bound names a weakness.
"""

from typing import NamedTuple

import polars as pl


class Bound(NamedTuple):
    """The least share of a kind that has the expected outcome, and why it is not higher."""

    share: float
    reason: str


_FORM = "every reject is decided by the form of the record"
_TEXT = "the text comes back whole"
_LABELLED = "one value in sixteen may stand where no label is read"
_CHAT = "in a chat or a comment the label stands too far from the value"
_SPELT = "some unusual spellings are not read, others are taken for another kind"

BOUNDS: dict[str, Bound] = {
    "fresh document": Bound(0.99, "one document in a hundred may break a rule by its form"),
    "exact copy": Bound(1.0, "equal texts have equal hashes"),
    "near copy, 0.60 to 0.70": Bound(0.98, "exact similarity is below the threshold"),
    "near copy, 0.70 to 0.80": Bound(0.95, "exact similarity is below the threshold"),
    "near copy, 0.80 to 0.90": Bound(0.93, "bands miss 14 pairs in 1,000 at the threshold"),
    "near copy, 0.90 to 0.95": Bound(0.98, "bands miss fewer than one pair in 1,000"),
    "personal data: EMAIL": Bound(0.93, _LABELLED),
    "personal data: PHONE": Bound(0.93, _LABELLED),
    "personal data: RRN": Bound(0.93, _LABELLED),
    "personal data: CARD": Bound(0.93, _LABELLED),
    "personal data: IP": Bound(0.87, "some IPv6 addresses are missed"),
    "personal data: ACCOUNT": Bound(0.93, _LABELLED),
    "personal data: NAME": Bound(
        0.37, "a label alone is too little: chats, comments and some tables keep the name"
    ),
    "personal data: ADDRESS": Bound(0.93, _LABELLED),
    "personal data: BIRTH_DATE": Bound(0.75, _CHAT),
    "personal data: PASSPORT": Bound(0.81, _CHAT),
    "personal data: PLATE": Bound(0.93, _LABELLED),
    "personal data: EMAIL, unusual": Bound(0.93, _LABELLED),
    "personal data: PHONE, unusual": Bound(0.93, _LABELLED),
    "personal data: RRN, unusual": Bound(
        0.62, "a hyphen as the Hangul letter ㅡ, and hidden digits behind blanks, are not read"
    ),
    "personal data: CARD, unusual": Bound(0.87, _SPELT),
    "personal data: IP, unusual": Bound(0.87, _SPELT),
    "personal data: ACCOUNT, unusual": Bound(
        0.75, "the short name of a bank before the Hangul letter ㅡ is not read"
    ),
    "personal data: NAME, unusual": Bound(
        0.43, "as for names, and brackets or signs around the name hide it"
    ),
    "personal data: ADDRESS, unusual": Bound(0.87, _SPELT),
    "personal data: BIRTH_DATE, unusual": Bound(0.81, _CHAT),
    "personal data: PASSPORT, unusual": Bound(0.81, _CHAT),
    "personal data: PLATE, unusual": Bound(
        0.75, "a three-digit plate with hyphens, 123-가-4567, is not read"
    ),
    "no personal data": Bound(
        0.98, "one sentence in fifty may look too much like a person's number"
    ),
    "spam": Bound(
        0.45,
        "the recipe has rules of terms alone: spam in whole sentences, and terms parted by signs, pass them",
    ),
    "chatter": Bound(
        0.15,
        "Korean is recognised by its jamo alone, English not at all; the classifier knows 40 lines",
    ),
    "NFD text": Bound(1.0, _TEXT),
    "CP949 file": Bound(1.0, _TEXT),
    "mojibake": Bound(1.0, _TEXT),
    "other languages": Bound(0.97, "one text in forty may be taken for a neighbour"),
    "empty text": Bound(1.0, _FORM),
    "text missing": Bound(1.0, _FORM),
    "text not a string": Bound(1.0, _FORM),
    "malformed JSON": Bound(1.0, _FORM),
    "line without an object": Bound(1.0, _FORM),
    "invalid UTF-8": Bound(1.0, _FORM),
    "huge record": Bound(1.0, _FORM),
    "too short": Bound(1.0, "the number of characters decides"),
}


def broken(rows: pl.DataFrame) -> list[str]:
    """The claimed kinds of `results.by_kind` whose share is below their bound, in words."""
    return [
        f"{kind}: {found:,} of {planted:,} ({share:.3f}), promised {bound.share} ({bound.reason})"
        for kind, planted, found, share in rows.filter("claimed")
        .select("kind", "planted", "found", "share")
        .iter_rows()
        if share < (bound := BOUNDS[kind]).share
    ]
