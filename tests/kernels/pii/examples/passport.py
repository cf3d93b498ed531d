"""PASSPORT."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def passport(random: Random) -> str:
    """A number of before 2021 or after."""
    letter = random.choice("MSRGD")
    new = f"{digits(random, 3)}{random.choice('ABCDEFG')}{digits(random, 4)}"
    return letter + random.choice((digits(random, 8), new))


EXAMPLES = Examples(
    makers=(Maker(passport, before="여권번호 "),),
    found=(
        ("Bosun, passport P4827193A, joined at Busan", ("P4827193A",)),
        ("OSHC: Passport N7240183, 24 weeks", ("N7240183",)),
        ("護照號碼 M13859737 韓國", ("M13859737",)),
        ("Lost passport report; passport # 395118115; last seen", ("395118115",)),
        ("Passport: C02250967, Guest", ("C02250967",)),
        ("Hi, my passport number is C70197208 and", ("C70197208",)),
        ("Crew list\nRank / Passport no.\n2/O / M063T9060\n", ("M063T9060",)),
        (
            "P<KORHONG<<GILDONG<<<<<<<<<<<<<<<<<<<<<<<<<<\nM123A45676KOR9001014M3001017<<<<<<<<<<<<<<02\n",
            ("M123A45676KOR9001014M3001017<<<<<<<<<<<<<<02",),
        ),
    ),
    # the name of a placeholder is not a word nearby
    left_alone=("<|PI:PASSPORT|> M12345678, <|PI:ACCOUNT|> 12345678901234",),
)
