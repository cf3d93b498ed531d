"""The labels of real documents: languages, places, and a digest of every text."""

import json
from pathlib import Path

import pytest

from tests.strangers.language import real

LANGUAGES = {"ko", "en", "ja", "zh", "und"}


def test_labels_hold_places_and_languages_but_no_text() -> None:
    rows = json.loads(real.LABELS.read_text(encoding="utf-8"))
    assert len(rows) >= 150
    assert all(set(row) == {"file", "line", "digest", "language"} for row in rows)
    assert {row["language"] for row in rows} == LANGUAGES
    assert real.LABELS.read_text(encoding="utf-8").isascii()


def test_no_document_is_labelled_twice() -> None:
    labels = real.labels()
    assert len({label.place for label in labels}) == len(labels)
    assert len({label.digest for label in labels}) == len(labels)


def test_every_label_finds_its_unchanged_text(real_corpus: Path) -> None:
    documents = real.documents(real_corpus)
    assert [label for label, _ in documents] == real.labels()
    assert all(text.strip() for _, text in documents)


def test_another_text_at_the_place_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = real.Label("a.md", None, real.digest("the page"), "en")
    monkeypatch.setattr(real, "labels", lambda: [label])
    (tmp_path / "a.md").write_text("the page")
    assert real.documents(tmp_path) == [(label, "the page")]
    (tmp_path / "a.md").write_text("another page")
    with pytest.raises(ValueError, match=r"a\.md: the text is not the one"):
        real.documents(tmp_path)
