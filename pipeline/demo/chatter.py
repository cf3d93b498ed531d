"""Chatter of boards and chat rooms, by a grammar: it has no line in common with texts/chatter.txt."""

from random import Random

from pipeline.demo.grammar import Rules, sentences

_KO: Rules = {
    "laugh": (
        "ㅋㅋ",
        "ㅋㅋㅋㅋㅋ",
        "ㅎㅎㅎ",
        "ㅠㅠ",
        "ㅜㅜ",
        "ㄷㄷㄷ",
        "ㅡㅡ;",
        ";;",
        "..",
        "!!",
        "",
    ),
    "open": (
        "야",
        "근데",
        "ㅁㅊ",
        "아씨",
        "얘들아",
        "ㅇㅇ",
        "솔까",
        "ㄹㅇ",
        "엥",
        "오",
        "와",
        "아니 왜",
    ),
    "thing": (
        "이 겜",
        "저 드라마",
        "울 학교 급식",
        "신곡",
        "편의점 김밥",
        "그 유튜버",
        "새 폰",
        "롤 패치",
        "버스",
        "알바",
    ),
    "state": (
        "개꿀",
        "존노잼",
        "씹망",
        "걍 그럼",
        "미쳤음",
        "ㅅㅌㅊ",
        "별로던데",
        "갓갓",
        "킹받네",
        "애매함",
    ),
    "ask": (
        "아는 사람?",
        "나만 이럼?",
        "어케 생각함",
        "하나만 알려줘",
        "언제 나옴",
        "같이 할 사람",
        "어디서 삼?",
    ),
    "act": (
        "자러 감",
        "밥 먹고 옴",
        "탈주함",
        "샤워하고 옴",
        "폰 꺼짐",
        "출근 싫다",
        "수업 째는 중",
    ),
    "line": (
        "{open} {thing} {state} {laugh}",
        "{thing} {ask} {laugh}",
        "{open} {act} {laugh}",
        "{state}{laugh}",
        "{open} {thing} 보는데 {state} {laugh}",
        "{thing}이랑 {thing} 중에 뭐가 {state}?",
        "{laugh} {act}",
        "ㄴ {open} {state} {laugh}",
        "{open} 누가 {thing} 얘기함? {laugh}",
    ),
}

_EN: Rules = {
    "laugh": ("lmao", "haha", "loool", "xD", ":(", "ugh", "smh", "rofl", "...", "!!", ""),
    "open": ("yo", "dude", "wait", "nooo", "bro", "well", "tbf", "imo", "wtf", "ok so", "hey"),
    "thing": (
        "that map",
        "the new skin",
        "my boss",
        "this show",
        "ur mic",
        "the update",
        "pizza",
        "ranked",
        "his stream",
    ),
    "state": (
        "sucks",
        "is so good",
        "is trash ngl",
        "slaps",
        "broke again",
        "is whatever",
        "went hard",
        "is cursed",
    ),
    "ask": (
        "any1 know?",
        "just me?",
        "thoughts??",
        "u coming?",
        "who else",
        "where do i get it",
        "help",
    ),
    "act": (
        "gotta go",
        "brb food",
        "im out",
        "afk 5 min",
        "phone dying",
        "cant sleep",
        "skipping class",
    ),
    "line": (
        "{open} {thing} {state} {laugh}",
        "{thing} {ask} {laugh}",
        "{open} {act} {laugh}",
        "{thing} {state} and {thing} {state}",
        "{laugh} {act}",
        "{open} {ask}",
        "^ this, {thing} {state}",
        "{open} who asked about {thing} {laugh}",
    ),
}


def write(random: Random, lang: str) -> str:
    """Chatter of six to twelve different lines, in Korean or English."""
    rules = _KO if lang == "ko" else _EN
    return "\n".join(
        line.strip() for line in sentences(random, rules, "line", random.randint(6, 12))
    )
