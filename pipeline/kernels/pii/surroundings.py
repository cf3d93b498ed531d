"""Questions about the surroundings of a span: its borders, and words nearby that decide ambiguous forms."""

import re
from functools import lru_cache

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words
from pipeline.kernels.placeholders import CLOSE, OPEN

# bytes before a span in which a word is looked for: 16 Korean syllables
CONTEXT = 48
# bytes around a place beyond which no question is asked
_SEEN = 176

DIGITS = frozenset(b"0123456789")
WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_PLACEHOLDER = re.compile(
    rf"{re.escape(OPEN)}[A-Z_]*(?:{re.escape(CLOSE)})?|^[A-Z_]*{re.escape(CLOSE)}".encode()
)
_NOT_DIGITS = bytes(set(range(256)) - DIGITS)
# Labels of numbers that belong to things. Some names of things are parts of other words (관리 of 관리사무소):
# they are labels only with 번호 or 코드 behind them.
_THINGS_WITH_NUMBERS = (
    "주문|송장|운송장|품목|모델|부품|상품|제품|시리얼|일련|문서|사건|접수|관리|우편|계정|특허|출원|공고|고시"
    "|정류장|정류소|노선|도서|거래|승인|예약|티켓|쿠폰|재고|로트|도면|공사|계약|입찰|허가|인증|등기|참조|식별|발주|견적"
    "|배송|물품|자재|설비|회원|학번|사번|과목|멤버십|포인트|영수증|단말기|가맹점|매장|점포|결제|청구|납부|지로|고지서|전표"
    "|교환권|상품권|이용권|바우처|픽업|물류|입고|출고|제조|생산|민원|신고|처리|대장|수험|응시|접수증|증명서|발급|확인|검증"
    "|통관|수입|수출|고객|계량기|좌석|트랜잭션|세션|추적|조회|요청|작업|의안|법안|의사|안건|과제|연구|강의|수강|분류|청구기호"
    "|세금계산서|기기|자산|품의|기안|결재|장비|차대|엔진|선박|건축물|필지|지번|토지|면적|코스|행사|추첨|당첨|응모|참가|등번|대기|순번"
    "|가입|증권|약정|보증|대출|심사|채권|시료|표본|색상|컬러|법인카드 ?승인|현금영수증"
)
# parts of other words too (재신청): labels at the beginning of a word
_THINGS_AT_BORDERS = "신청|번지|구매|판매|반품|환불|교환|수리|점검|검사|측정|시험"
_THINGS_ALONE = (
    "송장|운송장|로트|품번|품명|모델|모델명|부품|바코드|코드|등기|좌표|위도|경도|버전"
    "|계정 ?과목|대판|판례|배송 ?조회|학번|사번|트랜잭션|(?:창고|적재|선반) ?위치"
    "|(?:우체국|롯데|한진|로젠|경동|쿠팡) ?택배|대한통운"
)
_THINGS_IN_ENGLISH = (
    "order|tracking|invoice|part|model|serial|isbn(?:-?1[03])?|issn|doi|sku|ticket|case|patent|version|build|revision|zip"
    "|postal|product|item|lot|barcode|ean|upc|gtin|oid|uuid|guid|commit|coordinates?|lat|lng|lon|s/n|p/n"
    "|drawing|dwg|nsn|dsn|stock|catalog(?:ue)? ref"
    "|txn|tid|mid|pid|seq|sequence|timestamp|checksum|hash|nonce|waybill"
)
# these also name persons and places that have telephones: labels with number or id behind them
_THINGS_WITH_NUMBERS_IN_ENGLISH = (
    "terminal|receipt|ref|reference|trace|request|session|user|device|transaction|coupon|event|job|task"
    "|message|msg|store|merchant|parcel|shipment|booking|reservation|approval|member|membership|article"
    "|permit|document|docket|record|row|customer|client|employee|student|batch|po|purchase order|catalog"
    "|claim"
)
_LABEL_OF_A_THING = (
    f"((?:(?:{_THINGS_WITH_NUMBERS})|(?:^|[^\\x80-\\xff])(?:{_THINGS_AT_BORDERS}))"
    " ?(?:번호|코드|넘버|no\\.?|#|id)"
    f"|(?:{_THINGS_ALONE})"
    f"|(?:^|[^a-z])(?:(?:{_THINGS_IN_ENGLISH})(?:[ _\\-]?(?:number|num|code|no\\.?|#|id))?"
    f"|(?:{_THINGS_WITH_NUMBERS_IN_ENGLISH})[ _\\-]?(?:number|num|code|no\\.?|#|id)))"
    "(?:[^0-9A-Za-z\\n|,]{0,12}|[ :#=]*[A-Z]{0,4}[ :#\\-]*)$"
)
_THINGS = Words(_LABEL_OF_A_THING)
# 국내거소신고번호 is of a person
_THING = re.compile(_LABEL_OF_A_THING.replace("신고", "(?<!거소)신고").encode(), re.IGNORECASE)
# numbers in three groups, as telephones have, in a list before a span
_LISTED = re.compile(rb"(?:0[0-9]{1,3}-[0-9]{3,4}-[0-9]{4}(?:, ?| ?/ ?| ?\x7f ?| \xeb\xb0\x8f ))+$")
# what stands before the number that begins a line of a list, and such a line
_LEAD = re.compile(rb"[ \t>*\-\x7f]*(?:[0-9]{1,3}[).] ?)?")
_ROW = re.compile(_LEAD.pattern + rb"[0-9]{2,7}(?:[\-. ][0-9]{2,8}){1,4}(?![0-9])")
_LONGEST_LIST = 60
_TITLE_OF_THINGS = re.compile(
    (
        f"(?:{_THINGS_WITH_NUMBERS}|부품|시리얼) ?(?:번호|코드)|송장|품번|로트"
        "|(?:serial|part|item|catalog(?:ue)?|order|invoice|sku|lot|model|product|ticket|tracking)"
        "[ _-]?(?:numbers?|nos?\\b\\.?|ids?|codes?|list)"
    ).encode(),
    re.IGNORECASE,
)
# what a line may hold before a value whose label is the line above
_BLANK = re.compile(rb"[ \t>*\-]*$")
_LABEL_LINE = 60
# the cells before the one that stands right before a span, and the sign behind it
_CELL_BEFORE = re.compile(rb"^.*[|\t](?=[^|\t]*[|\t] *$)|[ *]*[|\t][ *]*$")
_URL = re.compile(rb"(?:://|www\.|/[A-Za-z0-9_\-]{1,64}/)[^\s]{0,200}$")


