"""Language by lid.176, on text whose language is known."""

import pyarrow as pa

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
