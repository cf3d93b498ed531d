"""ACCOUNT: Korean bank accounts."""

import re

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.banks import IN_HANGUL
from pipeline.kernels.pii.gates import BETWEEN, NUMBER, Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.lines import ends_line, line_begin, line_end
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import (
    after,
    before,
    beside,
    continues,
    digits_of,
    in_columns,
    in_url,
    is_of_thing,
    labels_around,
    near,
    separators_of,
)
from pipeline.kernels.pii.vocabulary import Words

_ACCOUNT_WORDS = Words(
    "계좌", "입금", "예금주", "송금", "이체", "무통장", "은행", "농협", "카카오 ?뱅크", "케이 ?뱅크", "토스 ?뱅크", "카뱅", "케뱅", "토뱅",
    "새마을금고", "우체국", "신협", "수협", "SC ?제일", "account", "acct", "acnt", "a/c", "저축은행", "입금처", "환급", "축협", "상호금융", "신용협동", "[ki] ?뱅크", "통장", "증권사",
)  # fmt: skip
_PHONE_WORDS = Words("전화", "휴대", "핸드폰", "연락처", "팩스", "tel", "fax", "phone")
# Short names of banks. Many are words of their own (하나, 우리): they count right beside the number alone.
_BANKS = (
    IN_HANGUL
    + "|(?:^|[^A-Za-z])(?:KB|kb|IBK|ibk|NH|nh|MG|BNK|DGB|iM|KDB|SC|SBI|HSBC|Citi|Shinhan|Woori|Hana|Kakao|Toss|Kookmin|Nonghyup|Suhyup|KEB|Busan|Daegu)"
)
# any of the words or banks
_ANY = Words(
    *_ACCOUNT_WORDS.alternatives,
    IN_HANGUL,
    "[^a-z](?:kb|ibk|nh|mg|bnk|dgb|im|kdb|sc|sbi|hsbc|citi|shinhan|woori|hana|kakao|toss|kookmin|nonghyup|suhyup"
    "|keb|busan|daegu)(?:[^a-z]|bank)",
)
# 우리으로 부탁해요 1002-..., 110-... 신한임
_ASKED = r"(?:으로|로|에) ?(?:부탁|보내|쏴|넣어|주세|주시|줘)[^0-9\n]{0,24}$"
_SAID = r"(?:임|이에요|예요|이요|으로|로|이고|인데|이야|입니다|계좌|통장)(?:[^\xea-\xed]|$)"
_BEFORE = re.compile(
    rf"(?:{_BANKS})(?:제일|국민|기업|농협|은행|뱅크| ?[Bb]ank)?(?:</t[dh]>\s?<td>|[ :\])>/,.\-]{{0,3}})(?:계좌|통장)?[ :(]{{0,2}}$|(?:{_BANKS})(?:은행|뱅크)?{_ASKED}".encode()
)
_BEHIND = re.compile(
    rf"[ (\[,/]{{0,3}}(?:(?:KB|IBK|NH|MG|SC|BNK|DGB|iM|KDB)? ?(?:{IN_HANGUL})|(?:KB|IBK|NH|Shinhan|Woori|Hana|Kookmin|Kakao|Toss) ?Bank|Shinhan|Woori|Kookmin)(?:은행|뱅크|{_SAID}|[^A-Za-z\xea-\xed]|$)".encode()
)
# KB behind a number without hyphens are kilobytes
_BEHIND_IN_LATIN = re.compile(rb"[ (\[,/]{0,3}(?:KB|IBK|NH|MG|BNK|DGB|iM|SC)(?:[^A-Za-z]|$)")
_TOUCHING = re.compile(
    rb"(?:KB|IBK|NH|MG|SC|OK|SBI|BNK|DGB|KDB|iM|K|Kakao|Toss|Shinhan|Woori|Hana)(?![0-9A-Za-z])"
)
# a line or a cell that holds nothing but a bank; cells of HTML are lines or stand before a tag
_ALONE = re.compile(
    rf"^[ *\[(]*(?:은행(?:명)?[ :|]{{1,3}})?(?:{_BANKS})(?:은행|뱅크|금고| ?[Bb]ank)?(?: ?(?:계좌|통장))?[ *:\])]*$".encode()
)
_HIDDEN_REST = re.compile(rb"-?\*|-[#xX_]")
_HIDDEN_FRONT = re.compile(rb"[*#xX_]-$")
_SHORTEST, _LONGEST = 10, 14
# digits of the longest group at least
_LONG_GROUP = 4
# accounts and telephones
_NUMBERS = re.compile(rb"[0-9][0-9\-]{8,}[0-9]")
# 예금주: 청풍군 세입세출외현금, 예금주 (주)늘봄유통, 모금 계좌
_BODY = re.compile(
    rf"예금주(?:명)? ?[:=]? ?(?:\(주\)|㈜|주식회사|\(사\)|\(재\)|사단법인|재단법인)|(?:모금|의연금|성금|스쿨뱅킹 ?모) ?계좌"
    rf"|예금주(?:명)? ?[:=]? ?(?:{HANGUL}){{2,10}}(?:협회|재단|학교|유치원|회계|군청|시청|구청|조합|위원회|공사|공단|(?:시|군|구) 세입세출외현금|군 세입)".encode()
)
_NUMBER_LABEL = "번호".encode()
# bytes of lines around a number in which a bank is looked for
_LINE = 80


