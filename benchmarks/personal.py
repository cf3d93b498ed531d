"""Made-up personal data of every kind, with valid and invalid check digits, and numbers that are nobody's.

Faker's Korean resident numbers pass the check by chance only, and its plates and accounts have wrong
forms: these makers follow the rules that docs/pii.md gives for each kind.
"""

from collections.abc import Callable
from random import Random

from pipeline.demo.personal import card, email, ip, phone, rrn
from pipeline.kernels.pii.forms.money import ean13

_NAMES = ("minji.kim", "jhpark", "seo_yeon", "dohyun-lee", "haneul.choi", "t.okafor", "maria.lopez")


def _digits(random: Random, num: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(num))


def frn(random: Random) -> str:
    """A foreigner's registration number, of before October 2020 or after."""
    number = rrn(random).replace(" - ", "-")
    return number[:7] + random.choice("56" if number[7] in "12" else "78") + number[8:]


def half_masked(random: Random) -> str:
    """A resident number with its last six digits starred out."""
    return rrn(random).replace(" - ", "-")[:8] + "******"


def landline(random: Random) -> str:
    """A landline or virtual number."""
    area = random.choice(("02", "031", "032", "042", "051", "062", "070", "0505"))
    block = str(random.randint(2, 9)) + _digits(random, random.choice((2, 3)))
    form = random.choice(("{}-{}-{}", "{}.{}.{}", "{}) {}-{}", "({}){}-{}"))
    return form.format(area, block, _digits(random, 4))


def spelt_phone(random: Random) -> str:
    """A mobile number spelt in Hangul."""
    names = "공일이삼사오육칠팔구"
    number = "010" + str(random.randint(2, 9)) + _digits(random, 7)
    spelt = "".join(names[int(d)] for d in number)
    return random.choice((spelt, f"{spelt[:3]}-{spelt[3:7]}-{spelt[7:]}"))


def passport(random: Random) -> str:
    """A passport number, old or since 2021."""
    letter = random.choice("MSRGD")
    new = f"{_digits(random, 3)}{random.choice('ABCDEFG')}{_digits(random, 4)}"
    return letter + random.choice((_digits(random, 8), new))


def licence(random: Random) -> str:
    return (
        f"{random.randint(11, 26)}-{_digits(random, 2)}-{_digits(random, 6)}-{_digits(random, 2)}"
    )


def health(random: Random) -> str:
    return random.choice(("{}-{}", "{}{}")).format(random.randint(1, 9), _digits(random, 10))


def account(random: Random) -> str:
    """An account number in the groups of a Korean bank."""
    groups = random.choice(((6, 2, 6), (4, 2, 7), (3, 3, 6), (3, 6, 5), (3, 4, 4, 2), (4, 4, 4)))
    return "-".join(
        [str(random.randint(1, 9)) + _digits(random, groups[0] - 1)]
        + [_digits(random, g) for g in groups[1:]]
    )


def plate(random: Random) -> str:
    syllable = random.choice("가나다라마거너더러머버서어저고노모보오두루우바사아자하허")
    return f"{random.choice((random.randint(10, 69), random.randint(100, 699)))}{syllable}{random.randint(2100, 9999)}"


def iban(random: Random) -> str:
    """A German IBAN."""
    body = _digits(random, 18)
    check = 98 - int(body + "131400") % 97
    value = f"DE{check:02d}{body}"
    return random.choice((value, " ".join(value[i : i + 4] for i in range(0, 22, 4))))


def ssn(random: Random) -> str:
    area = random.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03d}-{random.randint(1, 99):02d}-{random.randint(1, 9999):04d}"


def us_phone(random: Random) -> str:
    area, exchange = (
        f"{random.randint(2, 9)}{random.choice('02345')}{random.randint(0, 9)}",
        f"{random.randint(2, 9)}{random.choice('02345')}{random.randint(2, 9)}",
    )
    form = random.choice(("({}) {}-{}", "{}-{}-{}", "+1-{}-{}-{}", "{}.{}.{}"))
    return form.format(area, exchange, _digits(random, 4))


