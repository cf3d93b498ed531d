"""How names from abroad are heard."""

from pathlib import Path

import pytest

from pipeline.kernels.pii.names.hearing import Hearing, hearing, parts, read


@pytest.mark.parametrize(
    "name", ["바트바야르", "에르난데스", "샤오메이", "셰르조드", "프라딥", "압둘라예프"]
)
def test_name_from_abroad_sounds_like_one(name: str) -> None:
    assert hearing().score(name) > 250


@pytest.mark.parametrize(
    "word", ["설명", "사업자등록증", "작업장소", "운영자", "한국장애인협회", "홍길동", "김민지"]
)
def test_korean_word_and_korean_name_do_not(word: str) -> None:
    assert hearing().score(word) < 0


def test_loan_words_that_sound_alike_are_kept() -> None:
    assert {"게이트웨이", "프로젝트", "데이터"} <= hearing().loan_words
    assert not {"바트바야르", "에르난데스"} & hearing().loan_words


def test_parts_name_every_syllable_and_the_length() -> None:
    assert list(parts("르바")) == [
        "s르",
        "a5.18",
        "b18.0",
        "c0.0",
        "d0.7",
        "e18.0",
        "s바",
        "a7.0",
        "b0.0",
        "c0.1",
        "f2",
    ]
    assert list(parts("가" * 9))[-1] == "f6"


def test_only_hangul_is_heard() -> None:
    with pytest.raises(ValueError, match="Hangul alone"):
        hearing().score("가b")


def test_weights_are_read_as_written(tmp_path: Path) -> None:
    made = Hearing(
        {"s르": 300, "f1": -20}, {"s": -100, "a": 5, "b": 0, "c": 0, "f": 0}, frozenset({"나"})
    )
    made.write(tmp_path / "w")
    again = read(tmp_path / "w")
    assert (again.weights, again.unknown, again.loan_words) == (
        made.weights,
        made.unknown,
        made.loan_words,
    )
    # 300 of the syllable, 5 of an unknown sound, -20 of the length
    assert again.score("르") == 285


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"text")
    with pytest.raises(ValueError, match="no file of weights"):
        read(tmp_path / "w")
