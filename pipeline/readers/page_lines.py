"""The lines of one block of a page, and the labels of pictures among them."""

import re

# A line break inside a block.
BREAK = re.compile(rb"<br\b[^>]*>", re.IGNORECASE)
# Latin words by which the name of a licence goes on in the next line.
_PARTS = (
    r"(?:Attribution|Licen[sc]e|International|Public|Generic|Unported|Some|Commons|Non|Share|"
    r"No ?Deriv)\b"
)
# Korean words with which a line begins that says something of its own.
_KOREAN = (
    r"(?:이|본|모든|제|저희|위|해당|공공|저작|저작자|무단|단|다만|저작권자|글|글쓴이의?|저작물|"
    r"이용허락표시|이용허락|이용조건|내용|본문|문서|허락|목록|홈|콘텐츠|법률이|인공지능|언어|"
    r"출처를|자유롭게|영리|상업적)(?:\s|누리|[은는:,(]|표시)"
)
_BEGINS = re.compile(
    rf"(?!{_PARTS})[A-Z]|©|ⓒ|\(c\)|(?:cc|words|text|written) |{_KOREAN}|CCL|《|〈|\["
)
# Words that make a line a statement of rights.
_NAMES = re.compile(
    r"\bcc[ -]?(?:by|0)\b|©|ⓒ|licen[sc]ed +under|public +domain|공공누리|\bccl\b|저작자 ?표시|"
    r"저작권|무단|학습|이용 ?허락|권리|허락 ?없이|라이[선센]스",
    re.IGNORECASE,
)
# How a line ends that goes on in the next one.
_GOES_ON = re.compile(
    r"(?:[,;:–—\-(/]|\b(?:the|an?|of|under|by|and|or|to|with|in|for|from|is|are|Commons|Creative|"
    r"Open|Government|GNU|Free|KOGL|Copyright|©)|[가-힣](?:은|는|을|를|의|과|와|로|및)|및|무단|"
    r"공공누리|크리에이티브)$"
)
# A short label that begins with the name of a picture or a track.
_PICTURE = re.compile(
    r"\W*(?:(?:the|our|cover|header|featured|main|hero|today['’]s)\s+)?"
    r"(?:photos?|photograph(?:s|y)?|images?|pictures?|illustrations?|artwork|icons?|music|songs?|"
    r"videos?|map|logo|fonts?|(?:오늘의\s*|대표\s*|표지\s*|머리\s*)?"
    r"(?:사진|이미지|그림|삽화|음악|영상|지도|글꼴|배경\s*음악))(?:\b|[은는:：의\s])[^.]{0,60}$",
    re.IGNORECASE,
)
_TEXT_TOO = re.compile(
    r"\b(?:texts?|descriptions?|articles?|words|posts?|everything|contents?)\b|글|본문|기사|텍스트|콘텐츠|내용",
    re.IGNORECASE,
)


def joined(lines: list[str]) -> str:
    """The lines of a block as one, but for those that begin a statement of their own: they stay lines."""
    text = ""
    for line in lines:
        is_own = (
            text
            and not _GOES_ON.search(text)
            and (_BEGINS.match(line) or (_NAMES.search(line) and not _NAMES.search(text)))
        )
        text = f"{text}\n{line}" if is_own else f"{text} {line}".strip()
    return text


def is_of_picture(label: str) -> bool:
    """True for the label of a picture or track: `Photo of the day:`."""
    return _PICTURE.match(label) is not None and _TEXT_TOO.search(label) is None
