"""BRN."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def brn(random: Random) -> str:
    """A number in groups, with its check digit."""
    body = str(random.randint(1, 9)) + digits(random, 8)
    total = sum(w * int(d) for w, d in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), body, strict=True))
    check = (10 - (total + int(body[8]) * 5 // 10) % 10) % 10
    return f"{body[:3]}-{body[3:5]}-{body[5:]}{check}"


def bare(random: Random) -> str:
    """The same without groups."""
    return brn(random).replace("-", "")


EXAMPLES = Examples(
    makers=(Maker(brn), Maker(bare, before="사업자등록번호 ")),
    found=(("사업자등록번호 220-81-62517", ("220-81-62517",)),),
)
