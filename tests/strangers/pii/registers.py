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


Register = Callable[[Words, str, str, Random], tuple[str, str]]
"""(words of the kind, place of the label, kind of ending, random) -> text before and after the value."""


def topic(word: str) -> str:
    """The topic particle of a Korean word: 은 after a final consonant, else 는."""
    return "은" if (ord(word[-1]) - 0xAC00) % 28 else "는"


def korean(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that end in Hangul; all of them, if none does."""
    return tuple(label for label in labels if "가" <= label[-1] <= "힣") or labels


def latin(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that end in a letter or a mark, such as `Tel` and `☎`; all of them, if none does."""
    return tuple(label for label in labels if not "가" <= label[-1] <= "힣") or labels


def around(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    """Text directly before and after the value: label and glued ending."""
    word = random.choice(words.labels)
    tail = random.choice(words.endings) if ending == "glued" else ""
    match label:
        case "before":
            return word + random.choice((": ", " : ", ":", " ", " - ", "=", " → ", "\t")), tail
        case "topic":
            word = random.choice(korean(words.labels))
            return f"{word}{topic(word)} ", tail
        case "glued":
            return random.choice(korean(words.labels)), tail
        case "Latin glued":
            return random.choice(latin(words.labels)), tail
        case "spaced":
            gap = random.choice((" ", "  ", "    "))
            return gap.join(word.replace(" ", "")) + random.choice((" : ", ": ")), tail
        case "bracketed":
            marked = random.choice(
                ("[{}] ", "<{}> ", "({}) ", "■ {} ", "▶{} ", "【{}】", "●{}●", "*{}* ")
            )
            return marked.format(word), tail
        case "line above":
            return word + random.choice(("\n", ":\n", "\n\n")), tail
        case "after":
            return "", tail + random.choice((" ({})", " <- {}", " [{}]", " / {}")).format(word)
        case "english":
            return random.choice(words.english) + random.choice((": ", " ", ". ", " is ")), tail
        case "none":
            return "", tail
    raise ValueError(f"unknown place of a label: {label}")


def wrapped(heads: tuple[str, ...], feet: tuple[str, ...]) -> Register:
    """A register that puts a head before and a foot behind the labelled value."""

    def register(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
        before, after = around(words, label, ending, random)
        return random.choice(heads) + before, after + random.choice(feet)

    return register


notice = wrapped(
    (
        "[공지] 다음 달부터 접수 방법이 바뀝니다.\n",
        "안녕하세요, 도서관 이용 안내드립니다.\n",
        "※ 신청서는 방문 또는 우편으로만 받습니다.\n",
        "문화센터 봄 학기 수강생을 모집합니다.\n",
        "분실물을 보관하고 있습니다. 주인께서는 확인 바랍니다.\n",
        "◎ 모집 기간은 선착순 마감 시까지입니다.\n",
        "2. 제출 방법\n  가. 방문 제출\n  나. ",
    ),
    ("\n감사합니다.", "\n많은 관심 부탁드립니다.", "\n관리사무소 드림", " (평일만 가능)\n끝."),
)
chat = wrapped(
    (
        "ㅇㅇ ",
        "아 맞다 ",
        "ㅋㅋㅋ 잠만 ",
        "웅 ",
        "네네 ",
        "야 ",
        "저기요 ",
        "[민수] [오후 3:07] ",
        "?? ",
    ),
    (" ㅎㅎ", " ㅋㅋ 확인 ㄱㄱ", " 내일 봐~", " ㅠㅠ", " 저장해둬", " 이거 맞지?", ""),
)
sms = wrapped(
    (
        "[Web발신]\n",
        "(광고) 봄맞이 세일!\n",
        "[국제발신]\n",
        "고객님, 접수되었습니다.\n",
        "Web발신\n예약 확정\n▶",
    ),
    ("\n무료거부 회신", "\n본인 아닐 시 삭제 바람", "\n문의 환영", ""),
)
resale = wrapped(
    (
        "아이패드 미개봉 팝니다. 15만원. 직거래 선호해요\n",
        "유모차 내놓습니다! 3만, 네고 가능 / ",
        "자전거 (21년식) 상태 좋아요. ",
        "겨울 패딩 택포 7만에 가져가세요~ ",
        "원룸 양도합니다 500/45 관리비 5 ",
    ),
    ("\n찔러보기 사절", " 채팅보다 빨라요", "\n쿨거래 시 배송비 무료", "\n#중고 #급처"),
)
comment = wrapped(
    (
        "# TODO 지울 것! 시험할 때 쓴 ",
        "// 담당 바뀌면 고칠 것: ",
        "-- 임시 데이터 ",
        "/* 나중에 삭제 ",
        "  # old: ",
    ),
    ("\nretry = 3\n", "\nreturn None\n", " */\n", "\n"),
)
prose = wrapped(
    (
        "어제 상담원이 알려 준 대로 ",
        "지난주에 보낸 서류에 따르면 ",
        "혹시 몰라 남깁니다. ",
        "후기 남겨요. 친절하셨고 ",
    ),
    (" 그 뒤로 소식이 없네요.", " 확인 부탁드려요.", "", ", 참고하세요."),
)


def hashtags(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    tags = ["#네일", "#맛집", "#이사", "#에어컨설치", "#속눈썹펌", "#부동산", "#소통", "#선팔"]
    random.shuffle(tags)
    before, after = around(words, label, ending, random)
    head = random.choice(
        (
            "오늘도 예쁘게 해 드렸어요💕 ",
            "전국 어디든 갑니다 ",
            "재료 소진 시 마감   ",
            f"{tags[4]} {tags[5]} ",
        )
    )
    return head + before, f"{after}{''.join(tags[:3])} {tags[3]}"


def table(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    """A row under a header: Markdown, tabs, a table flattened to lines, or spaces."""
    word = random.choice(words.labels)
    return random.choice(
        (
            (
                f"| 구분 | 직책 | {word} | 비고 |\n|---|---|---|---|\n| 총무팀 | 과장 | ",
                " | 재직 |",
            ),
            (f"구분\t직책\t{word}\t비고\n총무팀\t과장\t", "\t-"),
            (f"구분\n{word}\n비고\n총무팀\n", "\n신규"),
            (f"부서     {word}      비고\n총무팀   ", "   신규"),
        )
    )


def csv(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word, row = random.choice(words.labels + words.keys), random.randint(1, 400)
    return random.choice(
        (
            (f"순번,{word},상태\n{row},", ",정상\n"),
            (f'"순번","{word}","상태"\n"{row}","', '","탈퇴"\n'),
            (f"id;{word};state\n{row};", ";on\n"),
        )
    )


def form(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels)
    mark = random.choice(("- ", "○ ", "□ ", "1) ", "가. ", ""))
    title = random.choice(
        ("수강 신청서", "환불 신청서", "입사 지원서", "진료 예약", "위임장", "분양 신청")
    )
    colon = random.choice((" : ", ": ", ":", "： ", " | "))
    return f"{title}\n{mark}과정: 야간반\n{mark}{word}{colon}", f"\n{mark}서명: (인)"


def log(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    hour, minute, second = random.randint(0, 23), random.randint(0, 59), random.randint(0, 59)
    clock = f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02} {hour:02}:{minute:02}:{second:02}"
    key = random.choice(words.keys)
    return random.choice(
        (
            (f"{clock} INFO [worker-{random.randint(1, 9)}] saved {key}=", " status=ok"),
            (f"[{clock}] WARN invalid {key}: '", "'"),
            (f"{clock},{second:03} DEBUG req {{{key}=", ", retry=0}"),
        )
    )


def json(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    key, number = random.choice(words.keys), random.randint(1, 99)
    return random.choice(
        (
            (f'{{"seq": {number}, "{key}": "', '", "active": true}'),
            (f'{{"user":{{"{key}":"', f'","level":{number}}}}}'),
            (f'[\n  {{\n    "{key}": "', '"\n  }\n]'),
            (f"{{'{key}': '", "'}"),
        )
    )


def html(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.labels)
    return random.choice(
        (
            (f"<tr><th>{word}</th><td>", "</td></tr>"),
            (f"<dt>{word}</dt>\n<dd>", "</dd>"),
            (f"<li><b>{word}</b> : ", "<br></li>"),
            (f'<p class="info">{word}&nbsp;:&nbsp;', "</p>"),
            (f"<td>{word}</td><td><span>", "</span></td>"),
        )
    )


def yaml(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    key = random.choice(words.keys)
    return random.choice(
        (
            (f"- role: staff\n  {key}: ", "\n  enabled: true\n"),
            (f"[user]\n{key} = ", "\nlevel = 2\n"),
        )
    )


def letter(words: Words, label: str, ending: str, random: Random) -> tuple[str, str]:
    word = random.choice(words.english)
    head = random.choice(
        (
            "Dear team,\n\nThanks for the quick reply. ",
            "Hi all,\n\nas promised: ",
            "Hello,\n\nFYI, ",
        )
    )
    link = random.choice(("My {} is ", "You asked for my {}: ", "Please note the new {}, ", "{} "))
    return head + link.format(word), random.choice(
        (".\n\nBest regards", ", thanks.\n\nCheers", "\n\nSincerely")
    )


REGISTERS: dict[str, Register] = {
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
