"""Evaluation items are found however they are spaced and inflected; text without them stays."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import MalmoiError
from pipeline.demo.texts import originals
from pipeline.executors.local import LocalExecutor

ITEMS = [
    {
        "question": "조선 시대에 훈민정음을 창제한 임금은 누구이며 그 이유를 무엇이라고 밝혔는가?",
        "options": [
            "세종이 백성을 가르치려고 만들었다고 서문에서 밝혔다",
            "태종이 나라의 기틀을 잡으려고 만들었다고 실록에 적혀 있다",
        ],
    },
    {
        "question": "A train leaves the old station at nine in the morning and travels north at sixty miles an hour; "
        "another one leaves two hours later from the same place. When does the second one overtake the first?",
        "options": [
            "It overtakes the first one at three in the afternoon of the very same day",
            "It never does",
        ],
    },
    {"question": "짧다", "options": []},
]
SET = "{name: quiz, path: quiz.jsonl, fields: [question, options]}"


def run(folder: Path, texts: list[str], fields: str = f"sets: [{SET}]") -> Corpus:
    """A corpus of the texts, d0, d1, ..., after the stage."""
    lines = (
        json.dumps({"id": f"d{i}", "text": t}, ensure_ascii=False) for i, t in enumerate(texts)
    )
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "quiz.jsonl").write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in ITEMS))
    (folder / "r.yaml").write_text(
        "root: root\nstages:\n  ingest: {shard_bytes: 20000, sources: [{name: a, path: a.jsonl, id_field: id}]}\n"
        f"  decontaminate: {{{fields}}}\n"
    )
    read = recipes.read(folder / "r.yaml", str(folder / "root"))
    return recipes.run(read, executor=LocalExecutor(), replace_stale=True)


def evidence(corpus: Corpus) -> list[dict[str, Any]]:
    return Dataset(corpus.documents.store, "decontaminate/evidence").table().to_pylist()


def clean() -> list[str]:
    return [t.body for t in originals()]


def planted(text: str, item: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[: len(lines) // 2], item, *lines[len(lines) // 2 :]])


@pytest.mark.parametrize(
    "changed",
    [
        "조선 시대에 훈민정음을 창제한 임금은 누구이며 그 이유를 무엇이라고 밝혔는가? 세종이 백성을 가르치려고 만들었다고 서문에서 밝혔다",
        "조선시대에훈민정음을창제한임금은누구이며 그이유를 무엇이라고 밝혔는가 / 태종이 나라의 기틀을 잡으려고 만들었다고 실록에 적혀 있다",
        "조선 시대 훈민정음이 창제한 임금이 누구이며 그 이유가 무엇이라고 밝혔는가? 태종이 나라의 기틀을 잡으려고 만들었다고 실록에 적혀 있다. 세종은 백성을 가르치려고 만들었다고 서문에 밝혔다",
        "a train LEAVES the old station, at nine in the morning - and travels north at sixty miles an hour: another one leaves "
        "two hours later from the same place.\nWhen does the second one overtake the first?",
    ],
)
def test_changed_items_are_found(tmp_path: Path, changed: str) -> None:
    corpus = run(tmp_path, [*clean()[:20], planted(clean()[20], changed)])
    (proof,) = evidence(corpus)
    assert proof["removed_id"] == "d20"
    assert proof["kept_id"] in ("quiz#0", "quiz#1")
    assert proof["measure"] >= 0.6
    raw = planted(clean()[20], changed).encode()
    assert raw[proof["start"] : proof["end"]].decode() in changed
    assert corpus.dropped("decontaminate").column("drop_reason").to_pylist() == ["evaluation_item"]


def test_clean_text_stays(tmp_path: Path) -> None:
    corpus = run(tmp_path, clean())
    assert evidence(corpus) == []
    assert corpus.table(["id"]).num_rows == len(clean())


def test_a_piece_of_an_item_is_not_the_item(tmp_path: Path) -> None:
    assert (
        evidence(
            run(
                tmp_path,
                ["훈민정음을 창제한 임금은 세종이다. " * 3, "A train leaves the old station."],
            )
        )
        == []
    )


def test_boilerplate_does_not_count(tmp_path: Path) -> None:
    question = str(ITEMS[0]["question"])
    texts = [planted(t, question) for t in clean()[:12]]
    fields = "sets: [{name: quiz, path: quiz.jsonl, fields: [question]}], max_documents: %d"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert len(evidence(run(tmp_path / "a", texts, fields % 12))) == 12
    assert evidence(run(tmp_path / "b", texts, fields % 11)) == []


def test_cut_takes_the_item_out_and_nothing_else(tmp_path: Path) -> None:
    item = f"{ITEMS[1]['question']}"
    text = planted(clean()[0], item)
    sets = "{name: quiz, path: quiz.jsonl, fields: [question]}"
    corpus = run(tmp_path, [text, *clean()[1:5]], f"sets: [{sets}], action: cut")
    (found,) = [r["text"] for r in corpus.table(["id", "text"]).to_pylist() if r["id"] == "d0"]
    assert "overtake" not in found
    before, after = text.split(item)
    assert found.startswith(before)
    assert found.endswith(after)
    assert corpus.table(["id"]).num_rows == 5


def test_many_changed_items_are_found_and_nothing_else(tmp_path: Path, real_corpus: Path) -> None:
    """Real questions with other spacing and particles, among real documents."""
    random = Random(5)
    whole = json.loads((real_corpus / "benchmarks/korquad1/KorQuAD_v1.0_dev.json").read_text())
    paragraphs = [p for a in whole["data"] for p in a["paragraphs"]]
    questions = [q["question"] for p in paragraphs for q in p["qas"]]
    questions = [q for q in questions if len(q) >= 25][::12][:300]
    rows = [json.dumps({"question": q}, ensure_ascii=False) for q in questions]
    (tmp_path / "real.jsonl").write_text("\n".join(rows))
    texts = clean()
    homes = [planted(random.choice(texts), changed(q, random)) for q in questions]
    sets = "{name: real, path: real.jsonl, fields: [question]}"
    found = evidence(run(tmp_path, homes + texts, f"sets: [{sets}]"))
    right = {(p["removed_id"], p["kept_id"]) for p in found}
    expected = {(f"d{i}", f"real#{i}") for i in range(len(questions))}
    assert len(right & expected) >= 0.98 * len(expected)
    assert {d for d, _ in right} <= {d for d, _ in expected}


def changed(question: str, random: Random) -> str:
    """Other spacing, and other particles at a third of the words that end with one."""
    swaps = {
        "은": "이",
        "는": "가",
        "이": "은",
        "가": "는",
        "을": "도",
        "를": "도",
        "에": "에서",
        "의": "은",
    }
    out = []
    for word in question.split():
        if word[-1] in swaps and len(word) > 2 and random.random() < 0.33:
            word = word[:-1] + swaps[word[-1]]
        out.append(word + (" " if random.random() < 0.8 else ""))
    return "".join(out)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("sets: [{name: x, path: none.jsonl, fields: [question]}]", "no such file"),
        (
            "sets: [{name: x, path: quiz.jsonl, fields: [answer]}]",
            "test set x: .*quiz.jsonl: no item has any of: answer",
        ),
        ("sets: [{name: x, path: r.yaml, fields: [q]}]", "expected a file ending in"),
        (
            "sets: [{name: x, path: a.jsonl, fields: [text]}, {name: x, path: a.jsonl, fields: [text]}]",
            "two test sets have one name",
        ),
        ("sets: []", "expected 1 or more of them"),
    ],
)
def test_mistakes_are_told_before_any_work(
    tmp_path: Path, fields: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MalmoiError, match=message):
        run(tmp_path, ["하나"], fields)
    assert not (tmp_path / "root/ingest").exists()


def test_nested_items_are_read(tmp_path: Path) -> None:
    nested = {"data": [{"paragraphs": [{"qas": [{"question": str(ITEMS[0]["question"])}]}]}]}
    (tmp_path / "nested.json").write_text(json.dumps(nested))
    sets = "{name: n, path: nested.json, records: data.paragraphs.qas, fields: [question]}"
    text = planted(clean()[0], str(ITEMS[0]["question"]))
    (proof,) = evidence(run(tmp_path, [text], f"sets: [{sets}]"))
    assert (proof["kept_id"], proof["measure"]) == ("n#0", 1.0)


def test_items_of_several_files_are_told_apart(tmp_path: Path) -> None:
    for name, item in (("one", ITEMS[0]), ("two", ITEMS[1])):
        question = str(item["question"]).replace(" ", "\u2028", 1)  # ends no record of JSON lines
        (tmp_path / f"{name}.quiz.jsonl").write_text(
            json.dumps({"q": question}, ensure_ascii=False)
        )
    text = planted(clean()[0], str(ITEMS[1]["question"]))
    (proof,) = evidence(
        run(tmp_path, [text], "sets: [{name: q, path: '*.quiz.jsonl', fields: [q]}]")
    )
    assert (proof["kept_id"], proof["measure"]) == ("q/two.quiz.jsonl#0", 1.0)


def test_a_broken_record_of_a_test_set_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"q": "x"}\n{"q": \n')
    with pytest.raises(MalmoiError, match=r"test set b: .*bad\.jsonl: cannot be read: record 2"):
        run(tmp_path, ["하나"], "sets: [{name: b, path: bad.jsonl, fields: [q]}]")
