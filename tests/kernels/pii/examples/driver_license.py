"""DRIVER_LICENSE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def licence(random: Random) -> str:
    """A number with its region in digits."""
    return f"{random.randint(11, 26)}-{digits(random, 2)}-{digits(random, 6)}-{digits(random, 2)}"


EXAMPLES = Examples(
    makers=(Maker(licence),),
    # eleven digits with that of the next line, but no mobile number
    found=(("면허번호 인천 01-376775-23\n1종 대형", ("인천 01-376775-23",)),),
)
