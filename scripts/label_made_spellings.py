"""Spellings of made texts: Korean particles that fit their word, and words that a list of words misses."""

from random import Random

MARKS = ".·*~^-_/ㆍ'"
SIGNS = "★♥◆▶✅🔥💰※☆♠🎲💎⭐❤📌🌟"
# Letters of the same shape as a digit.
LETTERS = str.maketrans("01", "Ol")

_FIRST, _LAST = ord("가"), ord("힣")
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
# Vowels that stand for each other in misspelt words: ㅏ ㅑ, ㅐ ㅔ, ㅓ ㅕ, ㅗ ㅛ, ㅜ ㅠ, ㅡ ㅣ.
_SIMILAR = dict(zip("ㅏㅐㅔㅓㅗㅜㅡㅣ", "ㅑㅔㅐㅕㅛㅠㅣㅡ", strict=True))
# Particle after a syllable with a final consonant, and after one without.
_PARTICLES = {
    form: pair
    for pair in (
        ("으로", "로"), ("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("이나", "나"),
        ("이라도", "라도"), ("이에요", "예요"),
    )
    for form in pair
}  # fmt: skip


def with_particle(word: str, particle: str | None) -> str:
    """The word with the form of the particle that its last syllable asks for."""
    if particle is None or not "가" <= word[-1:] <= "힣":
        return word + (particle or "")
    tail = _TAILS[(ord(word[-1]) - _FIRST) % 28]
    is_closed = tail != "" and not (tail == "ㄹ" and particle in ("으로", "로"))
    return word + _PARTICLES[particle][0 if is_closed else 1]


def hide(draw: Random, word: str) -> str:
    """The word with marks or blanks inside, a syllable taken apart or misspelt, or signs around it."""
    way = draw.random()
    if way < 0.35:
        return draw.choice(MARKS).join(word)
    if way < 0.6:
        return " ".join(word)
    if way < 0.8:
        at = draw.randrange(len(word))
        return word[:at] + _other_syllable(draw, word[at]) + word[at + 1 :]
    sign = draw.choice(SIGNS)
    return f"{sign}{word}{sign}"


def _other_syllable(draw: Random, char: str) -> str:
    """A syllable in its letters, or with a similar vowel; another character as it is."""
    if not _FIRST <= ord(char) <= _LAST:
        return char
    lead, rest = divmod(ord(char) - _FIRST, 588)
    vowel, tail = divmod(rest, 28)
    if draw.random() < 0.5:
        return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
    other = _VOWELS.index(_SIMILAR.get(_VOWELS[vowel], _VOWELS[vowel]))
    return chr(_FIRST + lead * 588 + other * 28 + tail)
