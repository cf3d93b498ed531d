"""Near copies: their similarity by the definition, their bands, and what is expected of them."""

from collections import Counter
from random import Random

import pytest

from pipeline.demo.copies import BANDS, CHANGES, THRESHOLD, near_copy
from pipeline.demo.similarity import Pool, jaccard, shingles
from pipeline.demo.texts import originals
from pipeline.demo.truth import Truth

KOREAN = next(t for t in originals() if t.lang == "ko" and t.genre == "essay")


def test_shingles_are_windows_without_white_space_in_lower_case() -> None:
    assert shingles("가 나다라마\n바사아자", "ko") == {"가나다라마바사아", "나다라마바사아자"}
    assert shingles("Ab Cd Ef Gh Ij Kl M", "en") == {"abcdefghijkl", "bcdefghijklm"}
    assert shingles("Short", "en") == {"short"}


def test_similarity_is_shared_by_all() -> None:
    one, two = frozenset("abcd"), frozenset("cdefgh")
    assert jaccard(one, two) == 2 / 8
    assert jaccard(one, one) == 1.0


def test_pool_finds_the_highest_similarity() -> None:
    random = Random(4)
    sets = [frozenset(random.sample("abcdefghijklmnop", random.randint(1, 12))) for _ in range(60)]
    pool = Pool(sets[:40])
    for one in sets:
        assert pool.best(one) == max(jaccard(one, other) for other in sets[:40])
    assert pool.best(frozenset("xyz")) == 0.0
    pool.add(frozenset("xyz"))
    assert pool.best(frozenset("xyz")) == 1.0


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("band", BANDS)
def test_a_copy_lies_in_its_band_or_is_not_made(name: str, band: tuple[float, float]) -> None:
    original = shingles(KOREAN.body, "ko")
    made = 0
    for seed in range(12):
        target = band[0] + (band[1] - band[0]) * (seed + 1) / 12
        text = near_copy(Random(seed), KOREAN, CHANGES[name], target, band[0])
        if text is not None:
            made += 1
            assert band[0] <= jaccard(original, shingles(text, "ko")) <= target
    assert made > 0


def test_bands_are_full_and_the_threshold_decides(planted: list[Truth]) -> None:
    near = [t for t in planted if t.kind.startswith("near copy")]
    assert set(Counter(t.kind for t in near).values()) == {60}
    similarities = [float(t.note.split(": ")[1]) for t in near]
    for truth, similarity in zip(near, similarities, strict=True):
        duplicate = similarity >= THRESHOLD
        assert truth.expect == ("dedup_fuzzy:near_duplicate" if duplicate else "keep")
    for low in range(60, 95, 5):
        assert sum(low <= 100 * s < low + 5 for s in similarities) >= 20


def test_changes_take_turns(planted: list[Truth]) -> None:
    near = [t.note.split(": ")[0] for t in planted if t.kind.startswith("near copy")]
    assert Counter(near) == dict.fromkeys(CHANGES, 40)
