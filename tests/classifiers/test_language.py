"""Language by lid.176, on text whose language is known."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from classifiers import language
from pipeline.demo.texts import lines


def test_language_of_the_foreign_lines() -> None:
    for lang, texts in lines("foreign").items():
        codes, probabilities = language.detect(pa.array(texts, pa.large_string()))
        assert codes == [lang] * len(texts)
        assert (probabilities <= 1).all()


def test_text_without_letters_has_no_language() -> None:
    assert language.detect(pa.array(["", "123 !?", "\n"], pa.large_string()))[0] == ["und"] * 3
    assert language.detect(pa.array([], pa.large_string()))[0] == []


def test_model_is_the_file_that_notice_names() -> None:
    notice = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
    data = language.MODEL.read_bytes()
    assert hashlib.sha256(data).hexdigest() == language.SHA256
    assert language.SHA256 in notice
    assert f"{len(data):,} bytes" in notice


def test_damaged_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "lid.176.ftz"
    damaged.write_bytes(language.MODEL.read_bytes()[:-1])
    monkeypatch.setattr(language, "MODEL", damaged)
    language._model.cache_clear()
    with pytest.raises(ValueError, match="is missing or damaged"):
        language.detect(pa.array(["a text"], pa.large_string()))
    language._model.cache_clear()
