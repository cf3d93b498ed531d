"""CARD: numbers of payment cards."""

import re

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.check_digits import luhn
from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.lines import begins_line, ends_line, line_begin, line_end
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import (
    beside,
    continues,
    digits_of,
    in_columns,
    in_url,
    is_of_thing,
    is_sample,
    near,
    separators_of,
)
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.vocabulary import Words

_CARD_WORDS = Words("카드", "card", "visa", "master", "(?:^|[^a-z])cc[^a-z]")
# labels that a number follows at once, which need no check digit
_GROUPED = re.compile(rb"[0-9]{4}(?:[ .\-][0-9]{4}){3}")
_USUAL_GROUPS = re.compile(
    rb"[0-9]{4}[ \-]{1,2}(?:[0-9]{4}[ \-]{1,2}[0-9]{4}[ \-]{1,2}[0-9]{1,7}|[0-9]{6}[ \-]{1,2}[0-9]{5})"
)
_FIGURES = re.compile(rb"[^0-9\n]{0,24}[0-9]{4}(?: [0-9]{4}){3,}[^0-9\n]{0,24}")
_LABEL = Words(
    r"(?:(?:신용|체크|법인|직불|선불|신한|국민|삼성|현대|롯데|하나|우리|농협|비씨|bc|kb|nh) ?카드|카드)(?: ?(?:번호|no\.?|#))?"
    r" ?(?:는|은|가|이|:|=|\)|\||\t|,)? ?\(?$",
    r"(?:credit|debit|payment)?[ _]?card(?:[ _]?(?:number|no\.?|num|#))? ?(?:is|:|=|\||\t)? ?$",
)
_HEAD = Words("카드 ?번호", "카드$", "card ?(?:number|no)", "^card$")


def is_card(text: bytes, start: int, end: int) -> bool:
    """True for Luhn's check digit and an issuer range, or a card named nearby.

    Issuers include local ones (9xxx). A label right before it (카드번호) needs no check digit.
    """
    span = text[start:end]
    digits = digits_of(span)
    separators = separators_of(span)
    # behind a point it is a fraction, behind a slash a part of a path
    if not 12 <= len(digits) <= 19 or continues(text, start, end, b"-./") or in_url(text, start):
        return False
    if is_of_thing(text, start, _CARD_WORDS) or is_sample(text, start, end):
        return False
    if len(digits) in (15, 16) and _is_labelled(text, start):
        return True
    if len(set(digits)) < 3 or not luhn(digits) or not separators <= set(b" -."):
        return False
    if near(_CARD_WORDS, text, start, end):
        return True
    if len(digits) < 13 or not _has_issuer(digits) or _is_of_device(digits):
        return False
    if len(separators) > 1 or separators == {ord(".")}:
        return len(digits) == 16 and _GROUPED.fullmatch(span) is not None
    # 69434818-08229495 are two numbers
    if separators and _USUAL_GROUPS.fullmatch(span) is None:
        return False
    if separators == {ord(" ")}:
        # figures in columns: a card in groups has sixteen digits, or fifteen in 4-6-5
        return len(digits) in (15, 16) and not (
            in_columns(text, start, end, blanks=8) or _is_among_figures(text, start, end)
        )
    return bool(separators) or len(digits) in (15, 16)


def _is_among_figures(text: bytes, start: int, end: int) -> bool:
    """True if the line above or below has as many groups of digits, and no check digit."""
    line, stop = line_begin(text, start), line_end(text, end)
    if not (begins_line(text, line) and ends_line(text, stop)):
        return False
    above = text[line_begin(text, max(0, line - 1)) : max(0, line - 1)]
    below = text[stop + 1 : line_end(text, stop + 1)]
    return any(
        _FIGURES.fullmatch(near) and not luhn(digits_of(near)[:16]) for near in (above, below)
    )


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for four groups with some digits hidden by one sign, if four or more are left."""
    span = text[start:end]
    hidden = span.translate(None, b"0123456789- ").lower()
    if continues(text, start, end, b"-./") or len(set(hidden)) != 1:
        return False
    # a row of hash signs goes on
    if text[end : end + 1] == hidden[:1]:
        return False
    return len(hidden) >= 4 <= len(digits_of(span))


def _is_labelled(text: bytes, start: int) -> bool:
    """True if 카드번호 or the like stands right before the number, or heads its column."""
    return beside(_LABEL, text, start) or bool(_HEAD.search(head(text, start)))


def _has_issuer(digits: str) -> bool:
    """True if the number begins as one of a card network, or of a local issuer (9)."""
    if digits[0] in "4569" or digits[:2] in ("34", "35", "36", "37", "38"):
        return True
    return 2221 <= int(digits[:4]) <= 2720


def _is_of_device(digits: str) -> bool:
    """True for fifteen digits of a mobile device: American Express begins with 34 or 37, others with 35 or
    86 are identities of mobile devices (3GPP TS 23.003)."""
    return len(digits) == 15 and digits[:2] not in ("34", "37")


_HIDDEN_GROUP = r"[ \-]?[0-9*xX#]{4}"
# The signs that hide digits, with a digit before them: a gate that counted the digits of the first group and
# began with it had a tenth of the states of the automaton.
_HIDDEN = Gate(
    r"[0-9][ \-]?[*xX#]{4}|[0-9*][ \-][*xX#]{4}|[0-9]\*{3}[ \-]?[*xX#0-9]|[0-9]{2}[*xX#][0-9*xX# \-]{4}",
    24,
    24,
)

KIND = Kind(
    name="CARD",
    precedence=50,
    looks="12 to 19 digits, bare or in groups, partly hidden (4111-****-****-1111)",
    evidence="ISO/IEC 7812 Luhn and issuer range, local 9xxx too; any issuer where a card is named; no check "
    "digit right behind 카드번호 or card number",
    forms=(
        # groups of four, 4-6-5 (American Express), or bare
        Form(
            rf"[1-9][0-9]{{3}}{GAP}(?:[0-9]{{4}}{GAP}[0-9]{{4}}{GAP}[0-9]{{1,7}}|[0-9]{{6}}{GAP}[0-9]{{5}})"
            r"|[1-9][0-9]{11,18}",
            is_card,
            (NUMBER,),
        ),
        Form(rf"[3-69][0-9*]{{3}}(?:{_HIDDEN_GROUP}){{3}}", is_partly_hidden, (_HIDDEN,)),
        hidden.form(range(14, 17), _CARD_WORDS),
    ),
    # no issuer begins with 0
    pseudonym=with_fixed_digits({0: "0"}),
)
