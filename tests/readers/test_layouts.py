"""Layouts of published corpora: files made with their field names become documents; keys win over layouts."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import RecipeError
from pipeline.readers.layouts import LAYOUTS
from pipeline.readers.source import Source
from tests.faults.outcome import ingest
from tests.readers import office


def nested(path: str, value: Any) -> Any:
    """An object in which a path leads to `value`."""
    name, _, rest = path.partition(".")
    depth = name.count("[]")
    inner = nested(rest, value) if rest else value
    for _ in range(depth):
        inner = [inner]
    return {name.replace("[]", ""): inner}


def merged(*values: Any) -> Any:
    """One object of several, merged at every level; of lists, item by item."""
    if all(isinstance(v, dict) for v in values):
        keys = dict.fromkeys(k for v in values for k in v)
        return {k: merged(*(v[k] for v in values if k in v)) for k in keys}
    if all(isinstance(v, list) for v in values):
        return [merged(*items) for items in zip(*values, strict=True)]
    return values[-1]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_reads_a_file_of_its_field_names(tmp_path: Path, name: str) -> None:
    layout = LAYOUTS[name]
    above = layout["text_field"].rpartition(".")[0]
    parts = [nested(layout["text_field"], "첫 문단이다.")]
    for key, value in (("id_field", "D1"), ("title_field", "제목"), ("date_field", "2020-01-02")):
        parts += [nested(layout[key], value)] if key in layout else []
    if "speaker_field" in layout:
        parts.append(nested(f"{above}.{layout['speaker_field']}", "SD1"))
    file = nested(layout["records"].removesuffix("[]"), [merged(*parts)])
    out = ingest(tmp_path, {"a.json": json.dumps(file).encode()}, {"layout": name})
    (document,) = out.documents
    speaks = "speaker_field" in layout
    assert document["text"] == ("A: 첫 문단이다." if speaks else "첫 문단이다.")
    assert (document["id"], document["title"]) == (
        "D1" if "id_field" in layout else "s/a.json#1",
        "제목",
    )
    assert document["date"] == ("2020-01-02" if "date_field" in layout else None)
    # The text is not kept once more.
    assert "첫 문단" not in (document["meta"] or "")


def test_paragraphs_are_joined_and_keys_of_the_recipe_win(tmp_path: Path) -> None:
    document = {
        "id": "D",
        "metadata": {"title": "제목", "topic": "사회"},
        "paragraph": [{"form": "하나."}, {"form": "둘."}, {"form": None}],
    }
    data = {"a.json": json.dumps({"document": [document]}, indent=1).encode()}
    plain = ingest(tmp_path, data, {"layout": "modu_news"})
    assert (plain.texts, plain.documents[0]["id"]) == (["하나.\n둘."], "D")
    own = {"layout": "modu_news", "join": " ", "id_field": None, "meta_fields": ["metadata.topic"]}
    out = ingest(tmp_path, {}, own)
    assert (out.texts, out.documents[0]["id"]) == (["하나. 둘."], "s/a.json#1")
    assert out.documents[0]["meta"] == '{"metadata.topic":"사회"}'


def test_turns_of_a_dialogue_are_lines_of_lettered_speakers(tmp_path: Path) -> None:
    said = [("P7", "안녕?"), ("P9", "응,"), ("P9", "왔어?"), ("P7", "그래."), ("P7", " ")]
    utterances = [{"form": text, "speaker_id": who} for who, text in said]
    data = json.dumps({"document": [{"id": "D", "utterance": utterances}]}, indent=1).encode()
    out = ingest(tmp_path, {"a.json": data}, {"layout": "modu_messenger"})
    assert out.texts == ["A: 안녕?\nB: 응, 왔어?\nA: 그래."]
    assert "P7" not in str(out.documents[0])


def test_file_on_one_line_is_a_file_of_records_too(tmp_path: Path) -> None:
    data = json.dumps({"document": [{"id": "D", "paragraph": [{"form": "글"}]}]}).encode()
    out = ingest(tmp_path, {"a.json": data}, {"layout": "modu_web"})
    assert (out.texts, [f["format"] for f in out.files]) == (["글"], ["json"])
    large = ingest(tmp_path, {}, {"layout": "modu_web"}, root="parts", shard_bytes=10)
    assert large.texts == ["글"]


def test_record_without_the_list_of_its_text_is_a_reject(tmp_path: Path) -> None:
    good = {"id": "1", "paragraph": [{"form": "글"}]}
    data = json.dumps({"document": [good, {"id": "2", "paragraph": []}, {"id": "3"}]}).encode()
    out = ingest(tmp_path, {"a.json": data}, {"layout": "modu_web"})
    assert (out.texts, out.reasons) == (["글"], [(2, "no_text"), (3, "no_text")])


def test_tree_of_ai_hub_is_one_source(tmp_path: Path) -> None:
    """Archives in folders of Korean names, a broken file in one, the same document in both splits."""

    def labelled(number: int) -> bytes:
        document = {"id": f"{number}", "title": "제목", "text": [[{"sentence": f"문장 {number}."}]]}
        return json.dumps({"documents": [document]}, indent=1).encode()

    for split, members in (("1.Training", (1, 2)), ("2.Validation", (2, 3))):
        folder = tmp_path / "in/01.데이터" / split / "라벨링데이터"
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / f"{split[2]}L1.zip", "w") as archive:
            for number in members:
                archive.writestr(f"{number}.json", labelled(number))
            if split == "1.Training":
                archive.writestr("9.json", b'{\n "documents": [{"id": 9, "title": unquoted}]\n}')
    out = ingest(tmp_path, {}, {"layout": "aihub_summary"})
    assert out.texts == ["문장 1.", "문장 2.", "문장 2.", "문장 3."]
    assert len({d["text_hash"] for d in out.documents}) == 3
    assert [(r["file"], r["reason"]) for r in out.rejects] == [
        ("01.데이터/1.Training/라벨링데이터/TL1.zip!9.json", "json")
    ]
    assert out.warnings == ["not JSON at line 2, byte 36: Expecting value"]


def test_unknown_layout_lists_the_known_ones() -> None:
    with pytest.raises(RecipeError, match="unknown layout 'modu'; expected one of modu_news, "):
        Source(name="s", path="/", layout="modu")


def test_documents_beside_the_corpus_are_read_by_their_own_names(tmp_path: Path) -> None:
    news = {"document": [{"id": "D1", "paragraph": [{"form": "기사다."}]}]}
    files = {
        "a.json": json.dumps(news).encode(),
        "설명서.txt": "설명이다.".encode(),
        "b.html": f"<html><body><article><p>{'쪽이다. ' * 30}</p></article></body></html>".encode(),
        "c.hwp": office.hwp([office.hwp_paragraph("문서다.")]),
    }
    out = ingest(tmp_path, files, {"layout": "modu_news"})
    assert out.rejects == []
    assert {d["id"]: d["text"].split()[0] for d in out.documents} == {
        "D1": "기사다.",
        "s/설명서.txt#1": "설명이다.",
        "s/b.html#1": "쪽이다.",
        "s/c.hwp#1": "문서다.",
    }
