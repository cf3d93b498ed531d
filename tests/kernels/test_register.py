"""Speech levels by the endings of sentences."""

import pyarrow as pa
import pytest

from pipeline.kernels.register import HAE, HAERA, HAEYO, HAPSYO, NUM, OTHER, WRITTEN, numba


def levels(text: str) -> list[int]:
    """The levels of the sentences of a text, sorted."""
    counts = numba.count(pa.array([text], pa.large_string()))[0]
    return [level for level in range(NUM) for _ in range(counts[level])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("문을 닫습니다. 들어가시겠습니까? 어서 오십시오!", [HAPSYO] * 3),
        ("갔다 왔어요. 그렇죠? 좋네요~", [HAEYO] * 3),
        ("밥 먹었어? 아직 안 먹었지. 같이 갈래?", [HAE] * 3),
        ("이게 뭐냐? 그만 좀 해라! 같이 가자.", [HAERA] * 3),
        ("회의를 열었다. 예산을 편성함. 이견이 없었음.", [WRITTEN] * 3),
        ("너무 늦게 가니까. 그래서 갑니까?", [HAPSYO, HAE]),
        ("서울. 부산! 1999.", [OTHER] * 2),
        ("The end. 문서.txt 버전은 3.14", []),
    ],
)
def test_level_of_a_sentence_is_that_of_its_ending(text: str, expected: list[int]) -> None:
    assert levels(text) == sorted(expected)


def test_laughter_and_quotes_end_a_sentence_and_marks_in_a_row_end_one() -> None:
    assert levels('진짜 웃겨요ㅋㅋㅋ 그는 "갔다". 정말이야?!!') == sorted([HAEYO, WRITTEN, HAE])


def test_line_without_a_mark_needs_two_words_and_a_sure_ending() -> None:
    assert levels("정말 좋았어\n이용 안내 페이지\n좋아\n내일 만나요") == sorted([HAE, HAEYO])


def test_ellipsis_inside_a_line_ends_nothing() -> None:
    assert levels("그게 말이야... 나는 간다.") == [WRITTEN]


def test_counts_of_a_text_are_those_of_its_lines() -> None:
    lines = ["문을 닫습니다.", "밥 먹었어?", "예산을 편성함", "정말 웃겨요ㅎㅎ"]
    assert levels("\n".join(lines)) == sorted(x for line in lines for x in levels(line))
