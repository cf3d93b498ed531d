"""IP."""

from random import Random

from pipeline.demo.personal import ip
from tests.kernels.pii.making import Examples, Maker


def ipv6(random: Random) -> str:
    """A public IPv6 address."""
    return "2001:" + ":".join(f"{random.randint(0x4000, 0xFFFF):x}" for _ in range(7))


EXAMPLES = Examples(
    makers=(Maker(ip), Maker(ipv6)),
    found=(
        ("Server: 23.22.239.167", ("23.22.239.167",)),
        ("from gw (gw [IPv6:2a01:4f8:c17:b0f::2])", ("2a01:4f8:c17:b0f::2",)),
    ),
    left_alone=(
        "효소 EC 3.4.21.62 세제용",
        "바이오스 1.2.0.247 필수, 서버에 적용",
        "v1.2.3.4 과 버전 8.8.8.8 과 제8.8.4.4항",
        "ANSI 4.9.9.4, section 4.9.9.4",
        "경로 2024.1.15.3 과 1.2.3.4.5",
        "C99 표준 (7.23.2.1), IPv4Network('224.0.0.0')",
    ),
)
