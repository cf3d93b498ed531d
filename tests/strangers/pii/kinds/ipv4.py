"""Public IPv4 addresses in access logs, posts and tables."""

from ipaddress import IPv4Address
from random import Random

from tests.strangers.pii.grammar import Family, Sample, Span, Style, Written, any_style, family
from tests.strangers.pii.registers import Words

KIND = "ipv4"
WORDS = Words(
    labels=("IP", "아이피", "접속 IP", "IP주소", "접속지 IP", "작성자 IP", "ip"),
    english=("IP address", "client IP", "remote address"),
    keys=("ip", "remote_addr", "client_ip", "x_forwarded_for", "src"),
    endings=("에서 접속", "입니다.", "로 로그인됨", "에서 차단", "이에요"),
)


def number(random: Random) -> str:
    """A global unicast address; every part has at least two digits, so that it does not look like a version."""
    while True:
        parts = [random.randint(11, 223), *(random.randint(10, 254) for _ in range(3))]
        value = ".".join(map(str, parts))
        if IPv4Address(value).is_global:
            return value


def draw(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(value, value)


def draw_port(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(value, value, after=f":{random.randint(1024, 65000)}")


def draw_spaced(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(value.replace(".", random.choice((" . ", "[.]", ". "))), value)


def _access_log(random: Random) -> Sample:
    value = number(random)
    status = random.choice((200, 301, 404, 500))
    line = f' - - [{random.randint(1, 28):02}/Mar/2024:13:{random.randint(0, 59):02}:07 +0900] "GET /index.html HTTP/1.1" {status} {random.randint(100, 9999)}\n'
    return Sample(value + line, (Span(0, len(value), KIND, value, (0, len(value))),))


def _sshd_log(random: Random) -> Sample:
    value = number(random)
    head = f"Mar {random.randint(1, 28):2} 04:{random.randint(0, 59):02}:11 web sshd[{random.randint(1000, 32000)}]: Failed password for root from "
    end = len(head) + len(value)
    return Sample(
        f"{head}{value} port {random.randint(1024, 65000)} ssh2\n",
        (Span(len(head), end, KIND, value, (len(head), end)),),
    )


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(separator="none", **style), *more)


FAMILIES = (
    _family("base"),
    _family("glued on both sides", label="glued", ending="glued", register="prose"),
    _family("bare in chat", label="none", register="chat"),
    _family("with port", draw_port, "port=yes", register="log"),
    _family("parted dots", draw_spaced, "separator=spaced dot", register="prose"),
    _family("JSON", register="json"),
    _family("table", register="table"),
    Family(f"{KIND}.access log", KIND, frozenset({"register=access log"}), _access_log),
    Family(f"{KIND}.sshd log", KIND, frozenset({"register=sshd log"}), _sshd_log),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none",),
            "label": ("before", "topic", "bracketed", "after"),
            "bracket": ("none", "round", "square", "quote"),
            "ending": ("none", "glued"),
            "register": ("notice", "chat", "csv", "log", "json", "comment"),
        },
    ),
)
