"""Names in prose: where they are looked for, what counts as one, and that the model's file decides alone."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.kernels.pii.prose import finding, model
from pipeline.kernels.pii.prose.tagger import (
    BEGIN,
    FEATURES,
    INSIDE,
    OUT,
    TAGS,
    best_path,
)

PHONE = "010-2345-6789"


def names(text: str) -> list[str]:
    """The names near the telephone number in the text."""
    data, value = text.encode(), PHONE.encode()
    at = data.find(value)
    spans = [(at, at + len(value), "PHONE")] if at >= 0 else []
    return [data[a:b].decode() for a, b in finding.names_near(data, spans)]


@pytest.mark.parametrize(
    "text",
    [
        f"영업부 {{}} 과장 {PHONE}", f"{{}} 교수({PHONE})에게 물어보세요", f"위원장 {{}} 등 24명, 연락 {PHONE}",
        f"안녕하세요 {{}}입니다 {PHONE}", f"{PHONE} {{}} 기자",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["김민지", "박도현", "최수빈"])
def test_name_near_a_telephone_number_is_found(text: str, name: str) -> None:
    assert names(text.format(name)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        f"소재지 문의 {PHONE}", f"조금만 기다려 주세요 {PHONE}", f"충청남도 당진시 송산면 {PHONE}", f"정수기 설치일 안내 {PHONE}",
        f"이용문의 {PHONE}", f"현대하이스코 {PHONE}", f"Customer Service, call {PHONE}", f"서울 강남구 {PHONE}",
    ],
)  # fmt: skip
def test_word_or_place_near_a_telephone_number_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_latin_name_near_a_mail_address_is_found() -> None:
    text = b"Written by Brian Quinlan <brian@example.org>."
    spans = [(text.index(b"brian"), text.index(b">"), "EMAIL")]
    assert [text[a:b] for a, b in finding.names_near(text, spans)] == [b"Brian Quinlan"]


def test_name_is_looked_for_within_sixty_characters_alone() -> None:
    line = f"영업부 김민지 과장 {{}}{PHONE}"
    assert names(line.format("가 " * 20)) == ["김민지"]
    assert names(line.format("가 " * 31)) == []
    assert names("영업부 김민지 과장") == []


def test_placeholder_is_a_reason_to_look_and_one_of_a_name_is_none() -> None:
    text = "영업부 김민지 과장 <|PI:{}|>"
    found = finding.names_near(text.format("PHONE").encode(), [])
    assert [text.encode()[a:b].decode() for a, b in found] == ["김민지"]
    assert finding.names_near(text.format("NAME").encode(), []) == []
    assert finding.names_near(text.format("BRN").encode(), []) == []


def test_more_caution_finds_fewer_names() -> None:
    text = f"영업부 김민지 과장 {PHONE}".encode()
    at = text.index(PHONE.encode())
    spans = [(at, len(text), "PHONE")]
    assert finding.names_near(text, spans, 0)
    assert finding.names_near(text, spans, 1 << 30) == []


def test_file_of_the_model_is_small_and_comes_out_as_it_went_in(tmp_path: Path) -> None:
    ours = model.read()
    ours.write(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == model.PATH.read_bytes()
    assert model.PATH.stat().st_size < 500_000


def test_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"MNW1 and too short")
    with pytest.raises(ValueError, match="no file of weights"):
        model.read(tmp_path / "other")


def test_best_path_is_the_best_of_all_paths() -> None:
    """Viterbi against every path of five characters; I follows B or I alone."""
    draw = np.random.default_rng(3)
    for _ in range(20):
        weights = draw.integers(-9, 10, (50, TAGS))
        moves = draw.integers(-9, 10, (TAGS, TAGS))
        rows = draw.integers(0, 50, (5, FEATURES))
        scores = []
        for path in np.ndindex(*([TAGS] * 5)):
            inside = [t for s, t in zip((OUT, *path), path, strict=False) if s == OUT]
            if INSIDE in inside:
                continue
            own = sum(int(weights[rows[i], t].sum()) for i, t in enumerate(path))
            own += sum(int(moves[a, b]) for a, b in zip(path, path[1:], strict=False))
            scores.append((own - 4 * path.count(BEGIN), path))
        found = tuple(int(t) for t in best_path(rows, weights, moves, 4))
        assert (max(scores)[0], found) in scores
