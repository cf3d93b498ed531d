"""Payment cards, bank accounts and IBANs that belong to nobody."""

from random import Random

from tests.strangers.pages.spelling import Maker, numerals

# The shapes of accounts of Korean banks; each # is any digit.
ACCOUNTS = {
    "kb": "######-04-######",
    "shinhan": "110-###-######",
    "woori": "1002-###-######",
    "nh": "302-####-####-#1",
    "kakao": "3333-0#-#######",
    "hana": "###-910###-##107",
    "ibk": "###-######-01-01#",
    "toss": "1000-####-####",
    "saemaul": "9002-####-####-#",
    "post": "######-02-######",
    "busan": "112-20##-####-0#",
}

# The first six digits of cards of Korean issuers.
ISSUERS = (
    "457973",
    "451842",
    "540926",
    "465887",
    "433028",
    "531080",
    "524353",
    "356820",
    "944020",
    "941085",
)


def luhn_tail(head: str) -> str:
    """Return the digit that makes `head` pass the Luhn check."""
    total = 0
    for place, digit in enumerate(reversed(head)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(rng: Random) -> list[str]:
    """Return the four groups of a payment card of sixteen digits."""
    head = rng.choice(ISSUERS) + numerals(rng, 9)
    whole = head + luhn_tail(head)
    return [whole[place : place + 4] for place in (0, 4, 8, 12)]


def amex(rng: Random) -> list[str]:
    """Return the three groups of an American Express card."""
    head = rng.choice(("34", "37")) + numerals(rng, 12)
    whole = head + luhn_tail(head)
    return [whole[:4], whole[4:10], whole[10:]]


def hidden_card(rng: Random) -> str:
    """Return a payment card whose middle is hidden."""
    first, _, _, last = card(rng)
    return f"{first}-****-****-{last}"


def account(bank: str) -> Maker:
    """Return a maker of accounts in the shape of one bank."""
    return lambda rng: "".join(numerals(rng, 1) if sign == "#" else sign for sign in ACCOUNTS[bank])


def any_account(rng: Random) -> str:
    """Return an account of any bank."""
    return account(rng.choice(list(ACCOUNTS)))(rng)


def iban(rng: Random) -> str:
    """Return an IBAN without spaces whose check digits are right."""
    country, body = rng.choice(
        (
            ("DE", rng.choice(("37040044", "10010010", "50010517")) + numerals(rng, 10)),
            ("GB", rng.choice(("NWBK", "BARC", "HBUK")) + numerals(rng, 14)),
            ("NL", rng.choice(("ABNA", "INGB", "RABO")) + numerals(rng, 10)),
        )
    )
    number = int("".join(str(int(letter, 36)) for letter in body + country + "00"))
    return f"{country}{98 - number % 97:02d}{body}"


def iban_groups(rng: Random) -> str:
    """Return an IBAN in groups of four."""
    whole = iban(rng)
    return " ".join(whole[place : place + 4] for place in range(0, len(whole), 4))
