"""PLATE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def plate(random: Random) -> str:
    """A plate of two or three digits in front."""
    syllable = random.choice("가나다라마거너더러머버서어저고노모보오두루우바사아자하허")
    return f"{random.choice((random.randint(10, 69), random.randint(100, 699)))}{syllable}{random.randint(2100, 9999)}"


EXAMPLES = Examples(
    makers=(Maker(plate),),
    found=(("2023-12-03,경북12 아9516,아스콘", ("경북12 아9516",)),),
    left_alone=(
        "제12조1234, 12월 2024, 30대 1234",
        "대법원 1989.8.8. 선고 88도2209 판결, 부산고법 88나4751 판결",
    ),
)
