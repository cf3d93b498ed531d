"""CRN."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def crn(random: Random) -> str:
    """A number whose seventh digit no living person has, with its check digit."""
    body = "110111" + random.choice("09") + digits(random, 5)
    total = sum(int(d) * (1 + i % 2) for i, d in enumerate(body))
    return f"{body[:6]}-{body[6:]}{(10 - total % 10) % 10}"


EXAMPLES = Examples(
    makers=(Maker(crn), Maker(crn, before="법인등록번호 ")),
    found=(
        ("법인등록번호 110111-0062438", ("110111-0062438",)),
        ("corp_no: 180111-7299935  # 법인등록번호", ("180111-7299935",)),
    ),
)
