"""Labels are checked against the rubric, joined to the sample, and the readers are compared."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from scripts import label_join, label_rubric
from scripts.label_agreement import kappa, positive_agreement, table
from scripts.label_join import (
    LabelError,
    may_be_passed_on,
    missing,
    read_labels,
    read_sample,
    reader_of,
)
from scripts.label_rubric import FLAGS, FORMATS, REGISTERS, TOPICS, violations

TOP = Path(__file__).parents[2]
RUBRIC = (TOP / "docs" / "labelling.md").read_text(encoding="utf-8")
LABEL: dict[str, Any] = {
    "hash": "h0", "info": 3, "coh": 4, "use": 3, "flags": ["mt"], "topic": "dev", "format": "docs",
    "lang": "ko", "register": "hapsyo",
}  # fmt: skip


def row(number: int, **more: Any) -> dict[str, Any]:
    fields = {
        "hash": f"h{number}", "file": "jsonl/ko_dialog.jsonl.zst", "kind": "dialogue", "split": "train",
        "licence": "MIT", "id": f"songys/{number}", "begin": 0, "end": 4, "number": number,
        "second": number < 2, "text": f"글 {number}번",
    }  # fmt: skip
    return fields | more


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    rows = [
        row(0),
        row(1, licence="none stated"),
        row(2, split="test", text="연락은 010-1234-5678"),
        row(61, text="다른 글"),
    ]
    path = tmp_path / "sample.jsonl"
    path.write_text(lines(rows), "utf-8")
    return path


def labels(path: Path, *each: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(lines([LABEL | label for label in each]), "utf-8")
    return path


def test_labels_are_joined_with_their_origin(sample: Path, tmp_path: Path) -> None:
    first = labels(tmp_path / "labels-kim-000.jsonl", {"hash": "h61", "note": "왜"}, {"hash": "h0"})
    second = labels(tmp_path / "s" / "labels-000.jsonl", {"hash": "h0", "use": 5})
    arguments = [str(sample), str(first), "--second", str(second), "--to", str(tmp_path / "to")]
    assert label_join.main(arguments) == 0
    rows = [
        json.loads(x) for x in (tmp_path / "to" / "labels.jsonl").read_text("utf-8").splitlines()
    ]
    assert [(r["hash"], r["reading"], r["reader"], r["use"]) for r in rows] == [
        ("h0", "first", "kim", 3),
        ("h61", "first", "kim", 3),
        ("h0", "second", "second", 5),
    ]
    assert rows[1] == {
        "hash": "h61",
        "origin": {"file": "jsonl/ko_dialog.jsonl.zst", "id": "songys/61", "begin": 0, "end": 4},
        "kind": "dialogue", "split": "train", "licence": "MIT", "reading": "first", "reader": "kim",
        **{key: value for key, value in LABEL.items() if key != "hash"}, "note": "왜",
    }  # fmt: skip


def test_only_texts_of_a_free_licence_are_passed_on(sample: Path, tmp_path: Path) -> None:
    first = labels(tmp_path / "labels-000.jsonl", *({"hash": f"h{i}"} for i in (0, 1, 2, 61)))
    assert label_join.main([str(sample), str(first), "--to", str(tmp_path / "to")]) == 0
    packed = (tmp_path / "to" / "texts.jsonl.zst").read_bytes()
    rows = [json.loads(x) for x in zstandard.decompress(packed).decode().splitlines()]
    origin = {"licence": "MIT", "from": "songys/Chatbot_data @ 4cf20d13fc"}
    assert [(row["hash"], row["text"]) for row in rows] == [("h0", "글 0번"), ("h61", "다른 글")]
    labelled = {key: value for key, value in LABEL.items() if key not in ("hash", "note")}
    for row in rows:
        assert (
            row.items()
            >= {**origin, **labelled, "split": "train", "source": "train/ko_dialog"}.items()
        )


@pytest.mark.parametrize(
    ("text", "licence", "free"),
    [
        ("주소는 kim@naver.com 입니다", "MIT", False),
        ("전화 01012345678", "CC0-1.0", False),
        ("번호 2010-1234-5678", "MIT", True),
        ("글", "CC-BY-NC-SA-4.0", False),
        ("글", "MPL-2.0", False),
    ],
)
def test_personal_data_and_other_licences_stay(text: str, licence: str, free: bool) -> None:
    assert may_be_passed_on(row(0, text=text, licence=licence)) is free


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"info": 6}, "info 6 is not a whole number from 0 to 5"),
        ({"coh": True}, "coh True is not a whole number from 0 to 5"),
        ({"use": "3"}, "use '3' is not a whole number from 0 to 5"),
        ({"flags": "mt"}, "flags 'mt' is not a list"),
        ({"flags": ["advert"]}, "flag 'advert' is not one of ad, spam,"),
        ({"flags": ["ad", "ad"]}, "a flag stands twice"),
        ({"topic": "sport"}, "topic 'sport' is not one of adult,"),
        ({"format": None}, "format None is not one of about,"),
        ({"lang": "kr"}, "lang 'kr' is not one of ko, en, other"),
        ({"register": "합쇼"}, "register '합쇼' is not one of hapsyo,"),
        ({"note": "한 낱말 " * 7}, "note is not a text of at most 12 words"),
        ({"hash": 7}, "hash 7 is not a text"),
        ({"quality": 3}, "'quality' is not a field"),
    ],
)
def test_field_outside_the_rubric_is_named_with_file_and_line(
    sample: Path, tmp_path: Path, change: dict[str, Any], cause: str
) -> None:
    file = labels(tmp_path / "labels-000.jsonl", {"hash": "h1"}, change)
    with pytest.raises(LabelError, match=re.escape(f"{file}:2: {cause}")):
        read_labels([file], "first", read_sample(sample))


def test_every_violation_has_a_line(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = labels(tmp_path / "labels-000.jsonl", {"hash": "h9"}, {"info": -1, "use": 9})
    short = {key: value for key, value in LABEL.items() if key != "topic"}
    file.write_text(f"{file.read_text('utf-8')}\n{{not json\n[1]\n{json.dumps(short)}\n", "utf-8")
    assert label_join.main([str(sample), str(file), "--to", str(tmp_path / "to")]) == 2
    found = capsys.readouterr().err.replace(f"{file}:", "").splitlines()
    assert [line.split(":")[0] for line in found] == ["1", "2", "2", "4", "5", "6"]
    assert "1: hash 'h9' is not in the sample" in found[0]
    assert "4: the line is not JSON" in found[3]
    assert found[4:] == ["5: the line is not a JSON object", "6: topic is missing"]
    assert not (tmp_path / "to").exists()


def test_text_labelled_twice_is_named_at_both_places(sample: Path, tmp_path: Path) -> None:
    one = labels(tmp_path / "labels-000.jsonl", {"hash": "h0"})
    two = labels(tmp_path / "labels-001.jsonl", {"hash": "h1"}, {"hash": "h0"})
    cause = f"{two}:2: h0 is labelled already, at {one}:1"
    with pytest.raises(LabelError, match=re.escape(cause)):
        read_labels([one, two], "first", read_sample(sample))


def test_second_reading_of_another_text_is_refused(sample: Path, tmp_path: Path) -> None:
    file = labels(tmp_path / "labels-000.jsonl", {"hash": "h61"})
    with pytest.raises(LabelError, match="h61 has no second reading"):
        read_labels([file], "second", read_sample(sample))


def test_missing_labels_are_counted_by_batch(sample: Path, tmp_path: Path) -> None:
    rows = read_sample(sample)
    found = read_labels([labels(tmp_path / "labels-000.jsonl", {"hash": "h1"})], "first", rows)
    expected = "first reading: 1 of 4 texts have a label; missing: batch-000 2, batch-001 1"
    assert missing(found, rows, "first") == expected
    assert missing(found, rows, "second") == "second reading: 1 of 2 texts have a label"


def test_files_that_cannot_be_read_are_named(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"no\.jsonl is missing; scripts\.label_sample writes it"):
        read_sample(tmp_path / "no.jsonl")
    (tmp_path / "y.jsonl").write_text("[1]\n")
    with pytest.raises(LabelError, match="is not a sample"):
        read_sample(tmp_path / "y.jsonl")
    rows = read_sample(sample)
    with pytest.raises(LabelError, match=r"labels-9\.jsonl is not a file of labels"):
        read_labels([tmp_path / "labels-9.jsonl"], "first", rows)
    (tmp_path / "labels-8.jsonl").write_bytes("{글}".encode("cp949"))
    with pytest.raises(LabelError, match=r"labels-8\.jsonl is not UTF-8"):
        read_labels([tmp_path / "labels-8.jsonl"], "first", rows)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("labels-000.jsonl", "first"),
        ("labels-kim-12.jsonl", "kim"),
        ("labels-a-b-001.jsonl", "a-b"),
    ],
)
def test_reader_is_in_the_name_of_the_file(name: str, reader: str) -> None:
    assert reader_of(Path(name), "first") == reader


SCORES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=40)


@given(SCORES)
def test_kappas_are_those_of_scikit_learn(scores: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in scores], [b for _, b in scores]
    weighted, plain = kappa(first, second, range(6), power=2), kappa(first, second, range(6))
    if len({*first, *second}) == 1:
        assert weighted is plain is None
        return
    levels = list(range(6))
    expected = cohen_kappa_score(first, second, labels=levels, weights="quadratic")
    assert weighted == pytest.approx(expected)
    assert plain == pytest.approx(cohen_kappa_score(first, second, labels=levels))


def test_positive_agreement_counts_what_was_set() -> None:
    yes, no = True, False
    assert positive_agreement([yes, yes, no, no], [yes, no, no, no]) == pytest.approx(2 / 3)
    assert positive_agreement([no], [no]) is None


def test_table_of_agreement() -> None:
    other = LABEL | {"info": 4, "use": 0, "flags": [], "topic": "edu"}
    lines = table([(LABEL, LABEL), (other, other), (LABEL, other)]).splitlines()
    assert lines[0] == "3 texts labelled twice"
    far = [(LABEL | {"use": a}, LABEL | {"use": b}) for a, b in ((0, 0), (3, 3), (5, 4))]
    assert table(far).splitlines()[3].split()[:4] == ["use", "weighted", "kappa", "0.954,"]
    assert lines[1] == "info       weighted kappa 0.400, within one level 1.000"
    assert lines[3] == "use        weighted kappa 0.400, within one level 0.667"
    assert "topic      kappa 0.400, equal 0.667" in lines
    assert "format     kappa -, equal 1.000" in lines
    assert "mt         kappa 0.400, positive agreement 0.667, set 2 and 1 times" in lines
    assert "ad         kappa -, positive agreement -, set 0 and 0 times" in lines


@pytest.mark.parametrize(
    ("heading", "names"),
    [("Flags", FLAGS), ("Topic", TOPICS), ("Format", FORMATS), ("Register", REGISTERS)],
)
def test_rubric_defines_every_name(heading: str, names: tuple[str, ...]) -> None:
    part = RUBRIC.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == sorted(names)


def test_example_of_the_rubric_fits_it() -> None:
    assert (len(TOPICS), len(FORMATS), len(FLAGS)) == (24, 24, 10)
    (example,) = re.findall(r"^    (\{.*\})$", RUBRIC, re.MULTILINE)
    assert violations(json.loads(example)) == []
    assert str(label_rubric.NOTE_WORDS) in RUBRIC
