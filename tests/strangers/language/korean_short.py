"""Short and spoken Korean: comments, SMS, slang, jamo, chats, subtitles, Latin spelling."""

from random import Random

from tests.strangers.language import code
from tests.strangers.language.family import Family
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.korean_words import everyday
from tests.strangers.language.romanised import mccune, revised

ENGLISH_NAMES = [
    "Daniel",
    "Emily",
    "Kevin",
    "Sophia",
    "Jason",
    "Grace",
    "Ryan",
    "Chloe",
    "Andrew",
    "Bella",
]
TALK = Grammar({
    "laugh": ["ㅋㅋ", "ㅋㅋㅋ", "ㅋㅋㅋㅋㅋ", "ㅎㅎ", "ㅎㅎㅎ", "ㅠㅠ", "ㅜㅜ", "ㄷㄷ", ";;", "~~", "!!"],
    "what": ["드라마", "노래", "영화", "게임", "떡볶이", "시험", "회의", "무대", "뮤비", "연기", "자막", "편집"],
    "praise": ["대박", "미쳤다", "최고네요", "지린다", "별로임", "노잼", "꿀잼", "개웃김", "찢었다", "실망이에요", "감동입니다"],
    "comment": [
        "{what} 진짜 {praise} {laugh}",
        "와 이 {what}[은/는] 몇 번을 봐도 {praise}",
        "누가 {what} 보고 울었냐 나다 {laugh}",
        "{what} 얘기 좀 그만해라 {laugh}",
        "솔직히 {what}[은/는] {what}보다 낫지 않나요?",
        "댓글 왜 이럼? {what} 안 보고 쓰는 사람 많네 {laugh}",
        "1:32 여기 {what} {praise} {laugh}",
        "{what} 추천해 주신 분 복 받으세요",
    ],
    "shop": ["하나택배", "새봄치과", "푸른마트", "누리은행", "다온학원", "한빛병원"],
    "day": ["오늘", "내일", "모레", "월요일", "수요일", "주말에", "다음주"],
    "sms": [
        "[{shop}] 고객님 상품이 오늘 도착할 예정입니다.",
        "(광고) {shop} 주말 한정 할인! 무료수신거부 080-000-0000",
        "엄마 나 좀 늦어 밥 먼저 먹어",
        "지금 어디야? {what} 시작한다 빨리 와",
        "[{shop}] 예약하신 시간은 내일 오후 3시입니다. 변경은 전화 주세요.",
        "[Web발신] {shop} 승인 12,000원 일시불",
        "[Web발신] {day} 결제하신 {shop} 이용요금이 출금되었습니다.",
        "{day} {what} 끝나고 {shop} 앞에서 보자",
        "[{shop}] {day} 휴무 안내드립니다. 불편을 드려 죄송합니다.",
        "{what} 표 두 장 남았는데 같이 갈래?",
        "네 알겠습니다 내일 {what} 때 뵐게요",
    ],
    "slang": ["ㅇㅈ", "ㄹㅇ", "ㄱㅅ", "ㄴㄴ", "ㅇㅇ", "ㄱㄱ", "넵", "굿", "헐", "레알", "인정", "오키", "ㅎㅇ", "갑분싸", "존버", "억까", "킹받네", "만렙", "현타", "머선129", "뇌절", "꿀팁", "ㅂㅂ"],
    "one_liner": [
        "{slang} {slang} {laugh}", "{slang}{laugh} {slang}", "아 {slang} {slang}", "{what} {slang} {laugh}",
        "{slang} 또 {slang}", "헐 {what} {slang}", "{slang}... {praise}", "{what}각 {slang}",
    ],
    "jamo": ["ㅋㅋㅋ", "ㅇㅈ", "ㄹㅇ", "ㄱㅅ", "ㅎㅎㅎ", "ㅠㅠㅠ", "ㄴㄴ", "ㅇㅋ", "ㄷㄷㄷ", "ㅊㅋㅊㅋ", "ㅂㅂ", "ㅈㅅ", "ㄱㄱ", "ㅁㅊ", "ㅅㄱ", "ㄲㅂ", "ㅗㅜㅑ"],
})  # fmt: skip
CHAT_SPELLING = Grammar({
    "hey": ["oppa", "unni", "hyung", "noona", "chinguya", "yah", "sunbae"],
    "word": ["jinjja", "daebak", "neomu", "jebal", "aigoo", "geunyang", "jigeum", "oneul", "naeil", "ppalli", "maeil"],
    "wish": ["bogo sipeo", "bogosipda", "saranghae", "saranghaeyo", "gomawo", "mianhae", "baegopa", "pigonhae", "jaldwaesseo", "jal jayo", "himnae"],
    "line": [
        "{hey} {word} {wish} kkkk",
        "annyeong {hey}! {word} mwohae?",
        "{word} {wish} ㅠㅠ aniya gwaenchana",
        "{hey} bap meogeosseo? na {word} {wish}",
        "eotteokhae {word} {wish} hahaha",
        "geuraeseo {hey}ga {word} wasseo, na {word} moreugesseo",
        "arasseo {hey} {word} gachi gaja",
        "wae geurae {hey}? {word} {wish}",
    ],
})  # fmt: skip


