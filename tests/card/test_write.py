"""Cards are the same however often they are written, and are checked against their root."""

from pathlib import Path

import pytest

from pipeline.card import write
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def test_same_root_makes_the_same_card(corpus: Corpus, card: Path) -> None:
    before = contents(card)
    files, unstated = write.write(corpus, card)
    assert contents(card) == before
    assert {p.name for p in files} == set(before)
    assert "sources.books.kind" in unstated
    assert "sources.web.kind" not in unstated
    assert list(write.problems(corpus, card)) == []


def test_changed_card_is_found(corpus: Corpus, tmp_path: Path) -> None:
    write.write(corpus, tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8") + "\nmore", encoding="utf-8")
    (tmp_path / "croissant.json").unlink()
    told = "\n".join(write.problems(corpus, tmp_path))
    assert "README.md: not what this root" in told
    assert "croissant.json: missing" in told
    assert "README.ko.md" not in told


def test_changed_data_file_is_found(corpus: Corpus, tmp_path: Path) -> None:
    data = tmp_path / "documents" / "0.jsonl"
    data.parent.mkdir()
    data.write_text('{"text":"가"}\n', encoding="utf-8")
    write.write(corpus, tmp_path)
    data.write_text('{"text":"나"}\n', encoding="utf-8")
    assert any("croissant.json" in line for line in write.problems(corpus, tmp_path))


def test_readme_of_another_hand_stays(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(RecipeError, match="is not a card of Malmoi"):
        write.write(corpus, tmp_path)
    assert contents(tmp_path) == {"README.md": b"mine"}


def test_wrong_statement_is_named_by_its_line(corpus: Corpus, tmp_path: Path) -> None:
    write.write(corpus, tmp_path)
    about = tmp_path / "about.yaml"
    text = about.read_text(encoding="utf-8").replace("    kind:", "    kind: crawled", 1)
    about.write_text(text, encoding="utf-8")
    with pytest.raises(
        RecipeError, match=r"about\.yaml:\d+: sources\.books\.kind: .*got 'crawled'"
    ):
        write.write(corpus, tmp_path)


def test_folder_without_a_card_is_answered_with_the_command(corpus: Corpus, tmp_path: Path) -> None:
    (line,) = write.problems(corpus, tmp_path)
    assert "malmoi card ROOT --to" in line
