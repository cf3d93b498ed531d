"""EMAIL."""

from random import Random

from pipeline.demo.personal import email
from tests.kernels.pii.making import NAMES, Examples, Maker


def spelt_email(random: Random) -> str:
    """An address with its signs in words."""
    user = random.choice(NAMES)
    return random.choice(
        ("{}(at)naver.com", "{} [at] naver [dot] com", "{}골뱅이naver.com", "{} at naver dot com")
    ).format(user)


EXAMPLES = Examples(
    makers=(Maker(email), Maker(spelt_email)),
    found=(("\u200b\u200bkim＠naver.com으로", ("kim＠naver.com",)),),
    left_alone=("x@y, @naver, a@b, user@host.invalid",),
)
