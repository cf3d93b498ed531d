"""The language of a document: what is said decides."""

import pyarrow as pa
import pytest

from pipeline.kernels.language import numba
from pipeline.readers.language import languages

MENU = "로그인\n회원가입\n고객센터\n장바구니\n공지사항\n자주 묻는 질문\n"
ENGLISH = (
    "The committee met on Tuesday and decided that the bridge would be repaired in the spring.\n"
)
KOREAN = "위원회는 화요일에 모여 다리를 봄에 고치기로 정했다.\n"


def decided(*texts: str, declared: str | None = None) -> list[str]:
    names, _ = languages(pa.array(texts, pa.large_string()), declared, numba.count)
    return names.to_pylist()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("이 API는 response를 return한다", "ko"),
        ("다", "ko"),
        ("hello world, this is text", "en"),
        ("12345", "und"),
        ("9f86d081884c7d659a2feaa0c55ad015 -> 3", "und"),
        ("ㅋㅋㅋ lol", "ko"),
        ("```\nint main() { return 0; }\n```\n함수의 끝이다.", "ko"),
        ("React의 props는 immutable한 data structure로 component tree에 전달", "ko"),
        ("---\ntitle: The title of the page that is in the menu\n---\n짧은 글이다.", "ko"),
        ("https://example.com/the/and/that/with/this 참고", "ko"),
        (MENU + ENGLISH * 3, "en"),
        ("Home\nAbout us\nContact the team\nTerms of use\n" + KOREAN * 2, "ko"),
        ("<h2>로그인</h2><pre><code>" + ENGLISH * 9 + "</code></pre>" + "<p>" + KOREAN * 3, "ko"),
        (KOREAN * 2 + "```\n" + ENGLISH * 9 + "```\n", "ko"),
        (KOREAN * 2 + "```\nx = 1\n```\n" + ENGLISH * 9, "en"),
        ("| 이름 | 값 |\n|---|---|\n| 높이 | 3 |", "ko"),
        ("jeoneun hanguk saramimnida. mannaseo bangapseumnida", "ko"),
        ("美 大統領 訪韓… 韓美 頂上 會談", "ko"),
        ("Der Bäcker backt jeden Freitag ein Brot, das er nicht wiederholen kann.", "de"),
    ],
)
def test_what_is_said_decides(text: str, language: str) -> None:
    assert decided(text) == [language]


def test_letter_of_a_sentence_weighs_four_times_that_of_a_menu() -> None:
    sentence = "Nobody knew whether the old road would be open again before winter.\n"
    menu = "로그인 안내\n"  # 5 letters of 3 bytes; the sentence has 55 of 1 byte
    assert decided(menu * 14 + sentence, menu * 15 + sentence) == ["en", "ko"]


def test_letter_of_hangul_weighs_as_much_as_three_latin_ones() -> None:
    korean = "겨울바다 여행안내 봄날산길 걷기모임 저녁하늘\n"  # 20 letters
    latin = "the and that with " * 4  # 56 letters
    assert decided(korean + latin + "the", korean + latin + "the and") == ["ko", "en"]


def test_line_is_korean_from_a_fifth_of_its_letters_on() -> None:
    assert decided("the 가나다 of it and or", "the 가나다 of it and was") == ["ko", "en"]


@pytest.mark.parametrize(
    "word",
    [
        r"user@host",
        r"max_len",
        r"C:\temp",
        r"a=b",
        r"<strong>",
        r"#include",
        r"$HOME",
        r"x86",
        r"a.b",
        r"http://the",
        r"/usr/the",
    ],
)
def test_identifier_has_no_vote(word: str) -> None:
    assert decided(f"값은 {word}" + f" {word}" * 30) == ["ko"]
    assert decided("값은 the" + " the" * 30) == ["en"]


def test_neighbours_do_not_change_the_language_of_a_text() -> None:
    texts = [KOREAN, ENGLISH, MENU, "12345", MENU + ENGLISH * 3]
    assert decided(*texts) == [decided(text)[0] for text in texts]


def test_declared_code_is_code_and_another_declaration_serves_texts_that_say_nothing() -> None:
    assert decided(ENGLISH, "123", declared="code") == ["code", "code"]
    assert decided(ENGLISH, "123", declared="ko") == ["en", "ko"]


def test_score_is_one_without_a_model_and_zero_without_letters() -> None:
    texts = pa.array([KOREAN, "123", "Der Bäcker backt Brot, das er nicht wiederholen kann."])
    _, scores = languages(texts.cast(pa.large_string()), None, numba.count)
    korean, silent, german = scores.to_pylist()
    assert (korean, silent) == (1, 0)
    assert 0.3 < german <= 1


def test_no_texts_give_no_languages() -> None:
    assert decided() == []
