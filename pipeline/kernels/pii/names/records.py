"""Records of things, plants and characters, in which a name belongs to nobody: 이름: 남천, 물주기: 6일."""

from pipeline.kernels.pii.kind import Check
from pipeline.kernels.pii.names.columns import PERSONAL
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# labels that things have too; 성명 and customer name are of persons alone
_AMBIGUOUS = Words("(?:^|[^a-z_ ])name[\"' ]{0,2}[:=>|(]?[\"' ]{0,3}$", "이 {0,2}름 ?[:=|]? ?$")
_HEAD = Words("^(?:name|이 ?름)$")
_INSERTED = Words("insert into (?:heroes|villains|characters?|monsters?|items|npcs?)[ (]")
# fields that persons do not have; a person may well write 소설 or flowers behind 취미
_OF_THINGS = Words(
    "첫 ?등장 ?[:=|]|(?:^|\\n) ?등장 ?인물 ?(?:\\n|$)",
    "역할 ?[:=|] ?(?:악역|조력자|주인공)",
    "(?:^|[^a-z])(?:hp|mp) ?[:=]? ?[0-9]|(?:^|[^a-z])npc[_ ]?(?:id|name)?[ :=]",
    "(?:물 ?주기|개화(?:기|시기)?|원산지|학명|서식지) ?[:=|]|(?:^|\\n) ?반려 ?식물",
    "(?:^|[\\n|])맛 ?[:=|]",
    "보관 ?[:=|] ?(?:냉장|냉동|실온|상온)",
    "(?:^|[\\n|])(?:flowers?|hardiness|cultivar|habitat) ?[:|]|hardy to -?[0-9]|garden merit",
)
_LABEL, _REACH = 24, 96


def of_person(check: Check) -> Check:
    """The check, and False in the record of a thing that has no field of a person."""

    def checked(text: bytes, start: int, end: int) -> bool:
        return check(text, start, end) and not is_in_record_of_thing(text, start, end)

    return checked


def is_in_record_of_thing(text: bytes, start: int, end: int) -> bool:
    """True for a name behind 이름 or name in lines, or a table, with a field of things and none of persons."""
    around = text[max(0, start - _REACH) : start] + b"\n" + text[end : end + _REACH]
    is_inserted = _INSERTED.search(around)
    label = text[max(0, start - _LABEL) : start]
    if not (is_inserted or _AMBIGUOUS.search(label) or _HEAD.search(head(text, start))):
        return False
    titles = heads(text, start)
    if not (is_inserted or _OF_THINGS.search(around) or _OF_THINGS.search(titles)):
        return False
    return not (PERSONAL.search(around) or PERSONAL.search(titles))
