"""The automaton loses no match of any gate: whatever a pattern matches lies inside a match that it gives."""

import re
from concurrent.futures import ThreadPoolExecutor
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.kernels.pii import automaton
from pipeline.kernels.pii.automata import Automata
from pipeline.kernels.pii.automaton import LONGEST, Automaton
from pipeline.kernels.pii.re2 import GATES
from pipeline.kernels.pii.syntax import tree
from tests.kernels.pii.pages import PAGES
from tests.kernels.pii.product import SORTS, cases

PATTERNS = [re.compile(gate.pattern.encode()) for gate in GATES]
WHOLE = Automaton([gate.pattern for gate in GATES])
PARTED = Automata(dict.fromkeys(GATES))
# pieces that gates are made of
PIECES = (
    "성명", "성 명", "이름", "예금주", "받는 사람", "신청인", "김민지", "이", "남궁", "金", ":", " ", "  ", "\n", "\n\n", "|", "\t", "(", ")",
    ",", "-", ".", "0", "1", "010", "1234", "5678", "900101", "*", "***", "###", "@", "naver.com", "kim", "at", "dot", "골뱅이",
    "공", "일", "이", "삼", "생년월일", "주소", "서울", "시 ", "로 ", "12", "동", "호", "Name", "John Smith", "Dear ", "password", "=",
    "AKIA", "00:1a:2b", ":3c:4d:5e", "IBAN", "KB", "래미안", "→", "【", "】", "\x7f", "é", "가",
)  # fmt: skip


def matches(
    machine: Automaton | Automata, texts: list[bytes]
) -> tuple[bytes, list[int], list[tuple[int, int, int]]]:
    """(the texts with their line ends, where each begins, the matches)."""
    data = b"".join(text + b"\n" for text in texts)
    starts = np.append(0, np.cumsum([len(text) + 1 for text in texts]))
    found = machine.matches(np.frombuffer(data, np.uint8), starts)
    return data, starts.tolist(), list(zip(*(part.tolist() for part in found), strict=True))


def lost(
    machine: Automaton | Automata, patterns: list[re.Pattern[bytes]], texts: list[bytes]
) -> list[bytes]:
    """The matches of the patterns, each text by itself, that lie inside no match of the automaton."""
    data, starts, found = matches(machine, texts)
    missed = []
    for number, pattern in enumerate(patterns):
        given_ones = [(a, b) for gate, a, b in found if gate == number]
        for begin, stop in zip(starts, starts[1:], strict=False):
            for match in pattern.finditer(data[begin:stop]):
                a, b = begin + match.start(), begin + match.end()
                if b - a <= LONGEST and not any(c <= a and b <= d for c, d in given_ones):
                    missed.append(match[0])
    return missed


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=9))
def test_no_match_of_a_gate_is_lost(texts: list[str]) -> None:
    assert lost(WHOLE, PATTERNS, [text.encode() for text in texts]) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=9))
def test_automata_of_groups_find_what_one_of_all_gates_finds(texts: list[str]) -> None:
    encoded = [text.encode() for text in texts]
    parted = matches(PARTED, encoded)[2]
    assert sorted(parted) == sorted(matches(WHOLE, encoded)[2])
    assert [behind for _, _, behind in parted] == sorted(behind for _, _, behind in parted)


@pytest.mark.parametrize("sort", SORTS)
def test_no_match_in_made_values_is_lost(sort: str) -> None:
    assert lost(WHOLE, PATTERNS, [case.text.encode() for case in cases(sort)[::40]]) == []


def test_no_match_in_pages_is_lost() -> None:
    random = Random(3)
    assert lost(WHOLE, PATTERNS, [make(random).encode() for make in PAGES.values()]) == []


def test_nothing_is_lost_when_the_states_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after the first 131,072 states, and after the first 65,536 matches."""
    monkeypatch.setattr(automaton, "_KEPT", 7)
    times = []
    forget = automaton._forget
    monkeypatch.setattr(automaton, "_has_no_room", lambda tables: tables.num_states[0] > 40)
    monkeypatch.setattr(automaton, "_forget", lambda *given: (times.append(1), forget(*given)))
    texts = [make(Random(5)).encode() for make in PAGES.values()]
    assert lost(Automaton([gate.pattern for gate in GATES]), PATTERNS, texts) == []
    assert times


def test_texts_that_threads_read_together_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them may forget the states that another one is about to look up."""
    monkeypatch.setattr(automaton, "_KEPT", 7)
    monkeypatch.setattr(automaton, "_has_no_room", lambda tables: tables.num_states[0] > 40)
    machine = Automaton([gate.pattern for gate in GATES])
    pages = [make(Random(7)).encode() for make in PAGES.values()]
    with ThreadPoolExecutor(4) as pool:
        missed = list(pool.map(lambda i: lost(machine, PATTERNS, pages[i::4]), range(4)))
    assert missed == [[]] * 4


@pytest.mark.parametrize("before", range(24))
def test_match_is_found_whole_wherever_the_parts_of_the_text_meet(before: int) -> None:
    """A part that begins inside of xabbc knows of bc alone, which ends with it."""
    text = b"-" * before + b"xabbc" + b"-" * (23 - before)
    assert matches(Automaton(["x[ab]{3}c|bc"]), [text])[2] == [(0, before, before + 5)]


def test_matches_are_where_the_pattern_matches() -> None:
    data, _, found = matches(
        Automaton(["[0-9]{3}-[0-9]{4}", "(?:김|이)민지"]), [b"tel 555-0199", "이민지".encode()]
    )
    assert [(gate, data[a:b].decode()) for gate, a, b in found] == [(0, "555-0199"), (1, "이민지")]


def test_no_match_reaches_over_the_end_of_a_text() -> None:
    machine = Automaton(["a\\n+b"])
    assert matches(machine, [b"xa", b"b"])[2] == []
    assert matches(machine, [b"xa\n\nb", b"c"])[2] == [(0, 1, 5)]


@settings(max_examples=300, deadline=None)
@given(st.text("ab01-", max_size=40))
def test_repetitions_choices_and_classes_match_as_in_re(text: str) -> None:
    patterns = [
        "a{2,3}b?",
        "(?:ab|a[01]+)-",
        "[^ab-]{1,2}(?:-[ab]){2}",
        "(?i:AB)0*",
        "b(?m:$)",
        "(?:a|b|ab)+1",
    ]
    compiled = [re.compile(pattern.encode()) for pattern in patterns]
    machine = Automaton(patterns)
    assert lost(machine, compiled, [text.encode()]) == []
    data, _, found = matches(machine, [text.encode()])
    for gate, a, b in found:
        # the anchor of a line end is not read
        if patterns[gate] != "b(?m:$)":
            assert any(m.start() < b and a < m.end() for m in compiled[gate].finditer(data))


@pytest.mark.parametrize(
    "pattern", ["a(?=b)", "(?<!a)b", "(a", "a**b)", "\\d+", "\\bword", "^a", "[가]"]
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        tree(pattern)
