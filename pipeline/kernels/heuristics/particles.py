"""Families of Korean particles and endings, and English words that every prose contains."""

# a family by the last syllables of an eojeol of two syllables or more; of two endings the longer one counts:
# 에서 is not the ending 서
FAMILIES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("에", "에서", "에게", "로"),
    ("의",),
    ("와", "과", "도", "만", "부터", "까지"),
    ("고", "며", "면", "서"),
    ("다", "요", "까", "죠", "음", "함", "네"),
)
# Gopher
ENGLISH = ("the", "be", "to", "of", "and", "that", "have", "with")
# a third to a half of the words of any English; of at most seven letters, an apostrophe cuts off the rest
_COMMON = """
a an and are as at be been but by can could did do does for from get go had has have he her here him his how i
if in into is it its just like me more my no not now of on one or our out say see she should so some than that
the their them then there these they this those to too up us was we were what when where which who why will
with would yes you your don doesn didn isn wasn won couldn let
"""
COMMON = tuple(_COMMON.split())
# FineWeb-2, configs/kor_Hang.yml: morphemes of Kiwi
_MORPHEMES = "의 다 이 는 에 을 한 년 하 은 를 했 고 에서 가 있 으로 인 월 로 되"
MORPHEMES = tuple(_MORPHEMES.split())
# syllables that end a sentence without punctuation
FINAL = frozenset("다요죠까음임함됨네군자라지")


def family(eojeol: str) -> int:
    """The index of the family that an eojeol ends with; -1 if there is none."""
    for width in (2, 1):
        for number, endings in enumerate(FAMILIES):
            if len(eojeol) > width and eojeol[-width:] in endings:
                return number
    return -1
