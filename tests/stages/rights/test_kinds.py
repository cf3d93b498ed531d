"""Licences of any kind of document count; entries of lists, credits of maps and truths about works do not."""

import pytest

from pipeline.stages.rights.entries import listed
from pipeline.stages.rights.literals import in_literal
from pipeline.stages.rights.pages import of_page
from tests.stages.rights.kinds import ENTRIES, KINDS
from tests.stages.rights.test_families import PROSE, found


@pytest.mark.parametrize("line", ENTRIES)
def test_entry_or_credit_states_nothing(line: str) -> None:
    assert found(f"{PROSE}\n{line}") == ("unknown", None)


@pytest.mark.parametrize(("line", "reuse"), KINDS)
def test_kind_of_document_counts(line: str, reuse: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == reuse


def test_two_things_make_a_list_and_one_does_not() -> None:
    one, other = "Ridge plots (2021) — CC BY 4.0", "Collars (2019) — All rights reserved"
    assert listed([one, other, "This page is CC BY 4.0."]) == {one, other}
    assert listed([one, one]) == set()
    assert listed(["Text: CC BY 4.0", "Photos: CC BY-NC 4.0"]) == set()


def test_list_of_a_page_states_nothing() -> None:
    page = (
        '[{"kind":"notice","place":"body","text":"Collars (2019) — All rights reserved"},'
        '{"kind":"notice","place":"body","text":"Litter (2018) — CC0"}]'
    )
    assert of_page(page, ()) == ([], [])


def test_table_of_names_is_a_literal_and_metadata_is_not() -> None:
    assert in_literal(b'    "MIT": "MIT License",', 0)
    assert in_literal(b"('Apache-2.0', 'Apache License 2.0'),", 0)
    assert not in_literal(b'  "license": "MIT",', 0)
