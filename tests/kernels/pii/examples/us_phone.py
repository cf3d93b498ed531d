"""US_PHONE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def us_phone(random: Random) -> str:
    """A number of the North American plan."""
    area, exchange = (
        f"{random.randint(2, 9)}{random.choice('02345')}{random.randint(0, 9)}",
        f"{random.randint(2, 9)}{random.choice('02345')}{random.randint(2, 9)}",
    )
    form = random.choice(("({}) {}-{}", "{}-{}-{}", "+1-{}-{}-{}", "{}.{}.{}"))
    return form.format(area, exchange, digits(random, 4))


EXAMPLES = Examples(makers=(Maker(us_phone),))
