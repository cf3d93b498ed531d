"""Every mention of a licence in a passage, whatever it says about it."""

from functools import lru_cache

from pipeline.stages.rights import commons, software
from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.reservations import holds


def licences_in(text: str) -> list[Licence]:
    """Every licence that a text names, in order, whatever it says about it."""
    return [licence for _, _, licence, _ in mentions_in(text)]


# A passage in lower case without any of these names no licence, and none of software.
_OF_SOFTWARE_LICENCE = ("licens", "licenc", "etalab", "라이선스", "라이센스", "허가서", "gpl", "gnu", "bsd", "mit", "apache", "mozilla", "mpl", "epl", "gfdl", "odbl", "pddl", "wtfpl", "open data", "odc-by", "public lic", "open database")  # fmt: skip
_OF_LICENCE = (*_OF_SOFTWARE_LICENCE, "이용허락", "이용 허락", "creative", "크리에이티브", "cc", "공공", "유형", "kogl", "opentype", "opencode", "public", "copyright restr", "no copyright", "subject to", "받지", "명시", "no rights", "no known", "granted", "redistribution and", "restrictions", "governed by", "저작자", "attribution", "퍼블릭", "공유", "만료", "소멸", "포기", "종료", "주장하지", "행사하지", "by-")  # fmt: skip


@lru_cache(maxsize=1 << 12)
def mentions_in(text: str) -> tuple[tuple[int, int, Licence, bool], ...]:
    """(start, end, licence, whether the words are those of a grant), the longest of those that overlap."""
    low = text.lower()
    if not holds(low, _OF_LICENCE):
        return ()
    granted = [(a, b, licence, True) for a, b, licence in software.granted(text)]
    others = [*commons.find(text), *software.public_domain(text)]
    if holds(low, _OF_SOFTWARE_LICENCE):
        others += software.named(text)
    found = granted + [(a, b, licence, False) for a, b, licence in others]
    kept: list[tuple[int, int, Licence, bool]] = []
    for one in sorted(found, key=lambda f: (not f[3], f[0] - f[1], f[0])):
        if all(one[1] <= a or one[0] >= b for a, b, *_ in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f[0]))
