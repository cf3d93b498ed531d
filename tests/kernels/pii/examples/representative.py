"""REPRESENTATIVE."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def representative(random: Random) -> str:
    """A number whose last four digits are not a year."""
    return f"{random.choice(('1588', '1544', '1661', '1899'))}-{random.randint(2, 9)}{random.randint(1, 9)}{digits(random, 2)}"


EXAMPLES = Examples(
    makers=(Maker(representative),),
    found=(
        ("대표 1588-1234, 080-123-4567", ("1588-1234", "080-123-4567")),
        ("(주)한국테크 구매팀 FAX 055-705-8405", ("055-705-8405",)),
        ("보건소 예방접종실 063)338-4893 독감백신 소진", ("063)338-4893",)),
        ("호텔 프런트 064-725-2247 공항셔틀 무료", ("064-725-2247",)),
        ("Consulate main line +82-2-9699-5112, visa inquiries", ("+82-2-9699-5112",)),
    ),
)
