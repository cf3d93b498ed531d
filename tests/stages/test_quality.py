"""Language, heuristics and the classifier: what goes, what stays, and by which rule."""

from random import Random

import polars as pl
import pyarrow as pa
import pytest

from pipeline.core.corpus import Corpus
from pipeline.demo.texts import lines, originals
from pipeline.stages.quality import RULES, detect, mark_quality, score_documents

PROSE = [t for t in originals() if t.genre != "code"]


def reasons(
    texts: list[str], declared: str | None = None, min_score: float = 0.0
) -> list[str | None]:
    table = pa.table(
        {
            "text": pa.array(texts, pa.large_string()),
            "lang": pa.array([declared] * len(texts), pa.string()),
        }
    )
    scores = score_documents(table, None)
    return (
        mark_quality(table, scores, ("ko", "en", "code"), RULES, min_score)
        .column("drop_reason")
        .to_pylist()
    )


def test_written_prose_of_both_languages_stays() -> None:
    assert reasons([t.body for t in PROSE]) == [None] * len(PROSE)


def test_code_is_exempt_from_the_rules_for_prose() -> None:
    code = [t.body for t in originals() if t.genre == "code"]
    assert reasons(code, "code") == [None] * len(code)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("너무 짧은 글", "too_short"),
        (
            "카지노사이트 먹튀검증 첫충전 안내를 지금 바로 확인하세요. 안전놀이터에서 가입하시면 됩니다.",
            "spam",
        ),
        (
            "안녕하세요 반갑습니다 오늘은 날씨가 좋습니다 그래서 산책을 합니다".encode().decode(
                "latin-1"
            ),
            "mojibake",
        ),
        (
            "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 이건 정말로 웃긴 이야기를 들었다는 것을 알린다 그리고",
            "jamo",
        ),
        (
            "띄어쓰기가전혀없는글은사람이읽기에불편하고기계도배우기에좋지않으므로버리는것이마땅하다고본다정말로그렇다고생각한다는말",
            "word_length",
        ),
        ("값이 오른다 ★★★★★★★★★★★★★★★★★★★★★★★★★★★★★★ 그래서 모두가 놀라고 말았다고 한다", "marks"),
        (
            "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 독도 마라 백령 연평",
            "function_words",
        ),
        (
            "apple banana cherry orange melon grape lemon peach plum pear fig kiwi mango papaya guava",
            "function_words",
        ),
        (
            "Der Bäcker an der Ecke backt jeden Freitag ein Brot, das er nicht wiederholen kann.",
            "language",
        ),
    ],
)
def test_bad_form_goes_by_its_rule(text: str, reason: str) -> None:
    assert reasons([text]) == [reason]


def test_repeated_lines_count_by_characters() -> None:
    body = "이 문장은 여러 번 되풀이되어 글의 대부분을 차지하고 있다.\n"
    assert reasons([body * 9 + "다른 문장이 끝에 하나 있다."]) == ["repeated_lines"]
    fenced = "\n".join(
        f"```\n설명 {i}번은 저마다 다른 문장으로 되어 있고 길이도 충분하다.\n```" for i in range(20)
    )
    assert reasons([fenced]) == [None]


def test_korean_is_decided_by_hangul_in_mixed_text() -> None:
    texts = pa.chunked_array(
        [
            pa.array(
                [
                    "ok",
                    "이 API는 response를 return한다",
                    "다",
                    "hello world, this is text",
                    "12345",
                ],
                pa.large_string(),
            )
        ]
    )
    assert detect(texts, pa.chunked_array([pa.nulls(5, pa.string())]))[0] == [
        detect(texts.slice(0, 1), pa.chunked_array([pa.nulls(1, pa.string())]))[0][0],
        "ko",
        "ko",
        "en",
        "und",
    ]


def test_classifier_separates_what_it_was_shown(corpus: Corpus) -> None:
    frame = pl.concat(
        pl.DataFrame(corpus.columns(s, ["source", "quality.quality"]))
        for s in range(corpus.num_shards)
    ).drop_nulls()
    books = frame.filter(pl.col("source") == "books")["quality.quality"]
    chat = frame.filter(pl.col("source") == "chat")["quality.quality"]
    assert books.min() > 0.5 > chat.max()


def test_chatter_and_foreign_lines_are_told_apart() -> None:
    random = Random(1)
    for lang, own in lines("foreign").items():
        found = reasons([" ".join(random.sample(own, 3))])
        assert found == ["language"], lang
