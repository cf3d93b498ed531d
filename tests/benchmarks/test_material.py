"""The text of benchmarks: the same for the same size, in every form."""

from pathlib import Path

import orjson
import pytest
import zstandard

from benchmarks import copies, material, trainable
from benchmarks.copies import Text
from benchmarks.material import Material


@pytest.fixture(autouse=True)
def no_corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MALMOI_CORPUS", str(tmp_path / "absent"))
    for module in (copies, material):
        monkeypatch.setattr(module, "CORPUS", tmp_path / "absent")


def rows(folder: Path) -> list[dict[str, str]]:
    lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.open("rb")]
    return [orjson.loads(line) for line in lines]


def test_size_decides_the_text() -> None:
    texts = material.texts(0.5)
    size = sum(len(t.text.encode()) for t in texts)
    assert 500_000 <= size < 520_000
    assert material.texts(0.5) == texts
    assert material.texts(0.2) == texts[: len(material.texts(0.2))]


def test_more_text_than_there_is_has_distinct_ids_and_texts() -> None:
    texts = material.texts(5)
    assert sum(len(t.text.encode()) for t in texts) >= 5_000_000
    assert len({t.id for t in texts}) == len(texts)
    assert len({t.text for t in texts}) > 0.9 * len(texts)


def test_all_forms_hold_the_same_documents(tmp_path: Path) -> None:
    found = Material(tmp_path, 0.3)
    plain = rows(found.plain)
    assert len(plain) == found.num_documents
    assert sum(len(r["text"].encode()) for r in plain) == round(found.megabytes * 1e6)
    files = sorted(found.compressed.glob("*.jsonl.zst"))
    data = b"".join(zstandard.ZstdDecompressor().decompress(f.read_bytes()) for f in files)
    assert [orjson.loads(line) for line in data.splitlines()] == plain
    assert {f.name.partition("-")[0] for f in files} == set(found.langs)
    folder, size = found.part
    assert len(rows(folder)) == round(material.SHARE * len(plain))
    assert 0 < size < found.megabytes
    assert found.crawls is None


def test_texts_with_words_that_the_trainer_leaves_out_are_dropped() -> None:
    texts = [
        Text("sound", "en", "a plain text"),
        Text("long", "en", "a ruler " + "=" * 300),
        Text("url", "en", "https://" + "/".join(["part"] * 80)),
        Text("blank", "en", "a" + " " * 300 + "b"),
    ]
    assert [t.id for t in trainable.without_long_words(texts)] == ["sound", "url"]
