"""Bank accounts: the shapes of Korean banks, under their full, short and popular names."""

from random import Random

from tests.strangers.pii.grammar import Family, Sample, Style, Written, family, framed, write
from tests.strangers.pii.people import korean
from tests.strangers.pii.registers import Words

KIND = "bank_account"

BANKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kb": (
        ("국민은행", "국민", "KB국민은행", "KB국민", "kb", "국민 은행"),
        ("######-##-######", "####-##-#######"),
    ),
    "shinhan": (
        ("신한은행", "신한", "신한은행계좌", "shinhan"),
        ("110-###-######", "###-##-######"),
    ),
    "woori": (("우리은행", "우리", "우리銀"), ("1002-###-######", "1005-###-######")),
    "hana": (
        ("하나은행", "하나", "KEB하나", "KEB하나은행"),
        ("###-######-#####", "###-######-##-###"),
    ),
    "nh": (
        ("농협은행", "농협", "NH농협", "nh", "지역농협", "단위농협", "NH농협은행"),
        ("301-####-####-##", "35#-####-####-##", "###-##-######"),
    ),
    "ibk": (("기업은행", "기업", "ibk", "IBK기업은행", "IBK"), ("###-######-##-###",)),
    "sc": (("SC제일은행", "제일은행", "SC제일", "SC", "스탠다드차타드"), ("###-##-######",)),
    "citi": (("씨티은행", "한국씨티은행", "시티은행"), ("###-######-###",)),
    "suhyup": (
        ("수협은행", "수협", "Sh수협"),
        ("1010-####-####", "2020-####-####", "###-##-#####-#"),
    ),
    "post": (("우체국", "우체국예금", "우체국 통장"), ("######-##-######",)),
    "mg": (
        ("새마을금고", "새마을", "MG새마을금고", "MG"),
        ("9002-####-####-#", "9003-####-####-#", "####-##-######-#"),
    ),
    "cu": (("신협", "신용협동조합"), ("13#-###-######",)),
    "kakao": (
        ("카카오뱅크", "카뱅", "카카오", "kakaobank", "카카오 뱅크"),
        ("3333-##-#######", "7979-##-#######"),
    ),
    "k": (("케이뱅크", "케뱅", "K뱅크", "케이 뱅크"), ("100-###-######",)),
    "toss": (("토스뱅크", "토스", "토뱅", "toss"), ("1000-####-####", "1001-####-####")),
    "busan": (("부산은행", "부산", "BNK부산은행"), ("101-####-####-##", "112-####-####-##")),
    "daegu": (("대구은행", "대구", "아이엠뱅크", "DGB대구은행", "iM뱅크"), ("508-##-######-#",)),
    "gwangju": (("광주은행", "광주"), ("###-###-######",)),
    "jeonbuk": (("전북은행", "전북"), ("1013-##-#######",)),
    "gyeongnam": (("경남은행", "BNK경남은행"), ("207-####-####-##",)),
    "jeju": (("제주은행",), ("##-##-######",)),
    "kdb": (("산업은행", "KDB산업은행", "kdb"), ("020-########-###",)),
    "forest": (("산림조합",), ("###-##-########",)),
    "savings": (
        ("웰컴저축은행", "OK저축은행", "SBI저축은행", "상호저축은행"),
        ("###-##-##-#######",),
    ),
}
"""Bank -> (its names, shapes of its numbers; # is a digit)."""

ACCOUNT = Words(
    labels=(
        "계좌번호",
        "계좌",
        "입금계좌",
        "입금 계좌",
        "환불계좌",
        "송금계좌",
        "통장번호",
        "후원계좌",
        "입금처",
        "모임통장",
        "가상계좌",
    ),
    english=("bank account", "account number", "Account No."),
    keys=("account_no", "bank_account", "refund_account", "accountNumber"),
    endings=(
        "로 입금해 주세요",
        "로 보내주세요",
        "입니다.",
        "로 부탁드려요",
        "으로 쏴줘",
        "로 이체",
        "이에요",
    ),
)


def number(random: Random, bank: str) -> tuple[str, ...]:
    shape = random.choice(BANKS[bank][1])
    return tuple(
        "".join(random.choice("0123456789") if c == "#" else c for c in g) for g in shape.split("-")
    )


def draw(style: Style, random: Random) -> Written:
    """A number alone, of any bank; the label names the account."""
    return write(number(random, random.choice(list(BANKS))), style, random, hidden=(1,))


