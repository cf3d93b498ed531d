"""Invented personal data in valid forms, and hard negatives: other numbers that look like personal data."""

from random import Random

from pipeline.kernels.pii.check_digits import luhn

_NAMES = (
    "minji.kim",
    "jhpark",
    "seo_yeon",
    "dohyun-lee",
    "haneul.choi",
    "t.okafor",
    "maria.lopez",
    "s.weber",
)
_DOMAINS = ("example.com", "mail.example.org", "example.co.kr", "post.example.net")


def email(random: Random) -> str:
    """An e-mail address at a reserved domain."""
    return f"{random.choice(_NAMES)}{random.randint(1, 999)}@{random.choice(_DOMAINS)}"


def phone(random: Random) -> str:
    """A Korean mobile number in one of the ways people write it."""
    a, b = f"{random.randint(2000, 9999)}", f"{random.randint(0, 9999):04d}"
    form = random.choice(
        ("010-{}-{}", "010.{}.{}", "010 {} {}", "010{}{}", "+82-10-{}-{}", "+82 10 {} {}")
    )
    return form.format(a, b)


def rrn(random: Random) -> str:
    """A Korean resident registration number with random last digits, as issued since October 2020."""
    year, month, day = random.randint(0, 99), random.randint(1, 12), random.randint(1, 28)
    century = random.choice("12") if year > 25 else random.choice("34")
    front, back = f"{year:02d}{month:02d}{day:02d}", century + f"{random.randint(0, 999999):06d}"
    return f"{front}{random.choice(('-', ' - '))}{back}"


def card(random: Random) -> str:
    """A 16-digit card number that passes Luhn; 9 is the domestic prefix."""
    body = random.choice("459") + "".join(str(random.randint(0, 9)) for _ in range(14))
    number = next(body + str(d) for d in range(10) if luhn(body + str(d)))
    separator = random.choice(("-", " "))
    return separator.join(number[i : i + 4] for i in range(0, 16, 4))


def ip(random: Random) -> str:
    """A public IPv4 address."""
    return f"{random.choice((8, 23, 52, 104, 142, 211))}.{random.randint(1, 254)}.{random.randint(1, 254)}.{random.randint(1, 254)}"


MAKERS = {"EMAIL": email, "PHONE": phone, "RRN": rrn, "CARD": card, "IP": ip}

SENTENCES = {
    "ko": {
        "EMAIL": ("문의는 {}으로 보내 주시기 바랍니다.", "자료는 {}에서 받을 수 있습니다."),
        "PHONE": ("연락처{}입니다.", "급한 일은 {}로 전화해 주세요."),
        "RRN": ("신청인의 주민등록번호는 {}이다.", "서류에 {}라고 적혀 있었다."),
        "CARD": ("결제한 카드 {}의 승인이 취소되었다.", "카드번호{}로 환불합니다."),
        "IP": ("접속 기록에 {}에서 들어온 흔적이 남았다.", "서버{}가 응답하지 않았다."),
    },
    "en": {
        "EMAIL": (
            "Please write to {} before Friday.",
            "The list is kept by {}, who answers quickly.",
        ),
        "PHONE": ("In Korea call {} and ask for the desk.", "The number on the card was {}."),
        "RRN": (
            "The form showed the resident number {} in full.",
            "Her registration, {}, was printed by mistake.",
        ),
        "CARD": ("The card {} was charged twice.", "They had noted {} on a slip of paper."),
        "IP": ("The requests came from {} every minute.", "We blocked {} and the load fell."),
    },
}


def negative(random: Random, lang: str) -> str:
    """A sentence with a number that belongs to no person: date, price, ISBN, case, version, private address."""
    year, number = random.randint(1990, 2024), random.randint(100, 999)
    month, day = random.randint(1, 12), random.randint(1, 28)
    if lang == "ko":
        forms = (
            f"행사는 {year}-{month:02d}-{day:02d}에 열렸고 참가자는 {number}명이었다.",
            f"책의 번호는 978-89-{random.randint(1000, 9999)}-{number}-{day % 10}이고 값은 1{number},000원이다.",
            f"대법원 {year}. {month}. {day}. 선고 {year}다{random.randint(10000, 99999)} 판결을 참고하였다.",
            f"설치한 프로그램의 버전은 {day}.{month}.{number % 20}.{number}이고 내부 주소는 192.168.{month}.{day}이다.",
            f"이 시각은 {year}{month:02d}{day:02d}{day % 24:02d}{month:02d}에 기록되었고 좌표는 37.{number}456, 127.{number}123이다.",
            f"상담은 대표 번호 15{number % 90 + 10}-{random.randint(1000, 9999)}에서 받는다.",
        )
    else:
        forms = (
            f"The meeting of {year}-{month:02d}-{day:02d} was attended by {number} people.",
            f"The book, ISBN 978-0-{number}-{random.randint(10000, 99999)}-{day % 10}, costs {number}.50 in the shop.",
            f"See case number {year}-{number}-{random.randint(1000, 9999)} and section {month}.{day}.",
            f"Version {day}.{month}.{number % 20} runs on 10.0.{month}.{day} behind the router.",
            f"The sample was taken at 1{random.randint(100000000, 699999999)} seconds and weighed {number}.{day} grams.",
        )
    return random.choice(forms)
