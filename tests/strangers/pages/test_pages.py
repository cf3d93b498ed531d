"""The pages are well formed, their values are valid, and the measure counts what it says."""

from collections import Counter
from random import Random

import pytest

from tests.strangers.pages import adapter, measure
from tests.strangers.pages.checks import CHECKS
from tests.strangers.pages.lookalikes import LOOKALIKES, lookalike
from tests.strangers.pages.pages import EITHER, MARK, Page, Template, draw, fill, templates
from tests.strangers.pages.values import SHAPES, USUAL

TEMPLATES = templates()


def test_there_are_enough_pages_of_enough_genres() -> None:
    assert len(TEMPLATES) >= 160
    assert len({template.genre for template in TEMPLATES}) >= 40
    assert len({template.name for template in TEMPLATES}) == len(TEMPLATES)
    assert {template.language for template in TEMPLATES} == {"ko", "en"}
    korean = sum(template.language == "ko" for template in TEMPLATES) / len(TEMPLATES)
    assert 0.6 <= korean <= 0.75


def test_a_third_of_the_pages_holds_no_personal_data() -> None:
    assert sum(template.clean for template in TEMPLATES) * 3 >= len(TEMPLATES)


def test_both_halves_are_of_a_size() -> None:
    opened = sum(template.open for template in TEMPLATES)
    assert 0.4 * len(TEMPLATES) <= opened <= 0.6 * len(TEMPLATES)


def test_both_halves_hold_every_kind() -> None:
    for half in (True, False):
        bodies = [template.body for template in TEMPLATES if template.open is half]
        assert {mark[2] for body in bodies for mark in MARK.finditer(body) if not mark[1]} == set(
            SHAPES
        )


def test_every_lookalike_stands_in_some_page() -> None:
    asked = {
        mark[2] for template in TEMPLATES for mark in MARK.finditer(template.body) if mark[1] == "="
    }
    assert asked == set(LOOKALIKES)


def test_every_kind_has_usual_shapes_a_check_and_a_place_in_some_page() -> None:
    asked = {
        mark[2] for template in TEMPLATES for mark in MARK.finditer(template.body) if mark[1] != "="
    }
    assert set(SHAPES) == set(USUAL) == set(CHECKS) == asked
    assert all(set(USUAL[kind]) <= set(SHAPES[kind]) for kind in SHAPES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_page_is_whole_and_its_values_are_valid(template: Template) -> None:
    for turn in range(8):
        page = fill(template, f"check:{turn}")
        assert 200 <= len(page.text) <= 1500
        assert "⟦" not in page.text
        assert "⟧" not in page.text
        last = 0
        for start, end, kind in page.spans:
            assert last <= start < end <= len(page.text)
            last = end
            value = page.text[start:end]
            assert kind == EITHER or CHECKS[kind](value), (kind, value)


def test_a_span_holds_the_value_that_was_drawn() -> None:
    template = Template(
        "one", "form", "ko", "성명 ⟦name⟧ 연락처 ⟦mobile.hyphen⟧, 대표 ⟦=service⟧\n"
    )
    page = fill(template, "1")
    (first, second) = page.spans
    assert page.text[: first[0]] == "성명 "
    assert page.text[first[1] : second[0]] == " 연락처 "
    assert page.text[second[0] : second[1]].startswith("010-")
    assert first[2] == "name"
    assert second[2] == "mobile"


def test_a_seed_draws_the_same_pages_and_another_seed_others() -> None:
    assert draw(1, 7) == draw(1, 7)
    same = [one.text == other.text for one, other in zip(draw(1, 7), draw(1, 8), strict=True)]
    fixed = sum(MARK.search(template.body) is None for template in TEMPLATES)
    assert sum(same) <= fixed + 2


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("rrn", "900101-1234560"),
        ("foreigner", "900101-5234560"),
        ("card", "4579-7312-3456-7891"),
        ("iban", "DE89370400440532013001"),
        ("ip", "10.0.0.1"),
        ("ssn", "666-12-3456"),
        ("mobile", "011-1234-5678"),
        ("secret", "ghp_" + "0" * 36),
    ],
)
def test_a_check_refuses_a_wrong_value(kind: str, wrong: str) -> None:
    assert not CHECKS[kind](wrong)


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("card", "4111 1111 1111 1111"),
        ("card", "3782 822463 10005"),
        ("iban", "DE89370400440532013000"),
        ("iban", "GB82 WEST 1234 5698 7654 32"),
        ("rrn", "000000-1000003"),
        ("foreigner", "000000-5000006"),
    ],
)
def test_a_check_accepts_a_published_example_or_one_counted_by_hand(kind: str, right: str) -> None:
    assert CHECKS[kind](right)


