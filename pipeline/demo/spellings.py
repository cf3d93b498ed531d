"""The ways in which people write a piece of personal data: usual ones, and ones that hide or mangle it."""

from collections.abc import Callable
from random import Random

from pipeline.demo import personal

Speller = Callable[[Random], str]

_HANGUL_DIGITS = dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True))
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ROADS = ("월드컵로", "느티나무길", "한밭대로", "달구벌대로", "솔빛로")
_CITIES = (
    "서울특별시 마포구",
    "부산광역시 해운대구",
    "대전 유성구",
    "경기도 성남시 분당구",
    "대구시 수성구",
)
_DONGS = ("정자동", "망원동", "우동", "봉명동", "범어동")
_FLATS = ("푸른마을", "한솔아파트", "느티마을")
_BANKS = ("국민은행", "신한은행", "농협", "우리은행", "기업은행")
_MONTHS = (
    "Jan",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
)


def _digits(random: Random, num: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(num))


def _in_full_width(speller: Speller) -> Speller:
    return lambda random: speller(random).translate(_WIDE)


def _email(form: str) -> Speller:
    """Spell an address by a form with `{user}`, `{host}` and `{end}`, the last label of the domain."""

    def spell(random: Random) -> str:
        user, domain = personal.email(random).split("@")
        host, end = domain.rsplit(".", 1)
        return form.format(user=user, host=host, end=end)

    return spell


def _phone(form: str) -> Speller:
    return lambda random: form.format(*personal.phone_groups(random))


def _spoken_phone(random: Random) -> str:
    groups = personal.phone_groups(random)
    return " ".join("".join(_HANGUL_DIGITS[d] for d in group) for group in groups)


def _rrn(form: str) -> Speller:
    """Spell a number by a form with `{0}` and `{1}`, `{2}` the first digit behind the birth date."""

    def spell(random: Random) -> str:
        front, back = personal.rrn_groups(random)
        return form.format(front, back, back[0])

    return spell


def _card(form: str) -> Speller:
    return lambda random: form.format(*personal.card_groups(random))


def _ip(form: str) -> Speller:
    return lambda random: form.format(*personal.ip(random).split("."))


def _ip6(form: str) -> Speller:
    """Spell a public IPv6 address by a form with three groups of four hexadecimal digits."""

    def spell(random: Random) -> str:
        return form.format(*(f"{random.randint(4096, 65535):x}" for _ in range(3)))

    return spell


def _account(form: str) -> Speller:
    """Spell an account by a form with `{bank}` and groups such as `{n3}`, of three digits."""

    def spell(random: Random) -> str:
        groups = {f"n{num}": "1" + _digits(random, num - 1) for num in (2, 3, 4, 6)}
        return form.format(bank=random.choice(_BANKS), **groups)

    return spell


def _name(change: Callable[[str], str]) -> Speller:
    return lambda random: change(personal.name(random))


def _choice(*values: str) -> Speller:
    return lambda random: random.choice(values)


def _address(form: str) -> Speller:
    def spell(random: Random) -> str:
        return form.format(
            city=random.choice(_CITIES),
            road=random.choice(_ROADS),
            dong=random.choice(_DONGS),
            flat=random.choice(_FLATS),
            number=random.randint(2, 240),
            block=random.randint(101, 119),
            unit=random.randint(2, 19) * 100 + random.randint(1, 6),
            post=f"0{random.randint(1000, 9999)}",
        )

    return spell


def _date(form: str) -> Speller:
    """Spell a day by a form with year, month, day and `{m}`, the month in English."""

    def spell(random: Random) -> str:
        year, month, day = personal.day(random)
        return form.format(y=year, yy=year % 100, mo=month, d=day, m=_MONTHS[month - 1])

    return spell


def _passport(form: str) -> Speller:
    def spell(random: Random) -> str:
        return form.format(letter=random.choice("MSR"), a=_digits(random, 3), b=_digits(random, 4))

    return spell


def _plate(form: str) -> Speller:
    def spell(random: Random) -> str:
        return form.format(
            two=random.randint(11, 69),
            three=random.randint(100, 699),
            syllable=random.choice("가나다라마거너더러머고노도로모구누두루무"),
            number=random.randint(1000, 9999),
        )

    return spell


