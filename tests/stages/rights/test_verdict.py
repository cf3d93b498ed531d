"""What a source declares, and what stands against it."""

import pytest

from pipeline.readers import page_rights
from pipeline.stages.rights.judge import statements
from pipeline.stages.rights.pages import of_page
from pipeline.stages.rights.verdict import declared_licence, in_text


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Feel free to link to this article, but please do not copy it.",
        "Feel free to share the link to this post, but do not copy the text.",
        "You are free to read this article; copying it is not allowed.",
        "이 글의 링크는 자유롭게 공유하셔도 되지만 본문 복사는 하지 말아 주세요.",
        "이 글은 자유롭게 읽으셔도 됩니다만 전재와 복제는 금지합니다.",
    ],
)
def test_sentence_that_forbids_copying_permits_nothing(sentence: str) -> None:
    found = [s for s in statements(sentence, "tail") if s.licence is not None]
    assert found == []


@pytest.mark.parametrize(
    "notice",
    [
        "인공지능 학습 목적의 이용을 금합니다.",
        "This content may not be used to train artificial intelligence models.",
        "Please do not share or repost this post, even with credit.",
        "No part of this site may be reproduced without permission.",
    ],
)
def test_notice_of_a_footer_or_a_last_line_reserves_and_permits_nothing(notice: str) -> None:
    body = "저녁마다 강가를 걸으며 오늘 배운 것을 하나씩 떠올려 본다. 물은 쉬지 않고 흐른다. " * 8
    page = f"<html><body><article><p>{body}</p></article><footer>{notice}</footer></body></html>"
    stored = page_rights.of_page(page.encode(), body)
    assert stored is not None
    for evidence in (of_page(stored, ())[0], in_text(f"{body}\n{notice}".encode())):
        assert {e.statement.kind for e in evidence} == {"prohibition"}


def test_quotation_at_the_head_of_a_text_says_nothing_of_it_nor_with_the_lines_around() -> None:
    notice = "“본 저작물은 공공누리 제1유형에 따라 이용할 수 있습니다.”"
    text = f"봄들\n{notice}\n이런 문구를 봤는데 무슨 뜻인지 궁금합니다.\n{'길을 걸었다. ' * 400}"
    assert in_text(text.encode()) != []
    assert in_text(text.encode(), [notice]) == []
