"""SSN."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def ssn(random: Random) -> str:
    """A number whose parts can be assigned."""
    area = random.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03d}-{random.randint(1, 99):02d}-{random.randint(1, 9999):04d}"


EXAMPLES = Examples(
    makers=(Maker(ssn),),
    found=(
        ("fax cover: soc. sec. # 646.29.3333, please amend", ("646.29.3333",)),
        ("my W-2 has the wrong social. It should be 770902994.", ("770902994",)),
    ),
    left_alone=("Catalogue ref. 313-48-9957 brass ferrule", "Drawing 358-40-0011 REV B"),
)