def banked(banks: tuple[str, ...], order: str):
    """A maker whose text names the bank: `before`, `glued`, `after`, `with holder` or `slash`.

    The bank's name may be masked with the number, but need not be."""

    def make_sample(style: Style, random: Random) -> Sample:
        bank = random.choice(banks)
        name = random.choice(BANKS[bank][0])
        plain = write(number(random, bank), style, random, hidden=(1,))
        labels = ACCOUNT.labels
        match order:
            case "before":
                words, before, after = labels, f"{name} ", ""
            case "glued":
                words, before, after = labels, name, ""
            case "bracket":
                words, before, after = labels, f"({name}) ", ""
            case "after":
                words, before, after = labels, "", random.choice((f" {name}", f" ({name})"))
            case "slash":
                words, before, after = labels, f"{name}/", ""
            case _:
                # The holder's name belongs to the kind `name`; it may be masked with the account.
                words, before, after = (
                    labels,
                    f"{name} ",
                    random.choice((" {}", "({})", " 예금주 {}")).format(korean(random)),
                )
        written = Written(plain.text, plain.value, before, after)
        spoken = Words(words, ACCOUNT.english, ACCOUNT.keys, ACCOUNT.endings)
        return framed(written, KIND, style, spoken, random)

    return make_sample


def _family(name: str, banks: tuple[str, ...], order: str, *more: str, **style: str) -> Family:
    chosen = Style(**style)
    maker = banked(banks, order)
    features = chosen.features() | {f"bank={order}", *more}
    return Family(f"{KIND}.{name}", KIND, features, lambda random: maker(chosen, random))


def _labelled(name: str, **style: str) -> Family:
    return family(name, KIND, draw, ACCOUNT, Style(**style), "bank=unnamed")


ALL = tuple(BANKS)
BIG = ("kb", "shinhan", "woori", "hana", "nh", "ibk")
INTERNET = ("kakao", "k", "toss")
MUTUAL = ("mg", "cu", "suhyup", "post", "forest", "savings")
REGIONAL = ("busan", "daegu", "gwangju", "jeonbuk", "gyeongnam", "jeju")
FOREIGN = ("sc", "citi", "kdb")

FAMILIES = (
    _family("base", ALL, "before"),
    _family("big banks without label", BIG, "before", label="none", register="chat"),
    _family("big banks bare", BIG, "before", separator="none", label="none", register="sms"),
    _family(
        "big banks glued",
        BIG,
        "glued",
        separator="none",
        label="none",
        ending="glued",
        register="chat",
    ),
    _family("Internet banks", INTERNET, "before", label="none", register="resale"),
    _family(
        "Internet banks bare", INTERNET, "before", separator="none", label="none", register="chat"
    ),
    _family("Internet banks glued", INTERNET, "glued", label="none", register="resale"),
    _family("mutual banks", MUTUAL, "before", label="none", register="notice"),
    _family("mutual banks bare", MUTUAL, "before", separator="none", register="form"),
    _family("regional banks", REGIONAL, "before", label="none", register="resale"),
    _family("foreign and state banks", FOREIGN, "before", label="none", register="notice"),
    _family("bank behind", ALL, "after", label="none", register="chat"),
    _family("bank behind, bare", BIG, "after", separator="none", label="before", register="sms"),
    _family("bank in brackets", ALL, "bracket", register="form"),
    _family("bank and slash", ALL, "slash", label="topic", register="resale"),
    _family("with holder", ALL, "holder", label="none", register="sms"),
    _family(
        "with holder, bare",
        INTERNET + BIG,
        "holder",
        separator="none",
        label="none",
        register="resale",
    ),
    _family("spaces", BIG, "before", separator="space", register="chat"),
    _family("dots", BIG, "before", separator="dot", label="none", register="resale"),
    _family("spaced hyphens", ALL, "before", separator="spaced hyphen", register="form"),
    _family("dashes", ALL, "before", separator="en dash"),
    _family("full width", ALL, "before", width="full", register="notice"),
    _family("middle masked", ALL, "before", mask="star", register="table"),
    _family("JSON", ALL, "before", register="json"),
    _family("HTML", ALL, "before", register="html"),
    _labelled("labelled without bank"),
    _labelled("labelled without bank, bare", separator="none", label="topic", register="chat"),
    _labelled("labelled in a table", register="table"),
    _labelled("labelled and glued", label="glued", ending="glued", register="sms"),
    _labelled("labelled on the line above", label="line above", register="notice"),
    _labelled("English letter", register="letter"),
)
