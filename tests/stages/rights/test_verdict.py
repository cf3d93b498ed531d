"""What a source declares, and what stands against it."""

import pytest

from pipeline.stages.rights.judge import statements
from pipeline.stages.rights.verdict import declared_licence


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("KOGL-1", "KOGL-1"),
        ("kogl type 4", "KOGL-4"),
        ("공공누리 제3유형", "KOGL-3"),
        ("CC-BY-SA", "CC-BY-SA"),
        ("GFDL-1.2", "GFDL-1.2"),
        ("MIT", "MIT"),
        ("our own", None),
    ],
)
def test_word_of_a_source_names_a_licence(word: str, name: str | None) -> None:
    found = declared_licence(word)
    assert (found.id if found else None) == name


def test_entries_of_a_search_state_nothing() -> None:
    assert statements("CC BY 4.0 (120)", "tail") == ()
    assert statements("All rights reserved (7)", "tail") == ()
    assert statements("Copyright 달여울뉴스 (2024)", "tail") != ()