def is_account(text: bytes, start: int, end: int) -> bool:
    """True for ten to fourteen digits near the word account or the name of a bank."""
    span = text[start:end]
    digits = digits_of(span)
    if not _SHORTEST <= len(digits) <= _LONGEST or continues(
        text, start, _end_of_bank(text, start, end), b"-."
    ):
        return False
    # most numbers are not near a bank, and that is the quickest to see
    if digits.startswith("000") or not _is_named(text, start, end):
        return False
    if is_of_thing(text, start, _ACCOUNT_WORDS) or in_url(text, start):
        return False
    # the stars that hide the rest are a part of it; in bold print they stand before it too
    is_bold = before(text, start) in b"*"
    if not is_bold and (
        _HIDDEN_REST.match(text, end) or _HIDDEN_FRONT.search(text, max(0, start - 2), start)
    ):
        return False
    if not separators_of(span):
        telephone = near(_PHONE_WORDS, text, start, end) and not _is_at_bank(text, start, end)
        return not telephone and not _is_time(digits)
    if separators_of(span) == {32} and (in_columns(text, start, end) or len(span.split()) == 2):
        return False
    # no bank has groups of three digits and fewer alone: 25 17 10 12 40 in a table of sports
    if max(map(len, re.split(rb"[^0-9]+", span))) < _LONG_GROUP:
        return False
    if is_of_body(text, start, end):
        return False
    # the number of a notice: 244-236111-46호
    if text.startswith("호".encode(), end):
        return False
    return not _begins_with_date(span)


def is_of_body(text: bytes, start: int, end: int) -> bool:
    """True for an account whose holder is a firm, a school, an association or a town: what stands in its line
    between the numbers before and behind it tells, as another number has another holder."""
    begin, stop = line_begin(text, start, _LINE), line_end(text, end)
    before_it = _NUMBERS.split(text[begin:start])[-1]
    behind_it = _NUMBERS.split(text[end : min(stop, end + _LINE)])[0]
    return _BODY.search(before_it) is not None or _BODY.search(behind_it) is not None


