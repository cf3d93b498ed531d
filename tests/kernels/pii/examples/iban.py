"""IBAN."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def iban(random: Random) -> str:
    """A German number."""
    body = digits(random, 18)
    check = 98 - int(body + "131400") % 97
    value = f"DE{check:02d}{body}"
    return random.choice((value, " ".join(value[i : i + 4] for i in range(0, 22, 4))))


EXAMPLES = Examples(
    makers=(Maker(iban),),
    found=(
        ("Transfer to AT37 1353 0694 6856 7702 within 14 days", ("AT37 1353 0694 6856 7702",)),
        ("bank details se68 6182 5792 2988 1275 3941 OR CASH", ("se68 6182 5792 2988 1275 3941",)),
    ),
    left_alone=(
        "example: DE89370400440532013000   # sample from the registry spec",
        "Transfer to AT37 1353 0694 6856 7703 within 14 days",
    ),
)
