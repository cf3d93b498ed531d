"""Records of things, plants and characters, in which a name belongs to nobody: 이름: 남천, 물주기: 6일."""

from pipeline.kernels.pii.kind import Check
from pipeline.kernels.pii.names.columns import PERSONAL
from pipeline.kernels.pii.tables import heads
from pipeline.kernels.pii.vocabulary import Words

# fields that persons do not have
_OF_THINGS = Words(
    "첫 ?등장",
    "등장 ?인물",
    "캐릭터",
    "역할 ?[:=|].*(?:악역|조력자|주인공)",
    "설화|소설|동화|만화|게임 ?속",
    "(?:^|[^a-z])(?:hp|mp|npc)(?:[^a-z]|$)",
    "(?:^|[^a-z])(?:heroes|villains|characters?|boss(?:es)?|monsters?)(?:[^a-z]|$)",
    "물 ?주기|개화|원산지|학명|서식지|반려 ?식물",
    "(?:^|[\\n|])맛 ?[:=|]",
    "보관 ?[:=|] ?(?:냉장|냉동|실온|상온)",
    "(?:^|[^a-z])(?:flowers?|hardy|hardiness|garden merit|cultivar|habitat|cooking|dessert)(?:[^a-z]|$)",
)
_REACH = 96


def of_person(check: Check) -> Check:
    """The check, and False in the record of a thing that has no field of a person."""

    def checked(text: bytes, start: int, end: int) -> bool:
        return check(text, start, end) and not is_of_thing(text, start, end)

    return checked


def is_of_thing(text: bytes, start: int, end: int) -> bool:
    """True if the lines around a name, or the heads of its table, hold a field of things and none of persons."""
    around = text[max(0, start - _REACH) : start] + b"\n" + text[end : end + _REACH]
    titles = heads(text, start)
    if not (_OF_THINGS.search(around) or _OF_THINGS.search(titles)):
        return False
    return not (PERSONAL.search(around) or PERSONAL.search(titles))
