"""All families, and the half of each kind that is held out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from tests.strangers.pii.grammar import Family
from tests.strangers.pii.kinds import (
    address,
    bank_account,
    birth_date,
    business_number,
    card,
    driver_licence,
    email,
    frn,
    health_insurance,
    iban,
    ipv4,
    ipv6,
    landline,
    mac,
    mobile,
    name,
    passport,
    plate,
    rrn,
    secret,
    several,
    url_credentials,
    us_phone,
    us_ssn,
    virtual_phone,
)
from tests.strangers.pii.negatives import (
    books,
    commerce,
    english,
    mined,
    office,
    public,
    software,
    time_and_logs,
    traps,
)

KINDS = (
    mobile,
    landline,
    virtual_phone,
    email,
    rrn,
    frn,
    passport,
    driver_licence,
    card,
    bank_account,
    health_insurance,
    plate,
    birth_date,
    address,
    name,
    ipv4,
    ipv6,
    mac,
    iban,
    us_ssn,
    us_phone,
    url_credentials,
    secret,
    business_number,
    several,
)
NEGATIVES = (commerce, office, software, time_and_logs, public, books, english, traps, mined)

REPORTED = {
    "mobile": "phone",
    "landline": "phone",
    "virtual_phone": "phone",
    "us_phone": "phone",
    "ipv4": "ip",
    "ipv6": "ip",
}
"""Kind of a family -> kind that a finder reports, where they differ."""

KEPT = frozenset({"business_number"})
"""Kinds that a recipe keeps unless it asks for them. In a negative text they are not false alarms."""


def reported(kind: str) -> str:
    """The kind that a finder reports for a family's kind."""
    return REPORTED.get(kind, kind)


def halves(families: Iterable[Family]) -> tuple[Family, ...]:
    """The families with `held_out` set for half of each kind, chosen by the hash of the name."""
    by_kind: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        by_kind[family.kind].append(family)
    chosen = set()
    for group in by_kind.values():
        ordered = sorted(group, key=lambda family: sha256(family.name.encode()).digest())
        chosen |= {family.name for family in ordered[: len(ordered) // 2]}
    return tuple(replace(f, held_out=f.name in chosen) for group in by_kind.values() for f in group)


POSITIVE = halves(family for kind in KINDS for family in kind.FAMILIES)
"""Families of texts with personal data, kind by kind."""

NEGATIVE = halves(family for topic in NEGATIVES for family in topic.FAMILIES)
"""Families of texts without personal data that is masked by default, topic by topic."""
