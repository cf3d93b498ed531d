"""Addresses of the internet, keys of services and passwords that open nothing."""

from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from zlib import crc32

from tests.strangers.pages.spelling import drawn, numerals
from tests.strangers.pages.words import KEYED_WORDS, PASSWORD_WORDS, USERS

BASE32 = ascii_uppercase + "234567"
BASE62 = digits + ascii_uppercase + ascii_lowercase
BASE64URL = ascii_letters + digits + "-_"


def public_ip(rng: Random) -> str:
    """Return an IPv4 address of a range that is routed on the internet."""
    head = rng.choice(
        (
            "1.209",
            "14.32",
            "58.121",
            "112.144",
            "121.130",
            "175.193",
            "203.248",
            "211.36",
            "220.72",
            "8.34",
        )
    )
    return f"{head}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"


def public_ip6(rng: Random) -> str:
    """Return an IPv6 address of a routed range."""
    groups = [f"{rng.randint(0x1000, 0xFFFF):x}" for _ in range(6)]
    return rng.choice(("2001:2d8", "2404:f080", "2606:4700")) + ":" + ":".join(groups)


def mac(rng: Random) -> list[str]:
    """Return the six octets of a network card of a real maker."""
    maker = rng.choice(
        ("3C:22:FB", "00:1A:11", "F4:5C:89", "B8:27:EB", "00:16:3E", "A4:83:E7")
    ).split(":")
    return maker + [f"{rng.randint(0, 255):02X}" for _ in range(3)]


def github(rng: Random) -> str:
    """Return a GitHub token whose last six characters are its checksum."""
    body, tail = drawn(rng, BASE62, 30), ""
    rest = crc32(body.encode())
    while rest:
        rest, digit = divmod(rest, 62)
        tail = BASE62[digit] + tail
    return "ghp_" + body + tail.rjust(6, "0")


def password(rng: Random) -> str:
    """Return a password that a person could have typed."""
    word = rng.choice(PASSWORD_WORDS)
    return word + rng.choice("!@#$") + numerals(rng, 4) + rng.choice(("", "x", "Zq"))


def korean_password(rng: Random) -> str:
    """Return a password of a Korean word typed on the Latin keys."""
    return (
        rng.choice(KEYED_WORDS)
        + numerals(rng, rng.choice((2, 4)))
        + rng.choice(("!", "!!", "@", "~"))
    )


def credentials(rng: Random) -> str:
    """Return user and password as a URL holds them."""
    user = rng.choice(USERS)
    return f"{user}:{drawn(rng, ascii_letters + digits, 12)}"


def slack(rng: Random) -> str:
    """Return a token of a Slack bot."""
    return f"xoxb-{numerals(rng, 12)}-{numerals(rng, 12)}-{drawn(rng, BASE62, 24)}"
