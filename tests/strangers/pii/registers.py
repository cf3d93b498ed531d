"""The texts around a value: notice, chat, SMS, resale post, table, form, log, JSON, comment, letter and more.

A register is a function of (words of the kind, place of the label, kind of ending, random) that returns the text
before and after the value. No register holds personal data of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

OWN_LABEL = {
    "table": "header",
    "csv": "header",
    "html": "header",
    "form": "form",
    "log": "key",
    "json": "key",
    "yaml": "key",
    "letter": "english",
}
"""Register that holds the label itself -> how; the style's place of the label has no effect there."""


@dataclass(frozen=True)
class Words:
    """Words that go with a kind: Korean and English labels, keys of JSON and logs, endings glued to the value."""

    labels: tuple[str, ...]
    english: tuple[str, ...]
    keys: tuple[str, ...]
    endings: tuple[str, ...] = (
        "입니다",
        "입니다.",
        "이에요",
        "예요",
        "이고요",
        "라고 적혀 있음",
        "맞나요?",
    )


def topic(word: str) -> str:
    """The topic particle of a Korean word: 은 after a final consonant, else 는."""
    last = word.rstrip("()[].: ")[-1:]
    closed = "가" <= last <= "힣" and (ord(last) - 0xAC00) % 28
    return "은" if closed else "는"


def around(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    """Text directly before and after the value: label and glued ending."""
    word = random.choice(words.labels)
    tail = random.choice(words.endings) if ending == "glued" else ""
    match label:
        case "before":
            return word + random.choice((": ", " : ", ":", " ", " - ")), tail
        case "topic":
            return f"{word}{topic(word)} ", tail
        case "glued":
            return word, tail
        case "spaced":
            return " ".join(word.replace(" ", "")) + random.choice((" : ", ": ")), tail
        case "bracketed":
            return random.choice(("[{}] ", "<{}> ", "({}) ", "■ {} ", "▶{} ", "【{}】")).format(
                word
            ), tail
        case "line above":
            return word + random.choice(("\n", ":\n", "\n\n")), tail
        case "after":
            return "", tail + random.choice((" ({})", " <- {}", " [{}]", " / {}")).format(word)
        case "english":
            return random.choice(words.english) + random.choice((": ", " ", ". ", " is ")), tail
        case "none":
            return "", tail
    raise ValueError(f"unknown place of a label: {label}")


def notice(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    head = random.choice(
        (
            "[공지] 다음 달부터 접수 방법이 바뀝니다.\n",
            "안녕하세요, 도서관 이용 안내드립니다.\n",
            "※ 신청서는 방문 또는 우편으로만 받습니다.\n",
            "문화센터 봄 학기 수강생을 모집합니다.\n",
            "분실물을 보관하고 있습니다. 주인께서는 확인 바랍니다.\n",
            "◎ 모집 기간은 선착순 마감 시까지입니다.\n",
        )
    )
    foot = random.choice(
        ("\n감사합니다.", "\n많은 관심 부탁드립니다.", "\n관리사무소 드림", " (평일만 가능)\n끝.")
    )
    before, after = around(words, label, ending, random)
    return head + before, after + foot


def chat(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    head = random.choice(("ㅇㅇ ", "아 맞다 ", "ㅋㅋㅋ 잠만 ", "웅 ", "네네 ", "야 ", "저기요 "))
    foot = random.choice(
        (" ㅎㅎ", " ㅋㅋ 확인 ㄱㄱ", " 내일 봐~", " ㅠㅠ", " 저장해둬", " 이거 맞지?")
    )
    before, after = around(words, label, ending, random)
    return head + before, after + foot


def sms(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    head = random.choice(
        ("[Web발신]\n", "(광고) 봄맞이 세일!\n", "[국제발신]\n", "고객님, 접수되었습니다.\n")
    )
    foot = random.choice(("\n무료거부 회신", "\n본인 아닐 시 삭제 바람", "\n문의 환영", ""))
    before, after = around(words, label, ending, random)
    return head + before, after + foot


def resale(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    thing = random.choice(
        ("아이패드 미개봉", "유모차", "자전거", "겨울 패딩", "캠핑 의자 두 개", "모니터")
    )
    price = random.choice(("15만원", "3만", "45,000원", "네고 가능", "택포 7만"))
    before, after = around(words, label, ending, random)
    return f"{thing} 팝니다. {price}. 직거래 선호해요\n{before}", f"{after}\n찔러보기 사절"


def hashtags(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    tags = ["#네일", "#맛집", "#이사", "#에어컨설치", "#속눈썹펌", "#부동산", "#소통", "#선팔"]
    random.shuffle(tags)
    before, after = around(words, label, ending, random)
    return f"오늘도 예쁘게 해 드렸어요💕 {before}", f"{after}{''.join(tags[:3])} {tags[3]}"


def table(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels)
    return (
        f"| 구분 | 직책 | {word} | 비고 |\n|---|---|---|---|\n| 총무팀 | 과장 | ",
        f" | {random.choice(('-', '신규', '재직'))} |",
    )


def csv(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels + words.keys)
    return (
        f"순번,{word},상태\n{random.randint(1, 400)},",
        f",{random.choice(('정상', '탈퇴', '대기'))}\n",
    )


def form(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels)
    mark = random.choice(("-", "○", "□", "1)", "가."))
    return f"수강 신청서\n{mark} 과정: 야간반\n{mark} {word} : ", f"\n{mark} 서명: (인)"


def log(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    clock = f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02} {random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}"
    key = random.choice(words.keys)
    return f"{clock} INFO [worker-{random.randint(1, 9)}] saved {key}=", " status=ok"


def json(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    key = random.choice(words.keys)
    return f'{{"seq": {random.randint(1, 99)}, "{key}": "', '", "active": true}'


def html(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels)
    return f"<tr><th>{word}</th><td>", "</td></tr>"


def yaml(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    key = random.choice(words.keys)
    return f"- role: staff\n  {key}: ", "\n  enabled: true\n"


def comment(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    before, after = around(words, label, ending, random)
    mark = random.choice(("# ", "// ", "-- "))
    return f"{mark}TODO 지울 것! 시험할 때 쓴 {before}", f"{after}\nretry = 3\n"


def letter(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.english)
    head = random.choice(("Dear team,\n\nThanks for the quick reply. ", "Hi all,\n\nas promised: "))
    link = random.choice(("My {} is ", "You asked for my {}: ", "Please note the new {}, ", "{} "))
    return head + link.format(word), random.choice(
        (".\n\nBest regards", ", thanks.\n\nCheers", "\n\nSincerely")
    )


def prose(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    head = random.choice(
        ("어제 상담원이 알려 준 대로 ", "지난주에 보낸 서류에 따르면 ", "혹시 몰라 남깁니다. ")
    )
    before, after = around(words, label, ending, random)
    return head + before, after + random.choice(
        (" 그 뒤로 소식이 없네요.", " 확인 부탁드려요.", "")
    )


REGISTERS: dict[str, Callable[[Words, str, str, Random], tuple[str, str]]] = {
    "notice": notice,
    "chat": chat,
    "sms": sms,
    "resale": resale,
    "hashtags": hashtags,
    "table": table,
    "csv": csv,
    "form": form,
    "log": log,
    "json": json,
    "html": html,
    "yaml": yaml,
    "comment": comment,
    "letter": letter,
    "prose": prose,
}
