"""The grammar of a Korean text without its topic: each eojeol is reduced to its ending, for models that must
rely on how a text is written and not on its topic.

Particles and verb endings stand at the end of an eojeol. An eojeol that ends in one of ENDINGS keeps its last
two syllables, and ○ stands for the syllables before; another keeps its last syllable if an ending has it.
`네트워크를 통해 SQL에서 읽습니다.` becomes `○를 통해 A에서 ○니다.`"""

import re

import numpy as np
from numba import njit

_LISTED = """
가 가는 가를 가의 가장 가지 각 각각 간을 간의 같다 같은 같이 개 개발 개의 거나 거의 것
것은 것을 것이 결국 경우 계를 고는 과 과를 과의 관련 관리 관한 구성 국가 군요 권을 권의 그
그의 기가 기는 기도 기를 기업 기에 기의 까요 까지 나 나는 나의 내용 네요 년 는 는다 는데
는지 니다 니라 다 다가 다고 다는 다른 다만 다면 다시 다음 단한 당시 당한 대로 대를 대에
대의 대한 대해 더 도가 도는 도로 도록 도를 도의 동안 동을 되고 되는 되어 되지 된 된다 될
두 뒤 드는 드를 드의 들과 들어 들은 들을 들의 들이 등 등에 등을 등의 등이 따라 때 떻게 또
또는 또한 라고 라는 라도 라면 라서 람이 러나 러한 렇게 려고 력을 력이 로 로는 로서 로써
로운 르는 를 리가 리고 리는 리를 리에 리의 립된 마다 많은 많이 매년 매우 면서 명 명을 모두
모든 무를 문에 므로 미리 및 바로 밖에 받은 방법 번째 법에 법은 보고 보기 보는 보다 보를 본
본다 볼 부를 부의 부터 분류 분의 분이 비스 사가 사는 사람 사를 사업 사에 사의 사항 삭제
산을 산의 상을 상의 서는 서도 서를 서의 성에 성을 성이 세 세요 소를 수 수가 수는 수도 수를
수의 스가 스는 스를 스의 스트 시 시간 시에 식을 실을 아닌 않고 않는 않은 알고 았다 양한
어떤 어서 어야 어의 어진 업을 없는 없다 없이 었고 었다 었던 에 에게 에는 에도 에서 여러
역시 였다 영화 오는 와 요한 용은 용을 용이 용자 용할 원은 원을 원의 원이 원회 월 웨어 위를
위한 위해 으나 으로 으며 으면 은 을 음과 음을 의 의를 의해 이 이고 이나 이는 이다 이라
이란 이런 이를 이며 이미 이상 이션 이에 이의 이제 이지 인은 인을 인의 인이 인지 일 일부
일을 임을 있게 있고 있는 있다 있어 있을 자가 자는 자로 자를 자에 자와 자의 작은 잘 장에
장은 장을 장의 장이 적인 전 전에 전히 점을 정된 정에 정을 정의 정이 정한 정할 제 제가 제로
제를 조 조를 조정 주는 주로 중 중에 즉 지가 지고 지는 지로 지를 지만 지에 지역 지의 직접
진다 차 처럼 처리 첫 치는 치를 큰 터의 통해 트를 특히 하게 하고 하기 하는 하다 하며 하면
하여 하지 학교 한 한국 한다 할 함께 함을 해당 해서 해야 했다 했던 행할 향을 현재 화가 화도
화를 회가 회는 회를 회에 회의 후
"""
# The tails (last two syllables, or a whole word of one or two) that are frequent in at least two of four
# kinds of Korean text: encyclopedia, statutes, film reviews, documentation. Mostly particles, verb endings
# and function words, with a few nouns. `python -m scripts.endings` counted them.
ENDINGS = frozenset(_LISTED.split())

# Parts of a page that are not prose. A cut page may end inside one. A code span becomes a foreign word,
# because particles follow it. A remark in brackets behind a word is removed, because particles follow it.
_FRONT_MATTER = re.compile(r"\A---\n.*?(?:\n---\n|\Z)", re.S)
_FENCES = re.compile(r"^[ \t]*```.*?(?:^[ \t]*```|\Z)", re.S | re.M)
_CODE_SPANS = re.compile(r"``[^`\n]+``|`[^`\n]+`")
_MARKUP = re.compile(r"<[!/a-zA-Z][^<>]*>|\]\([^()\n]*\)|https?://[^\s가-힣]+")
_BRACKETS = re.compile(r"(?<=[^\W_])\([^()\n]{0,80}\)")

# Lines with fewer Hangul syllables are code, numbers or names.
MIN_SYLLABLES = 5

_FIRST, _LAST = 0xAC00, 0xD7A3
_MASK, _FOREIGN, _SPACE, _FEED = ord("○"), ord("A"), ord(" "), ord("\n")
# Kinds of characters in the basic plane.
_BREAK, _SYLLABLE, _LETTER, _JOINER, _SILENT, _MARK = range(6)


