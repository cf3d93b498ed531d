"""Laws of the grammar: spans, values and features of a sample are correct; negatives hold nothing personal."""

import re
from collections import Counter
from datetime import date
from ipaddress import IPv4Address
from random import Random

import pytest

from tests.strangers.pii import checks, measure, normalise
from tests.strangers.pii.catalogue import KEPT, KINDS, NEGATIVE, NEGATIVES, POSITIVE, reported
from tests.strangers.pii.grammar import Family, Sample, Span
from tests.strangers.pii.kinds import bank_account, card, iban, rrn, several
from tests.strangers.pii.registers import OWN_LABEL, REGISTERS

N = 30


def samples(family: Family, seed: int = 1, n: int = N) -> list[Sample]:
    return measure.draw(family, n, seed)


def values(families: tuple[Family, ...], *kinds: str, without: str = "check=") -> list[str]:
    """Values that the families of some kinds draw, without masked ones and those of a feature."""
    return [
        span.value
        for family in families
        if family.kind in kinds
        and not any(feature.startswith(without) for feature in family.features)
        for sample in samples(family)
        for span in sample.spans
        if "*" not in span.value
    ]


def named(families: tuple[Family, ...]) -> list:
    return [pytest.param(family, id=family.name) for family in families]


@pytest.mark.parametrize("family", named(POSITIVE))
def test_a_span_reads_back_as_the_value_that_was_drawn(family: Family) -> None:
    for sample in samples(family):
        assert sample.spans
        for span in sample.spans:
            written = sample.text[span.start : span.end]
            assert normalise.value(span.kind, written, "*" in span.value) == span.value


@pytest.mark.parametrize("family", named(POSITIVE))
def test_spans_lie_in_the_text_in_order_without_blank_ends(family: Family) -> None:
    for sample in samples(family):
        at = 0
        for span in sample.spans:
            assert at <= span.outer[0] <= span.start < span.end <= span.outer[1] <= len(sample.text)
            written = sample.text[span.start : span.end]
            assert written == written.strip()
            assert span.kind == family.kind or family.kind == several.KIND
            at = span.outer[1]


@pytest.mark.parametrize("family", named((*POSITIVE, *NEGATIVE)))
def test_a_seed_decides_the_texts_and_another_seed_changes_them(family: Family) -> None:
    once, again, other = samples(family), samples(family), samples(family, seed=2)
    assert once == again
    assert once != other
    assert len({sample.text for sample in once}) > 1


@pytest.mark.parametrize("family", named(POSITIVE))
def test_values_differ_at_every_seed(family: Family) -> None:
    first, second = (
        {s.value for sample in samples(family, seed) for s in sample.spans} for seed in (1, 2)
    )
    assert len(first) > N / 3
    assert len(first & second) < len(first) / 2


@pytest.mark.parametrize("family", named(POSITIVE))
def test_the_text_around_a_value_holds_no_second_value(family: Family) -> None:
    for sample in samples(family):
        outside = sample.text
        for span in reversed(sample.spans):
            outside = outside[: span.outer[0]] + "\n" + outside[span.outer[1] :]
        assert not personal(outside)


@pytest.mark.parametrize("family", named(NEGATIVE))
def test_negatives_name_no_span_and_hold_no_personal_shape(family: Family) -> None:
    for sample in samples(family, n=200):
        assert sample.spans == ()
        assert not personal(sample.text)
        assert "«" not in sample.text


def test_negatives_hold_no_value_of_the_positive_families() -> None:
    drawn = {
        span.value
        for f in POSITIVE
        for sample in samples(f)
        for span in sample.spans
        if len(span.value) > 7
    }
    for family in NEGATIVE:
        for sample in samples(family):
            runs = set(re.findall(r"[A-Za-z0-9]+", sample.text)) | {
                re.sub(r"[^A-Za-z0-9]", "", sample.text)
            }
            # A negative date (`입사일`) may equal a birth date; a birth date is personal by its label.
            shared = {value for value in runs & drawn if not re.fullmatch(r"(19|20)\d{6}", value)}
            assert not shared, family.name


