"""What is counted of a scrubbed document, and whether it is dropped for it."""

import pyarrow as pa

from pipeline.stages.scrub.names import Names

# What identifies a person together with other things, by what it tells. The more of them meet in a document,
# the more likely its other words identify the person after scrubbing.
IDENTIFIERS = {
    "identity": frozenset(("RRN", "FRN", "SSN", "PASSPORT", "DRIVER_LICENSE", "HEALTH_INSURANCE")),
    "name": frozenset(("NAME",)),
    "birth": frozenset(("BIRTH_DATE",)),
    "contact": frozenset(("PHONE", "US_PHONE", "EMAIL")),
    "place": frozenset(("ADDRESS", "PLATE")),
    "money": frozenset(("ACCOUNT", "CARD", "IBAN")),
}


def drop_documents(
    table: pa.Table,
    kinds: tuple[str, ...],
    most: int | None,
    most_identifiers: int | None = None,
    names: Names | None = None,
) -> pa.Table:
    """(drop_reason, identifiers) by the kinds and counts in `scrubbed` of each document.

    `identifiers` is a number from 0 to 6: how many groups of IDENTIFIERS were found in it. With
    `names` there is a third column, `names`: how many names stand near the placeholders of the text.
    """
    reasons: list[str | None] = []
    meeting: list[int] = []
    for scrubbed in table.column("scrubbed").to_pylist():
        counts = {s["kind"]: s["count"] for s in scrubbed or []}
        meeting.append(sum(not group.isdisjoint(counts) for group in IDENTIFIERS.values()))
        dropping = next((k for k in kinds if k in counts), None)
        many = most is not None and sum(counts.values()) > most
        identifying = most_identifiers is not None and meeting[-1] > most_identifiers
        other = "pii_many" if many else "pii_identifying" if identifying else None
        reasons.append(f"pii_{dropping.lower()}" if dropping else other)
    marks = {
        "drop_reason": pa.array(reasons, pa.string()),
        "identifiers": pa.array(meeting, pa.int8()),
    }
    if names:
        texts = (text.encode() for text in table.column("text").to_pylist())
        marks["names"] = pa.array([len(names.near(text, ())) for text in texts], pa.int32())
    return pa.table(marks)
