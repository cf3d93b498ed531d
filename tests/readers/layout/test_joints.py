"""Joints: line breaks inside and between Korean words."""

import pytest

from pipeline.readers.layout.joints import Vocabulary, inside_words, is_joint

NOTHING = Vocabulary([])


@pytest.mark.parametrize(
    ("before", "after", "inside"),
    [
        ("실질적인 대표성이 반영되도록 국가적 비", "전으로서 그 과정에서", True),
        ("위원을 위촉하는 경", "우 다양한 사회계층의", True),
        ("청년, 여성, 노동자 등 법률에", "서 참여를 보장하고", True),
        ("사회계층의 대표성이 반영될 수 있도록", "하여야 함을 규정하고", False),
        ("모든 국민의 민주적 참여를", "보장하고 있는 것은", False),
    ],
)
def test_morphemes_decide(before: str, after: str, inside: bool) -> None:
    assert inside_words([(before, after)], NOTHING) == [inside]


def test_words_of_the_document_decide_between_two_nouns() -> None:
    joint = ("이 사업의 이름은 한빛", "누리 사업이다")
    together = Vocabulary(["우리는 한빛누리 사업을 한빛누리 라고 한다"] * 2)
    apart = Vocabulary(["우리는 한빛 누리 사업을 한빛 누리 라고 한다"] * 2)
    assert inside_words([joint], together) == [True]
    assert inside_words([joint], apart) == [False]


def test_particle_ends_a_word_whatever_the_document_holds() -> None:
    joint = ("모든 국민의 민주적 참여를", "보장하고 있는 것은")
    assert inside_words(
        [joint], Vocabulary(["그는 참여를보장하고 나서 참여를보장하고 또"] * 3)
    ) == [False]


def test_document_that_breaks_at_spaces_gets_spaces() -> None:
    joints = [("모든 국민의 민주적 참여를", "보장하고 있는 것은")] * 19 + [
        ("국가적 비", "전으로서 그")
    ]
    assert inside_words(joints, NOTHING) == [False] * 20
    assert inside_words(joints[12:], NOTHING)[-1]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("가", "나", True), ("가.", "나", False), ("가", "(나)", False), ("가", "A", False)],
)
def test_joint_has_a_syllable_on_both_sides(before: str, after: str, expected: bool) -> None:
    assert is_joint(before, after) is expected
