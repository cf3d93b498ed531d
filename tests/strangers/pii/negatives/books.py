"""Books, journals and other publications."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="books")

FAMILIES = (
    _family(
        "ISBN",
        "ISBN «isbn13-»",
        "ISBN «isbn13» (양장)",
        "ISBN: «isbn10»",
        "도서번호 «isbn13», 값 «k9000-30000»원",
    ),
    _family("ISSN", "ISSN «issn»", "eISSN «issn», 제«r1-60»권 제«r1-12»호", "pISSN: «issn»"),
    _family(
        "DOI",
        "https://doi.org/10.«r1000-9999»/j.«z4».«r2000-2024».«z6»",
        "doi:10.«r1000-9999»/s«z5»-«z3»-«z5»-«d1»",
        "10.«r1000-9999»/kjm.«r2000-2024».«r10-60».«r1-9».«r100-900»",
    ),
    _family(
        "book table",
        "«d7»,«isbn13»,«d9»,«year»,«r2-4».«z2»,«d7»,«d6»\n«d7»,«isbn13»,«d9»,«year»,«r2-4».«z2»,«d7»,«d6»",
        "청구기호 «r100-900».«z2»-«d4»ㄱ",
    ),
    _family(
        "references",
        "«r1-60»(«r1-12»), pp. «r100-400»-«r401-900», «year».",
        "Vol. «r1-90», No. «r1-12», «r1000-1999»–«r2000-2999»",
        "arXiv:«r10-24»«r10-12».«z5»v«r1-5»",
    ),
    _family(
        "patents",
        "US Patent «d1»,«d3»,«d3»",
        "KR 10-«r2000-2024»-«z7» A",
        "EP «d7» B1; WO «r2000-2024»/«z6»; JP«r2000-2024»«z6»A",
    ),
    _family(
        "subtitles", "«r1-900»\n«clock»,«z3» --> «clock»,«z3»\n어서 오세요", "{«d4»}{«d4»}그만 가자"
    ),
)