def mac(random: Random) -> str:
    octets = [
        f"{random.choice((4, 8, 12, 36, 60, 164)):02x}",
        "f0",
        *(f"{random.randint(0, 255):02x}" for _ in range(4)),
    ]
    return random.choice((":", "-")).join(octets)


def ipv6(random: Random) -> str:
    return "2001:" + ":".join(f"{random.randint(0x4000, 0xFFFF):x}" for _ in range(7))


def secret(random: Random) -> str:
    """A key or token of a well-known service, of the right length."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    def some(num: int, pool: str = letters) -> str:
        return "".join(random.choice(pool) for _ in range(num))

    return random.choice(
        (
            "AKIA" + some(16, letters[:26] + "234567"),
            "ghp_" + some(36),
            "hf_" + some(34),
            "AIza" + some(35),
            "sk-" + some(48),
            "xoxb-" + some(40),
            f"eyJ{some(30)}.eyJ{some(60)}.{some(43)}",
        )
    )


def userinfo(random: Random) -> str:
    """Name and password of a URL; its host is no part of the value."""
    return f"{random.choice(_NAMES)}:{_digits(random, 6)}"


def spelt_email(random: Random) -> str:
    user = random.choice(_NAMES)
    return random.choice(
        ("{}(at)naver.com", "{} [at] naver [dot] com", "{}골뱅이naver.com", "{} at naver dot com")
    ).format(user)


def address(random: Random) -> str:
    """The part of an address from the building number on, with a flat."""
    return f"{random.randint(1, 400)}{random.choice(('', f'-{random.randint(1, 30)}'))}, {random.randint(101, 130)}동 {random.randint(101, 2504)}호"


def person(random: Random) -> str:
    return random.choice("김이박최정강조윤장임한오서신권황안송") + random.choice(
        ("민지", "서연", "도현", "하늘", "준호", "수빈", "예린", "지훈")
    )


# kind -> makers, and the words that must stand before a value of it ("" where its form is enough)
MAKERS: dict[str, tuple[tuple[Callable[[Random], str], str], ...]] = {
    "SECRET": ((secret, ""),),
    "USERINFO": ((userinfo, "https://"),),
    "EMAIL": ((email, ""), (spelt_email, "")),
    "IBAN": ((iban, ""),),
    "CARD": ((card, ""),),
    "RRN": ((rrn, ""), (half_masked, "주민등록번호 ")),
    "FRN": ((frn, ""),),
    "DRIVER_LICENSE": ((licence, ""),),
    "PASSPORT": ((passport, "여권번호 "),),
    "HEALTH_INSURANCE": ((health, "건강보험증 "),),
    "PHONE": ((phone, ""), (landline, ""), (spelt_phone, "")),
    "SSN": ((ssn, ""),),
    "US_PHONE": ((us_phone, ""),),
    "ACCOUNT": ((account, "국민은행 계좌 "),),
    "PLATE": ((plate, ""),),
    "ADDRESS": (
        (address, "서울특별시 강남구 테헤란로 "),
        (address, "경기도 성남시 분당구 정자동 "),
    ),
    "NAME": ((person, "성명: "), (person, "예금주 ")),
    "IP": ((ip, ""), (ipv6, "")),
    "MAC": ((mac, ""),),
}


def _barcode(random: Random, prefix: str) -> str:
    body = prefix + _digits(random, 12 - len(prefix))
    return next(body + str(d) for d in range(10) if ean13(body + str(d)))


# What looks like personal data and is none, by family.
NEGATIVES: dict[str, Callable[[Random], str]] = {
    "price": lambda r: f"{r.randint(1, 999)},{_digits(r, 3)},{_digits(r, 3)}",
    "isbn": lambda r: f"978-89-{_digits(r, 4)}-{_digits(r, 3)}-{r.randint(0, 9)}",
    "isbn bare": lambda r: _barcode(r, "97889"),
    "barcode": lambda r: _barcode(r, "880"),
    "court case": lambda r: f"20{r.randint(10, 24)}{r.choice(('가합', '다', '도', '누', '헌마', '구합'))}{r.randint(1000, 99999)}",
    "statute article": lambda r: f"제{r.randint(1, 300)}조의{r.randint(2, 9)} 제{r.randint(1, 20)}항",
    "version": lambda r: f"버전 {r.randint(1, 20)}.{r.randint(0, 30)}.{r.randint(0, 9999)}.{r.randint(0, 255)}",
    "version v": lambda r: f"v{r.randint(1, 20)}.{r.randint(0, 30)}.{r.randint(0, 99)}.{r.randint(0, 255)}",
    "coordinates": lambda r: f"{r.randint(33, 38)}.{_digits(r, 6)}, {r.randint(124, 131)}.{_digits(r, 6)}",
    "timestamp 12": lambda r: f"20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 23):02d}{r.randint(0, 59):02d}",
    "timestamp 14": lambda r: f"20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 23):02d}{r.randint(0, 59):02d}{r.randint(0, 59):02d}",
    "ISO time": lambda r: f"20{r.randint(10, 24)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}T{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}.{_digits(r, 6)}Z",
    "ISO date": lambda r: f"20{r.randint(10, 24)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}",
    "years": lambda r: "2019-2020-2021",
    "epoch seconds": lambda r: f"1{r.randint(400000000, 799999999)}",
    "epoch milliseconds": lambda r: f"1{r.randint(400000000, 799999999)}{_digits(r, 3)}",
    "doi": lambda r: f"10.{_digits(r, 4)}/{r.choice(('jkms', 'science', 's41586'))}.{r.randint(2000, 2024)}.{_digits(r, 5)}",
    "standard": lambda r: f"{r.choice(('KS X', 'ISO/IEC', 'ANSI', 'IEEE'))} {_digits(r, 4)}-{r.randint(1, 9)}:{r.randint(1990, 2024)}",
    "section": lambda r: f"{r.choice(('ANSI', 'C99', '§', '절', 'section'))} {r.randint(1, 9)}.{r.randint(1, 19)}.{r.randint(1, 12)}.{r.randint(1, 9)}",
    "product code": lambda r: f"{r.choice(('SM', 'LG', 'NT'))}-{_digits(r, 3)}-{_digits(r, 4)}",
    "columns": lambda r: " ".join(_digits(r, r.choice((3, 4, 5))) for _ in range(6)),
    "columns of fours": lambda r: " ".join(str(r.randint(1000, 9999)) for _ in range(7)),
    "parcel": lambda r: f"{r.randint(1, 9)}{_digits(r, 11)}",
    "private address": lambda r: f"192.168.{r.randint(0, 255)}.{r.randint(1, 254)}",
    "representative": lambda r: f"{r.choice(('1588', '1544', '1661', '1899'))}-{_digits(r, 4)}",
    "company": lambda r: "사업자등록번호 220-81-62517, 법인등록번호 110111-0062438",
    "percent and ratio": lambda r: f"{r.randint(10, 99)}.{_digits(r, 2)}% ({_digits(r, 4)}/{_digits(r, 5)})",
    "fraction": lambda r: f"0.{_digits(r, 16)}",
    "hexadecimal": lambda r: f"0x{r.getrandbits(64):016x}",
    "temperature": lambda r: f"{r.randint(10, 38)}도 {r.randint(1990, 2024)}년",
    "month": lambda r: f"{r.randint(10, 12)}월 {r.randint(1990, 2024)}",
    "handle": lambda r: f"@{r.choice(_NAMES)}",
    "file name": lambda r: f"IMG_20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}_{_digits(r, 6)}.jpg",
    "file field": lambda r: f"파일 이름: {r.choice(('이미지', '정보', '문서'))}{r.randint(1, 99)}",
}  # fmt: skip
# spaced, a particle attached, glued on both sides, after a colon, and mixed sentences
CONTEXTS = (
    "기록에는 {} 에 있다고 적혀 있다",
    "그것은 {}으로 남았다",
    "자료{}입니다",
    "값:{}, 그리고 다음",
    "The record of 김 대리 shows {} in full",
    "팀은 release note에 {} 을 적었다",
)
