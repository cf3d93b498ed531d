"""FRN."""

from random import Random

from pipeline.demo.personal import rrn
from tests.kernels.pii.making import Examples, Maker


def frn(random: Random) -> str:
    """A number of before October 2020 or after."""
    number = rrn(random).replace(" - ", "-")
    return number[:7] + random.choice("56" if number[7] in "12" else "78") + number[8:]


EXAMPLES = Examples(makers=(Maker(frn),))
