"""ACCOUNT."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def account(random: Random) -> str:
    """A number in the groups of a Korean bank."""
    groups = random.choice(((6, 2, 6), (4, 2, 7), (3, 3, 6), (3, 6, 5), (3, 4, 4, 2), (4, 4, 4)))
    return "-".join(
        [str(random.randint(1, 9)) + digits(random, groups[0] - 1)]
        + [digits(random, g) for g in groups[1:]]
    )


EXAMPLES = Examples(
    makers=(Maker(account, before="국민은행 계좌 "),),
    found=(("택배비만요. 19053249301896 IBK기업 소광수", ("19053249301896",)),),
)
