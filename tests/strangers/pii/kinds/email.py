"""E-mail addresses: plain, spaced, and written so that harvesters miss them."""

from random import Random

from tests.strangers.pii.grammar import ENTITIES, WIDTHS, Family, Style, Written, any_style, family
from tests.strangers.pii.people import login
from tests.strangers.pii.registers import Words

KIND = "email"
WORDS = Words(
    labels=(
        "이메일",
        "메일",
        "E-mail",
        "e-mail",
        "전자우편",
        "메일주소",
        "이메일 주소",
        "✉",
        "📧",
        "문의메일",
        "회신처",
        "접수처",
        "E.",
        "Email",
        "멜",
    ),
    english=("email", "e-mail address", "mail", "Email"),
    keys=("email", "mail", "user_email", "from", "replyTo", "contact"),
    endings=(
        "으로 보내주세요",
        "로 회신 바랍니다",
        "입니다.",
        "이에요",
        "에 접수",
        "으로 이력서 주세요",
        "로 문의",
        "앞으로",
        "이고요",
    ),
)
DOMAINS = (
    "naver.com",
    "hanmail.net",
    "daum.net",
    "gmail.com",
    "nate.com",
    "kakao.com",
    "hotmail.com",
    "outlook.kr",
    "korea.ac.kr",
    "snu.ac.kr",
    "yahoo.co.kr",
    "paran.com",
    "icloud.com",
)
PROVIDERS = {
    "네이버": "naver.com",
    "한메일": "hanmail.net",
    "지메일": "gmail.com",
    "다음": "daum.net",
    "네이트": "nate.com",
}
AT = {
    "골뱅이": ("골뱅이", " 골뱅이 ", "(골뱅이)", "[골뱅이]"),
    "앳": ("앳", " 앳 ", "(앳)"),
    "at": (" at ", " AT "),
    "(at)": ("(at)", " (at) ", "(AT)", "{at}"),
    "[at]": ("[at]", " [at] ", "<at>"),
    "_at_": ("_at_", "-at-"),
    "hash": ("#",),
    "full": ("＠", "﹫"),
    "spaced": (" @ ", "@ ", " @"),
}
DOT = {
    "쩜": ("쩜", " 쩜 "),
    "닷": ("닷", " 닷 "),
    "dot": (" dot ", "(dot)", "[dot]", " DOT "),
    "spaced": (" . ", " ."),
    "comma": (",",),
}


def draw(style: Style, random: Random) -> Written:
    """A plain address; width and entities of the style apply."""
    address = f"{login(random)}@{random.choice(DOMAINS)}"
    text = "".join(WIDTHS[style.width].get(c, c) for c in address)
    return Written(ENTITIES[style.entity](text), address)


def draw_upper(style: Style, random: Random) -> Written:
    address = f"{login(random)}@{random.choice(DOMAINS)}"
    return Written(random.choice((address.upper(), address.title())), address)


def draw_own_domain(style: Style, random: Random) -> Written:
    name = random.choice(("studio", "dental", "law", "farm", "works", "clinic")) + str(
        random.randint(2, 99)
    )
    address = f"{login(random)}@{name}.{random.choice(('co.kr', 'kr', 'or.kr', 'io', 'shop', 'com', 'pe.kr'))}"
    return Written(address, address)


def draw_plus(style: Style, random: Random) -> Written:
    address = f"{login(random)}+{random.choice(('shop', 'news', 'work'))}@gmail.com"
    return Written(address, address)


def draw_mailto(style: Style, random: Random) -> Written:
    """The target of a Markdown or HTML link."""
    address = f"{login(random)}@{random.choice(DOMAINS)}"
    return Written(address, address, before="mailto:")


def obfuscated(at: str, dot: str | None = None):
    """A drawing with one word for @ and, if given, one for the dots of the domain."""

    def drawing(style: Style, random: Random) -> Written:
        local, domain = login(random), random.choice(DOMAINS)
        shown = domain.replace(".", random.choice(DOT[dot])) if dot else domain
        return Written(local + random.choice(AT[at]) + shown, f"{local}@{domain}")

    return drawing


