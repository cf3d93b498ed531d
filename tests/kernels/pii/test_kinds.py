"""Every kind of personal data: its facts, its values in their surroundings, and its documentation.

The kinds and their examples are found by listing two folders; nothing here names one of them.
"""

import re
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from pipeline.kernels.pii import KINDS, kinds, re2, reference
from tests.kernels.pii.examples import EXAMPLES, FOUND, MASKED
from tests.kernels.pii.making import CONTEXTS, Maker

TOP = Path(__file__).parents[3]
PER_CONTEXT = 60


def spans(text: str) -> list[tuple[str, str]]:
    data = text.encode()
    _, starts, ends, which = re2.find(pa.array([text], pa.large_string()))
    return [(KINDS[k], data[a:b].decode()) for a, b, k in zip(starts, ends, which, strict=True)]


def made(maker: Maker, context: str, random: Random) -> tuple[str, str]:
    """(a value, a sentence that contains it)."""
    value = maker.make(random)
    return value, context.format(maker.before + value + maker.after)


def cases(values: str) -> list[tuple[str, str, object]]:
    return [
        (kind, *(case if isinstance(case, tuple) else (case, ())))
        for kind, examples in EXAMPLES.items()
        for case in getattr(examples, values)
    ]


def test_every_kind_has_examples() -> None:
    missing = sorted(set(KINDS) - set(FOUND))
    assert not missing, f"add tests/kernels/pii/examples/<kind>.py for {missing}"
    assert set(FOUND) == set(KINDS)


def test_a_file_is_named_as_its_kind_and_precedences_differ() -> None:
    files = {module.rpartition(".")[2].upper() for module in kinds.modules()}
    assert files == set(KINDS)
    precedences = [kind.precedence for kind in kinds.BY_PRECEDENCE]
    assert len(set(precedences)) == len(precedences) == len(KINDS)
    assert precedences == sorted(precedences)


def test_the_kernel_states_which_modules_it_reaches_by_listing() -> None:
    names = {kind.lower() for kind in KINDS}
    assert {f"pipeline.kernels.pii.kinds.{name}" for name in names} == set(reference.reaches())


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("context", CONTEXTS)
def test_value_is_found_whole_in_every_context(kind: str, context: str) -> None:
    """Recall of at least 99.5 %."""
    random, missed = Random(kind + context), []
    for maker in EXAMPLES[kind].makers:
        for _ in range(PER_CONTEXT):
            value, text = made(maker, context, random)
            if (kind, value) not in spans(text):
                missed.append(text)
    assert len(missed) <= 0.005 * PER_CONTEXT * len(EXAMPLES[kind].makers), missed


@pytest.mark.parametrize("kind", EXAMPLES)
def test_gates_hide_no_value_from_the_forms(kind: str) -> None:
    """The scan by gates finds what a search of the whole text finds, also at the ends of texts and lines."""
    random = Random(kind)
    texts = [
        made(maker, context, random)[1]
        for maker in EXAMPLES[kind].makers
        for context in (*CONTEXTS, "{}", "앞 줄\n{}\n뒤 줄", "{0} {0}")
        for _ in range(5)
    ]
    values = pa.array(texts, pa.large_string())
    for ours, oracle in zip(re2.find(values), reference.find(values), strict=True):
        assert np.array_equal(ours, oracle)


@pytest.mark.parametrize(("kind", "text", "values"), cases("found"))
def test_value_in_its_surroundings(kind: str, text: str, values: tuple[str, ...]) -> None:
    assert spans(text) == [(kind, value) for value in values]


@pytest.mark.parametrize(("kind", "text", "_"), cases("left_alone"))
def test_look_alike_is_left_alone(kind: str, text: str, _: object) -> None:
    assert [span for span in spans(text) if span[0] in MASKED] == []


@pytest.mark.parametrize(
    "record",
    [
        "이름: 김민지\n생년월일: 1990-01-02\n물주기: 6일",
        "성명: 김민지\n원산지: 중국 닭",
        "성함: 김민지 / 보관: 냉장",
    ],
)
def test_name_of_a_person_in_the_record_of_a_thing(record: str) -> None:
    assert ("NAME", "김민지") in spans(record)


@pytest.mark.parametrize("mail", ["mary@gmail.com", "Email: mwhit@naver.com"])
def test_street_between_a_name_and_a_mail(mail: str) -> None:
    street = "7512 Magnolia Blvd, Aurora, CO 80063"
    assert ("ADDRESS", street) in spans(f"Mary Whitfield\n{street}\n{mail}\n\nOBJECTIVE")
    assert ("ADDRESS", street) not in spans(f"We open!\n{street}\n{mail}")


@pytest.mark.parametrize("about", ["", "여, ", "남성 / ", "37세, ", "84.03.17생, "])
def test_name_with_what_stands_between_it_and_its_telephone_number(about: str) -> None:
    assert ("NAME", "박선영") in spans(f"취소하신 박선영 님({about}010 9921 4470)께")


def test_documentation_counts_the_kinds_that_exist() -> None:
    for path in (TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))):
        for number in re.findall(r"(\d+) kinds of personal data", path.read_text("utf-8")):
            assert int(number) == len(KINDS), path.name