def personal(text: str) -> list[str]:
    """Shapes that are personal without any label: mobile, resident number, card, mail, public address."""
    found = re.findall(r"(?<![0-9A-Za-z])01[016789][-. ]?[0-9]{3,4}[-. ]?[0-9]{4}(?![0-9])", text)
    found += [
        m
        for m in re.findall(r"(?<![0-9])[0-9]{6}-[1-8][0-9]{6}(?![0-9])", text)
        if resident(m.replace("-", ""))
    ]
    found += [
        m
        for m in re.findall(r"(?<![0-9])[0-9]{13}(?![0-9])", text)
        if resident(m) and not checks.ean13(m)
    ]
    for match in re.finditer(
        r"(?<![0-9-])[0-9]{4}([- ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?![0-9-])", text
    ):
        found += [match[0]] if checks.luhn(re.sub(r"[- ]", "", match[0])) else []
    found += [
        m
        for m in re.findall(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}", text)
        if not re.search(r"^git@|@example\.|@\d|@\^", m)
    ]
    for match in re.findall(r"(?<![0-9.])(?:[0-9]{2,3}\.){3}[0-9]{2,3}(?![0-9.])", text):
        parts = [int(part) for part in match.split(".")]
        found += (
            [match] if max(parts) < 256 and IPv4Address(".".join(map(str, parts))).is_global else []
        )
    return found


def resident(number: str) -> bool:
    """True if 13 digits hold a date and the check digit of a resident or foreigner number."""
    century = 1900 if number[6] in "1256" else 2000
    try:
        date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return number[12] in (
        checks.resident_check(number[:12]),
        checks.resident_check(number[:12], True),
    )


def test_published_numbers_pass_the_check_digits() -> None:
    assert checks.luhn("4111111111111111")
    assert not checks.luhn("4111111111111112")
    assert checks.ean13("9780306406157")
    assert checks.isbn10_check("030640615") == "2"
    assert checks.issn_check("0378595") == "5"
    assert checks.business_check("124810099") == "8"
    assert checks.resident_check("971013901990") == "2"
    assert checks.iban_check("GB", "WEST12345698765432") == "82"
    assert checks.iban_check("DE", "370400440532013000") == "89"


def test_drawn_numbers_pass_the_check_digits() -> None:
    cards = values(POSITIVE, "card")
    residents = values(POSITIVE, "rrn")
    foreigners = values(POSITIVE, "frn")
    businesses = values(POSITIVE, "business_number")
    accounts = [value.upper() for value in values(POSITIVE, "iban")]
    assert min(map(len, (cards, residents, foreigners, businesses, accounts))) > 100
    assert all(map(checks.luhn, cards))
    assert all(checks.resident_check(n[:12]) == n[12] and n[6] in "1234" for n in residents)
    assert all(
        checks.resident_check(n[:12], foreign=True) == n[12] and n[6] in "5678" for n in foreigners
    )
    assert all(map(resident, residents + foreigners))
    assert all(checks.business_check(n[:9]) == n[9] for n in businesses)
    assert all(checks.iban_rest(value[4:] + value[:4]) == 1 for value in accounts)
    assert {len(value) - 4 for value in accounts} == {len(shape) for shape in iban.SHAPES.values()}


def test_families_about_wrong_check_digits_draw_wrong_ones() -> None:
    wrong = [f for f in POSITIVE if "check=wrong" in f.features]
    assert {f.kind for f in wrong} == {"card", "rrn"}
    for family in wrong:
        for sample in samples(family):
            number = sample.spans[0].value
            good = (
                checks.luhn(number)
                if family.kind == "card"
                else checks.resident_check(number[:12]) == number[12]
            )
            assert not good


def test_other_values_follow_the_rules_of_their_kind() -> None:
    assert all(
        re.fullmatch(r"010[2-9]\d{7}|01[16789]\d{7,8}", v) for v in values(POSITIVE, "mobile")
    )
    assert all(
        re.fullmatch(r"02\d{7,8}|0[3-6][1-5]\d{7,8}", v) for v in values(POSITIVE, "landline")
    )
    assert all(
        re.fullmatch(r"050[2-8]\d{7,8}|070\d{8}", v) for v in values(POSITIVE, "virtual_phone")
    )
    assert all(re.fullmatch(r"[MSRGD]\d{3}[A-Z0-9]\d{4}", v) for v in values(POSITIVE, "passport"))
    assert all(IPv4Address(v).is_global for v in values(POSITIVE, "ipv4"))
    assert all(not re.match(r"000|666|9|\d{3}00|\d{5}0000", v) for v in values(POSITIVE, "us_ssn"))
    assert all(
        re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", v) and v[4:6] != "11"
        for v in values(POSITIVE, "us_phone")
    )


def test_every_bank_is_drawn() -> None:
    names = Counter(f.name for f in POSITIVE if f.kind == "bank_account")
    groups = (
        *bank_account.BIG,
        *bank_account.INTERNET,
        *bank_account.MUTUAL,
        *bank_account.REGIONAL,
        *bank_account.FOREIGN,
    )
    assert sorted(groups) == sorted(bank_account.BANKS)
    assert len(names) == len(bank_account.FAMILIES)