def _end_of_bank(text: bytes, start: int, end: int) -> int:
    """The end of a bank in Latin letters that touches the number, 110-234-567890KB국민; else of the number."""
    bank = _TOUCHING.match(text, end)
    # KB behind a number without hyphens are kilobytes
    if bank and (b"-" in text[start:end] or 0xEA <= after(text, bank.end()) <= 0xED):
        return bank.end()
    return end


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for an account with some digits starred out: 110-***-456789."""
    span = text[start:end]
    size = len(span) - span.count(b"-")
    if not _SHORTEST <= size <= _LONGEST or continues(text, start, end, b"-.,*"):
        return False
    return b"*" in span and len(digits_of(span)) >= 4 and _is_named(text, start, end)


def _is_named(text: bytes, start: int, end: int) -> bool:
    """True if an account is named nearby, or a bank right beside the number."""
    return near(_ACCOUNT_WORDS, text, start, end, behind=30) or _is_at_bank(text, start, end)


def _is_at_bank(text: bytes, start: int, end: int) -> bool:
    """True if a bank stands right before or behind the number, in the cell before or on the line above."""
    if beside(_BEFORE, text, start) or _BEHIND.match(text, end):
        return True
    if b"-" in text[start:end] and _BEHIND_IN_LATIN.match(text, end):
        return True
    return bool(_ALONE.search(labels_around(text, start)[1])) or _is_beside_line(text, start, end)


def _is_beside_line(text: bytes, start: int, end: int) -> bool:
    """True for a number alone in its line, if a bank fills the line below or the last but one above.

    A bank, the holder and the number often stand in three lines.
    """
    line, stop = line_begin(text, start), line_end(text, end)
    if (
        not ends_line(text, stop)
        or text[line:start].replace(_NUMBER_LABEL, b"").strip(b" *-:")
        or text[end:stop].strip(b" *\r")
    ):
        return False
    below = text[stop + 1 : stop + 1 + _LINE].partition(b"\n")[0]
    above = text[max(0, line - _LINE) : line].split(b"\n")
    return any(_ALONE.search(near.strip(b"\r")) for near in (below, *above[-3:-1]))


def is_glued(text: bytes, start: int, end: int) -> bool:
    """True for a number right behind the Latin name of a bank: KB110-234-567890."""
    size = len(digits_of(text[start:end]))
    return _SHORTEST <= size <= _LONGEST and not continues(
        b" " + text[start : end + 2], 1, end - start + 1
    )


def _begins_with_date(span: bytes) -> bool:
    """True for a year and a month: 2024-01-15-2024."""
    groups = re.split(rb"[^0-9]+", span)
    year = len(groups[0]) == 4 and groups[0][:2] in (b"19", b"20")
    return year and len(groups[1]) <= 2 and b"01" <= groups[1] <= b"12"


def _is_time(digits: str) -> bool:
    """True for YYYYMMDDHHMM and YYYYMMDDHHMMSS."""
    if len(digits) not in (12, 14) or digits[:2] not in ("19", "20"):
        return False
    return (
        "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:8] <= "31"
        and digits[8:10] < "24"
        and digits[10:12] < "60"
        and digits[12:] < "60"
    )


_HIDDEN = Gate(
    r"[0-9]{2,6}-\*{2,6}-|[0-9]{3,6}\*{3,8}[0-9*]|[0-9]-[0-9]{0,5}\*|\*-[0-9]{2}", 16, 24
)

_GLUED_NUMBER = r"(?:KB|IBK|NH|MG|SC|BNK|DGB|iM|KDB|SBI|Shinhan|Woori|Hana|Toss|Kakao|Bank|bank)([0-9]{2,6}(?:-[0-9]{1,7}){1,4}|[0-9]{10,14})"
_GLUED = Gate(
    r"(?:KB|IBK|NH|MG|SC|BNK|DGB|iM|KDB|SBI|Shinhan|Woori|Hana|Toss|Kakao|[Bb]ank)[0-9]{2,6}[0-9\-][0-9\-]{5}",
    2,
    16,
)

KIND = Kind(
    name="ACCOUNT",
    precedence=170,
    looks="10 to 14 digits, in groups or bare, partly hidden (110-***-456789)",
    evidence="계좌, 예금주 or 은행 nearby, or the short name of a bank (카뱅, KB, 새마을) right beside it",
    forms=(
        # hyphens alone: a blank may part the number from the next word, 014044-02-419080 8월
        Form(r"[0-9]{2,8}(?:-[0-9]{1,7}){1,4}", is_account, (NUMBER,), needs=_ANY),
        # groups as Korean banks print them: 6-2-6, 4-2-7, 3-3-6, 3-6-5, 3-4-4-2, 3-6-2-3, 4-4-4, ...
        Form(
            rf"[0-9]{{2,8}}(?:{BETWEEN}[0-9]{{1,7}}){{1,4}}|[0-9]{{10,14}}",
            is_account,
            (NUMBER,),
            needs=_ANY,
        ),
        Form(
            r"[0-9*]{2,6}(?:-[0-9*]{1,7}){2,3}|[0-9]{3,6}\*{3,8}[0-9*]{0,6}",
            is_partly_hidden,
            (_HIDDEN,),
        ),
        hidden.form(range(10, 15), _ACCOUNT_WORDS),
        Form(_GLUED_NUMBER, is_glued, (_GLUED,), group=1),
    ),
    # no bank begins with 000
    pseudonym=with_fixed_digits({0: "0", 1: "0", 2: "0"}),
)