def before(text: bytes, start: int) -> int:
    """The byte before a span; a space at the beginning of the text."""
    return text[start - 1] if start > 0 else 32


def after(text: bytes, end: int) -> int:
    """The byte after a span; a space at the end of the text."""
    return text[end] if end < len(text) else 32


def digits_of(span: bytes) -> str:
    """The ASCII digits of a span."""
    return span.translate(None, _NOT_DIGITS).decode()


def separators_of(span: bytes) -> set[int]:
    """The distinct bytes of a span that are not digits."""
    return {b for b in span if b not in DIGITS}


def continues(text: bytes, start: int, end: int, joints: bytes = b"-") -> bool:
    """True if the span is a part of a longer number.

    Then digits or letters touch the span, or follow behind one of the bytes `joints`.
    """
    left, right = before(text, start), after(text, end)
    if left in WORD or right in WORD or left in b"_" or right in b"_":
        return True
    if left in joints and start > 1 and (text[start - 2] in WORD or text[start - 2] in b"_"):
        return True
    return right in joints and end + 1 < len(text) and text[end + 1] in DIGITS


def in_columns(text: bytes, start: int, end: int, blanks: int = 1) -> bool:
    """True if at most `blanks` blanks and another digit stand before or after, as between columns."""
    left, right = text[max(0, start - blanks - 1) : start], text[end : end + blanks + 1]
    return _touches_digit(left[::-1]) or _touches_digit(right)


def _touches_digit(side: bytes) -> bool:
    """True for blanks and a digit behind them."""
    rest = side.lstrip(b" ")
    return len(rest) < len(side) and rest[:1].isdigit()


def near(
    pattern: Words | re.Pattern[bytes], text: bytes, start: int, end: int, behind: int = 0
) -> bool:
    """True if the pattern matches in the 48 bytes before a span, in `behind` bytes after it, or in the head
    of its column.

    Only the line of the span counts, and placeholders in it do not. Where nothing stands before the span, a
    short line above is its label.
    """
    if pattern.search(_context(text, start)):
        return True
    if not behind:
        return False
    stop = text.find(b"\n", end, end + behind)
    return bool(
        pattern.search(_without_placeholders(text[end : stop if stop >= 0 else end + behind]))
    )


# every kind asks for its own words around the same number
@lru_cache(maxsize=16)
def _context(text: bytes, start: int) -> bytes:
    """What may hold the label of a span: its line before it, the line above, the head of its column."""
    begin = line_begin(text, start)
    line = max(begin, start - CONTEXT)
    context = text[line:start]
    parts = [_without_placeholders(context)]
    if line == begin and _BLANK.match(context):
        parts.append(_line_above(text, begin))
    return b"\n".join((*parts, head(text, start)))


@lru_cache(maxsize=16)
def seen_from(text: bytes, first: int, last: int) -> bytes:
    """All that checks see from the spans between two bytes of one line: what stands around them, the lines
    above and the heads of their table."""
    line = line_begin(text, first)
    # however far a value is indented, its label may stand above
    near_line = line if _BLANK.match(text, line, first) else first
    window = text[max(0, min(near_line, first) - _SEEN) : last + _SEEN]
    without = _without_placeholders(window)
    parts = (window,) if without is window else (window, without)
    columns = inserts.heads_between(text, first, last)
    return b"\n".join((b"", *parts, heads(text, first), columns, b""))


