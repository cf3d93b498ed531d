"""Differences of two texts give both texts back."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.words import CONTEXT, GAP, differences, on_one_line

KINDS = ("first", "second")
WORDS = st.lists(st.sampled_from(["가", "나", "다", "the", "law"]), max_size=30)


@given(WORDS, WORDS)
def test_pieces_are_the_words_of_both_texts(first: list[str], second: list[str]) -> None:
    pieces = list(differences(" ".join(first), "  \n".join(second)))
    equal = [w for p in pieces if p.kind == "equal" for w in p.words.split() if w != GAP]
    only = {k: [w for p in pieces if p.kind == k for w in p.words.split()] for k in KINDS}
    left_out = len(first) - len(equal) - len(only["first"])
    assert left_out == len(second) - len(equal) - len(only["second"])
    assert (left_out > 0) == any(GAP in p.words for p in pieces)
    if not left_out:
        for kind, words in zip(KINDS, (first, second), strict=True):
            assert [
                w for p in pieces if p.kind in ("equal", kind) for w in p.words.split()
            ] == words


def test_only_words_near_a_difference_are_shown() -> None:
    same = [f"w{i}" for i in range(40)]
    shown = on_one_line(differences(" ".join([*same, "a", *same]), " ".join([*same, "b", *same])))
    near = " ".join(same[-CONTEXT:])
    assert shown == f"{GAP} {near} [-a-] {{+b+}} {' '.join(same[:CONTEXT])} {GAP}"
    assert on_one_line(differences("a b", "a b")) == GAP
    assert on_one_line(differences("a", "a")) == "a"
