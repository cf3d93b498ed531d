"""HEALTH_INSURANCE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def health(random: Random) -> str:
    """A number with or without its hyphen."""
    return random.choice(("{}-{}", "{}{}")).format(random.randint(1, 9), digits(random, 10))


EXAMPLES = Examples(makers=(Maker(health, before="건강보험증 "),))
