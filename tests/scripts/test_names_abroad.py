"""Weights of names from abroad, learned from a few words."""

from scripts import names_abroad


def test_a_name_like_those_learned_scores_above_a_word_like_those_learned() -> None:
    learned = names_abroad.trained(
        ["바트바야르", "간바타르", "볼로르마"], ["사무국장", "운영계획", "설명자료"]
    )
    assert learned.score("바야르") > 0 > learned.score("운영자료")


def test_a_part_that_nobody_has_weighs_what_both_sides_leave() -> None:
    learned = names_abroad.trained(["바트"], ["국장"])
    assert set(learned.unknown) == {part[0] for part in learned.weights}
    # both sides have as many parts, so an unknown one tells nothing
    assert learned.unknown["s"] == 0


def test_names_of_the_list_are_hangul_of_two_syllables_or_more() -> None:
    listed = names_abroad.names()
    assert len(listed) > 600
    assert all(len(name) > 1 and min(name) >= "가" and max(name) <= "힣" for name in listed)
