"""Hangul in Latin letters: Revised Romanization (2000) and McCune-Reischauer (1939), syllable by syllable.

Both follow the letters; of the changes of sound only the move of a final consonant to an empty initial is made."""

INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]  # fmt: skip
MEDIALS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]  # fmt: skip
FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]  # fmt: skip
# A final consonant before a vowel sounds like an initial; numbers of finals -> letters.
MOVED = {1: "g", 2: "kk", 4: "n", 7: "d", 8: "r", 16: "m", 17: "b", 19: "s", 20: "ss", 22: "j"}
# Letters of Revised Romanization -> McCune-Reischauer; letters that are not listed are the same in both.
MCCUNE_CONSONANTS = {
    "g": "k",
    "d": "t",
    "b": "p",
    "j": "ch",
    "jj": "tch",
    "ch": "ch'",
    "k": "k'",
    "t": "t'",
    "p": "p'",
}
MCCUNE_VOWELS = {"eo": "ŏ", "yeo": "yŏ", "wo": "wŏ", "eu": "ŭ", "ui": "ŭi"}
EMPTY, BASE, LAST = 11, ord("가"), ord("힣")


def revised(text: str) -> str:
    """`text` in Revised Romanization; characters other than Hangul syllables are kept."""
    return _spelled(text, {}, {})


def mccune(text: str) -> str:
    """`text` in McCune-Reischauer, initials voiceless throughout."""
    return _spelled(text, MCCUNE_CONSONANTS, MCCUNE_VOWELS)


def _spelled(text: str, consonants: dict[str, str], vowels: dict[str, str]) -> str:
    out: list[str] = []
    moved = ""
    for character, following in zip(text, text[1:] + " ", strict=True):
        if not _is_syllable(character):
            out.append(character)
            continue
        initial, medial, final = _parts(character)
        opening, vowel = moved or INITIALS[initial], MEDIALS[medial]
        moves = _is_syllable(following) and _parts(following)[0] == EMPTY
        moved = MOVED.get(final, "") if moves else ""
        closing = "" if moved else FINALS[final]
        out += [consonants.get(opening, opening), vowels.get(vowel, vowel), closing]
    return "".join(out)


def _is_syllable(character: str) -> bool:
    return BASE <= ord(character) <= LAST


def _parts(syllable: str) -> tuple[int, int, int]:
    """The numbers of initial, medial and final of a syllable (Unicode, chapter 3.12)."""
    number = ord(syllable) - BASE
    return number // 588, number % 588 // 28, number % 28