def test_lookalikes_of_firms_and_books_have_their_check_digits() -> None:
    rng = Random(3)
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5, 1)
    for _ in range(50):
        firm = [int(digit) for digit in lookalike(rng, "business") if digit != "-"]
        total = sum(digit * weight for digit, weight in zip(firm, weights, strict=True))
        assert (total + firm[8] * 5 // 10) % 10 == 0
        corporation = [int(digit) for digit in lookalike(rng, "corporation") if digit != "-"]
        assert (sum(corporation[::2]) + 2 * sum(corporation[1:12:2])) % 10 == 0
        book = [int(digit) for digit in lookalike(rng, "isbn") if digit != "-"]
        assert (sum(book[::2]) + 3 * sum(book[1::2])) % 10 == 0


def score(
    page: Page, found: list[tuple[int, int, str]], monkeypatch: pytest.MonkeyPatch
) -> measure.Tally:
    """Return the tally of one page for a finder that answers `found`."""
    monkeypatch.setattr(measure, "find", lambda text: found)
    halves, _ = measure.measure([page])
    return halves["open" if page.template.open else "held"]


def test_three_characters_more_are_allowed_and_four_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = fill(Template("one", "form", "ko", "연락처는 ⟦mobile.hyphen⟧ 입니다.\n"), "1")
    start, end, _ = page.spans[0]
    assert score(page, [(start, end + 3, "x")], monkeypatch).found["mobile"] == 1
    assert score(page, [(start - 2, end + 2, "x")], monkeypatch).found["mobile"] == 0
    assert score(page, [(start + 1, end, "x")], monkeypatch).found["mobile"] == 0
    assert score(page, [(start, end + 3, "x")], monkeypatch).lost == 3


def test_a_mask_over_two_neighbours_counts_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    page = fill(Template("one", "form", "ko", "예금주 ⟦name⟧ ⟦mobile.hyphen⟧\n"), "1")
    whole = [(page.spans[0][0], page.spans[1][1], "x")]
    assert score(page, whole, monkeypatch).found == Counter(
        {"name": 1, "mobile": 1, "form": 2, "": 2}
    )


def test_a_clean_page_with_a_mask_is_counted_and_an_open_value_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clean = fill(Template("one", "form", "ko", "주문 ⟦=order⟧\n"), "1")
    tally = score(clean, [(3, 7, "x")], monkeypatch)
    assert (tally.clean, tally.clean_masked, tally.lost) == (1, 1, 4)
    either = fill(Template("two", "form", "ko", "사무실 ⟦?landline.hyphen⟧\n"), "1")
    tally = score(either, [(4, 10, "x")], monkeypatch)
    assert (tally.clean, tally.lost, sum(tally.wanted.values())) == (0, 0, 0)


def test_the_report_names_open_templates_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "find", lambda text: [(0, 1, "x")])
    pages = draw(1, 7)
    lines = measure.report(pages, "open")
    named = lines[lines.index("open templates that missed a value or lost other text") + 1 :]
    assert {line.split()[0] for line in named} == {one.name for one in TEMPLATES if one.open}
    assert len(measure.report(pages)) == len(lines) - len(named) - 2


def test_a_finder_of_all_spans_finds_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = draw(1, 7)
    known = {page.text: list(page.spans) for page in pages}
    monkeypatch.setattr(measure, "find", known.__getitem__)
    halves, _ = measure.measure(pages)
    for tally in halves.values():
        assert tally.found == tally.wanted
        assert tally.wanted[""] > 0
        assert tally.lost == tally.clean_masked == 0


def test_the_adapter_finds_what_the_default_recipe_masks() -> None:
    text = "연락처 010-2345-6789, 대표번호 1588-2345"
    assert [text[start:end] for start, end, _ in adapter.find(text)] == ["010-2345-6789"]
