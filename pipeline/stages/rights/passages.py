"""The passages of a text that may state rights: a byte gate over all texts, then the lines around each hit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import re2

from pipeline.stages.rights.literals import in_literal
from pipeline.stages.rights.places import BODY, HEAD, LINE, OWN_LINE, TAIL, TITLE

# Bytes from the beginning and the end of a text that count as its head and tail, and non-blank lines.
EDGE, EDGE_LINES = 1_500, 12
# Non-blank lines at the end of a text that may be its menu.
LAST_LINES = 4
# Bytes of a line at the edges of a text that may be one part of a broken notice, and lines of it below another.
NARROW, PARTS = 120, 4
# Bytes of a passage at most, around a hit in a longer line.
AROUND = 400
# Bytes of a text in which the lines of REUSE stand.
REUSE = 400
# Passages of a text: the first ones and the last ones.
MOST = 40

# Parts of words that every notice holds. Nearly all are literals: polars finds them at 500 MB/s a core.
_WORDS = (
    # licences
    "icens", "icenc", "ICENS", "ICENC", "라이선스", "라이센스", "reative Commons", "reative commons", "크리에이티브", "ＣＣ", "ｃｃ　", "C C - B", "C C B", "C C  B", "C C-B", "Creative-Commons",
    "CC BY", "CC-BY", "CC‑BY", "CC_BY", "CC0", "cc0", "cc-by", "cc by", "cc  by", "CC  BY", "CC 0", "BY-NC", "BY-SA", "BY-ND", "CCL", "reativecommons", "저작자표시", "SPDX", "Government Licen", "저작권", "저작물", "저작자", "공공누리", "공공 누리", "KOGL", "출처표시", "출처 표시", "ublic domain", "no known copyright",
    "ublic Domain", "퍼블릭 도메인", "GNU ", "GPLv", "GPL로", "GPL을", "MIT로", "Apache-2.0", "Apache 2.0", "GFDL", "o rights reserved", "restrictions whatsoever", "ermission", "ERMISSION",
    # claims
    "opyright", "OPYRIGHT", "©", "ⓒ", "(c) 19", "(c) 20", "(C) 19", "(C) 20", "(c)20", "(C)20", "(c)19", "(C)19", "판권",
    "s reserved", "S RESERVED", "s Reserved", "are reserved", "right reserved", "Right Reserved", "권리 보유", "권리를 보유", "eserves all",
    # prohibitions
    "轉載", "転載", "转载", "複製", "翻印", "翻刻", "版權", "版权", "著作權", "著作权", "不許", "不许", "無斷", "無断", "외부 반출", "외부반출", "처벌받을", "처벌받게", "외부 유출", "허가 없이", "복사하지 마", "퍼가지", "옮기지 마", "옮기지 말",
    "무단", "무 단", "재배포", "불펌", "펌금지", "펌 금지", "퍼가기", "금합니다", "금함", "허락 없이", "동의 없이", "승인 없이", "전재 금지",
    "전재금지", "전재를 금", "전제 금지", "복제 금지", "복제금지", "복제를 금", "복사 금지", "이용 금지", "이용금지", "활용 금지", "활용금지",
    "rohibited", "ROHIBITED", "orbidden", "nauthori", "epublish", "eposting", "may only be ", "may not be ", "may not re", "may not copy", "no part of", "No part of", "edistribut", "o not copy",
    "o not repro", "o not repost", "o not share", "인공지능 학습", "인공지능의 학습", "onfidential", "ersonal use", "ersonal, non", "소장용", "구독자에게", "구독자만", "구독자 전용", "n't repost", "n't copy", "n't repro", "n’t repost", "n’t copy", "n’t repro", "복제하면", "복사하면", "rivate use", "subscriber", "will be prosecuted", "not covered by",
    # permissions
    "출처를", "출처만", "출처와", "출처 표기", "출처 명시", "출처 남", "출처 밝", "출처·", "퍼 가", "퍼가", "가져가", "옮겨 가", "옮겨가", "옮겨 적", "옮겨 실", "자유롭게", "자유로이", "마음껏", "얼마든지", "비영리적", "비영리로", "비영리 목적", "비영리 용도", "비상업", "상업적 이용", "상업적 용도", "상업적으로", "eel free",  "elcome to re", "elcome to share", "elcome to copy", "elcome to use", "elcome to adapt", "elcome to translate", "elcome to dist", "elcome to print", "elcome to quote", "ou may copy", "ou may share", "ou may re", "ou may use", "ou may freely", "ou may dist", "ou may print", "ou may translate", "셔도 됩니다", "셔도 돼", "셔도 좋", "셔도 괜찮", "can be copied", "can be shared", "can be freely", "can be repro", "can be reu", "can be repu", "may be copied", "may be repro", "may be shared", "may be reu", "may be red", "may be rei", "may be freely", "may be distr", "ncouraged to", "ith attribution", "free to re", "free to copy", "free to share", "free to use", "free to dist", "free to adapt", "free to translate", "free to print", "ithout asking",
    # machines
    "AI 학습", "학습 금지", "학습금지", "학습에 ", "학습 데이터", "학습용", "크롤링", "스크래핑", "마이닝", "ata mining", "AI training",
    "train AI", "to train ", "o scraping", "rain your model", "o not train", "raining AI", "raining of ", "or training ", "raining data", "anguage model", "achine learning", "achine-learning", "eural net", "rtificial intelligence",
    "학습시키", "학습하는 것을", "AI 모델", "AI 개발", "AI 훈련", "모델 훈련", "훈련용", "훈련에 ", "훈련 데이터", "기계 학습", "기계학습",
    # bans beside a licence
    "ommercial use", "ommercial re", "ommercial pur", "ommercially", "영리 목적", "고치지", "바꾸지 마", "수정하지", "변경하지", "팔지는", "판매는", "not sell", "not edit", "not modify", "not translate", "권리를 포기",
)  # fmt: skip
# `금지` alone is frequent in laws; in a notice it ends a line or a sentence.
_GATE = "|".join(
    [
        *map(re.escape, _WORDS),
        r"금지(?:합니다|됩니다|입니다)",
        r"금지[\])>》」.]?\n",
        r"금지[\])>》」.]?$",
        "허용하지 않",
    ]
)
_OPTIONS = re2.Options()
_OPTIONS.encoding = re2.Options.Encoding.LATIN1
_OPTIONS.never_capture = True
_HITS = re2.compile(_GATE.encode(), _OPTIONS)
_COMMENT = re.compile(
    r"^\s*(?:#+(?!#)|//+|/\*+|\*+/?|--|;+|%+|!|dnl\b|REM\b|\.\.|<!--|\"\"\"|''')\s?"
)
_HEADING_LICENCE = re.compile(
    r"^\W{0,8}(?:\d+[.)]\s*)?(?:licen[sc]es?|licen[sc]ing|copyright(?:s)?(?:\s+(?:and|&)\s+licen[sc]e)?|licen[sc]e\s+(?:and|&)\s+copyright|license information|legal|라이[선센]스(?:\s*및\s*저작권)?|저작권(?:\s*안내|\s*정책|\s*표시|\s*및\s*라이[선센]스)?|이용\s*허락)\W{0,8}$",
    re.IGNORECASE,
)
# Entries of a list under such a heading are not the document's own; a line behind the list may be.
_HEADING_LIST = re.compile(
    r"references?\W*$|bibliography|참고\s*(?:문헌|자료)|출처\W*$", re.IGNORECASE
)
_ENTRY = re.compile(r"\s+\S|[\-*•·\[(]|\d+[.)]")
_HEADING_OTHERS = re.compile(
    r"third[- ]?part|dependenc|credits|acknowledge?ments?|\battributions\b|bundled|used\s+(?:libraries|packages)|libraries\s+used|open\s+source\s+(?:licen|librar|notices|software)|image\s+(?:credits|sources)|사용한\s*(?:라이브러리|오픈)|오픈\s*소스\s*(?:라이[선센]스|고지|목록|라이브러리)|서드\s*파티|의존성|이미지\s*출처|감사의|크레딧",
    re.IGNORECASE,
)


# The label of a part in the line above: `Image rights` / `Public domain (CC0)`.
_PART = (
    r"(?:images?|photos?|photographs?|pictures?|object|objects|media|videos?|audio|data|dataset|code|software|fonts?|music|icons?|figures?|maps?|cover|artwork|illustrations?|"
    r"(?:유물|작품|대표|원본|본문|표지)?\s*(?:사진|이미지|그림|영상|음원|음악|데이터|코드|글꼴|지도|삽화))"
)
_PART_LABEL = re.compile(
    rf"\W*{_PART}(?:\s+of\s+the\s+\w+|\s+file)?\s*(?:rights|licen[sc]es?|licen[sc]ing|copyright|terms|usage|use|status|credits?|by|이용\s*조건|이용\s*허락|라이[선센]스|저작권|출처|공공누리)?\s*[:：]?\W*",
    re.IGNORECASE,
)
# `Your README could look like this:` above a notice; lines between it and the notice, and characters of each.
_SHOWS = re.compile(
    r"(?:\b(?:for\s+(?:instance|example)|such\s+as|like\s+this|like\s+so|as\s+follows|looks?\s+like|e\.g\.|(?:put|add|paste|include|insert|write|use)\s+(?:this|the\s+following|something)|the\s+following\s+(?:line|text|notice|section)s?|(?:sample|example|template)s?)\b[^.]{0,60}[:：]$|"
    r"(?:다음과\s*같이|다음처럼|이렇게|이런\s*식으로|예를\s*들(?:면|어)?|예시|견본|템플릿)[^.]{0,24}[:：.]$)",
    re.IGNORECASE,
)
_OF_NOTICES = re.compile(
    r"readme|licen[sc]|notice|\bterms\b|\bfile\b|footer|header|copyright|template|라이[선센]스|문구|고지|표시|저작권|(?:씁|적습|적으|쓰|붙|넣)(?:니다|면|으면|이면)",
    re.IGNORECASE,
)
_BETWEEN, _BRIEF = 4, 60


def is_part_label(line: str) -> bool:
    """True for a line that labels the rights of a part: `Image rights`. `[음악]` is a sound in subtitles."""
    return len(line) < 40 and line[:1] not in ("[", "(") and _PART_LABEL.fullmatch(line) is not None


def _is_template(above: list[str]) -> bool:
    """True if the lines above one, the nearest last, announce an example or label a part."""
    if above and is_part_label(above[-1]):
        return True
    for line in above[: -_BETWEEN - 1 : -1]:
        if _SHOWS.search(line):
            return _OF_NOTICES.search(line) is not None
        if len(line) > _BRIEF:
            return False
    return False


# The first cell of a row: `License<tab>CC0 1.0`.
_CELL = re.compile(
    r"^[ ]*((?:licen[sc]es?|rights|usage(?:\s+rights)?|licen[sc]ing|이용\s*(?:조건|허락|범위)|라이[선센]스|저작권|공공\s*누리(?:\s*유형)?)) *\t+(?=CC|Creative|Public\s+Domain|KOGL|공공|크리에이티브|저작자)",
    re.IGNORECASE | re.MULTILINE,
)
# `1. All Rights Reserved` / `2. Public Domain Blues`: the entries of a list.
_NUMBER = re.compile(rb"\s*\d{1,3}[.)]\s")
# A line that is the label of the next one.
_TERM = re.compile(
    r"^[^.:]{0,24}(?:이용\s*(?:조건|허락|범위)|라이[선센]스|저작권|licen[sc]e|rights|usage)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """Some words of a text, where they stand (TITLE, HEAD, TAIL, LINE or BODY), what the heading above announces
    (`licence`, `others` or ""), and the number of their first line."""

    text: str
    place: str
    section: str
    line: int


def may_state(texts: pl.Series) -> pl.Series:
    """bool for each text: whether it holds a word of a notice."""
    return texts.str.contains(_GATE)


def passages(text: bytes) -> Iterator[Passage]:
    """The passages of a text around words of notices, in order, without repetitions."""
    hits = [m.start() for m in _HITS.finditer(text)]
    if len(hits) > MOST:
        hits = [*hits[: MOST // 2], *hits[-MOST // 2 :]]
    if not hits:
        return
    lines = _Lines(text)
    seen: set[tuple[int, int]] = set()
    again: set[str] = set()
    for hit in hits:
        passage, span = lines.passage(hit)
        if span not in seen and passage.text:
            seen.add(span)
            yield passage
            if (joined := lines.rejoined(span, passage)) is not None and joined.text not in again:
                again.add(joined.text)
                yield joined
            if _HEADING_LICENCE.match(passage.text) and (below := lines.below(span[1])):
                seen.add(below[1])
                yield below[0]


class _Lines:
    """The lines of one text."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        head = text[: EDGE * 2].split(b"\n")
        self._head = min(EDGE, self._edge(head))
        tail = text[-EDGE * 2 :].split(b"\n")
        self._tail = len(text) - min(EDGE, self._edge(tail[::-1]))
        self._end = len(text) - self._edge(tail[::-1], LAST_LINES)

    @staticmethod
    def _edge(lines: list[bytes], most: int = EDGE_LINES) -> int:
        """Bytes of the first lines, `most` of them that are not blank."""
        size = count = 0
        for line in lines:
            size += len(line) + 1
            count += bool(line.strip())
            if count == most:
                return size
        return EDGE

    def passage(self, hit: int) -> tuple[Passage, tuple[int, int]]:
        """The passage around a byte, and its span."""
        text = self._text
        start = text.rfind(b"\n", 0, hit) + 1
        stop = text.find(b"\n", hit)
        stop = len(text) if stop < 0 else stop
        first = start
        if stop - start > 2 * AROUND:
            start, stop = self._clipped(start, stop, hit)
            words = text[start:stop].decode("utf-8", "replace")
        else:
            start, stop, words = self._joined(start, stop)
        if "\t" in words:
            words = _CELL.sub(r"\1: ", words)
        words = " ".join(words.split())
        section = self._section(start) or ("end" if stop > self._end else "")
        return Passage(words, self._place(start, stop, words), section, first), (start, stop)

    def rejoined(self, span: tuple[int, int], passage: Passage) -> Passage | None:
        """The passage with the narrow lines around it, where extraction broke a notice: `무단` / `전재 금지`.

        None where its line is long, stands inside the text, or has no narrow neighbour."""
        start, stop = span
        if (
            passage.place not in (TAIL, HEAD)
            or stop - start > NARROW
            or passage.section == "others"
        ):
            return None
        above = self._text[max(0, start - NARROW - 1) : max(0, start - 1)].rpartition(b"\n")
        parts = (
            [above[2]] if above[1] and not above[2].rstrip().endswith((b".", b"!", b"?")) else []
        )
        parts.append(self._text[start:stop])
        for line in self._text[stop + 1 : stop + 1 + NARROW * PARTS].split(b"\n")[:PARTS]:
            if not line.strip() or len(line) > NARROW or parts[-1].rstrip().endswith(b"."):
                break
            parts.append(line)
        if len(parts) == 1 or sum(_NUMBER.match(part) is not None for part in parts) > 1:
            return None
        joined = [p.decode("utf-8", "replace").strip() for p in parts]
        words = " ".join(f"{p}:" if _TERM.search(p) else p for p in joined[:-1])
        words = " ".join(f"{words} {joined[-1]}".split())
        return Passage(words, passage.place, "broken", passage.line)

    def below(self, stop: int) -> tuple[Passage, tuple[int, int]] | None:
        """The first line with words below a place."""
        match = re.compile(rb"\S").search(self._text, stop)
        return self.passage(match.start()) if match else None

    def _clipped(self, start: int, stop: int, hit: int) -> tuple[int, int]:
        """The part of a long line around a byte, from and to whole characters."""
        a, b = max(start, hit - AROUND), min(stop, hit + AROUND)
        while a > start and self._text[a] & 0xC0 == 0x80:
            a -= 1
        while b < stop and self._text[b] & 0xC0 == 0x80:
            b += 1
        return a, b

    def _joined(self, start: int, stop: int) -> tuple[int, int, str]:
        """A line with those that it is wrapped over: of a comment, or of a paragraph of narrow lines."""
        line = self._line(start, stop)
        parts, size = [line], stop - start
        is_comment = _COMMENT.match(line) is not None
        above, below = start, stop
        while above > 0 and size < 2 * AROUND:
            before = self._text.rfind(b"\n", 0, above - 1) + 1
            line = self._line(before, above - 1)
            if not (_continues(line, parts[0], is_comment)):
                break
            parts.insert(0, line)
            size += above - before
            above = before
        while below < len(self._text) and size < 3 * AROUND:
            end = self._text.find(b"\n", below + 1)
            end = len(self._text) if end < 0 else end
            line = self._line(below + 1, end)
            if not (_continues(parts[-1], line, is_comment)):
                break
            parts.append(line)
            size += end - below
            below = end
        words = [_COMMENT.sub("", p) for p in parts] if is_comment else parts
        return above, below, "\n".join(words) if not is_comment else " ".join(words)

    def _line(self, start: int, stop: int) -> str:
        return self._text[start : min(stop, start + 2 * AROUND)].decode("utf-8", "replace")

    def _section(self, start: int) -> str:
        """What the nearest heading in the lines above announces; `others` inside a fence of code."""
        if (self._text.count(b"\n```", 0, start) + self._text.startswith(b"```")) % 2:
            return "others"
        if in_literal(self._text, start):
            return "others"
        first = self._text[start : start + 8].decode("utf-8", "ignore")
        lines = self._text[max(0, start - 1_200) : start].decode("utf-8", "replace").split("\n")
        if _is_template([line.strip() for line in lines if line.strip()]):
            return "others"
        for distance, line in enumerate(reversed(lines)):
            line = line.strip()
            is_heading = line.startswith("#") or (
                len(line) < 40 and line[-1:] not in (".", "다", ",", ";")
            )
            if not line or not is_heading:
                continue
            if len(line) < 80 and _HEADING_LIST.search(line):
                if distance <= 2 or _ENTRY.match(first):
                    return "others"
                return ""
            if len(line) < 80 and _HEADING_OTHERS.search(line):
                return "others"
            if _HEADING_LICENCE.match(line):
                return "licence" if distance <= 8 else ""
            if line.startswith("#"):
                return ""
        return ""

    def _place(self, start: int, stop: int, words: str) -> str:
        if not self._text[:start].strip() and self._text[stop:].strip() and len(words) <= OWN_LINE:
            return TITLE
        if start < REUSE and "SPDX-" in words[:24]:
            return HEAD  # a short text is its own tail
        if stop > self._tail:
            return TAIL
        if start < self._head:
            return HEAD
        return LINE if len(words) <= OWN_LINE else BODY


def _continues(above: str, below: str, is_comment: bool) -> bool:
    """True if a line goes on in the next one."""
    if is_comment:
        if above.startswith("#!"):
            return False
        marks = _COMMENT.match(above), _COMMENT.match(below)
        return (
            marks[0] is not None
            and marks[1] is not None
            and bool(_COMMENT.sub("", above).strip())
            and bool(_COMMENT.sub("", below).strip())
        )
    above, below = above.rstrip(), below.strip()
    if not 45 <= len(above) <= 130 or not below or len(below) > 130:
        return False
    return (
        above[-1] not in ".!?:;。)]>|"
        and not re.match(r"[#|>*\-•·▲■\[<ⓒ©]|\d+[.)]", below)
        and not above.endswith("다")
    )