def provider(at: str, ending: str = ""):
    """A drawing whose domain is the Korean name of the provider, with or without its ending read out."""

    def drawing(style: Style, random: Random) -> Written:
        local, (name, domain) = login(random), random.choice(list(PROVIDERS.items()))
        suffix = {"": "", "쩜컴": {"com": "컴", "net": "넷"}[domain.rpartition(".")[2]]}[ending]
        read = random.choice(("쩜", " 쩜 ", "닷")) + suffix if suffix else ""
        return Written(local + random.choice(AT[at]) + name + read, f"{local}@{domain}")

    return drawing


def _family(name: str, drawing, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(separator="none", **style), *more)


FAMILIES = (
    _family("base", draw),
    _family("glued on both sides", draw, label="glued", ending="glued", register="chat"),
    _family("without label and ending", draw, label="none", register="chat"),
    _family("without label with ending", draw, label="none", ending="glued", register="resale"),
    _family("in angle brackets", draw, bracket="angle", label="english", register="prose"),
    _family("upper case", draw_upper, "case=upper", register="form"),
    _family("own domain", draw_own_domain, "domain=own", register="letter"),
    _family("plus tag", draw_plus, "local=plus", register="json"),
    _family(
        "mailto link", draw_mailto, "link=mailto", bracket="round", label="none", register="notice"
    ),
    _family("full width", draw, width="full", register="notice"),
    _family("decimal entities", draw, entity="decimal", register="html"),
    _family("hex entities", draw, entity="hex", register="html"),
    _family("entities for marks", draw, entity="marks", register="html"),
    _family("zero width inside", draw, entity="zero width", register="chat"),
    _family("spaces around at", obfuscated("spaced"), "at=spaced", register="resale"),
    _family(
        "spaces everywhere",
        obfuscated("spaced", "spaced"),
        "at=spaced",
        "dot=spaced",
        register="form",
    ),
    _family("full-width at", obfuscated("full"), "at=full", label="topic", register="chat"),
    _family("골뱅이", obfuscated("골뱅이"), "at=골뱅이", register="resale"),
    _family("골뱅이 and 쩜", obfuscated("골뱅이", "쩜"), "at=골뱅이", "dot=쩜", register="chat"),
    _family("골뱅이 and 닷", obfuscated("골뱅이", "닷"), "at=골뱅이", "dot=닷", register="notice"),
    _family("앳", obfuscated("앳", "닷"), "at=앳", "dot=닷", register="chat"),
    _family("앳 alone", obfuscated("앳"), "at=앳", register="sms"),
    _family("at and dot", obfuscated("at", "dot"), "at=at", "dot=dot", register="letter"),
    _family("(at)", obfuscated("(at)"), "at=(at)", register="notice"),
    _family("(at) and dot", obfuscated("(at)", "dot"), "at=(at)", "dot=dot", register="html"),
    _family("[at]", obfuscated("[at]"), "at=[at]", label="none", register="comment"),
    _family("[at] and dot", obfuscated("[at]", "dot"), "at=[at]", "dot=dot", register="letter"),
    _family("_at_", obfuscated("_at_"), "at=_at_", register="html"),
    _family("hash for at", obfuscated("hash"), "at=hash", register="notice"),
    _family(
        "comma for dot", obfuscated("spaced", "comma"), "at=spaced", "dot=comma", register="form"
    ),
    _family(
        "provider in Korean", provider("골뱅이"), "at=골뱅이", "domain=Korean", register="resale"
    ),
    _family(
        "provider in Korean after @",
        provider("spaced"),
        "at=spaced",
        "domain=Korean",
        register="chat",
    ),
    _family(
        "provider in Korean with 쩜컴",
        provider("골뱅이", "쩜컴"),
        "at=골뱅이",
        "domain=Korean",
        "dot=쩜",
    ),
    _family("table", draw, register="table"),
    _family("CSV", draw, register="csv"),
    _family("log", draw, register="log"),
    _family("JSON", draw, register="json"),
    _family("code comment", draw, label="none", register="comment"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none",),
            "entity": ("none", "none", "marks", "hex"),
            "label": ("before", "topic", "glued", "after", "bracketed"),
            "bracket": ("none", "round", "square", "angle", "quote"),
            "ending": ("none", "glued"),
            "register": ("notice", "chat", "sms", "resale", "form", "table", "yaml"),
        },
    ),
)
