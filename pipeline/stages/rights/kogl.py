"""KOGL (공공누리, Korea Open Government License): by type, by the file of its picture, by its conditions."""

import re

from pipeline.stages.rights.licence import Licence, kogl

_NAME = (
    r"(?:공\s*공\s*누\s*리|\bKOGL\b|공공\s*저작물\s*자유\s*이용\s*허락|"
    r"\bKorean?\s+Open\s+Government\s+Licen[sc]e)"
)
# `img_opentype01`, `Type-1`, `type 01`: the zero before the number fills two places.
_TYPE = re.compile(
    rf"{_NAME}[^.\n]{{0,60}}?(?:제?\s*(?P<a>[0-4])\s*유형|type\s*[-_.:]?\s*0?(?P<b>[0-4])(?!\d))"
    rf"|제?\s*(?P<c>[0-4])\s*유형[^.\n]{{0,30}}?{_NAME}"
    r"|제?\s*(?P<d>[0-4])\s*유형\s*[:：(\s]\s*(?:출처|상업|자유)"
    r"|open[-_]?(?:type|code|mark)[-_]?0?(?P<e>[0-4])(?!\d)|licenseType-?0?(?P<f>[0-4])(?!\d)",
    re.IGNORECASE,
)
_NO_TRADE = (
    r"비?\s*상업적?\s*(?:이용|사용|목적)?\s*(?:을|은|의|이용)?\s*(?:만\s*가능|금지|불가|제한)|"
    r"commercial\s+use\s+(?:is\s+)?(?:prohibited|prohibition|not\s+(?:allowed|permitted))|(?:prohibit\w*|no)\s+commercial(?:\s+use)?|"
    r"non-?\s*commercial(?:\s+use)?(?:\s+only)?"
)
_NO_CHANGE = (
    r"(?:변경|변형|수정|개작)\s*(?:등)?\s*(?:2차적?\s*저작물\s*(?:작성|제작)?)?\s*(?:을|은)?\s*(?:금지|불가)|2차적?\s*저작물\s*(?:변경|작성|제작)?\s*(?:을|은)?\s*(?:금지|불가)|"
    r"(?:changes?|modifications?|alterations?|derivatives?)\s*(?:works?\s+)?(?:is\s+|are\s+)?(?:prohibited|prohibition|not\s+(?:allowed|permitted))|(?:prohibit\w*|no)\s+(?:changes?|modifications?|derivatives?|alterations?)"
)
_MAY = (
    r"(?:상업적?\s*[,·ㆍ/및]?\s*)?비?\s*상업적?\s*(?:이용)?\s*(?:모두\s*)?가능|(?:변경|변형)(?:\s*등)?\s*(?:2차적?\s*저작물\s*(?:작성|제작)?)?\s*(?:허용|가능)|"
    r"2차적?\s*저작물\s*(?:작성|제작)?\s*(?:허용|가능)|commercial\s+and\s+non-?commercial(?:\s+use)?(?:\s+allowed)?"
)
_BETWEEN = r"[\s,/·ㆍ+&()\-–:;|]*(?:및|그리고|and)?[\s,/·ㆍ+&()\-–:;|]*"
_SOURCE = r"(?:출처\s*(?:표시|명시)|source\s+indication|attribution|indicat\w+\s+(?:of\s+)?(?:the\s+)?source)"
_REST = rf"(?P<rest>(?:{_BETWEEN}(?:{_NO_TRADE}|{_NO_CHANGE}|{_MAY}))*)"
_CONDITIONS = re.compile(rf"{_NAME}[^.\n]{{0,40}}?{_SOURCE}{_REST}", re.IGNORECASE)
# The words of the conditions say the type where no name stands beside them.
_ALONE = re.compile(
    rf"출처\s*표시{_BETWEEN}(?P<rest>(?:상업적?\s*[,·ㆍ/]\s*비상업적?\s*이용\s*가능)(?:{_BETWEEN}(?:{_NO_CHANGE}|{_MAY}))+|"
    rf"비상업적?\s*이용\s*만\s*가능(?:{_BETWEEN}(?:{_NO_CHANGE}|{_MAY}))+)",
)
_TRADE, _CHANGE = (re.compile(p, re.IGNORECASE) for p in (_NO_TRADE, _NO_CHANGE))
_TAIL = re.compile(rf"\s*[:：(]?\s*{_SOURCE}{_REST}\s*\)?", re.IGNORECASE)
_URL = re.compile(
    r"kogl\.or\.kr/\S*?(?:license_?info/|(?:license|open|free)?_?Type=?|licen[sc]e\.do#|#|code=?)0?(?P<kind>by|nc|nd|all|[0-4])\b",
    re.IGNORECASE,
)
_KINDS = {"by": 1, "nc": 2, "nd": 3, "all": 4}


def find(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of every mention of KOGL in a text that says its type.

    Where the conditions beside a type are stricter than the type, they count."""
    found = []
    for match in _TYPE.finditer(text):
        number = int(next(g for g in match.groups() if g is not None))
        tail = _TAIL.match(text, match.end())
        stop = tail.end() if tail else match.end()
        if tail and number:
            number = max(number, _number(tail["rest"]))
        found.append((match.start(), stop, kogl(number)))
    for match in _URL.finditer(text):
        kind = match["kind"].lower()
        found.append((*match.span(), kogl(_KINDS.get(kind) or int(kind))))
    named = [(m.start(), m.end(), kogl(_number(m["rest"]))) for m in _CONDITIONS.finditer(text)]
    if found:
        # `공공누리 "출처표시" 조건에 따라 이용할 수 있습니다. (공공누리 제1유형)`: both sentences
        return found + [n for n in named if not any(_in_sentence(text, n, f) for f in found)]
    return named or [(m.start(), m.end(), kogl(_number(m["rest"]))) for m in _ALONE.finditer(text)]


def _in_sentence(text: str, one: tuple[int, int, Licence], other: tuple[int, int, Licence]) -> bool:
    """True if two mentions overlap or stand in one sentence."""
    first, last = sorted((one[:2], other[:2]))
    return last[0] < first[1] or not re.search(r"[.\n]", text[first[1] : last[0]])


def _number(conditions: str) -> int:
    """The type with these conditions: 1 to 4."""
    rest = re.sub(r"상업적?\s*[,·ㆍ/]\s*비상업적?", "", conditions)
    rest = re.sub(r"commercial\s+and\s+non-?commercial", "", rest, flags=re.IGNORECASE)
    return 1 + (_TRADE.search(rest) is not None) + 2 * (_CHANGE.search(rest) is not None)
