"""The page in a headless Chromium: console, widths, switches, search, paper, keyboard, accessibility."""

import importlib.util
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from tests.report.page.browser import Browser

VISIBLE = "return [...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"
OPENED = "document.querySelectorAll('details').forEach(d => d.open = true);"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_page_fits_its_window_and_reports_no_error(
    browser: Browser, pages: dict[str, Path], lang: str, width: int
) -> None:
    browser.open(pages[lang], width)
    browser.run(OPENED)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.problems() == []


def test_hangul_is_drawn_by_the_font_of_the_page(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["ko"])
    browser.run_async("document.fonts.load('16px Pretendard', '한글').then(arguments[0])")
    assert browser.run("return document.fonts.check('16px Pretendard', '한글')")
    assert browser.run("return [...document.fonts].map(f => f.status)") == ["loaded"]


def test_flow_switches_its_amount_and_group(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["en"])
    read = "return document.getElementById('flow').innerText"
    seen = {browser.run(read)}
    for amount in ("bytes", "tokens"):
        browser.run(f"document.querySelector('input[value={amount}]').click()")
        seen.add(browser.run(read))
    choose = "const s = document.getElementById('flow-group'); s.selectedIndex = 1; "
    browser.run(f"{choose}s.dispatchEvent(new Event('change', {{bubbles: true}}))")
    seen.add(browser.run(read))
    assert len(seen) == 4
    assert browser.problems() == []


def test_documents_are_searched_and_paged(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["en"])
    every = browser.run("return document.querySelectorAll('#quality .docs .doc').length")
    shown = browser.run(VISIBLE.format("#quality .docs .doc"))
    assert 0 < shown < every
    first = "return document.querySelector('#quality .doc:not([hidden])').innerText"
    before = browser.run(first)
    browser.run("document.querySelector('#quality .pages button:last-child').click()")
    assert browser.run(first) != before
    search = "const f = document.querySelector('#quality input[type=search]'); f.value = 'no such words'; "
    browser.run(f"{search}f.dispatchEvent(new Event('input'))")
    assert browser.run(VISIBLE.format("#quality .docs:first-of-type .doc:not([hidden])")) < shown


def test_page_works_without_its_script(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["en"], script=False)
    browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run("return document.documentElement.className") == ""
    docs = browser.run("return document.querySelectorAll('.docs .doc').length")
    assert browser.run(VISIBLE.format(".docs .doc")) == docs
    assert browser.run(VISIBLE.format(".needs-script")) == 0
    assert (
        browser.run("return document.querySelector('.flow .lives').getBoundingClientRect().width")
        > 50
    )


def test_paper_holds_every_document(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["en"])
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    docs = browser.run("return document.querySelectorAll('.docs .doc').length")
    assert browser.run(VISIBLE.format(".docs .doc")) == docs
    assert browser.run(VISIBLE.format("nav")) == 0
    browser.devtools("Emulation.setEmulatedMedia", media="")
    closed = "return document.querySelectorAll('details:not([open])').length"
    folded = browser.run(closed)
    assert browser.run(f"dispatchEvent(new Event('beforeprint')); {closed}") == 0
    assert browser.run(f"dispatchEvent(new Event('afterprint')); {closed}") == folded > 0
    assert browser.paper().startswith(b"%PDF")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[str, Path], width: int, dark: bool
) -> None:
    spec = importlib.util.find_spec("axe_core_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core-python is not installed")
    browser.open(pages["ko"], width, dark=dark)
    browser.run(OPENED)
    browser.run(
        (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8") + "; window.axe = axe"
    )
    # Axe measures no contrast on gradients, which mark tables that scroll.
    plain = "document.querySelectorAll('.wide').forEach(e => e.style.background = 'none');"
    browser.run(plain)
    found = browser.run_async("axe.run().then(arguments[0])")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    contrast = [v for v in found["passes"] if v["id"] == "color-contrast"]
    assert len(contrast[0]["nodes"]) > 1000


def test_hostile_texts_run_nothing(browser: Browser, tmp_path: Path) -> None:
    from pipeline.report import page
    from tests.report.page.test_page import made

    hostile = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    corpus: Corpus = made(
        tmp_path,
        [{"text": f"{hostile} 본문 {i}", "domain": hostile} for i in range(3)],
        scrub={},
        dedup_exact={},
    )
    page.write(corpus, "en", tmp_path / "p.html")
    browser.open(tmp_path / "p.html")
    assert browser.run("return window.hacked === undefined")
    assert browser.problems() == []