def _kinds() -> np.ndarray:
    """The kind of each code point of the basic plane, uint8 [65536]. Joiners are part of foreign words
    (`C++`, `x64/arm`), silent characters are skipped, and characters of no listed kind separate words."""
    kinds = np.full(1 << 16, _BREAK, np.uint8)
    kinds[_FIRST : _LAST + 1] = _SYLLABLE
    letters = np.arange(0x250)
    kinds[[c for c in letters if chr(c).isalnum()]] = _LETTER
    # Greek and Cyrillic, kana, hanja.
    for first, last in ((0x370, 0x52F), (0x3040, 0x30FF), (0x4E00, 0x9FFF)):
        kinds[first : last + 1] = _LETTER
    kinds[[ord(c) for c in "#%+$@&/\\-_"]] = _JOINER
    kinds[[ord(c) for c in "*`\"'“”‘’「」『』《》〈〉[](){}"]] = _SILENT
    kinds[[ord(c) for c in ".,?!"]] = _MARK
    return kinds


_KINDS = _kinds()
# Endings of two syllables as one number each, sorted; and whether a syllable is the last of an ending.
_PAIRS = np.sort(np.array([ord(x[0]) << 16 | ord(x[1]) for x in ENDINGS if len(x) == 2], np.int64))
_FINALS = np.zeros(1 << 16, np.bool_)
_FINALS[[ord(x[-1]) for x in ENDINGS]] = True


def prose(text: str) -> str:
    """A text without front matter, code blocks, tags, addresses, link targets and remarks in brackets; a code
    span becomes the foreign word A."""
    text = _FRONT_MATTER.sub("", text)
    if "`" in text:
        text = _CODE_SPANS.sub("A", _FENCES.sub("\n", text))
    return _BRACKETS.sub("", _MARKUP.sub("", text))


def endings(text: str) -> str:
    """The eojeols of a Korean text, each reduced to its ending, separated by a space; empty if no line has
    MIN_SYLLABLES syllables of Hangul.

    Words of Latin letters, digits and hanja become A, and A before an ending if one follows (`A에서`). The
    first of the marks . , ? ! behind an eojeol is kept."""
    codes = np.frombuffer(prose(text).encode("utf-32-le", "replace"), np.uint32)
    reduced = np.empty(2 * len(codes) + 2, np.uint32)
    size = _reduce(codes, _KINDS, _PAIRS, _FINALS, reduced)
    return reduced[:size].tobytes().decode("utf-32-le")


@njit(cache=True, nogil=True)
def _kind(codes, k, kinds):
    return kinds[codes[k]] if codes[k] < len(kinds) else _BREAK


@njit(cache=True, nogil=True)
def _has_prose(codes, begin, kinds):
    """(whether the line from `begin` has MIN_SYLLABLES syllables, offset of its end)."""
    k, syllables = begin, 0
    while k < len(codes) and codes[k] != _FEED:
        syllables += _kind(codes, k, kinds) == _SYLLABLE
        k += 1
    return syllables >= MIN_SYLLABLES, k


@njit(cache=True, nogil=True)
def _is_inside(codes, k, kinds):
    """Whether the mark at `k` stands between foreign letters, as in `Node.js` and 1,000."""
    if k == 0 or k + 1 == len(codes):
        return False
    before, behind = _kind(codes, k - 1, kinds), _kind(codes, k + 1, kinds)
    return before == _LETTER and behind == _LETTER


@njit(cache=True, nogil=True)
def _write(before_last, last, syllables, is_foreign, pairs, finals, reduced, size):
    """Append one eojeol, without its mark, to `reduced`; returns the new size. `before_last` and `last` are
    its last two syllables, `is_foreign` is True if it begins with a foreign letter."""
    if is_foreign:
        reduced[size] = _FOREIGN
        size += 1
    if syllables == 0:
        return size
    pair = np.int64(before_last) << 16 | np.int64(last)
    place = np.searchsorted(pairs, pair)
    is_ending = syllables > 1 and place < len(pairs) and pairs[place] == pair
    if syllables > 2 or (syllables > 1 and not is_ending):
        reduced[size] = _MASK
        size += 1
    if is_ending:
        reduced[size] = before_last
        size += 1
    if is_ending or finals[last]:
        reduced[size] = last
        size += 1
    elif syllables == 1:
        reduced[size] = _MASK
        size += 1
    return size


@njit(cache=True, nogil=True)
def _reduce(codes, kinds, pairs, finals, reduced):
    """Fill `reduced`, at least twice as long as `codes` and two more, with the reduced eojeols of the lines
    that have prose; returns its size."""
    size, end, k = 0, -1, 0
    while k < len(codes):
        if k > end:
            is_prose, end = _has_prose(codes, k, kinds)
            if not is_prose:
                k = end + 1
                continue
        syllables, letters, is_foreign = 0, 0, False
        before_last, last = np.uint32(0), np.uint32(0)
        while k < end:
            kind = _kind(codes, k, kinds)
            if kind == _SYLLABLE:
                before_last, last = last, codes[k]
                syllables += 1
            elif kind == _LETTER:
                is_foreign = is_foreign or syllables == 0
                letters += 1
            elif kind == _BREAK or (kind == _MARK and not _is_inside(codes, k, kinds)):
                break
            k += 1
        if syllables or letters:
            size += size > 0
            size = _write(before_last, last, syllables, is_foreign, pairs, finals, reduced, size)
            if k < end and _kind(codes, k, kinds) == _MARK:
                reduced[size] = codes[k]
                size += 1
            reduced[size] = _SPACE
        k += 1
    return size
