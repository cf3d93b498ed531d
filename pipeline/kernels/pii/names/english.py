"""Names behind labels in English, and names in Latin letters."""

import re

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import cells, loose
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.names.columns import COLUMN, IN_HEADS, OF_THINGS, PERSONAL
from pipeline.kernels.pii.names.labels import (
    BEFORE_SIGN,
    ENGLISH_LABEL,
    HEAD,
    LABELS,
    LAST,
    REACH,
)
from pipeline.kernels.pii.names.words import PROSE
from pipeline.kernels.pii.names.writings import (
    FIRST,
    LATIN_NAME,
    LATIN_START,
    LIKELY_NAME,
    NAME,
    PLACES_IN_LATIN,
    RARE_FIRST,
    RARE_OR_SHORT_NAME,
    ends_word,
    is_in_latin,
    is_rare_or_short,
    is_usual,
    is_word_of_its_own,
)
from pipeline.kernels.pii.surnames import ABROAD, OF_PLACES
from pipeline.kernels.pii.surroundings import WORD, after
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# who is named in forms and papers
_WHO = (
    "customer|passenger|guest|patient|applicant|student|user|member|recipient|sender|receiver|owner|holder|employee|emergency contact|contact"
    "|parent|guardian|mother|father|spouse|visitor|attendee|participant|client|claimant|insured|tenant|landlord|buyer|seller|driver|witness"
    "|player|child|teacher|traveler|traveller|subscriber|beneficiary|payee|plaintiff|defendant|lessee|lessor|borrower|donor|nominee|caller|resident"
)
_KEY_OF_PERSON = Words(
    f"(?:{_WHO}|full|legal|maiden|preferred|real|nick|last|first and last|usr|cust|emp|stu|recv|rcv|mem|mbr?|pat|ord)[ _]?(?:name|nm)[^a-z]*$",
    f"name of (?:the )?(?:{_WHO}|policyholder|deceased|bearer)[^a-z]*$",
    f"(?:^|[^a-z])(?:{_WHO}|attn|attention|next of kin|(?:signed|reported|requested|submitted) by|(?:deliver|ship) to)[^a-z]*$",
    # <patient><name>
    f"<(?:{_WHO})(?: [^<>]{{0,24}})?>[ \n\r\t]{{0,8}}<name>$",
    # student: {name: ...}
    f"(?:^|[^a-z])(?:{_WHO})[\"' ]{{0,2}}:[ {{\"'\n\r]{{0,12}}name[\"']? ?[:=][ \"']*$",
)
# what stands near the name of a person, and not near that of a shop or a file
_OF_PERSON_ALONE = Words(
    "(?:^|[^a-z])(?:birth|birthdate|birthday|dob|d\\.o\\.b|ssn|social security|passport|gender|spouse|emergency contact|home (?:address|phone)"
    "|cell(?:phone)?)(?:[^a-z]|$)", "생년", "주민", "여권", "성별",
)  # fmt: skip
# keys beside name: in a record of a user
_OF_USER = Words(
    "(?:user|member|customer|cust|student|employee|emp|patient)[_ ]?(?:id|no)[^a-z]",
    "[^a-z]role[\"' ]*:",
)
_ENGLISH_SIGN = r"[\"'`*]{0,2} ?(?:\([^()\n]{1,32}\) ?)?(?:[:=|\t>]| - ?) ?[\"'`*]{0,2}"
_ADDRESSED = r"(?:(?:Dear|Mr\.?|Mrs\.?|Ms\.?|Full [Nn]ame) )"
_LATIN_LABEL = rf"(?:(?:(?:영문 ?)?{LABELS}(?: ?\((?:영문|영어|English|로마자)\))?|영문명|{ENGLISH_LABEL}){_ENGLISH_SIGN}|\((?:영문|영어|English|로마자)\) {{1,4}})"
_LATIN_GATE = Gate(
    rf"(?:{LAST}|문명|(?:영문|영어|English|로마자)\)|{ENGLISH_LABEL}){_ENGLISH_SIGN.replace('{0,2}', '*')}(?:{LATIN_START})|(?:영문|영어|English|로마자)\) +(?:{LATIN_START})",
    BEFORE_SIGN,
    48,
)
_ADDRESSED_GATE = Gate(rf"{_ADDRESSED}(?:{LATIN_START})", 2, 48)
_IN_KEY = rf"{ENGLISH_LABEL}{_ENGLISH_SIGN}"
_IN_KEY_GATE = Gate(loose(_IN_KEY).replace("{0,2}", "*") + FIRST, 2, 48)
_RARE_KEY_GATE = Gate(loose(_IN_KEY).replace("{0,2}", "*") + RARE_FIRST, 2, 48)
# a usual name in Hangul shows itself what it is: My name is 김민지, Name\n김민지
_BEHIND_ENGLISH = rf"(?:[Mm]y (?:[A-Za-z]{{1,10}} )?[Nn]ame is |(?:(?m:^)|[^A-Za-z_\-]){ENGLISH_LABEL}(?: #? ?|\)? ?\n{{1,2}} ?|\)? ?[(<] ?)){LIKELY_NAME}"
_BEHIND_ENGLISH_GATE = Gate(
    rf"(?:[Nn]ame|NAME|holder|ipient|pplicant|ssenger|ender|eiver|[Aa]ttn\.?|ontact|erson|iciary|ardian|ayee| [Tt]o| by|[Nn]ame is)(?: #? ?|\)? ?\n+ ?|\)? ?[(<] ?){FIRST}{HANGUL}",
    24,
    16,
)
_BEFORE_ENGLISH = rf"{LIKELY_NAME} ?\({ENGLISH_LABEL}\)"
_BEFORE_ENGLISH_GATE = Gate(loose(rf"{HANGUL} ?\({ENGLISH_LABEL}\)"), 12, 2)


