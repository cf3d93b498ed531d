"""Texts with several kinds at once, as forms, orders, signatures and records have them. Each span has its own kind."""

from collections.abc import Callable
from random import Random

from tests.strangers.pii.grammar import Family, Sample, Style, Written, composed
from tests.strangers.pii.kinds import (
    address,
    bank_account,
    birth_date,
    card,
    email,
    ipv4,
    landline,
    mobile,
    name,
    plate,
    rrn,
    us_phone,
)

KIND = "several"
BASE = Style()
TIGHT = Style(separator="none")
DOTS = Style(separator="dot")
SPACES = Style(separator="space")


def person(random: Random, style: Style = TIGHT) -> tuple[str, Written]:
    return name.KIND, name.draw(style, random)


def phone(random: Random, style: Style = BASE) -> tuple[str, Written]:
    return mobile.KIND, mobile.draw(style, random)


def mail(random: Random) -> tuple[str, Written]:
    return email.KIND, email.draw(TIGHT, random)


def home(random: Random) -> tuple[str, Written]:
    return address.KIND, address.draw(BASE, random)


def born(form: str, random: Random) -> tuple[str, Written]:
    return birth_date.KIND, birth_date.dated(form)(BASE, random)


def delivery(random: Random) -> Sample:
    return composed(
        "[주문 확인]\n받는 분: ",
        person(random),
        "\n연락처: ",
        phone(random),
        "\n주소: ",
        home(random),
        "\n배송 메모: 문 앞",
    )


def resume(random: Random) -> Sample:
    return composed(
        "이 력 서\n성 명 : ",
        person(random, SPACES),
        "\n생년월일 : ",
        born("korean", random),
        "\n주 소 : ",
        (address.KIND, address.draw_with_house(BASE, random)),
        "\n휴대폰 : ",
        phone(random, DOTS),
        "  이메일 : ",
        mail(random),
        "\n학력사항\n",
    )


def payment(random: Random) -> Sample:
    """The holder stands behind the account and may be masked with it."""
    account = bank_account.write(bank_account.number(random, "kakao"), BASE, random)
    written = Written(account.text, account.value, before="카카오뱅크 ")
    return composed(
        "입금 부탁드려요~ ",
        (bank_account.KIND, written),
        "\n예금주: ",
        person(random),
        "\n입금 후 ",
        phone(random, TIGHT),
        "로 문자 주세요",
    )


def table_row(random: Random) -> Sample:
    return composed(
        "| 성명 | 주민등록번호 | 휴대전화 | 이메일 |\n|---|---|---|---|\n| ",
        person(random),
        " | ",
        (rrn.KIND, rrn.draw(BASE, random)),
        " | ",
        phone(random),
        " | ",
        mail(random),
        " |",
    )


def csv_row(random: Random) -> Sample:
    return composed(
        "이름,생년월일,전화번호,이메일\n",
        person(random),
        ",",
        born("hyphens", random),
        ",",
        phone(random),
        ",",
        mail(random),
        "\n",
    )


def record(random: Random) -> Sample:
    return composed(
        '{"name": "',
        person(random),
        '", "phone": "',
        phone(random),
        '", "email": "',
        mail(random),
        '", "ip": "',
        (ipv4.KIND, ipv4.draw(BASE, random)),
        '"}',
    )


def signature(random: Random) -> Sample:
    return composed(
        "감사합니다.\n--\n한빛연구소 기획팀\nT. ",
        (landline.KIND, landline.draw(BASE, random)),
        " | M. ",
        phone(random),
        "\nE. ",
        mail(random),
        "\n",
    )


def parking(random: Random) -> Sample:
    return composed(
        "주차 위반 안내: ",
        (plate.KIND, plate.draw(TIGHT, random)),
        " 차주께서는 ",
        phone(random, SPACES),
        " 으로 연락 바랍니다.",
    )


def refund(random: Random) -> Sample:
    return composed(
        "환불 신청\n이름: ",
        person(random),
        "\n결제 카드번호: ",
        (card.KIND, card.draw(BASE, random)),
        "\n환불계좌: ",
        (
            bank_account.KIND,
            bank_account.write(bank_account.number(random, "shinhan"), BASE, random),
        ),
        "\n",
    )


def english_signature(random: Random) -> Sample:
    return composed(
        "Best,\nSales team\nOffice: ",
        (us_phone.KIND, us_phone.draw(BASE, random)),
        "\nSeoul: ",
        phone(random, Style(prefix="+82")),
        "\nEmail: ",
        mail(random),
    )


def three_phones(random: Random) -> Sample:
    """Numbers in a row with different separators between and inside them."""
    return composed(
        "문의 ",
        phone(random),
        ", ",
        phone(random, TIGHT),
        " / ",
        (landline.KIND, landline.draw(Style(separator="bracketed"), random)),
    )


def _family(name: str, make: Callable[[Random], Sample]) -> Family:
    return Family(f"{KIND}.{name}", KIND, frozenset({"count=several", f"text={name}"}), make)


FAMILIES = (
    _family("base", delivery),
    _family("resume", resume),
    _family("payment", payment),
    _family("table row", table_row),
    _family("CSV row", csv_row),
    _family("JSON record", record),
    _family("signature", signature),
    _family("parking", parking),
    _family("refund", refund),
    _family("English signature", english_signature),
    _family("three telephones", three_phones),
)
