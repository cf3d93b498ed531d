"""REPRESENTATIVE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def representative(random: Random) -> str:
    """A number whose last four digits are not a year."""
    return f"{random.choice(('1588', '1544', '1661', '1899'))}-{random.randint(2, 9)}{random.randint(1, 9)}{digits(random, 2)}"


EXAMPLES = Examples(
    makers=(Maker(representative),),
    found=(("대표 1588-1234, 080-123-4567", ("1588-1234", "080-123-4567")),),
)