# By kind: spellings that are usual, and spellings that are not.
USUAL: dict[str, tuple[Speller, ...]] = {
    "EMAIL": (
        personal.email,
        _email("{user}@{host}.{end}"),
        lambda random: personal.email(random).upper(),
        _email("{user}+news@{host}.{end}"),
        _email("<{user}@{host}.{end}>"),
    ),
    "PHONE": (
        personal.phone,
        _phone("{0}-{1}-{2}"),
        _phone("{0}){1}-{2}"),
        _phone("+82 10-{1}-{2}"),
        lambda random: f"031-{random.randint(200, 999)}-{_digits(random, 4)}",
    ),
    "RRN": (personal.rrn, _rrn("{0}-{1}"), _rrn("{0}{1}"), _rrn("{0} {1}"), _rrn("{0}-{2}******")),
    "CARD": (
        personal.card,
        _card("{0}{1}{2}{3}"),
        _card("{0} {1} {2} {3}"),
        _card("{0}-****-****-{3}"),
    ),
    "IP": (
        personal.ip,
        _ip("{0}.{1}.{2}.{3}:8080"),
        _ip("{0}.{1}.{2}.{3}/24"),
        _ip6("2a02:{0}:{1}::{2}"),
    ),
    "ACCOUNT": (
        _account("{bank} {n3}-{n2}-{n6}"),
        _account("{bank} {n6}{n6}"),
        _account("{n3}-{n3}-{n6} {bank}"),
        _account("{bank} {n3}-{n4}-{n4}-{n2}"),
    ),
    "NAME": (
        personal.name,
        _name(lambda name: name[:2]),
        _choice("남궁서연", "황보도현", "선우은채", "제갈하늘"),
        _name(lambda name: f"{name[0]} {name[1:]}"),
    ),
    "ADDRESS": (
        _address("{city} {road} {number}, {block}동 {unit}호"),
        _address("{city} {road} {number}"),
        _address("{city} {dong} {number}-3"),
        _address("({post}) {city} {road} {number}, {unit}호 ({dong})"),
    ),
    "BIRTH_DATE": (
        _date("{y}-{mo:02d}-{d:02d}"),
        _date("{y}년 {mo}월 {d}일"),
        _date("{y}.{mo:02d}.{d:02d}"),
        _date("{y}{mo:02d}{d:02d}"),
    ),
    "PASSPORT": (
        _passport("{letter}1{a}{b}"),
        _passport("M{a}A{b}"),
        _passport("M{a}B{b}"),
        _passport("{letter}2{a}{b}"),
    ),
    "PLATE": (
        _plate("{two}{syllable}{number}"),
        _plate("{two}{syllable} {number}"),
        _plate("{three}{syllable}{number}"),
        _plate("{three}{syllable} {number}"),
    ),
}

UNUSUAL: dict[str, tuple[Speller, ...]] = {
    "EMAIL": (
        _email("{user}(at){host}.{end}"),
        _email("{user} [at] {host} [dot] {end}"),
        _email("{user} 골뱅이 {host} 점 {end}"),
        _email("{user} @ {host} . {end}"),
        _email("{user}＠{host}．{end}"),
        _email("{user}_at_{host}_dot_{end}"),
    ),
    "PHONE": (
        _spoken_phone,
        _phone("공일공-{1}-{2}"),
        _phone("O1O-{1}-{2}"),
        _phone("{0}ㅡ{1}ㅡ{2}"),
        _phone("{0}♥{1}♥{2}"),
        _phone("+82 (0)10 {1} {2}"),
        _in_full_width(_phone("{0}-{1}-{2}")),
    ),
    "RRN": (
        _rrn("{0}–{1}"),
        _rrn("{0}/{1}"),
        _rrn("{0} ㅡ {1}"),
        _rrn("{0}_{1}"),
        _rrn("{0} - {2} ******"),
        _in_full_width(_rrn("{0}-{1}")),
    ),
    "CARD": (
        _card("{0}.{1}.{2}.{3}"),
        _card("{0} - {1} - {2} - {3}"),
        _card("{0}/{1}/{2}/{3}"),
        _card("{0}–{1}–{2}–{3}"),
        _in_full_width(_card("{0} {1} {2} {3}")),
    ),
    "IP": (
        _ip("{0}[.]{1}[.]{2}[.]{3}"),
        _ip("{0} . {1} . {2} . {3}"),
        _ip("::ffff:{0}.{1}.{2}.{3}"),
        _in_full_width(_ip("{0}.{1}.{2}.{3}")),
        _ip6("2A02:0DB0:{0}:{1}:{2}:0:0:1"),
    ),
    "ACCOUNT": (
        _account("카뱅 {n4}-{n2}-{n6}1"),
        _account("{bank}{n3}.{n2}.{n6}"),
        _account("{bank} {n3} {n4} {n4}"),
        _account("토스 {n4}ㅡ{n4}ㅡ{n4}"),
        _account("{bank} {n3}-***-{n6}"),
        _in_full_width(_account("{n3}-{n2}-{n6}")),
    ),
    "NAME": (
        _name(" ".join),
        _name(lambda name: f"{name[0]}  {name[1]}  {name[2]}"),
        _name(lambda name: f"{name}(女)"),
        _name(lambda name: f"({name})"),
        _choice("남궁 현", "황보 민", "독고 영"),
    ),
    "ADDRESS": (
        _address("{city}{road}{number} {unit}호"),
        _address("{dong} {flat} {block}동 {unit}호"),
        _address("{flat} {block}-{unit}"),
        _address("{city} {road} {number}번지의 2 반지하"),
        _address("{block}-dong {unit}-ho, {number} Worldcup-ro, Mapo-gu, Seoul"),
    ),
    "BIRTH_DATE": (
        _date("{yy:02d}.{mo}.{d}"),
        _date("'{yy:02d}. {mo}. {d}"),
        _date("{yy:02d}년 {mo}월 {d}일생"),
        _date("{m} {d}, {y}"),
        _date("{y} / {mo:02d} / {d:02d}"),
        _date("{yy:02d}{mo:02d}{d:02d}"),
    ),
    "PASSPORT": (
        _passport("{letter} 1{a}{b}"),
        _passport("{letter}-1{a}-{b}"),
        _passport("m{a}a{b}"),
        _passport("{letter}1{a} {b}"),
        _in_full_width(_passport("{letter}1{a}{b}")),
    ),
    "PLATE": (
        _plate("서울 {two} {syllable} {number}"),
        _plate("경기{two}{syllable}{number}"),
        _plate("{three}-{syllable}-{number}"),
        _plate("{two}{syllable}-{number}"),
        _in_full_width(_plate("{two}{syllable}{number}")),
    ),
}
