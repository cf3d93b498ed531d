"""Paragraphs: lines joined where the text goes on."""

import re
from collections.abc import Sequence
from statistics import median

from pipeline.readers.layout.joints import Vocabulary, inside_words, is_joint
from pipeline.readers.layout.lines import Line

# Differences in height, and distances between lines, that part paragraphs.
SIZE, DISTANCE = 1.3, 1.45
# Heights by which the first line of a paragraph is indented, and by which a line is short of the margin.
INDENT, SHORT = 0.7, 1.2
# Heights by which a line that stands at the right, such as a date, begins behind the next.
FAR = 4.0
# Share of lines with a space at their end above which those without one end inside a word.
SPACED = 0.3
# What begins an item of a list: bullets, (1), 1., 1), 가., 가), ①, 제1조, and [0001] in patents.
_ITEM = re.compile(
    r"[-‐–—•●○◦◯□■▪▫◆◇▶▷►➢✓※*∙·ㆍ☐]\s*\S"
    r"|[(\[]?(?:\d{1,3}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivxIVX]{1,4})[.)\]](?:\s|$|[가-힣])"
    r"|\d{1,2}(?:[.-]\d{1,2}){1,4}[.)]?\s"
    r"|[①-⑳㉠-㉻⑴-⒇]"
    r"|\[\d{4}\]\s"
    r"|제\s?\d+\s?[조장절항관편](?:의\d+)?[\s(]"
    r"|[\[【<〔]\s?[가-힣]"
)
_ENDS = re.compile(r"[.!?:;。][\"'”’)\]」』]*$")
_LEADERS = re.compile(r"(?:[.·․‥…ㆍ_]\s?){6,}")


def paragraphs_of(pages: Sequence[list[Line]]) -> list[str]:
    """The paragraphs of a document. One may go on from page to page."""
    groups = _groups(pages)
    vocabulary = Vocabulary(line.text for page in pages for line in page)
    full = [line for group in groups for line in group[:-1]]
    trusted = sum(line.spaced for line in full) > SPACED * len(full)
    joints = [
        (a.text, b.text)
        for group in groups
        for a, b in zip(group, group[1:], strict=False)
        if is_joint(a.text, b.text) and not a.spaced
    ]
    inside = [True] * len(joints) if trusted else inside_words(joints, vocabulary)
    within = iter(inside)
    out: list[str] = []
    for group in groups:
        text = group[0].text
        for before, after in zip(group, group[1:], strict=False):
            if is_joint(before.text, after.text) and not before.spaced:
                text += ("" if next(within) else " ") + after.text
            else:
                text = _joined(text, after.text)
        out.append(_LEADERS.sub(" … ", text))
    return out


def _groups(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each paragraph."""
    groups: list[list[Line]] = []
    for page in pages:
        pitch = _pitch(page)
        for i, line in enumerate(page):
            starts_page = i == 0
            if groups and _goes_on(groups[-1], line, pitch, starts_page):
                groups[-1].append(line)
            else:
                groups.append([line])
    return groups


def _pitch(lines: list[Line]) -> float:
    """The usual distance between the feet of two lines of a page, in heights of a line."""
    distances = [
        (a.y0 - b.y0) / a.height
        for a, b in zip(lines, lines[1:], strict=False)
        if not a.whole and not b.whole and a.height > 0 and 0 < a.y0 - b.y0 < 3 * a.height
    ]
    return median(distances) if distances else 1.5


def _goes_on(group: list[Line], line: Line, pitch: float, starts_page: bool) -> bool:
    """True if a line continues the paragraph of the lines before it."""
    last = group[-1]
    if last.whole or line.whole or not last.text or not line.text:
        return False
    size = max(last.height, line.height)
    short = last.right - last.x1
    begins = _ITEM.match(line.text) and not _ends_sentence(group, line, short)
    if size > SIZE * min(last.height, line.height) or begins:
        return False
    if short > max(SHORT * size, _first_word(line) + 0.3 * size):
        return False
    if _ENDS.search(last.text) and short > 0.8 * size:
        return False
    # Below and to the left another column, or above it another page, goes on.
    moved = starts_page or line.y0 > last.y0
    if not moved and last.y0 - line.y0 > max(DISTANCE * pitch, pitch + 0.5) * last.height:
        return False
    if moved and _ENDS.search(last.text):
        return False
    # The lines of an item that follow its first are indented too.
    hangs = len(group) == 1 and _ITEM.match(last.text)
    return moved or bool(hangs) or -FAR * size < line.x0 - last.x0 < INDENT * size


def _ends_sentence(group: list[Line], line: Line, short: float) -> bool:
    """True if `다.` is the rest of a sentence, and not the item behind 나.: the line before is full and ends
    in Hangul."""
    return (
        line.text.startswith("다.")
        and short < SHORT * line.height
        and "가" <= group[-1].text[-1] <= "힣"
        and not group[0].text.startswith("나")
    )


def _first_word(line: Line) -> float:
    """The width of the first word of a line; of Korean, which breaks anywhere, that of a syllable."""
    word = line.text.split(" ", 1)[0]
    if is_joint("가", word):
        word = word[0]
    return (line.x1 - line.x0) * len(word) / len(line.text)


def _joined(text: str, following: str) -> str:
    """Two lines as one. A hyphen between small letters is undone; CJK characters need no space."""
    if re.search(r"[a-z]-$", text) and re.match(r"[a-z]", following):
        return text[:-1] + following
    if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]$", text) and re.match(
        r"[\u3040-\u30ff\u4e00-\u9fff]", following
    ):
        return text + following
    return f"{text} {following}"