def _line_above(text: bytes, begin: int) -> bytes:
    """The line before the one that begins at `begin` if it is short; a label stands there, perhaps above a
    blank line."""
    if text[max(0, begin - 2) : begin] == b"\n\n":
        begin -= 1
    earlier = text.rfind(b"\n", max(0, begin - 1 - _LABEL_LINE), max(0, begin - 1)) + 1
    above = text[earlier : max(0, begin - 1)]
    return b"" if earlier == 0 and begin > _LABEL_LINE else _without_placeholders(above)


def beside(pattern: Words | re.Pattern[bytes], text: bytes, start: int) -> bool:
    """True if the pattern, which ends in $, matches right before a span, in its line."""
    begin = line_begin(text, start, CONTEXT)
    return bool(pattern.search(_without_placeholders(text[begin:start])))


def is_of_thing(text: bytes, start: int, own: Words | None = None) -> bool:
    """True if the nearest label before a span names a thing, as 주문번호 does.

    It stands in the line, in the cell before, on the line above, or at the head of the column.

    A word of the kind itself (`own`) behind that label, or in that head, decides otherwise.
    """
    return any(not (own and own.search(rest)) for rest in _behind_things(text, start))


@lru_cache(maxsize=16)
def _behind_things(text: bytes, start: int) -> tuple[bytes, ...]:
    """What stands between each label of a thing and a span.

    In a list of numbers of one form, the label of the first is that of all: 가맹점코드 010-4471-2207,
    031-882-4417. The line above a list of lines that begin with numbers is their title.
    """
    line, above = labels_around(text, start)
    contexts = (_LISTED.sub(b"", line), above, head(text, start))
    labels = [
        (context, _THING.search(context))
        for context in contexts
        if context and _THINGS.search(context)
    ]
    behind = [context[label.end(1) :] for context, label in labels if label]
    title = _title(text, start)
    if title and _TITLE_OF_THINGS.search(title):
        behind.append(_TITLE_OF_THINGS.sub(b"", title))
    return tuple(behind)


def _title(text: bytes, start: int) -> bytes:
    """The line above the lines that begin with numbers, one of them the span; empty if it begins no line."""
    at = line_begin(text, start)
    if not _LEAD.fullmatch(text, at, start):
        return b""
    for _ in range(_LONGEST_LIST):
        earlier = line_begin(text, max(0, at - 1))
        above = text[earlier : max(0, at - 1)]
        if at == 0 or len(above) > _LABEL_LINE:
            return b""
        if not _ROW.match(above):
            return above
        at = earlier
    return b""


def labels_around(text: bytes, start: int) -> tuple[bytes, bytes]:
    """(the line before a span, and the line above or the cell before where nothing else stands there)."""
    line = line_begin(text, start)
    context = text[max(line, start - CONTEXT) : start]
    if start - line < CONTEXT and _BLANK.match(context):
        above = _line_above(text, line)
        # the last head of a table is not a label of its first column
        return context, b"" if b"," in above or b"|" in above or b"\t" in above else above
    in_cell = context.rstrip(b" ").endswith((b"|", b"\t"))
    return context, _CELL_BEFORE.sub(b"", context) if in_cell else b""


def is_sample(text: bytes, start: int, end: int) -> bool:
    """True in a line that says itself that its values stand for others: sandbox, 더미, test mode; False if
    it also says whose they are. People write `fake` and `do not use` beside real numbers."""
    # placeholder="010-1234-5678" shows how a field is to be filled in
    if text[max(0, start - _ATTRIBUTE) : start - 1].endswith(b"placeholder="):
        return True
    begin = max(text.rfind(b"\n", max(0, start - _SEEN), start) + 1, start - _SEEN)
    stop = text.find(b"\n", end, end + _SEEN)
    line = text[begin:start] + b" " + text[end : stop if stop >= 0 else end + _SEEN]
    return _SAMPLE.search(line) and not _REAL.search(line)


_ATTRIBUTE = 16
# instead of the test card I entered my own
_REAL = Words(
    "(?:^|[^\\x80-\\xff])(?:제|내|저의|본인|우리)(?:[ 가]|$)|실제|진짜|명의",
    "(?:^|[^a-z])(?:my|mine|own|our|his|her|real)(?:[^a-z]|$)",
)
_SAMPLE = Words(
    "sandbox|dummy|(?:^|[^a-z])faker(?:[^a-z]|$)",
    "test(?: mode|[ _]card|[ _]data|[ _]number)",
    "from the (?:docs|spec|registry)|sample (?:number|value|from)",
    "더미 ?(?:데이터|값|번호)|예제 ?번호|예시 ?번호|샘플 ?(?:번호|데이터|값)|자릿수|테스트용",
)


def in_url(text: bytes, start: int) -> bool:
    """True if the span is a part of a URL or of a path."""
    return bool(_URL.search(text[max(0, start - 240) : start]))


def _without_placeholders(context: bytes) -> bytes:
    """A context without placeholders, also cut ones: <|PI:CARD|> does not make the next number a card."""
    return _PLACEHOLDER.sub(b"", context) if b"|" in context else context
