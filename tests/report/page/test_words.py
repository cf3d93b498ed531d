"""The table of messages: both languages have every message, with the same values."""

import re
import string
from pathlib import Path

import pytest

import pipeline.report.page as package
from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.pii import KINDS
from pipeline.readers import silence, skipped
from pipeline.report.page import fonts
from pipeline.report.page.masking import masked, masked_names
from pipeline.report.page.words import LANGUAGES, Words, messages
from pipeline.stages import STAGES


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_languages_have_the_same_messages() -> None:
    for key, message in messages().items():
        assert set(message) == set(LANGUAGES), key
        assert fields(message["en"]) == fields(message["ko"]), key


def test_stages_kinds_and_measures_have_names() -> None:
    for name in STAGES:
        assert f"stage.{name}" in messages()
    for name in KINDS:
        assert f"kind.{name}" in messages()
    for name in COLUMNS:
        assert f"measure.{name}" in messages()


def test_reasons_of_rejects_and_kinds_of_skipped_files_have_names() -> None:
    for name in silence.MENDS:
        assert f"reject.{name}" in messages()
    for name in {*skipped.KINDS.values(), "hidden", "lock", "notice", "other ending", "member"}:
        assert f"skip.{name}" in messages()

    for name in ("undecodable", "surrogate", "duplicate_key", "repeated_id", "placeholder"):
        assert f"repair.{name}" in messages()


def test_every_message_is_used() -> None:
    """Names of groups are looked up by what stages wrote; other keys stand in the code."""
    code = "".join(
        p.read_text(encoding="utf-8") for p in Path(package.__file__).parents[2].rglob("*.py")
    )
    groups = (
        "stage",
        "lang",
        "reason",
        "reuse",
        "reject",
        "repair",
        "program",
        "kind",
        "measure",
        "about",
        "audit.",
        "group",
        "amount",
        "switch",
        "flow.by",
        "flow.in_",
        "flow.out_",
        "flow.so_far_",
        "warning.",
        "skip",
        "tokenizer",
        "vocabulary",
        "effect.told_",
        "effect.is_",
        "card.kind_",
        "reuse.",
    )
    keys = re.findall(r"""["']([a-z_]+(?:\.[a-z_0-9]+)?)["']""", code)
    unused = [k for k in messages() if k not in keys and not k.startswith(groups)]
    assert unused == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("too_short", "too short"),
        ("gopher_hashes", "Gopher: Hash signs per word"),
        ("my_rule", "my rule"),
        (None, "none"),
    ],
)
def test_reasons_are_in_words(name: str | None, expected: str) -> None:
    assert Words("en").name("reason", name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [("plain", ""), ("한글과 글", fonts.COMMON), ("뷁", fonts.WHOLE)],
)
def test_font_has_what_the_text_shows(text: str, name: str) -> None:
    style = fonts.style(text)
    assert bool(style) == bool(name)
    if name:
        size = (fonts.FOLDER / name).stat().st_size
        assert size < 1_000_000
        assert size < len(style) < size * 1.4


@pytest.mark.parametrize(
    "text", ["call 010-2345-6789", "call 0\x0010-2345-6789", "call \\u0030\\u0031\\u0030-2345-6789"]
)
def test_numbers_are_masked_however_they_are_written(text: str) -> None:
    assert masked([text]) == ["call <|PI:PHONE|>"]


def test_texts_without_personal_data_stay() -> None:
    assert masked(["", "등산 모임", "\\ud83d"]) == ["", "등산 모임", "\\ud83d"]


def test_names_are_masked_in_any_folder() -> None:
    names = masked_names(["s/kim.minsu@naver.com 010-2345-6789.jsonl#3", "a/b.jsonl"])
    assert names == ["s/<|PI:EMAIL|> <|PI:PHONE|>.jsonl#3", "a/b.jsonl"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("이력서_010-2345-6789_최종.txt", "이력서_<|PI:PHONE|>_최종.txt"),
        ("s/010-2345-6789_이력서.txt#1", "s/<|PI:PHONE|>_이력서.txt#1"),
        ("신분증_900101-2345671.pdf", "신분증_<|PI:RRN|>.pdf"),
        ("kim_minsu@naver.com_메일.eml", "<|PI:EMAIL|>_메일.eml"),
        ("문의_kim.minsu@naver.com.json#1", "문의_<|PI:EMAIL|>.json#1"),
        ("KakaoTalk_20240501_1200_00_000_group.txt", "KakaoTalk_20240501_1200_00_000_group.txt"),
        ("21대_414회_1차_2024-05-01.pdf", "21대_414회_1차_2024-05-01.pdf"),
    ],
)
def test_low_lines_of_a_name_hide_nothing(name: str, shown: str) -> None:
    assert masked_names([name]) == [shown]
