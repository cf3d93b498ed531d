"""Where names of persons are looked for in prose, and which finds of the model count.

A name is looked for within 60 characters of what identifies a person: a span that the rules found, or its
placeholder. There the model says what a name is, and a find counts if it has the form of one: a Korean
surname and two syllables, which no known word is, or two to four Latin words with capitals.
"""

import re
from functools import partial

from pipeline.kernels.pii.gates import merged_regions
from pipeline.kernels.pii.names.words import is_no_word
from pipeline.kernels.pii.prose.model import model
from pipeline.kernels.pii.prose.tagger import ANCHOR
from pipeline.kernels.pii.surnames import DOUBLE_SURNAMES, SURNAMES
from pipeline.kernels.placeholders import CLOSE, OPEN

# kinds near which a name is looked for
_IDENTITY = ("RRN", "FRN", "SSN", "PASSPORT", "DRIVER_LICENSE", "HEALTH_INSURANCE")
_OTHERS = ("PHONE", "US_PHONE", "EMAIL", "ADDRESS", "BIRTH_DATE", "ACCOUNT", "CARD", "IBAN")
NEAR = frozenset((*_IDENTITY, *_OTHERS))
# characters on each side of a span, and the bytes that hold them in UTF-8
REACH = 60
_BYTES = 4 * REACH
# what a name has to exceed the other readings by, in units of the weights
CAUTION = 200
_PLACEHOLDER = re.compile(rf"{re.escape(OPEN)}([A-Z_]+){re.escape(CLOSE)}".encode())
# stands for a span beside which no names are searched
_OPAQUE = 2
_DOUBLE = "|".join(DOUBLE_SURNAMES)
_FORM = re.compile(
    rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}}"
    r"|[A-Z][a-zA-Z'\-]+(?: [A-Z][a-zA-Z'\-]*\.?){1,3})"
)
# what may follow a name in Hangul without a blank
_BEHIND = re.compile(
    "(?:은|는|이|가|을|를|의|과|와|도|로|으로|및|이고|이며|에게서?|께서?|군|양)(?![가-힣])|(?:님|씨|입니다|이라|라고|"
    "교수|기자|과장|대리|팀장|부장|차장|대표|원장|실장|소장|국장|선생|변호사|박사|회장|이사|위원|간사)"
)
# ends of compounds behind a word of two syllables
_COMPOUND = frozenset("용일별률함하화식형급료비문점품액실소")
# last syllables of places: of every word that ends so, and where another place stands beside it
_PLACES_ALWAYS = frozenset("면읍길역")
_PLACES = frozenset("리동구시군로도산")
_BEHIND_PLACE = re.compile("[가-힣](?:시|군|구|도|면|읍|동|리|로|길)[ ,·/(]{1,3}$")
_IN_PLACE = re.compile(
    "[ ,·]{0,2}(?:[0-9]|[가-힣]*(?:시|군|구|면|읍|동|리|로|길|작목반|일원)(?![가-힣]))"
)
_LETTER = re.compile("[가-힣A-Za-z0-9]")

Span = tuple[int, int]


def names_near(
    text: bytes, spans: list[tuple[int, int, str]], caution: int = CAUTION
) -> list[Span]:
    """(start, end) in bytes of the names near the spans (start, end, kind) and the placeholders of a text."""
    marks = [(m.start(), m.end(), m[1].decode()) for m in _PLACEHOLDER.finditer(text)]
    marks = sorted([*spans, *marks])
    regions = merged_regions([_around(text, a, b) for a, b, kind in marks if kind in NEAR])
    names: list[Span] = []
    for region in regions:
        names += _names(text, region, marks, caution)
    return names


def _around(text: bytes, start: int, end: int) -> Span:
    """The region of REACH characters on both sides of a span, at borders of characters."""
    before = text[max(0, start - _BYTES) : start].decode(errors="ignore")[-REACH:]
    behind = text[end : end + _BYTES].decode(errors="ignore")[:REACH]
    return start - len(before.encode()), end + len(behind.encode())


def _names(
    text: bytes, region: Span, marks: list[tuple[int, int, str]], caution: int
) -> list[Span]:
    """The names in a region, in which every span is one character."""
    at, last = region
    pieces: list[str] = []
    places: list[int] = []
    add = partial(_add, text, pieces, places)
    for start, end, kind in marks:
        if end <= region[0] or start >= last or start < at:
            continue
        add(at, start)
        pieces.append(chr(ANCHOR if kind in NEAR else _OPAQUE))
        places.append(start)
        at = end
    add(at, max(at, last))
    places.append(max(at, last))
    shown = "".join(pieces)
    return [
        (places[a], places[a] + len(shown[a:b].encode()))
        for a, b in model().names_in(shown, caution)
        if is_form(shown, a, b)
    ]


def _add(text: bytes, pieces: list[str], places: list[int], start: int, end: int) -> None:
    """Add the characters of text[start:end], and the byte at which each begins."""
    part = text[start:end].decode()
    pieces.append(part)
    at = start
    for character in part:
        places.append(at)
        at += len(character.encode())


def is_form(text: str, start: int, end: int) -> bool:
    """True if the characters have the form of a name, and are neither part of a word nor a word or place."""
    name, words = text[start:end], model().words
    if not _FORM.fullmatch(name) or (start and _LETTER.match(text, start - 1)):
        return False
    if name.isascii():
        return not _LETTER.match(text, end) and not all(w.lower() in words for w in name.split())
    if name in words or not is_no_word(name.encode()) or _is_compound(name):
        return False
    if _is_place(text, start, end):
        return False
    return not _LETTER.match(text, end) or bool(_BEHIND.match(text, end))


def _is_compound(name: str) -> bool:
    """True for a word of two syllables with the end of a compound: 설치일, 방범용."""
    return name[-1] in _COMPOUND and name[:-1] in model().words


def _is_closed(syllable: str) -> bool:
    """True for a syllable with a final consonant: 백석리 is a village, 김유리 a name."""
    return (ord(syllable) - 0xAC00) % 28 > 0


def _is_place(text: str, start: int, end: int) -> bool:
    """True for 우강면 behind 당진시, before a number, or in a list of such places."""
    if text[end - 1] in _PLACES_ALWAYS or (text[end - 1] == "리" and _is_closed(text[end - 2])):
        return True
    if text[end - 1] not in _PLACES:
        return False
    return bool(_BEHIND_PLACE.search(text, max(0, start - 12), start) or _IN_PLACE.match(text, end))
