"""Numbers that hold digits in words or look-alikes: Hangul, Chinese numerals, O for 0, l and I for 1.

A text with such a number is searched a second time with ASCII digits in their place. So every kind that is
written in digits is found, and no kind lists spellings of digits.

| what stands for digits | condition |
|---|---|
| 공 영 빵 일 이 삼 사 오 육 칠 팔 구, 하나 둘 ..., 零 〇 一 二 ... | nine or more, two of them words |
| O o l I | nine digits or more outside words, six of them ASCII |
| these mixed with letters, 공1O-사팔7삼-삼팔3공 | a mobile prefix, eleven digits, six letters at most |

Behind a label, signs and blanks inside a number are put right too: `010*1234*5678` becomes `010-1234-5678`,
and `0 2 3 4 5` becomes `02345`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.lines import line_begin, line_end
from pipeline.kernels.pii.taken import Taken
from pipeline.kernels.pii.vocabulary import Words, set_of

Span = tuple[int, int, int]

_DIGITS = {
    **{c: str(i) for i, c in enumerate("공일이삼사오육칠팔구")},
    **{c: str(i) for i, c in enumerate("〇一二三四五六七八九")},
    **{w: str(i + 1) for i, w in enumerate("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉".split())},  # noqa: SIM905
    **dict.fromkeys(("영", "빵", "零"), "0"),
    "륙": "6",
}
_LETTERS = {b"O": b"0", b"o": b"0", b"l": b"1", b"I": b"1"}

_WORD = "(?:" + "|".join(_DIGITS) + ")"
_ANY = f"(?:[0-9]|{_WORD})"
# 다시, 에 and its misspelling 의 are how a hyphen is read aloud
_GAP = r"(?: ?[\-./_~\x7f] ?| ?다시 ?| ?대시 ?| ?(?:에|의) ?|,? |  ?)?"
_ZERO, _ONE = "(?:공|영|빵|零|〇)", "(?:일|하나|一)"
_THIRD = "(?:공|영|빵|零|〇|육|륙|칠|팔|구|六|七|八|九)"
_HYPHEN = r"[\-. ]?"
_LIKE = _HYPHEN + "[0-9OolI]"
# a mobile prefix with a letter or a word in it, and what goes on behind it
_MIXED_GAP = r"[ \-./_~]{0,3}"
_MIXED = rf"(?:[0-9OolI]|{_WORD})"
_PREFIX = (
    rf"(?:(?:{_ZERO}|[Oo]){_MIXED_GAP}(?:{_ONE}|[1lI]){_MIXED_GAP}(?:{_THIRD}|[016789Oo])"
    rf"|0{_MIXED_GAP}(?:{_ONE}|[lI]){_MIXED_GAP}(?:{_THIRD}|[016789Oo])|01{_MIXED_GAP}(?:{_THIRD}|[Oo]))"
)
# signs that stand between groups of digits once in a while: prices and times have groups of three and two
_SIGN = r"[*+=:,|;&!^>\t]"
_LOOKING_LIKE = (
    r"[0-9]{2}[\-. ]?[OolI]{1,2}[\-. ]?[0-9](?:[0-9]|[\-. ][0-9]|[^0-9A-Za-z])"
    r"|(?:(?m:^)|[^0-9A-Za-z\n])[OolI]{1,2}[\-. ]?[0-9]{1,8}[\-.) ]{1,2}[0-9]{2}"
    r"|(?:(?m:^)|[^0-9A-Za-z\n])[0-9][\-. ]?[OolI][0-9OolI]?[\-.) ]{0,2}[0-9OolI]{3}"
    r"|[0-9]{3}[OolI](?:[^0-9A-Za-z]|$)"
)
_SIGNED = (
    rf"[0-9]{{2}}{_SIGN}[0-9]{{2,6}}{_SIGN}[0-9]{{4}}|[0-9]{{6}}{_SIGN}[0-9]{{7}}|[0-9]{_SIGN}[0-9]{{10}}"
    r"|[0-9](?: [0-9]){4}"
)

# four words in a row, eight with spaces between them, or the beginning of a mobile number
GATE = Gate(
    rf"{_WORD}(?:[\-.]?{_WORD}){{3}}|{_WORD}(?: {_WORD}){{7}}"
    rf"|{_ZERO}{_HYPHEN}(?:{_ONE}|1){_HYPHEN}(?:{_THIRD}|[016789])"
    rf"|0{_HYPHEN}{_ONE}{_HYPHEN}(?:{_THIRD}|[016789])|0{_HYPHEN}1{_HYPHEN}{_THIRD}"
    rf"|01[016789]{_HYPHEN}(?:[0-9]{_HYPHEN})*{_WORD}{_HYPHEN}(?:{_WORD}|[0-9])"
    rf"|(?:[Oo][1lI][0-9Oo]|0[lI][0-9Oo]|01[Oo])(?:{_LIKE}){{4}}"
    rf"|{_PREFIX.replace('{0,3}', '*')}(?:[ \-./_~]*{_MIXED}){{4}}"
    rf"|{_LOOKING_LIKE}|{_SIGNED}",
    160,
    160,
)
_GATE = re.compile(GATE.pattern.encode())
_WORDS = re.compile(rf"{_ANY}(?:{_GAP}{_ANY}){{8,}}".encode())
_LOOKALIKES = re.compile(rb"[0-9OolI](?:[\-. )]{0,2}[0-9OolI]){8,20}")
_MIXED_RUN = re.compile(rf"{_PREFIX}(?:{_MIXED_GAP}{_MIXED}){{8}}".encode())
_BEGINS = re.compile(_PREFIX.encode())
_ONE_MIXED = re.compile(_MIXED.encode())
_ONE_WORD = re.compile(_WORD.encode())
_ONE_GAP = re.compile("다시|대시|에|의".encode())
_ONE_LETTER = re.compile(rb"[OolI]")
_BYTES = {w.encode(): d.encode() for w, d in _DIGITS.items()}
_NOT_PLAIN = re.compile(rb"[A-Za-z0-9_]")
# 이 is the beginning of an ending, not a two: 오육칠팔이에요
_ENDING = re.compile(
    "이(?: ?번호|쪽|곳|리로|걸로|번에|에요|예요|에여|다|고|며|구요|라|나|니|었|였|야|죠|요|지)".encode()
)
# letters among the eleven digits of a mobile number at most: 0lO- 99 OO- 87oO
_MOST_LETTERS = 6
# digits of a mobile number, a resident number and a card
_MOBILE_SIZE = 11
_USUAL_SIZES = frozenset((_MOBILE_SIZE, 13, 16))
_MOBILE = re.compile(rf"(?:0|{_ZERO})[ \-]?(?:1|{_ONE})".encode())
_SIGNED_RUN = re.compile(rf"[0-9]{{1,8}}({_SIGN})[0-9]{{1,10}}(?:\1[0-9]{{1,8}}){{0,4}}".encode())
_APART = re.compile(rb"[0-9](?:(?: | ?- ?)[0-9]){8,18}")
_LABEL_REACH = 48
_LABEL = Words(
    "번호", "전화", "연락", "계좌", "통장", "입금", "카드", "주민", "면허", "보험", "여권", "휴대",
    "핸드폰", "폰", "팩스", "건보", "민번", "은행", "뱅크", "☎", "☏", "✆", "📞", "tel", "fax", "phone",
    "mobile", "cell", "card", "account", "acct", "a/c", "ssn", "social sec", "licen", "insur", "rrn", "arc ",
    "contact", "registration", "[^a-z](?:hp|h\\.p|c\\.p|[tmf])[.: ]", "call", "nhi",
)  # fmt: skip


def windows_of(
    text: bytes,
    first: int = 0,
    last: int | None = None,
    find_all: Callable[..., Iterator[Any]] = _GATE.finditer,
) -> list[tuple[int, int]]:
    """Where the gate matches between two bytes, with its reach, cut at the ends of the line."""
    windows = []
    for match in find_all(text, first, len(text) if last is None else last):
        start, end = match.span()
        low = line_begin(text, start, GATE.before)
        windows.append((low, line_end(text, start, end - start + GATE.after)))
    return windows


def with_digits(
    text: bytes, windows: list[tuple[int, int]] | None = None
) -> tuple[bytes, np.ndarray] | None:
    """(a text with ASCII digits in its numbers, the byte in `text` of each of its bytes and of its end).

    None if there is no number in words in the windows, which are ascending; the whole text if None.
    """
    changes = [
        (first + start, first + end, new)
        for first, last in ([(0, len(text))] if windows is None else windows)
        for start, end, new in sorted(_changes(text[first:last]))
    ]
    if not changes:
        return None
    pieces, places, at = [], [], 0
    for start, end, new in changes:
        if start < at:
            continue
        pieces += [text[at:start], new]
        places += [np.arange(at, start), np.full(len(new), start)]
        at = end
    pieces.append(text[at:])
    places.append(np.arange(at, len(text) + 1))
    return b"".join(pieces), np.concatenate(places)


def _changes(text: bytes) -> list[tuple[int, int, bytes]]:
    """(start, end, digit or hyphen) of every word, letter and sign that stands for one."""
    return [change for way in _TELLING.Match(text) or () for change in _WAYS[way][0](text)]


def _of_words(text: bytes) -> list[tuple[int, int, bytes]]:
    """The changes of numbers in Hangul and Chinese."""
    changes = []
    for run in _WORDS.finditer(text):
        words = [*_ONE_WORD.finditer(text, *run.span())]
        if words and _is_ending(text, run, words):
            words.pop()
        if not words:
            continue
        # one word is a digit of a mobile prefix alone: 01공-1234-5678
        if len(words) < 2 and words[0].start() - run.start() > 2:
            continue
        changes += [(*w.span(), _BYTES[w[0]]) for w in words]
        changes += [(*g.span(), b"-") for g in _ONE_GAP.finditer(text, *run.span())]
        # words apart are digits, 공 일 공; between groups a blank is a hyphen, 공일공 이삼사오
        groups = any(a.end() == b.start() for a, b in pairwise(words))
        changes += [
            (a.end(), b.start(), b"-" if groups else b"")
            for a, b in pairwise(words)
            # the next number of a list begins with its prefix
            if text[a.end() : b.start()] in (b" ", b", ") and not _BEGINS.match(text, b.start())
        ]
    return changes


def _is_ending(text: bytes, run: re.Match[bytes], words: list[re.Match[bytes]]) -> bool:
    """True if the last word of a run is the 이 of an ending."""
    if words[-1].end() != run.end() or not _ENDING.match(text, words[-1].start()):
        return False
    size = len(words) + sum(0x30 <= b <= 0x39 for b in run[0])
    return size not in _USUAL_SIZES or (size == _MOBILE_SIZE and not _MOBILE.match(run[0]))


def _of_mixed(text: bytes) -> list[tuple[int, int, bytes]]:
    """The changes of mobile numbers with words, letters and digits by turns; eleven digits are left."""
    changes = []
    for run in _MIXED_RUN.finditer(text):
        start, end = run.span()
        digits = [*_ONE_MIXED.finditer(text, start, end)]
        letters = sum(digit[0] in _LETTERS for digit in digits)
        if not 0 < letters <= _MOST_LETTERS or _goes_on(text, start, end):
            continue
        at = start
        for digit in digits:
            if at < digit.start():
                changes.append((at, digit.start(), b""))
            if not digit[0].isdigit():
                changes.append((*digit.span(), _LETTERS.get(digit[0]) or _BYTES[digit[0]]))
            at = digit.end()
    return changes


def _of_letters(text: bytes) -> list[tuple[int, int, bytes]]:
    """The changes of numbers with letters that look like digits."""
    changes = []
    for run in _LOOKALIKES.finditer(text):
        start, end = run.span()
        letters = [*_ONE_LETTER.finditer(text, start, end)]
        if not letters or sum(0x30 <= b <= 0x39 for b in run[0]) < 6:
            continue
        if not _goes_on(text, start, end):
            changes += [(*m.span(), _LETTERS[m[0]]) for m in letters]
    return changes


def _of_signs(text: bytes) -> list[tuple[int, int, bytes]]:
    """The changes of numbers behind a label whose groups one sign parts."""
    changes = []
    if not _LABEL.search(b"\n" + text):
        return changes
    for run in _SIGNED_RUN.finditer(text):
        start, end = run.span()
        size = len(run[0]) - run[0].count(run[1])
        # a number that a sign of lists parts from its label is one of many
        cut = text.rfind(run[1], 0, start) + 1 if run[1] in b",;\t" else 0
        near = max(start - _LABEL_REACH, cut)
        if (
            9 <= size <= 19
            and _LABEL.search(b"\n" + text[max(0, near) : start])
            and not _goes_on(text, start, end)
        ):
            changes += [(i, i + 1, b"-") for i in range(start, end) if text[i] == run[1][0]]
    return changes


def _of_blanks(text: bytes) -> list[tuple[int, int, bytes]]:
    """The changes of numbers behind a label whose digits stand apart."""
    changes = []
    for run in _APART.finditer(text):
        start, end = run.span()
        if _is_labelled(text, start) and not _goes_on(text, start, end):
            changes += [(i, i + 1, b"") for i in range(start, end) if text[i] == 0x20]
    return changes


# every way, and a pattern of what it cannot do without: RE2 tells in one pass which of them to try
_WAYS = (
    (_of_mixed, _MIXED_RUN.pattern),
    (_of_words, f"{_WORD}{_GAP}{_ANY}|{_ANY}{_GAP}{_WORD}".encode()),
    (_of_letters, rb"[0-9][\-. )]{0,2}[OolI]|[OolI][\-. )]{0,2}[0-9]"),
    (_of_signs, f"[0-9]{_SIGN}[0-9]".encode()),
    (_of_blanks, _APART.pattern),
)
_TELLING = set_of(pattern for _, pattern in _WAYS)


def _goes_on(text: bytes, start: int, end: int) -> bool:
    """True if a digit, a letter or a low line touches the span."""
    return bool(_NOT_PLAIN.match(text, end) or _NOT_PLAIN.match(text, max(0, start - 1), start))


def _is_labelled(text: bytes, start: int) -> bool:
    """True if a number is named shortly before."""
    return _LABEL.search(b"\n" + text[max(0, start - _LABEL_REACH) : start])


def search_twice(
    text: bytes,
    windows: list[tuple[int, int]],
    search: Callable[[bytes], list[Span]],
    spans: list[Span],
) -> list[Span]:
    """`spans`, and what `search` finds once words and letters in the windows are digits, ascending."""
    changed = with_digits(text, windows) if windows else None
    if changed is None:
        return spans
    new, places = changed
    ends, taken = np.append(places[1:], len(text)), Taken(sorted(spans))
    for a, b, kind in search(new):
        start, end = int(places[a]), int(ends[b - 1])
        if taken.is_free(start, end):
            taken.add(start, end, kind)
    return taken.spans
