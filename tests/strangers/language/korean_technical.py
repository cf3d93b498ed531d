"""Korean documents about software: English terms, code, tables, front matter, logs."""

from random import Random

from tests.strangers.language import code
from tests.strangers.language.family import Family
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.korean_words import technical

NAMES = ["김도윤", "이서연", "박지훈", "최은우", "정하린", "강민재", "조수아", "윤태경"]
API = Grammar({
    "object": ["사용자", "주문", "장바구니", "알림", "문서", "세션", "토큰", "이미지", "색인", "게시글"],
    "row": [
        "{object}의 고유 번호입니다.",
        "{object}[을/를] 불러오는 최대 시간(초)입니다.",
        "한 번에 돌려주는 {object} 수입니다.",
        "{object}[이/가] 삭제되었는지 나타냅니다.",
        "비워 두면 모든 {object}[을/를] 대상으로 합니다.",
        "{object} 목록을 정렬하는 기준입니다.",
        "지정하지 않으면 {object}[이/가] 만들어진 날짜를 씁니다.",
    ],
    "title": ["{object} 조회", "{object} 생성", "{object} 수정", "{object} 일괄 삭제"],
})  # fmt: skip
CHANGES = Grammar({
    "area": ["로그인 화면", "검색창", "결제 모듈", "알림 센터", "동기화 엔진", "설정 메뉴", "위젯", "다크 모드"],
    "change": [
        "{area}[이/가] 가끔 멈추던 문제를 고쳤습니다.",
        "{area}에서 한글 입력이 끊기는 버그 수정",
        "{area} 속도를 두 배로 끌어올렸습니다.",
        "이제 {area}[을/를] 숨길 수 있습니다.",
        "{area} 디자인 개편",
        "더 이상 쓰지 않는 {area} 옵션을 없앴습니다.",
        "{area} 접근성 개선 및 번역 추가",
    ],
})  # fmt: skip


def prose(random: Random) -> str:
    return technical.paragraphs(random, "sentence", 1, 8)


def one_sentence(random: Random) -> str:
    return technical.expand(random, "{sentence}")


def code_spans(random: Random) -> str:
    """Sentences whose terms are mostly code spans."""
    sentences = (
        "{a}[은/는] {b}[을/를] 호출하기 전에 {c} 값을 검사합니다.",
        "{a} 대신 {b}[을/를] 쓰면 {c}[이/가] 필요 없습니다.",
        "{a}[이/가] 실패하면 {b}에 기록된 {c}[을/를] 확인하세요.",
        "{a}의 반환값은 {b}[과/와] 같지만 {c}[을/를] 무시합니다.",
        "{a}[을/를] 바꾸려면 {b} 파일에서 {c}[을/를] 찾아 고칩니다.",
    )
    spans = {key: tuple(code.span(random) for _ in range(9)) for key in "abc"}
    rules = Grammar({**spans, "sentence": sentences})
    return rules.prose(random, "sentence", 1, 12)


def markdown(random: Random) -> str:
    """A post: English front matter, Korean sections, a code block here and there."""
    parts = [code.front_matter(random, " ".join(random.sample(code.STEMS, 3)))]
    for _ in range(random.randint(1, 4)):
        parts += [
            f"## {technical.expand(random, '{heading}')}",
            technical.prose(random, "sentence", 2, 4),
        ]
        if random.random() < 0.6:
            parts.append(code.block(random))
    return "\n\n".join(parts)


def tutorial(random: Random) -> str:
    """More code than text, the text in Korean."""
    parts = [f"# {technical.expand(random, '{title}')}"]
    for _ in range(random.randint(2, 6)):
        parts += [technical.expand(random, "{sentence}"), code.block(random), code.block(random)]
    return "\n\n".join(parts)


def korean_comments(random: Random) -> str:
    """Code with comments that are Korean sentences."""
    return "\n".join(
        f"# {technical.expand(random, '{sentence}')}\n{code.python(random)}\n"
        for _ in range(random.randint(1, 5))
    )


def api_table(random: Random) -> str:
    lines = [
        f"## {API.expand(random, '{title}')} API",
        "",
        "| Parameter | Type | 설명 |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{random.choice(code.STEMS)}_{random.choice(code.KEYS)}` | {random.choice(code.TYPES)} | {API.expand(random, '{row}')} |"
        for _ in range(random.randint(2, 14))
    ]
    return "\n".join(lines)


def log_excerpt(random: Random) -> str:
    explained = technical.prose(random, "sentence", 2, 4)
    return f"{explained}\n\n{code.log_lines(random, random.randint(2, 12))}\n\n{technical.prose(random, 'sentence', 1, 3)}"


def release_notes(random: Random) -> str:
    version = f"v{random.randint(1, 9)}.{random.randint(0, 20)}.{random.randint(0, 9)}"
    changes = CHANGES.some(random, "change", 2, 12)
    return "\n".join(
        [
            f"# Release Notes {version}",
            "",
            *(
                f"- {c} (#{random.randint(10, 9999)}) by @{random.choice(code.STEMS)}{random.randint(1, 99)}"
                for c in changes
            ),
        ]
    )


def url_heavy(random: Random) -> str:
    """A post of links, each behind a few Korean words."""
    lead = technical.expand(random, "{sentence}")
    links = (
        f"- {technical.expand(random, '{title}')}: {code.url(random)}"
        for _ in range(random.randint(3, 15))
    )
    return "\n".join([lead, *links])


def issue(random: Random) -> str:
    """A bug report under English section names of a template."""
    parts = [
        "### Describe the bug",
        technical.prose(random, "sentence", 1, 3),
        "### To Reproduce",
        code.block(random),
        "### Expected behavior",
        technical.expand(random, "{sentence}"),
        f"### Environment\nOS: Ubuntu 22.04\nVersion: {random.randint(1, 9)}.{random.randint(0, 30)}\nReporter: {random.choice(NAMES)}",
    ]
    return "\n\n".join(parts)


FAMILIES = (
    Family("ko_technical_prose", "ko", prose),
    Family("ko_technical_sentence", "ko", one_sentence),
    Family("ko_code_spans", "ko", code_spans),
    Family("ko_markdown_front_matter", "ko", markdown),
    Family("ko_code_heavy_tutorial", "ko", tutorial),
    Family("ko_code_with_korean_comments", "ko", korean_comments),
    Family("ko_api_table", "ko", api_table),
    Family("ko_log_excerpt", "ko", log_excerpt),
    Family("ko_release_notes", "ko", release_notes),
    Family("ko_url_heavy_links", "ko", url_heavy),
    Family("ko_issue_template", "ko", issue),
)
