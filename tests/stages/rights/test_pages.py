"""Evidence of pages: read by ingest beside the text, judged by the stage."""

import io

import pytest

from pipeline.readers import Request, page_rights
from pipeline.readers.formats import html
from pipeline.stages.rights.pages import of_page
from pipeline.stages.rights.verdict import in_text, verdict
from tests.stages.rights.made_pages import PAGES, page


@pytest.mark.parametrize("extractor", ["resiliparse", "trafilatura"])
@pytest.mark.parametrize(("name", "data", "reuse", "licence"), PAGES, ids=[p[0] for p in PAGES])
def test_page_states(name: str, data: str, reuse: str, licence: str | None, extractor: str) -> None:
    (batch,) = html.read(io.BytesIO(data.encode()), Request(extractor=extractor))
    stored = batch.page_rights[0] if batch.page_rights else None
    evidence = of_page(stored, ())[0] if stored else []
    found = verdict([*evidence, *in_text(batch.text[0].as_py().encode())], None, False).licence
    assert (found.reuse if found else "unknown") == reuse
    assert (found and found.id) == licence


@pytest.mark.parametrize("encoding", ["euc-kr", "utf-16"])
def test_page_in_another_encoding(encoding: str) -> None:
    data = page(foot="<footer>한빛일보 무단 전재 및 재배포 금지</footer>").replace(
        "utf-8", encoding
    )
    (batch,) = html.read(io.BytesIO(data.encode(encoding)), Request())
    assert "재배포 금지" in batch.page_rights[0]


def test_page_without_statements_stores_nothing() -> None:
    (batch,) = html.read(io.BytesIO(page().encode()), Request())
    assert batch.page_rights is None


def test_words_of_the_text_are_not_stored_twice() -> None:
    data = page(inside="").replace(
        "</article>", "<p>저작권자 © 한빛뉴스, 무단 전재 및 재배포 금지</p></article>"
    )
    (batch,) = html.read(io.BytesIO(data.encode()), Request())
    assert "재배포 금지" in batch.text[0].as_py()
    assert batch.page_rights is None


@pytest.mark.parametrize(
    ("head", "opts_out"),
    [
        ('<meta name="robots" content="noai, noimageai">', True),
        ('<meta http-equiv="X-Robots-Tag" content="noai">', True),
        ('<meta http-equiv="X-Robots-Tag" content="noindex">', False),
        ('<meta name="GPTBot" content="noai">', True),
        ('<meta name="otherbot" content="noai">', False),
        ('<meta name="tdm-reservation" content="1">', True),
        ('<meta name="tdm-reservation" content="0">', False),
        ('<meta name="robots" content="noindex">', False),
    ],
)
def test_meta_opts_out(head: str, opts_out: bool) -> None:
    (batch,) = html.read(io.BytesIO(page(head=head).encode()), Request())
    stored = batch.page_rights[0] if batch.page_rights else "[]"
    assert bool(of_page(stored, ("GPTBot",))[1]) == opts_out


@pytest.mark.parametrize(
    ("page", "reuse"),
    [
        # the title of another page names a licence
        ('<ul><li><a href="/p/9">우리 모임 글은 CC BY 4.0으로 공개합니다</a></li></ul>', None),
        ('<ul><li><a href="/copyright">이 누리집의 글은 CC BY 4.0으로 공개합니다</a></li></ul>', "attribution"),
        ('<ul><li><a href="/">© 2024 한빛뉴스. 무단 전재 금지</a></li></ul>', "reserved"),
    ],
)  # fmt: skip
def test_words_of_a_link_license_nothing_but_reserve(page: str, reuse: str | None) -> None:
    html = f"<html><body><p>{'바람이 불었다. ' * 200}</p>{page}</body></html>"
    found = page_rights.of_page(html.encode(), "바람이 불었다.")
    evidence, _ = of_page(found, ()) if found else ([], [])
    licence = verdict(evidence, None, False).licence
    assert (licence.reuse if licence else None) == reuse


@pytest.mark.parametrize(("title", "counts"), [("Gauge readings", True), ("A walk home", False)])
def test_data_set_in_linked_data_is_the_page_if_its_titles_name_it(
    title: str, counts: bool
) -> None:
    html = (
        f"<html><head><title>{title} | Harrow</title>"
        '<script type="application/ld+json">{"@type":"Dataset","name":"Gauge readings",'
        '"license":"https://creativecommons.org/licenses/by/4.0/"}</script></head><body></body></html>'
    )
    found = page_rights.of_page(html.encode(), "Words.")
    evidence, _ = of_page(found, ()) if found else ([], [])
    assert bool(evidence) is counts
