"""Families of statements behind prose and alone: each says what it says in any spelling."""

import pytest

from pipeline.stages.rights.verdict import in_text, verdict
from tests.stages.rights.families import LICENCES, LOOKALIKES, OWN_WORDS, RESERVED

PROSE = "산길은 아침 안개에 덮여 있었다. 마을 사람들은 일찍 일어나 밭으로 나갔다.\n" * 40


def found(text: str) -> tuple[str, str | None]:
    licence = verdict(in_text(text.encode()), None, False).licence
    return (licence.reuse, licence.id) if licence else ("unknown", None)


@pytest.mark.parametrize(("line", "reuse"), OWN_WORDS)
def test_permission_in_own_words_names_no_licence(line: str, reuse: str) -> None:
    assert found(f"{PROSE}\n{line}") == (reuse, None)


@pytest.mark.parametrize("line", RESERVED)
def test_notice_reserves(line: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == "reserved"


@pytest.mark.parametrize(("line", "name"), LICENCES)
def test_line_names_a_licence(line: str, name: str) -> None:
    assert found(f"{PROSE}\n{line}")[1] == name


@pytest.mark.parametrize("line", LOOKALIKES)
def test_lookalike_states_nothing(line: str) -> None:
    assert found(f"{PROSE}\n{line}") == ("unknown", None)
