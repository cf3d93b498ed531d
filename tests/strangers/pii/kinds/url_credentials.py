"""User names and passwords in addresses of services: scheme://user:password@host."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, family
from tests.strangers.pii.people import login
from tests.strangers.pii.registers import Words

KIND = "url_credentials"
WORDS = Words(
    labels=("접속 주소", "DB 주소", "저장소", "FTP", "서버 주소", "접속정보"),
    english=("connection string", "server", "database URL", "repository"),
    keys=("url", "dsn", "DATABASE_URL", "endpoint", "remote"),
    endings=("입니다.", " 로 접속", "에서 받으세요"),
)
HOSTS = (
    "files.hanbit-lab.kr",
    "db.internal.hanbit-lab.kr",
    "git.hanbit-lab.kr",
    "nas.hanbit-lab.kr",
)
LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!_-"


def password(random: Random) -> str:
    return "".join(random.choice(LETTERS) for _ in range(random.randint(8, 16)))


def at(scheme: str, path: str, percent: bool = False):
    """A drawing of one scheme. The host and the path may be masked too."""

    def drawing(style: Style, random: Random) -> Written:
        secret = password(random).replace("!", "%21" if percent else "!")
        value = f"{login(random)}:{secret}"
        return Written(value, value, before=f"{scheme}://", after=f"@{random.choice(HOSTS)}{path}")

    return drawing


def draw_token(style: Style, random: Random) -> Written:
    """A token alone, as Git hosts take it."""
    value = "".join(random.choice("0123456789abcdef") for _ in range(40))
    return Written(value, value, before="https://", after="@git.hanbit-lab.kr/team/site.git")


def _family(name: str, drawing, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(separator="none", **style))


FAMILIES = (
    _family("base", at("https", "/share/"), register="prose"),
    _family("FTP", at("ftp", "/pub/data.zip"), register="chat"),
    _family("PostgreSQL", at("postgresql", ":5432/shop"), register="yaml"),
    _family("MongoDB", at("mongodb+srv", "/test?retryWrites=true", percent=True), register="json"),
    _family("Redis in a comment", at("redis", ":6379/0"), register="comment"),
    _family("Git token", draw_token, label="none", register="comment"),
    _family("glued", at("https", "/"), label="topic", ending="glued", register="prose"),
)
