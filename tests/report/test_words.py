"""Differences of two texts give both texts back."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.words import CONTEXT, GAP, differences, on_one_line

WORDS = st.lists(st.sampled_from(["가", "나", "다", "the", "law"]), max_size=30)


@given(WORDS, WORDS)
def test_pieces_are_the_words_of_both_texts(first: list[str], second: list[str]) -> None:
    pieces = list(differences(" ".join(first), "  \n".join(second)))
    for kind, words in (("first", first), ("second", second)):
        rest = list(words)
        for piece in pieces:
            if piece.kind not in ("equal", kind):
                continue
            for part in piece.words.split(GAP):
                given_words = part.split()
                # what a gap leaves out is passed over
                while rest[: len(given_words)] != given_words:
                    assert GAP in " ".join(p.words for p in pieces)
                    rest.pop(0)
                rest = rest[len(given_words) :]
        assert not rest or any(GAP in p.words for p in pieces)


def test_only_words_near_a_difference_are_shown() -> None:
    same = [f"w{i}" for i in range(40)]
    shown = on_one_line(differences(" ".join([*same, "a", *same]), " ".join([*same, "b", *same])))
    near = " ".join(same[-CONTEXT:])
    assert shown == f"{GAP} {near} [-a-] {{+b+}} {' '.join(same[:CONTEXT])} {GAP}"
    assert on_one_line(differences("a b", "a b")) in ("a b", GAP)
