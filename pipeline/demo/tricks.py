"""How senders of spam write a word so that a list of words does not match it."""

from random import Random

# Letters of other alphabets, digits and syllables that look like the letter.
_LOOKS_LIKE = str.maketrans(
    {
        "a": "а",
        "e": "е",
        "o": "0",
        "i": "1",
        "s": "5",
        "c": "с",
        "p": "р",
        "대": "머",
        "명": "띵",
        "노": "N0",
        "이": "2",
        "오": "5",
        "토": "ㅌH",
        "팔": "8",
        "추": "츄",
        "출": "춥",
        "익": "ㅇㅣㄱ",
        "돈": "똔",
    }
)
_MARKS = (".", "-", "*", "♥", "·", "_", "/", "~", "ㆍ", "☆")
_EMOJI = ("💰", "🔥", "🎁", "⭐", "🎰", "✅", "💎", "📈", "👉", "💋")


def hide(random: Random, word: str) -> str:
    """The word with blanks or marks inside, with look-alike letters, or between emoji."""
    return random.choice((_blanks, _marks, _look_alikes, _emoji))(random, word)


def _blanks(random: Random, word: str) -> str:
    return random.choice((" ", "  ")).join(word.replace(" ", ""))


def _marks(random: Random, word: str) -> str:
    return random.choice(_MARKS).join(word.replace(" ", ""))


def _look_alikes(random: Random, word: str) -> str:
    return word.translate(_LOOKS_LIKE)


def _emoji(random: Random, word: str) -> str:
    first, last = random.sample(_EMOJI, 2)
    return f"{first}{word}{last}"
