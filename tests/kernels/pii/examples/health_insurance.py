"""HEALTH_INSURANCE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def health(random: Random) -> str:
    """A number with or without its hyphen."""
    return random.choice(("{}-{}", "{}{}")).format(random.randint(1, 9), digits(random, 10))


EXAMPLES = Examples(
    makers=(Maker(health, before="건강보험증 "),),
    found=(("건강보험증\n증번호 8-0482602906\n자격취득 2006-03-12", ("8-0482602906",)),),
    left_alone=(
        "회원증\n증번호 8-0482602906\n자격취득 2006-03-12",
        "건강보험료 안내 우편물 조회\n배송 8-0482602906",
    ),
)
