"""Names with a rare surname, or with a given name of one syllable: 봉민지, 예욱.

Most words of this form are common words, so they count only where a label of persons, the head of a column or
a list of telephone numbers says that a name stands there, and where they fill that place.
"""

import re

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import cells, labels
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.lines import begins_line, ends_line, line_begin, line_end
from pipeline.kernels.pii.names.columns import COLUMN, is_headed
from pipeline.kernels.pii.names.labelled import (
    GATE,
    fills_its_cell,
    label_begins_field,
)
from pipeline.kernels.pii.names.labels import (
    ABOVE,
    BEFORE_SIGN,
    BRACKETED,
    BULLETS,
    CLOSING,
    COMMON,
    LABEL,
    LABEL_AND_SIGN,
    LABELS,
    LAST,
    PERSONS,
)
from pipeline.kernels.pii.names.neighbours import TELEPHONE, TELEPHONE_GATE
from pipeline.kernels.pii.names.writings import (
    RARE_FIRST,
    RARE_NAME,
    RARE_OR_SHORT_NAME,
    SHORT_NAME,
    SPACED_NAME,
    first_byte_before,
    is_rare_or_short,
)
from pipeline.kernels.pii.surroundings import after

_GATE = Gate(rf"{LABEL_AND_SIGN}{RARE_FIRST}", BEFORE_SIGN, 48)
_BRACKETED_GATE = Gate(rf"{LAST} ?{CLOSING} *:? ?{RARE_FIRST}", BEFORE_SIGN, 64)
_ABOVE_GATE = Gate(
    rf"{LAST}[ :\])*\t]*(?:】)?\r?\n(?:\r?\n)?[ \t]*(?:[\-*\x7f] ?)?{RARE_FIRST}{HANGUL}{HANGUL}?[ \t\r]*\n",
    BEFORE_SIGN,
    64,
    lines=False,
)
_ENDS = re.compile(
    r"(?: ?(?:님|씨|귀하|선생님|고객님|군|양))?(?:[\n\r\t,/|;)<\"'}\]]| ?\(| [/\-|]|  | (?:님|씨)[ ,.]|$)".encode()
)
_ON_LINE = (
    rf"(?:(?:(?m:^){BULLETS}{{0,8}}|  |[/|] ){LABELS}|{labels('성명', '성함')}) {{1,12}}{RARE_NAME}"
)
_ON_LINE_GATE = Gate(
    rf"{LAST} +{RARE_FIRST}{HANGUL}{HANGUL}(?: ?(?:님|씨|귀하))?(?:[\n\r,/)]| ?\(| /|  )",
    BEFORE_SIGN,
    8,
)
# labels behind which no word of papers stands without a sign: 신랑 범훈, 수검자 현욱
_BEFORE_NAMES_ALONE = rf"(?m:^){BULLETS}{{0,8}}(?:신랑|신부|수검자|수진자|예금주|입금자|수령인|수취인|받는 ?분|보내는 ?분|성 {{0,8}}명|성 {{0,8}}함) {{1,12}}{SHORT_NAME}"
_ALONE_GATE = Gate(
    rf"(?:신랑|신부|수검자|수진자|예금주|입금자|수령인|수취인|는 ?분|명|함) +{HANGUL}{HANGUL}(?:[\n\r(]|  | \()",
    BEFORE_SIGN,
    4,
)
_LINE_ENDS = re.compile(r"(?: ?님)?(?:[ \t\r]*\n| ?\((?:인|서명|印)|  )".encode())
# 조장 예욱 010-1234-5678
_LEADERS = (
    "(?:조장|반장|회장|부회장|총무|간사|대표|팀장|담당|담당자|기사|사장|이장|통장|감독|코치|선생님|강사|인솔자|책임자|가이드|원장|소장"
    "|실장|과장|부장|대리|주임|매니저|사원|집사|권사|장로|목사|신랑|신부|상주|어머니|아버지|아빠|엄마|보호자|집주인|세입자|판매자)"
)
_LED = rf"{_LEADERS} ({SHORT_NAME[1:-1]}|{RARE_NAME[1:-1]}){TELEPHONE}"
# lines of names and numbers, one below the other
_LISTED = rf"(?m:^){BULLETS}{{0,4}}({SHORT_NAME[1:-1]}|{RARE_NAME[1:-1]}){TELEPHONE}"
_ROW = re.compile(
    rf"[ \t*\-\x7f]{{0,4}}(?:[0-9]{{1,3}}[.)] ?)?(?:{HANGUL}){{2,4}}{TELEPHONE}".encode()
)
_LONGEST_ROW = 80
_PARTS = re.compile(rb" ?[(/|,:\t]")


