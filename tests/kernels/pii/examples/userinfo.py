"""USERINFO."""

from random import Random

from tests.kernels.pii.making import NAMES, Examples, Maker, digits


def userinfo(random: Random) -> str:
    """Name and password of a URL, without its host."""
    return f"{random.choice(NAMES)}:{digits(random, 6)}"


EXAMPLES = Examples(
    makers=(Maker(userinfo, before="https://", after="@example.com"),),
    found=(
        (
            "git clone https://hamish:ghp_P3ZQZV1TxI56nFVphaxm8kXyZeeBmWGLUpRn@github.com/x.git",
            ("hamish:ghp_P3ZQZV1TxI56nFVphaxm8kXyZeeBmWGLUpRn",),
        ),
        ("https://kim:pa55@host.com/x", ("kim:pa55",)),
        ("uri=mongodb://admin:Qw3rty$7@db1:27017/shop", ("admin:Qw3rty$7",)),
    ),
    left_alone=(
        "https://$USER:$PASS@host/ https://${USER}:${PASS}@host/ 와 https://<user>:<password>@host/",
    ),
)
