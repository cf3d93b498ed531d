"""Korean and English personal names, drawn from parts."""

from random import Random

SURNAMES = {
    "김": "kim",
    "이": "lee",
    "박": "park",
    "최": "choi",
    "정": "jung",
    "강": "kang",
    "조": "cho",
    "윤": "yoon",
    "장": "jang",
    "임": "lim",
    "한": "han",
    "오": "oh",
    "서": "seo",
    "신": "shin",
    "권": "kwon",
    "황": "hwang",
    "안": "ahn",
    "송": "song",
    "홍": "hong",
    "류": "ryu",
    "문": "moon",
    "배": "bae",
    "백": "baek",
    "허": "heo",
}
GIVEN = {
    "민": "min",
    "수": "soo",
    "지": "ji",
    "현": "hyun",
    "서": "seo",
    "연": "yeon",
    "준": "jun",
    "영": "young",
    "은": "eun",
    "주": "joo",
    "우": "woo",
    "진": "jin",
    "혜": "hye",
    "경": "kyung",
    "태": "tae",
    "성": "sung",
    "미": "mi",
    "란": "ran",
    "철": "chul",
    "호": "ho",
}
DOUBLE_SURNAMES = ("남궁", "선우", "황보", "제갈", "독고", "사공")
FIRST = (
    "Olivia",
    "Marcus",
    "Hannah",
    "Victor",
    "Priya",
    "Daniel",
    "Ingrid",
    "Mateo",
    "Grace",
    "Owen",
    "Leila",
    "Tobias",
    "Nora",
    "Samuel",
    "Chloe",
    "Rafael",
)
LAST = (
    "Whitfield",
    "Okafor",
    "Lindqvist",
    "Ramirez",
    "Patel",
    "Donnelly",
    "Hargrove",
    "Nakamura",
    "Weaver",
    "Castellano",
    "Brandt",
    "Osei",
    "Kowalski",
    "Fairchild",
    "Moreau",
    "Singh",
)


def korean(random: Random) -> str:
    """Surname and two given syllables."""
    return random.choice(list(SURNAMES)) + "".join(random.sample(list(GIVEN), 2))


def english(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def login(random: Random) -> str:
    """The local part of a mail address, such as people choose it."""
    family = random.choice(list(SURNAMES.values()))
    given = "".join(random.sample(list(GIVEN.values()), 2))
    joiner = random.choice(("", "", ".", "_", "-"))
    tail = random.choice(
        (
            "",
            f"{random.randint(1, 9999)}",
            f"{random.randint(70, 99)}",
            f"{random.randint(0, 12):02}",
        )
    )
    return random.choice((f"{given}{joiner}{family}", f"{family}{joiner}{given}", given)) + tail