def is_in_key(text: bytes, start: int, end: int) -> bool:
    """True for a usual name behind an English label; name in lower case is also a key of things."""
    span = text[start:end]
    around = text[max(0, start - REACH) : start] + text[end : end + REACH]
    of_person = _is_of_person(text, start) or _OF_USER.search(around)
    short = is_rare_or_short(span) and bool(_FIELD_ENDS.match(text, end)) and of_person
    if not (short or is_usual(span)) or not ends_word(text, start, end):
        return False
    if of_person:
        return True
    line = line_begin(text, start)
    capital = b"N" in text[max(line, start - 16) : start]
    return (capital and not text[line:start].count(b" ") > 2) or PERSONAL.search(around)


def is_in_sentence(text: bytes, start: int, end: int) -> bool:
    """True for a usual name at the end of a word that is not a verb: -Name, 지정한."""
    span = text[start:end]
    return not span.endswith(PROSE) and is_usual(span) and ends_word(text, start, end)


def is_alone_in_field(text: bytes, start: int, end: int) -> bool:
    """True for a name that fills its field: a sign, a line end or two blanks stand behind it."""
    return bool(_FIELD_ENDS.match(text, end))


def is_addressed(text: bytes, start: int, end: int) -> bool:
    """True for a Korean name in Latin letters, or one with a word of names from abroad."""
    if is_in_latin(text, start, end):
        return True
    parts = frozenset(text[start:end].decode().upper().replace(",", " ").split())
    return (
        after(text, end) not in WORD
        and parts.isdisjoint(PLACES_IN_LATIN)
        and not parts.isdisjoint(ABROAD)
    )


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True for Latin words in a column whose head names persons."""
    label = head(text, start).lower()
    if not HEAD.search(head(text, start)) or not IN_HEADS.search(heads(text, start)):
        return False
    parts = frozenset(text[start:end].decode().upper().replace(",", " ").split())
    if not parts.isdisjoint(PLACES_IN_LATIN):
        return False
    first = text[start:end].partition(b" ")[0].decode().upper()
    if first in ABROAD - OF_PLACES and len(parts) == 2 and not OF_THINGS.search(heads(text, start)):
        return True
    return _HEAD_OF_PERSON.search(label) or (
        not parts.isdisjoint(ABROAD) and PERSONAL.search(heads(text, start))
    )


def _is_of_person(text: bytes, start: int) -> bool:
    """True if the label before a name, or the key above it, is one of persons."""
    line = line_begin(text, start)
    if _KEY_OF_PERSON.search(text[max(line, start - 28) : start]):
        return True
    return line > 0 and _KEY_OF_PERSON.search(text[max(0, line - 40) : start])


def is_in_latin_field(text: bytes, start: int, end: int) -> bool:
    """True for a Korean name in Latin letters, or two or three words that fill a field, one of them a name
    from abroad."""
    parts = frozenset(text[start:end].decode().upper().replace(",", " ").split())
    if is_in_latin(text, start, end):
        return True
    if not is_alone_in_field(text, start, end) or not parts.isdisjoint(PLACES_IN_LATIN):
        return False
    # Name: Yates, Darlene
    if not parts.isdisjoint(ABROAD) or _LAST_FIRST.fullmatch(text, start, end):
        return True
    # names of people are without number: a label or a neighbour that only persons have tells
    line = line_begin(text, start)
    around = text[max(0, start - REACH) : start] + text[end : end + REACH]
    return bool(
        _KEY_OF_PERSON.search(text[max(line, start - 40) : start])
        or _OF_PERSON_ALONE.search(around)
    )


_LAST_FIRST = re.compile(rb"[A-Z][A-Za-z'\-]+, [A-Z][a-z]+(?: [A-Z]\.?)?")
_FIELD_ENDS = re.compile(
    rb"[\r\n,/()|\t<\"';]| [|/]| - |  |\.(?:[\r\n]|$)|$"
    rb"| \((?:spouse|wife|husband|mother|father|parent|son|daughter|sister|brother|self|friend|guardian|partner|[MF]\)|[0-9+])"
)
_HEAD_OF_PERSON = Words(
    f"^(?:{_WHO}|full|first and last|real|legal)(?:[ _]?name)?$", "^(?:cardholder|attn)"
)
# Attn Minji Kim, Applicant Heather Ramirez
_WITHOUT_SIGN = r"(?:(?:(?m:^)|[^A-Za-z\n])(?:Attn\.?|ATTN\.?|Attention|c/o|[Aa]pplicant|[Cc]laimant|[Tt]enant|[Pp]assenger|[Ee]mergency contact|[Nn]ext of kin|(?:[Bb]eneficiary|[Gg]uest|[Pp]assenger|[Aa]pplicant|[Pp]atient|[Ss]tudent|[Hh]older|[Rr]ecipient|[Ss]ender|[Cc]ustomer)(?:'s)? [Nn]ame) )"
_WITHOUT_SIGN_GATE = Gate(rf"{_WITHOUT_SIGN}(?:{LATIN_START})", 2, 48)

FORMS = (
    Form(_LATIN_LABEL + LATIN_NAME, is_in_latin_field, (_LATIN_GATE,), group=1),
    Form(_ADDRESSED + LATIN_NAME, is_in_latin, (_ADDRESSED_GATE,), group=1),
    Form(_WITHOUT_SIGN + LATIN_NAME, is_addressed, (_WITHOUT_SIGN_GATE,), group=1),
    Form(cells(LATIN_NAME), is_in_column, (COLUMN, inserts.GATE), group=1),
    Form(_IN_KEY + NAME, is_in_key, (_IN_KEY_GATE,), group=1),
    Form(_IN_KEY + RARE_OR_SHORT_NAME, is_in_key, (_IN_KEY_GATE, _RARE_KEY_GATE), group=1),
    Form(_BEHIND_ENGLISH, is_in_sentence, (_BEHIND_ENGLISH_GATE,), group=1),
    Form(_BEFORE_ENGLISH, is_word_of_its_own, (_BEFORE_ENGLISH_GATE,), group=1),
)
