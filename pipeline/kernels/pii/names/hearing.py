"""How much a word in Hangul sounds like a name from abroad: 바트바야르, 에르난데스, 응우옌.

Transcriptions use other syllables than Korean words do: few final consonants, many of 르, 드, 쉬, 셰. A word is
cut into its syllables, the sounds in each and those at the seams; every part has an integer weight, learned by
`scripts.names_abroad` from names of some thirty countries and the words of Korean text. Integers give the same
score on every machine. Loan words sound alike, 커넥터: the common ones stand in the same file.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "abroad.weights"
_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
# the length that stands for all longer words
_LONG = 6


def parts(word: str) -> Iterator[str]:
    """The parts of a word of Hangul that have weights, each with the name of its sort before it."""
    last = len(word) - 1
    for i, syllable in enumerate(word):
        onset, vowel, final = _sounds(syllable)
        yield f"s{syllable}"
        yield f"a{onset}.{vowel}"
        yield f"b{vowel}.{final}"
        yield f"c{final}.{int(i == last)}"
        if i < last:
            onset_behind, vowel_behind, _ = _sounds(word[i + 1])
            yield f"d{final}.{onset_behind}"
            yield f"e{vowel}.{vowel_behind}"
    yield f"f{min(len(word), _LONG)}"


def _sounds(syllable: str) -> tuple[int, int, int]:
    """The numbers of the first consonant, the vowel and the final consonant of a syllable of Hangul."""
    if not _FIRST <= ord(syllable) <= _LAST:
        raise ValueError("a word to be heard holds syllables of Hangul alone")
    rest, final = divmod(ord(syllable) - _FIRST, _FINALS)
    return *divmod(rest, _VOWELS), final


@dataclass(frozen=True, eq=False)
class Hearing:
    """Weights of parts in hundredths of a nat, what an unknown part of each sort weighs, and loan words."""

    weights: dict[str, int]
    unknown: dict[str, int]
    loan_words: frozenset[str]

    def score(self, word: str) -> int:
        """Hundredths of a nat for each syllable by which the word sounds more like a name than a word."""
        heard = sum(self.weights.get(part, self.unknown[part[0]]) for part in parts(word))
        return heard // len(word)

    def write(self, path: Path) -> None:
        """Write the file; equal weights make equal bytes."""
        held = [self.weights, self.unknown, sorted(self.loan_words)]
        text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path.write_bytes(zlib.compress(text.encode(), 9))


def read(path: Path = PATH) -> Hearing:
    """The weights in a file. Raises ValueError if it is another file."""
    try:
        weights, unknown, words = json.loads(zlib.decompress(path.read_bytes()))
    except (zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is no file of weights for names from abroad") from error
    return Hearing(weights, unknown, frozenset(words))


@cache
def hearing() -> Hearing:
    """The weights of the package, read once."""
    return read()
