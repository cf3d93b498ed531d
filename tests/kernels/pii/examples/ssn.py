"""SSN."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def ssn(random: Random) -> str:
    """A number whose parts can be assigned."""
    area = random.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03d}-{random.randint(1, 99):02d}-{random.randint(1, 9999):04d}"


EXAMPLES = Examples(makers=(Maker(ssn),))