def is_labelled(text: bytes, start: int, end: int) -> bool:
    """True for a rare or short name that fills its place behind a label and a sign."""
    return (
        is_rare_or_short(text[start:end].replace(b" ", b""))
        and bool(_ENDS.match(text, end))
        and label_begins_field(text, start, likely=False)
        and fills_its_cell(text, start, end)
    )


def is_on_line(text: bytes, start: int, end: int) -> bool:
    """True for a name that ends its part of the line, which its label begins: 수령인 감진철 /."""
    return is_rare_or_short(text[start:end]) and bool(_ENDS.match(text, end))


def is_alone(text: bytes, start: int, end: int) -> bool:
    """True for a name that ends the line."""
    return is_rare_or_short(text[start:end]) and bool(_LINE_ENDS.match(text, end))


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names."""
    return is_rare_or_short(text[start:end]) and is_headed(text, start)


def is_at_telephone(text: bytes, start: int, end: int) -> bool:
    """True for a name, a word of its own, before a telephone number."""
    if 0xEA <= first_byte_before(text, start) <= 0xED or 0xEA <= after(text, end) <= 0xED:
        return False
    return is_rare_or_short(text[start:end])


def is_parted_from_telephone(text: bytes, start: int, end: int) -> bool:
    """True for a name that a sign parts from a telephone number, or that begins the line: 예나래 / 010-..."""
    line = text[line_begin(text, start) : start]
    parted = _PARTS.match(text, end) or not line.strip(b" \t*->\x7f0123456789.)")
    return bool(parted) and is_at_telephone(text, start, end)


def is_in_list(text: bytes, start: int, end: int) -> bool:
    """True for a name before a telephone number, if the line above or below holds such a pair too."""
    if not is_rare_or_short(text[start:end]) or 0xEA <= after(text, end) <= 0xED:
        return False
    begin, stop = line_begin(text, start), line_end(text, end)
    if ends_line(text, stop) and _ROW.match(text[stop + 1 : stop + 1 + _LONGEST_ROW]):
        return True
    above = line_begin(text, max(0, begin - 1))
    return begin > 0 and begins_line(text, begin) and bool(_ROW.match(text[above : begin - 1]))


FORMS = (
    Form(LABEL + RARE_OR_SHORT_NAME, is_labelled, (_GATE,), group=1),
    Form(LABEL + SPACED_NAME, is_labelled, (GATE, _GATE), group=1),
    Form(COMMON + RARE_NAME, is_labelled, (_GATE,), group=1),
    Form(BRACKETED + RARE_OR_SHORT_NAME, is_labelled, (_BRACKETED_GATE,), group=1),
    Form(ABOVE + RARE_OR_SHORT_NAME, is_alone, (_ABOVE_GATE,), group=1),
    Form(_ON_LINE, is_on_line, (_ON_LINE_GATE,), group=1),
    Form(
        rf"(?:{PERSONS}|{LABELS})(?: ?- ?| ?/ ?| ?\(){RARE_OR_SHORT_NAME}",
        is_on_line,
        (_GATE,),
        group=1,
    ),
    Form(_BEFORE_NAMES_ALONE, is_alone, (_ALONE_GATE,), group=1),
    Form(_LED, is_at_telephone, (TELEPHONE_GATE,), group=1),
    Form(_LISTED, is_in_list, (TELEPHONE_GATE,), group=1),
    Form(RARE_NAME + TELEPHONE, is_parted_from_telephone, (TELEPHONE_GATE,), group=1),
    Form(cells(RARE_OR_SHORT_NAME), is_in_column, (COLUMN, inserts.GATE), group=1),
)
