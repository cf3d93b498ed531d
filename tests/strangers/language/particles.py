"""Korean particles that depend on the sound before them: `[을/를]` becomes `을` behind a final consonant."""

import re

PAIR = re.compile(r"(.)\[([가-힣]+)/([가-힣]+)\]", re.DOTALL)
# Letters that mostly end English words with a consonant in Korean spelling, and digits whose names do.
CLOSED = set("lmngLMNR013678")
RIEUL = 8
# Last characters of the Chinese words in this package whose Korean readings end in a consonant.
CLOSED_HANJA = set("育民明想問鮮族立業德年達全張良靑中察北法黨")


def attach(text: str) -> str:
    """`text` with each pair replaced by the member that fits the character before it."""
    return PAIR.sub(lambda match: match[1] + _fitting(*match.groups()), text)


def _fitting(before: str, closed: str, open_: str) -> str:
    final = _final(before)
    if closed == "으로" and final == RIEUL:
        return open_
    return closed if final else open_


def _final(character: str) -> int:
    """The number of the final consonant of a character, 0 for none (Unicode, chapter 3.12)."""
    if "가" <= character <= "힣":
        return (ord(character) - ord("가")) % 28
    return 1 if character in CLOSED or character in CLOSED_HANJA else 0
