"""A headless browser, and pages of the tiny corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from pipeline.report import page
from tests.report.page import browser as chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    if why := chromium.missing():
        pytest.skip(why)
    with chromium.started() as started:
        yield started


@pytest.fixture(scope="session")
def pages(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Language -> the page of the tiny corpus."""
    folder, corpus = tmp_path_factory.mktemp("pages"), Corpus.open(str(finished))
    made = {}
    for lang in page.LANGUAGES:
        made[lang] = folder / f"{lang}.html"
        page.write(corpus, lang, made[lang])
    return made
