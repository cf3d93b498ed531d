"""The labelling sample: windows, strata, subsets, benchmarks and batches, on a small made-up corpus."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from classifiers.estimators.linear import Linear
from classifiers.recipe import Training
from classifiers.train import train
from scripts import label_sample, label_text
from scripts.label_benchmarks import Benchmarks
from scripts.label_sample import batches, draw, in_turn, score, score_bin, shuffled, write
from scripts.label_sources import FREE, ORIGINS, SOURCES, TEST, TRAIN, Source
from scripts.label_text import ROOM, WINDOW, Row, SampleError, register, windows
from tests.classifiers.test_train import examples

PARAGRAPH = "이 문단은 창이 어디에서 시작하는지 보려고 만든 글이다. " * 6
LONG = "\n\n".join(f"{i}번째. {PARAGRAPH}" for i in range(80))
OWN = "한국어 문서 {} 번은 저마다 다른 내용을 담고 있어서 서로 겹치지 않습니다."


def by_length(texts: list[str], languages: list[str]) -> list[float | None]:
    return [None if len(t) < 10 else min(len(t) / 200, 1.0) for t in texts]


def corpus(folder: Path, files: dict[str, list[dict[str, object]]]) -> Path:
    for name, records in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()
        path.write_bytes(zstandard.compress(data) if path.suffix == ".zst" else data)
    return folder


def source(path: str, split: str = TRAIN, texts: int = 5, **more: object) -> Source:
    return replace(Source(path, "news", split, "ko", "MIT", texts), **more)  # type: ignore[arg-type]


def numbered(count: int, offset: int = 0) -> list[dict[str, object]]:
    return [{"id": f"d{i}", "text": OWN.format(i)} for i in range(offset, offset + count)]


def test_same_texts_give_the_same_sample_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_sample, "POOL", 2)
    rows = numbered(60)
    one = corpus(tmp_path / "one", {"a.jsonl.zst": rows})
    two = corpus(tmp_path / "two", {"a.jsonl.zst": rows[::-1]})
    first, second = (draw([source("a.jsonl.zst")], folder, by_length) for folder in (one, two))
    assert len(first) == 5
    assert first == second
    assert in_turn(first[::-1]) == in_turn(first)


def test_train_has_no_line_of_a_test_source(tmp_path: Path) -> None:
    shared = numbered(10)
    files = {"train.jsonl": [*shared, *numbered(3, 100)], "test.jsonl": shared}
    sources = [source("train.jsonl", texts=12), source("test.jsonl", TEST, texts=10)]
    sample = draw(sources, corpus(tmp_path, files), by_length)
    assert {t.id for t in sample if t.split == TEST} == {f"d{i}" for i in range(10)}
    assert {t.id for t in sample if t.split == TRAIN} == {"d100", "d101", "d102"}


def test_source_with_too_few_texts_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw([source("a.jsonl", texts=9)], corpus(tmp_path, {"a.jsonl": numbered(4)}), by_length)
    assert capsys.readouterr().err == "a.jsonl: 4 texts of 9\n"


def test_text_of_a_benchmark_is_left_out(tmp_path: Path) -> None:
    passage = "다음 중 물이 끓는 온도로 옳은 것을 하나만 고르시오"
    rows = [*numbered(3), {"id": "leak", "text": f"시험에 나온 문제: {passage} 라고 했다."}]
    question = [{"question": passage, "choices": ["0도", "100도"]}]
    files = {"a.jsonl": rows, "benchmarks/x/test.jsonl": question}
    sample = draw([source("a.jsonl", texts=4)], corpus(tmp_path, files), by_length)
    assert {t.id for t in sample} == {"d0", "d1", "d2"}


def test_benchmarks_of_every_form_are_read(tmp_path: Path) -> None:
    names = [f"아주 긴 {form} 문장 하나 둘 셋 넷 다섯 여섯" for form in ("json", "tsv", "zst")]
    corpus(tmp_path, {"wide/benchmarks/z.jsonl.zst": [{"q": {"deep": [names[2]]}}]})
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "a.json").write_text(json.dumps([{"s": names[0]}]), "utf-8")
    tagged = names[1].replace("하나", "<하나:QT>")
    (tmp_path / "benchmarks" / "b.tsv").write_text(f"1\t{tagged}\n", "utf-8")
    benchmarks = Benchmarks.read(tmp_path)
    assert [benchmarks.contain(f"앞 {name}, 뒤") for name in names] == [True] * 3
    assert not benchmarks.contain("아주 긴 문장이지만 시험에는 나오지 않은 다른 말로만 이루어진 글")


def test_evaluation_rows_and_empty_texts_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"id": "held", "text": "시험용 문장입니다.", "split": "test"},
        {"id": "empty", "text": "  \n"},
        {"id": "kept", "text": "훈련용 문장입니다.", "split": "train"},
    ]
    found = label_text.rows(source("a.jsonl"), corpus(tmp_path, {"a.jsonl": rows}))
    assert [row.id for row in found] == ["kept"]


@pytest.mark.parametrize(
    ("name", "data", "field", "texts"),
    [
        ("a.csv", 'v1,v2\nham,"caf\xe9, ok"\n'.encode("latin-1"), "v2", ["caf\xe9, ok"]),
        ("a.tsv", "comments\thate\n좋은 글\tnone\n".encode(), "comments", ["좋은 글"]),
        ("tree/x/b.md", "# 제목\n글\n".encode(), "text", ["# 제목\n글\n"]),
    ],
)
def test_forms_of_files(
    tmp_path: Path, name: str, data: bytes, field: str, texts: list[str]
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    read = label_text.rows(source(name.split("/")[0], field=field), tmp_path)
    assert [row.text for row in read] == texts


def test_missing_file_and_missing_column_are_named(tmp_path: Path) -> None:
    corpus(tmp_path, {"a.jsonl": [{"id": "x", "text": "글이 있다"}, {"id": "y", "body": "글"}]})
    with pytest.raises(SampleError, match=r"no\.jsonl is missing; MALMOI_CORPUS"):
        list(label_text.rows(source("no.jsonl"), tmp_path))
    with pytest.raises(SampleError, match=r"a\.jsonl: record 1 has no text in the column 'text'"):
        list(label_text.rows(source("a.jsonl"), tmp_path))


@pytest.mark.parametrize("most", range(1, 8))
def test_windows_begin_at_paragraphs_and_do_not_overlap(most: int) -> None:
    found = windows(Row("x", LONG, ""), most)
    assert len(found) == most
    for window in found:
        assert re.match(r"\d+번째\. ", window.text)
        assert WINDOW - 250 <= len(window.text) <= WINDOW
    assert all(a.end <= b.begin for a, b in zip(found, found[1:], strict=False))


def test_short_document_is_one_whole_window() -> None:
    (window,) = windows(Row("x", "\n 짧은 글입니다. \n", ""), most=9)
    assert (window.text, window.begin, window.end) == ("짧은 글입니다.", 2, 10)


@given(st.text(alphabet="가나 \n다.", max_size=3 * ROOM), st.integers(1, 5))
def test_every_window_is_a_part_of_at_most_its_length(text: str, most: int) -> None:
    for window in windows(Row("x", text, ""), most):
        assert window.text == text[window.begin : window.end] == window.text.strip()
        assert len(window.text) <= WINDOW


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("안녕하십니까. 반갑습니다.", "hapsyo"),
        ("정말 재밌어요! 꼭 보세요~", "haeyo"),
        ("밥 먹었어? 나도 먹었지", "hae"),
        ("회사는 2000년에 설립되었다. 본사는 서울에 있다.", "written"),
        ("반갑습니다. 밥 먹었어? 좋다.", "mixed"),
        ("고급", "none"),
    ],
)
def test_register_of_a_text(text: str, level: str) -> None:
    assert register(text) == level


@pytest.mark.parametrize(
    ("value", "text", "level", "expected"),
    [
        (None, "글", "none", "none"),
        (0.5, "글" * 300, "written", "unsure"),
        (0.99, "글" * 300, "written", "high"),
        (0.99, "글", "written", "contradicts"),
        (0.01, "글" * 300, "written", "contradicts"),
        (0.01, "글" * 300, "hae", "low"),
    ],
)
def test_bin_of_a_score(value: float | None, text: str, level: str, expected: str) -> None:
    assert score_bin(value, text, level) == expected


def texts_of_bins(tmp_path: Path, counts: dict[str, int]) -> list[label_sample.Text]:
    rows = numbered(sum(counts.values()))
    (drawn,) = [
        draw([source("a.jsonl", texts=len(rows))], corpus(tmp_path, {"a.jsonl": rows}), by_length)
    ]
    bins = [name for name, count in counts.items() for _ in range(count)]
    return [replace(t, score_bin=b) for t, b in zip(drawn, bins, strict=True)]


def test_unsure_scores_are_drawn_three_times_as_often(tmp_path: Path) -> None:
    first = in_turn(texts_of_bins(tmp_path, {"high": 40, "unsure": 40}))[:24]
    assert [t.score_bin for t in first].count("unsure") == 18


def test_rare_stratum_is_drawn_as_often_as_a_common_one(tmp_path: Path) -> None:
    first = in_turn(texts_of_bins(tmp_path, {"high": 70, "low": 6}))[:12]
    assert [t.score_bin for t in first].count("low") == 6


def test_batches_show_hash_and_text_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(label_sample, "SECOND", 70)
    rows = numbered(150)
    folder = corpus(tmp_path / "corpus", {"secret_source.jsonl": rows})
    sample = draw([source("secret_source.jsonl", texts=130)], folder, by_length)
    write(sample, tmp_path / "out")
    written = [
        json.loads(x) for x in (tmp_path / "out" / "sample.jsonl").read_text("utf-8").splitlines()
    ]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "batch-000.txt", "batch-001.txt", "batch-002.txt", "sample.jsonl", "second-000.txt", "second-001.txt",
    ]  # fmt: skip
    assert [r["hash"] for r in written] == [t.hash for t in shuffled(sample, "first")]
    first = (tmp_path / "out" / "batch-001.txt").read_text("utf-8")
    expected = "\n".join(f"### {r['number']} {r['hash']}\n{r['text']}\n" for r in written[60:120])
    assert first == expected
    seconds = "".join(p.read_text("utf-8") for p in (tmp_path / "out").glob("second-*"))
    headers = re.findall(r"^### \d+ ([0-9a-f]{16})$", seconds, re.MULTILINE)
    assert sorted(headers) == sorted(r["hash"] for r in written if r["second"])
    assert len(headers) == 70
    assert "secret" not in first + seconds


def test_sources_are_shuffled_across_batches(tmp_path: Path) -> None:
    files = {"a.jsonl": numbered(60), "b.jsonl": numbered(60, 100)}
    sources = [source("a.jsonl", texts=60), source("b.jsonl", texts=60)]
    order = shuffled(draw(sources, corpus(tmp_path, files), by_length), "first")
    in_first_batch = sum(t.file == "a.jsonl" for t in order[:60])
    assert 15 < in_first_batch < 45
    assert sum(batch.count("### ") for batch in batches(order)) == 120


def test_models_score_their_language_and_abstain(tmp_path: Path) -> None:
    few = Training(
        task="quality", languages=["ko"], positive="good", min_chars=5,
        estimators=[Linear(widths=(1, 3), features=1 << 12)],
    )  # fmt: skip
    train(examples(), few, tmp_path / "quality_ko")
    values = score(tmp_path, [OWN.format(1), "짧다"], ["ko", "ko"])
    assert values[0] is not None
    assert 0 <= values[0] <= 1
    assert values[1] is None
    with pytest.raises(ValueError, match=r"quality_en: no model in this folder"):
        score(tmp_path, ["An English text."], ["en"])


def test_every_kind_that_repeats_is_in_both_subsets() -> None:
    kinds = [s.kind for s in SOURCES]
    for kind in {k for k in kinds if kinds.count(k) > 1} - {"messages"}:
        assert {s.split for s in SOURCES if s.kind == kind} == {TRAIN, TEST}, kind


def test_sources_are_within_their_limits() -> None:
    assert all(s.texts <= 120 for s in SOURCES)
    assert sum(s.texts for s in SOURCES) >= 3400
    assert len({s.path for s in SOURCES}) == len(SOURCES)
    assert not any(
        "benchmarks" in s.path or "numbers" in s.path or "/pii/" in s.path for s in SOURCES
    )


def test_every_source_that_is_passed_on_names_its_origin() -> None:
    assert {s.path for s in SOURCES if s.licence in FREE} == set(ORIGINS)


def test_command_needs_the_folder_of_real_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MALMOI_CORPUS", raising=False)
    arguments = [str(tmp_path / "out"), "--models", str(tmp_path)]
    assert label_sample.main(arguments) == 2
    assert "MALMOI_CORPUS is not set" in capsys.readouterr().err
    monkeypatch.setenv("MALMOI_CORPUS", str(tmp_path))
    assert label_sample.main(arguments) == 2
    assert "is missing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
