"""What examples of personal data are made of, and the sentences that they stand in."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

NAMES = ("minji.kim", "jhpark", "seo_yeon", "dohyun-lee", "haneul.choi", "t.okafor", "maria.lopez")
# spaced, a particle attached, glued on both sides, after a colon, and two mixed sentences
CONTEXTS = (
    "기록에는 {} 에 있다고 적혀 있다",
    "그것은 {}으로 남았다",
    "자료{}입니다",
    "값:{}, 그리고 다음",
    "The record of 김 대리 shows {} in full",
    "팀은 release note에 {} 을 적었다",
)


class Maker(NamedTuple):
    """A function that makes a value, and the words that its form needs before and after it."""

    make: Callable[[Random], str]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Examples:
    """Examples of one kind: makers of values, texts with the values that are in them, and look-alikes."""

    makers: tuple[Maker, ...]
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_alone: tuple[str, ...] = ()


def digits(random: Random, num: int) -> str:
    """`num` random digits."""
    return "".join(str(random.randint(0, 9)) for _ in range(num))