def comments(random: Random) -> str:
    return "\n".join(TALK.some(random, "comment", 1, 12))


def sms(random: Random) -> str:
    return TALK.expand(random, "{sms}")


def slang(random: Random) -> str:
    return TALK.expand(random, "{one_liner}")


def jamo_only(random: Random) -> str:
    return " ".join(TALK.some(random, "jamo", 2, 6))


def chat_log(random: Random) -> str:
    """Korean lines behind English names and times."""
    names = random.sample(ENGLISH_NAMES, 3)
    lines = (
        f"[{random.choice(names)}] [{random.randint(1, 12)}:{random.randint(0, 59):02d} PM] {line}"
        for line in TALK.some(random, "comment", 3, 20)
    )
    return "\n".join(lines)


def subtitles(random: Random) -> str:
    cues = []
    for i, line in enumerate(everyday.some(random, "sentence", 2, 20), 1):
        cues.append(
            f"{i}\n00:{i:02d}:{random.randint(0, 59):02d},000 --> 00:{i:02d}:{random.randint(0, 59):02d},500\n- {line}"
        )
    return "\n\n".join(cues)


def hashtags(random: Random) -> str:
    tags = random.sample(
        [
            "#맛집",
            "#일상",
            "#데일리",
            "#ootd",
            "#카페투어",
            "#소통",
            "#선팔",
            "#follow",
            "#주말",
            "#인스타그램",
            "#selfie",
            "#봄날",
        ],
        6,
    )
    return f"{everyday.expand(random, '{sentence}')} {''.join(tags)}"


def romanised_revised(random: Random) -> str:
    return revised(everyday.prose(random, "sentence", 1, 6)).capitalize()


def romanised_mccune(random: Random) -> str:
    return mccune(everyday.prose(random, "sentence", 1, 6)).capitalize()


def romanised_chat(random: Random) -> str:
    return "\n".join(CHAT_SPELLING.some(random, "line", 1, 6))


def handles(random: Random) -> str:
    """Replies whose handles and links are longer than their sentences."""
    handle = f"@{code.name(random)}_{random.choice(code.STEMS)}"
    return f"{handle} {TALK.expand(random, '{comment}')} {code.url(random)}"


FAMILIES = (
    Family("ko_comments", "ko", comments),
    Family("ko_sms", "ko", sms),
    Family("ko_slang_one_liner", "ko", slang),
    Family("ko_jamo_only", "ko", jamo_only),
    Family("ko_chat_log_english_names", "ko", chat_log),
    Family("ko_subtitles", "ko", subtitles),
    Family("ko_post_with_hashtags", "ko", hashtags),
    Family("ko_romanised_revised", "ko", romanised_revised),
    Family("ko_romanised_mccune", "ko", romanised_mccune),
    Family("ko_romanised_chat", "ko", romanised_chat),
    Family("ko_reply_with_handle_and_link", "ko", handles),
)
