"""Names as tickets print them, the family name and a slash first: YOON/SEOYEON MS."""

import re

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form

# family names in the letters of passports, those of two syllables first
_FAMILIES = (
    "NAMKUNG|NAMGUNG|HWANGBO|JEGAL|SAGONG|SEONWOO|DOKGO|DONGBANG|KIM|LEE|YI|RHEE|PARK|PAK|CHOI|CHOE|JUNG|JEONG|CHUNG|KANG|CHO|JO"
    "|YOON|YUN|JANG|CHANG|LIM|IM|RIM|HAN|OH|SEO|SUH|SHIN|SIN|KWON|HWANG|AHN|AN|SONG|RYU|YOO|YU|HONG|JEON|CHUN|KO|GO|KOH|MOON|MUN|YANG"
    "|SON|BAE|BAEK|PAIK|HEO|HUH|NAM|SIM|SHIM|NOH|ROH|NO|HA|KWAK|SUNG|SEONG|CHA|JOO|JU|WOO|WU|KOO|GU|KU|MIN|JIN|CHIN|NA|RA|JI|CHI|EOM|UM"
    "|CHAE|WON|BANG|KONG|GONG|HYUN|HAM|BYUN|BYEON|YEOM|YUM|YEO|CHOO|CHU|DO|SO|SEOK|SUK|SEON|SUL|SEOL|MA|GIL|KIL|YEON|WI|PYO|MYUNG|KI"
    "|BAN|WANG|KEUM|GEUM|OK|YOOK|YUK|IN|MAENG|TAK|KOOK|EUN|PYUN"
)
_TITLE = r"(?: (?:MR|MRS|MS|MISS|MSTR|MSTER|DR))"
_VALUE = r"([A-Z][A-Z' \-]{1,24}/[A-Z][A-Z'\-]{1,24}(?: (?!MR|MS|MISS|MSTR|DR)[A-Z]{2,16})?)"
# behind a label of who travels, or of a name where the family name or a title tells
_TRAVELS = "(?:NAME OF PASSENGER|[Pp]assenger(?: [Nn]ame)?|PASSENGER(?: NAME)?|탑승객|탑승자|승객|여객|여행자)"
_NAMED = "(?:NAME|[Nn]ame|성명|이름|영문명)"
_LABELLED = re.compile(
    rf"(?:{_TRAVELS}|{_NAMED})(?:명| ?성명| ?이름)?(?: ?\((?:영문|ENG|한글/영문)\))?[ \t:：=|]{{0,6}}\r?\n?[ \t]{{0,8}}$".encode()
)
_OF_TRAVELLER = re.compile(rf"{_TRAVELS}[^\n]{{0,24}}\r?\n?[^\n]{{0,8}}$".encode())
_KNOWN = re.compile(rf"(?:{_FAMILIES})/".encode())
_TITLED = re.compile(_TITLE.encode())
_REACH = 64


def is_on_ticket(text: bytes, start: int, end: int) -> bool:
    """True behind the label of a traveller, or of a name if the family name is Korean or a title follows."""
    before = text[max(0, start - _REACH) : start]
    if not _LABELLED.search(before):
        return False
    return bool(
        _OF_TRAVELLER.search(before) or _KNOWN.match(text, start) or _TITLED.match(text, end)
    )


FORMS = (Form(_VALUE, is_on_ticket, (Gate(r"[A-Z]{2}/[A-Z]{3}", 64, 48, lines=False),), group=1),)