def test_resident_numbers_are_not_barcodes() -> None:
    assert not any(checks.ean13(value) for value in values(rrn.FAMILIES, "rrn"))


def test_names_are_unique_and_agree_with_the_label() -> None:
    families = (*POSITIVE, *NEGATIVE)
    assert max(Counter(family.name for family in families).values()) == 1
    for family in POSITIVE:
        if "without label" in family.name:
            assert "label=none" in family.features, family.name


@pytest.mark.parametrize("register", REGISTERS)
def test_only_registers_with_their_own_label_ignore_its_place(register: str) -> None:
    def framed(label: str) -> tuple[str, str]:
        return REGISTERS[register](card.WORDS, label, "none", Random(1))

    assert (framed("before") == framed("none")) is (register in OWN_LABEL)


def test_the_catalogue_is_wide() -> None:
    assert len(POSITIVE) >= 90
    kinds = {reported(family.kind) for family in POSITIVE if family.kind != several.KIND}
    assert len(kinds) >= 20
    assert len(NEGATIVE) >= 65
    assert sum(family.kind == "mined" for family in NEGATIVE) >= 15
    for kind in KINDS:
        assert f"{kind.KIND}.base" in {family.name for family in kind.FAMILIES}
    assert {family.kind for topic in NEGATIVES for family in topic.FAMILIES} == {
        f.kind for f in NEGATIVE
    }


def test_half_of_each_kind_is_held_out() -> None:
    for families in (POSITIVE, NEGATIVE):
        kinds = {family.kind for family in families}
        for kind in kinds:
            flags = [family.held_out for family in families if family.kind == kind]
            assert sum(flags) == len(flags) // 2


SPAN = Span(4, 9, "mobile", "01234", (2, 9))
TEXT = "ab (01-34) ))) cd"


@pytest.mark.parametrize(
    ("found", "covered", "agrees", "left"),
    [
        ([(4, 9, "phone")], True, True, 0.0),
        ([(3, 10, "phone")], True, True, 0.0),
        ([(2, 9, "card")], True, False, 0.0),
        ([(4, 6, "phone"), (6, 9, "card")], True, False, 0.0),
        ([(4, 7, "phone")], False, True, 0.5),
        ([(4, 12, "phone")], True, True, 0.0),
        ([(4, 13, "phone")], False, True, 0.0),
        ([(4, 9, "phone"), (15, 17, "phone")], True, True, 0.0),
        ([(1, 9, "phone")], False, True, 0.0),
        ([(0, 2, "phone")], False, None, 1.0),
        ([], False, None, 1.0),
    ],
)
def test_the_score_of_a_span(
    found: measure.Found, covered: bool, agrees: bool | None, left: float
) -> None:
    assert measure.score(TEXT, SPAN, found) == measure.Score(covered, agrees, left)


def test_a_perfect_finder_scores_one_and_a_blind_one_zero() -> None:
    truth = {
        sample.text: [(span.start, span.end, reported(span.kind)) for span in sample.spans]
        for family in POSITIVE
        for sample in samples(family, seed=5, n=3)
    }
    perfect, quiet = measure.measure(
        lambda texts: [truth.get(text, []) for text in texts], n=3, seed=5
    )
    assert all((row.recall, row.agreement, row.left) == (1.0, 1.0, 0.0) for row in perfect)
    assert all(row.alarms == 0 for row in quiet)
    blind, _ = measure.measure(lambda texts: [[] for _ in texts], n=3, seed=5)
    assert all((row.recall, row.agreement, row.left) == (0.0, None, 1.0) for row in blind)
    _, loud = measure.measure(lambda texts: [[(0, 1, "phone")] for _ in texts], n=3, seed=5)
    assert all(row.alarms == 1 for row in loud)
    _, kept = measure.measure(
        lambda texts: [[(0, 1, kind) for kind in KEPT] for _ in texts], n=3, seed=5
    )
    assert all(row.alarms == 0 for row in kept)


def test_the_report_lists_families_kinds_features_and_halves() -> None:
    rows, alarms = measure.measure(lambda texts: [[] for _ in texts], n=1, seed=1)
    names = {line[:44].strip() for line in measure.report(rows, alarms)}
    assert {family.name[:44] for family in (*POSITIVE, *NEGATIVE)} <= names
    assert {
        "kind rrn",
        "topic mined",
        "width=full",
        "all families, held out",
        "all families, open",
    } <= names
