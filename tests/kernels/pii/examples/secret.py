"""SECRET."""

from random import Random

from tests.kernels.pii.making import Examples, Maker

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LINES = "\n".join("MIIEpAIBAAKCAQEA7hK2q9Xw4n1pUe0V3bT5" for _ in range(20))
_BLOCK = f"-----BEGIN RSA PRIVATE KEY-----\n{_LINES}\n-----END RSA PRIVATE KEY-----"


def token(random: Random) -> str:
    """A key or token of a well-known service, of the right length."""

    def some(num: int, pool: str = _LETTERS) -> str:
        return "".join(random.choice(pool) for _ in range(num))

    return random.choice(
        (
            "AKIA" + some(16, _LETTERS[:26] + "234567"),
            "ghp_" + some(36),
            "hf_" + some(34),
            "AIza" + some(35),
            "sk-" + some(48),
            "xoxb-" + some(40),
            f"eyJ{some(30)}.eyJ{some(60)}.{some(43)}",
        )
    )


EXAMPLES = Examples(
    makers=(Maker(token),),
    found=(
        (f"앞\n{_BLOCK}\n뒤", (_BLOCK,)),
        ("와이파이 비밀번호: Dragon$7120", ("Dragon$7120",)),
    ),
    left_alone=(
        "password: $DB_PASS1",
        "ecdsa-sha2-nistp521 sk-ecdsa-sha2-nistp256-cert-v01, 1802–2017",
        "task-1234567890abcdefghij, risk-aversion-of-the-people-in-town",
    ),
)
