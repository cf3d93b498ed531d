"""Planted personal data: valid numbers, many spellings, many carriers; and hard negatives."""

from collections import Counter
from random import Random

import pytest

from pipeline.demo import carriers, negatives, personal
from pipeline.demo.spellings import UNUSUAL, USUAL
from pipeline.demo.truth import Truth


def passes_luhn(number: str) -> bool:
    """The check as it is read from right to left over the whole number."""
    digits = [int(d) for d in reversed(number)]
    doubled = [2 * d if at % 2 else d for at, d in enumerate(digits)]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def test_luhn_digit_of_published_test_numbers() -> None:
    for number in ("4111111111111111", "5555555555554444", "378282246310005", "79927398713"):
        assert personal.luhn_digit(number[:-1]) == number[-1]


def test_cards_pass_luhn() -> None:
    random = Random(3)
    for _ in range(200):
        assert passes_luhn("".join(personal.card_groups(random)))


def test_eleven_kinds_have_eight_spellings_and_half_are_unusual() -> None:
    assert USUAL.keys() == UNUSUAL.keys() == carriers.LABELS.keys()
    assert len(USUAL) == 11
    for kind in USUAL:
        assert len(USUAL[kind]) + len(UNUSUAL[kind]) >= 8
        assert len(UNUSUAL[kind]) >= len(USUAL[kind])


@pytest.mark.parametrize("kind", USUAL)
def test_spellings_differ_from_each_other(kind: str) -> None:
    random = Random(8)
    for speller in USUAL[kind] + UNUSUAL[kind]:
        values = {speller(random) for _ in range(30)}
        assert len(values) >= 3
        assert not any("{" in value for value in values)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_ten_carriers_hold_value_and_label(lang: str) -> None:
    assert len(carriers.CARRIERS[lang]) == 10
    for kind, labels in carriers.LABELS.items():
        if lang not in labels:
            continue
        for carrier in carriers.CARRIERS[lang]:
            text = carriers.carry(Random(1), kind, lang, carrier, "VALUE")
            assert text.count("VALUE") == 1
            assert any(label in text for label in labels[lang])


def test_every_planted_value_stands_in_its_document(
    planted: list[Truth], records: dict[str, str]
) -> None:
    with_values = [t for t in planted if t.values]
    assert len(with_values) == 2 * 11 * 8 + 24
    for truth in with_values:
        for value in truth.values:
            assert value in records[truth.id].replace('\\"', '"')


def test_the_values_of_a_row_stand_in_every_carrier(planted: list[Truth]) -> None:
    used: dict[str, list[str]] = {}
    for truth in planted:
        if truth.pii:
            used.setdefault(truth.kind, []).extend(truth.note.split(" and "))
    assert len(used) == 2 * 11
    for names in used.values():
        assert set(Counter(names).values()) == {1, 2}
        assert set(names) == carriers.CARRIERS["ko"].keys() == carriers.CARRIERS["en"].keys()


def test_twenty_five_kinds_of_hard_negatives_six_times_each(planted: list[Truth]) -> None:
    kinds = Counter(t.note for t in planted if t.expect == "no mask")
    assert kinds == dict.fromkeys(negatives.KINDS, 6)
    assert len(kinds) == 25
    for kind in negatives.KINDS:
        for lang in ("ko", "en"):
            assert "{" not in negatives.sentence(Random(2), kind, lang)
