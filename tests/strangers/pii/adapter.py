"""Connects the finder under test. The measure knows it by `find` alone."""

import numpy as np
import pyarrow as pa

from pipeline.kernels.pii import KINDS, re2

# kind of the finder -> kind of the grammar, where the names differ
NAMES = {
    "driver_license": "driver_licence",
    "account": "bank_account",
    "brn": "business_number",
    "ssn": "us_ssn",
    "us_phone": "phone",
    "userinfo": "url_credentials",
}

# kept by default, and asked for by no family: telephones of companies, registration numbers of corporations
LEFT = frozenset({"representative", "crn"})


def find(texts: list[str]) -> list[list[tuple[int, int, str]]]:
    """Find personal data in each text: [start, end) in characters, and the kind.

    Kinds are the names in `catalogue.KINDS`, after `catalogue.reported`. Business numbers are asked for, although a
    recipe keeps them by default (`catalogue.KEPT`); other numbers that it keeps are no finds: nothing masks them."""
    rows, starts, ends, kinds = re2.find(pa.array(texts, pa.large_string()))
    found: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for row, start, end, kind in zip(
        *(c.tolist() for c in (rows, starts, ends, kinds)), strict=True
    ):
        name = KINDS[kind].lower()
        if name in LEFT:
            continue
        found[row].append((start, end, NAMES.get(name, name)))
    return [_in_characters(t, spans) for t, spans in zip(texts, found, strict=True)]


def _in_characters(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of bytes as spans of characters."""
    begins = np.flatnonzero(np.frombuffer(text.encode(), np.uint8) & 0xC0 != 0x80)
    return [
        (int(np.searchsorted(begins, a)), int(np.searchsorted(begins, b)), kind)
        for a, b, kind in spans
    ]
