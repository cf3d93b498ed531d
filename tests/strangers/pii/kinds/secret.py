"""Access keys in the documented forms of their services. Forms are assembled at run time, so that a scanner of
source code finds no key in this file."""

import base64
import json
from collections.abc import Callable
from random import Random
from string import ascii_letters, ascii_uppercase, digits

from tests.strangers.pii.grammar import Family, Style, Written, family
from tests.strangers.pii.registers import Words

KIND = "secret"
WORDS = Words(
    labels=("API 키", "토큰", "접속 키", "인증키", "SECRET", "access key", "API_KEY", "비밀키"),
    english=("API key", "access token", "secret", "token"),
    keys=("api_key", "token", "secret", "ACCESS_TOKEN", "Authorization"),
    endings=("입니다.", " 절대 공유 금지", "로 호출"),
)
WORD = ascii_letters + digits
HEX = digits + "abcdef"
BASE32 = ascii_uppercase + "234567"


def some(random: Random, alphabet: str, count: int) -> str:
    return "".join(random.choice(alphabet) for _ in range(count))


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def web_token(random: Random) -> str:
    """A JSON Web Token with a header, a payload and a signature of 32 bytes."""
    head = json.dumps({"alg": "HS256", "typ": "JWT"}).encode()
    body = json.dumps(
        {
            "sub": str(random.randint(10**6, 10**7)),
            "iat": random.randint(1_600_000_000, 1_700_000_000),
        }
    ).encode()
    return ".".join(encoded(part) for part in (head, body, random.randbytes(32)))


def private_key(random: Random) -> str:
    kind = random.choice(("RSA ", "EC ", "OPENSSH ", ""))
    lines = [some(random, WORD + "+/", 64) for _ in range(random.randint(4, 9))]
    rule = "-" * 5
    return "\n".join(
        (f"{rule}BEGIN {kind}PRIVATE KEY{rule}", *lines, f"{rule}END {kind}PRIVATE KEY{rule}")
    )


def prefixed(*parts: str, alphabet: str = WORD, count: int) -> Callable[[Random], str]:
    return lambda random: "".join(parts) + some(random, alphabet, count)


FORMS: dict[str, Callable[[Random], str]] = {
    "AWS access key": lambda r: r.choice(("AK" + "IA", "AS" + "IA")) + some(r, BASE32, 16),
    "GitHub classic token": lambda r: (
        r.choice(("gh" + "p_", "gh" + "o_", "gh" + "s_", "gh" + "u_")) + some(r, WORD, 36)
    ),
    "GitHub fine-grained token": lambda r: (
        "github" + "_pat_" + some(r, WORD, 22) + "_" + some(r, WORD, 59)
    ),
    "GitLab token": prefixed("gl", "pat-", alphabet=WORD + "-_", count=20),
    "Slack bot token": lambda r: (
        "xo" + "xb-" + some(r, digits, 12) + "-" + some(r, digits, 12) + "-" + some(r, WORD, 24)
    ),
    "Google API key": prefixed("AI", "za", alphabet=WORD + "-_", count=35),
    "OpenAI project key": prefixed("sk", "-proj-", alphabet=WORD, count=48),
    "Anthropic key": lambda r: "sk" + "-ant-api03-" + some(r, WORD + "-_", 93) + "AA",
    "Hugging Face token": prefixed("hf", "_", alphabet=ascii_letters, count=34),
    "npm token": prefixed("np", "m_", count=36),
    "Stripe live key": prefixed("sk", "_live_", count=24),
    "SendGrid key": lambda r: "S" + "G." + some(r, WORD, 22) + "." + some(r, WORD, 43),
    "Telegram bot token": lambda r: (
        some(r, "123456789", 10) + ":A" + "A" + some(r, WORD + "-_", 33)
    ),
    "Google OAuth secret": prefixed("GOC", "SPX-", alphabet=WORD + "-_", count=28),
    "DigitalOcean token": prefixed("dop", "_v1_", alphabet=HEX, count=64),
    "JSON Web Token": web_token,
    "private key": private_key,
    "PyPI token": prefixed("py", "pi-", "AgEIcHlwaS5vcmc", alphabet=WORD + "-_", count=80),
    "Discord bot token": lambda r: (
        "M" + some(r, WORD, 23) + "." + some(r, WORD, 6) + "." + some(r, WORD, 27)
    ),
    "Twilio key": prefixed("S", "K", alphabet=HEX, count=32),
}
"""Service -> drawing of one of its keys."""

PLACES = (
    {"register": "comment", "label": "none"},
    {"register": "yaml"},
    {"register": "json"},
    {"register": "prose", "label": "before"},
    {"register": "log"},
    {"register": "chat", "label": "topic", "ending": "glued"},
)


def _drawing(form: Callable[[Random], str]) -> Callable[[Style, Random], Written]:
    def drawing(style: Style, random: Random) -> Written:
        value = form(random)
        return Written(value, value)

    return drawing


def _families() -> tuple[Family, ...]:
    """A family for each service, in one of PLACES in turn, and one of any service."""
    made = [
        family(
            name,
            KIND,
            _drawing(form),
            WORDS,
            Style(separator="none", **PLACES[i % len(PLACES)]),
            f"service={name}",
        )
        for i, (name, form) in enumerate(FORMS.items())
    ]
    anything = _drawing(
        lambda random: FORMS[random.choice([n for n in FORMS if n != "private key"])](random)
    )
    return (
        family(
            "base",
            KIND,
            anything,
            WORDS,
            Style(separator="none", bracket="quote", register="comment"),
        ),
        *made,
    )


FAMILIES = _families()
