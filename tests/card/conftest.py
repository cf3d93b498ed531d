"""A card of the tiny corpus, beside its exported documents."""

from pathlib import Path

import pytest

from pipeline.card import write
from pipeline.core.corpus import Corpus
from pipeline.export import documents


@pytest.fixture(scope="module")
def card(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a card whose statements are filled in. Read it, never write it."""
    folder = tmp_path_factory.mktemp("published") / "글 모음"
    corpus = Corpus.open(str(finished))
    documents.export(corpus, folder / "documents")
    write.write(corpus, folder)
    about = folder / "about.yaml"
    text = about.read_text(encoding="utf-8")
    stated = {
        "description:          # one or two sentences": 'description: "News | <b>essays</b>"',
        "contact:              #": "contact: data@example.org  #",
        "provider:             #": "provider: Example Lab  #",
        "license:              #": "license: CC-BY-4.0  #",
        "published:            #": "published: 2026-01-31  #",
        "citation:": "citation: Example 2026",
    }
    for old, new in stated.items():
        assert old in text
        text = text.replace(old, new)
    text = text.replace("  web:\n    kind:", "  web:\n    kind: crawl")
    about.write_text(text, encoding="utf-8")
    write.write(corpus, folder)
    return folder
