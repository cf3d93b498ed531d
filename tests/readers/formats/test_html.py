"""HTML: main content, titles, declared encodings; pages without content."""

import pytest

from pipeline import extractors
from tests.readers.reading import read
from tests.readers.samples import PAGE, PARAGRAPHS


@pytest.mark.parametrize("extractor", sorted(extractors.installed()))
def test_main_content_of_a_korean_page_is_taken_without_its_navigation(extractor: str) -> None:
    out = read("html", PAGE.encode(), extractor=extractor)
    (text,) = out.texts
    assert all(p in text for p in PARAGRAPHS)
    assert '    return "비"' in text
    assert not any(boiler in text for boiler in ("전체 글 보기", "회사 소개", "이용약관"))
    assert out.columns["title"] == ["비 오는 날"]


@pytest.mark.parametrize("extractor", sorted(extractors.installed()))
@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- -->", "<" * 500])
def test_page_without_content_is_a_reject(extractor: str, page: str) -> None:
    out = read("html", page.encode(), extractor=extractor)
    assert len(out.texts) + len(out.rejected) == 1
    assert not out.texts or out.texts[0].strip()


def test_declared_encoding_of_a_page_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="euc-kr">').encode("cp949")
    out = read("html", page)
    assert (PARAGRAPHS[0] in out.texts[0], out.columns["encoding"]) == (True, ["cp949"])
