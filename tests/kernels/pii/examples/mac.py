"""MAC."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def mac(random: Random) -> str:
    """An address with a letter in it."""
    octets = [
        f"{random.choice((4, 8, 12, 36, 60, 164)):02x}",
        "f0",
        *(f"{random.randint(0, 255):02x}" for _ in range(4)),
    ]
    return random.choice((":", "-")).join(octets)


EXAMPLES = Examples(
    makers=(Maker(mac),),
    found=(
        ("radius: Access-Accept Calling-Station-Id=8CF5A3CA1B69", ("8CF5A3CA1B69",)),
        ("own address as source (addr:98:e7:43:bc:cd:c6, vlan:0)", ("98:e7:43:bc:cd:c6",)),
    ),
    left_alone=(
        "std::abs(x), 12:34:56:78, ff:ff:ff:ff:ff:ff",
        "multicast 01:00:5e:62:10:e2 joined on eth0, 33:33:ff:1a:2b:3c too",
    ),
)
