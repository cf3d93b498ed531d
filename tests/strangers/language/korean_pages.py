"""Korean pages: menus, products, recipes, tables, forms, mail, quotes, and older or northern writing."""

from random import Random

from tests.strangers.language import code
from tests.strangers.language.english_words import essay
from tests.strangers.language.family import Family
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.korean_words import everyday
from tests.strangers.language.menus import english_menu

SHOP = Grammar({
    "brand": ["Nova", "Hexon", "Luma", "Arctis", "Pico", "Velora", "Tandem", "Orbit"],
    "model": ["NX-5200", "A14-Pro", "LM300W", "QT7", "Ultra-2", "V10S", "K-88", "Mini-4K"],
    "ware": ["무선 이어폰", "공기청정기", "전기밥솥", "기계식 키보드", "캠핑 의자", "보조배터리", "블루투스 스피커", "가습기"],
    "spec": ["USB-C", "IPX5", "OLED", "HEPA", "5000mAh", "1TB", "Wi-Fi", "PD65W"],
    "sentence": [
        "{brand} {model} {ware}[은/는] {spec}[을/를] 지원합니다.",
        "오늘 주문하시면 내일 바로 받아 보실 수 있습니다.",
        "{spec} 충전기는 따로 구매하셔야 해요.",
        "교환이나 환불은 받으신 날부터 이레 안에 신청해 주세요.",
        "{model}보다 가볍고 조용해서 사무실에서 쓰기 좋습니다.",
        "{ware}[을/를] 처음 사시는 분께 권합니다.",
    ],
})  # fmt: skip
COOKING = Grammar({
    "food": ["두부", "감자", "애호박", "돼지고기", "북어", "콩나물", "가지", "오징어", "배추", "달걀"],
    "taste": ["간장", "고춧가루", "다진마늘", "참기름", "된장", "멸치육수", "후추", "매실청"],
    "amount": ["한 숟가락", "두 줌", "반 컵", "200g", "1/2개", "조금"],
    "step": [
        "{food}[을/를] 먹기 좋은 크기로 썬다.", "달군 팬에 {food}[과/와] {taste}[을/를] 넣고 볶는다.",
        "{taste} {amount}[을/를] 넣고 센 불에서 끓인다.", "거품을 걷어 내고 {food}[을/를] 넣는다.",
        "{taste}[으로/로] 간을 맞춘 다음 불을 끈다.", "찬물에 {food}[을/를] 담가 핏물을 뺀다.",
    ],
    "title": ["{food} {taste}조림", "{food} {food}국", "매콤한 {food}볶음", "{food}전"],
})  # fmt: skip
VERSE = Grammar({
    "noun": ["바람", "별", "강물", "눈발", "새벽", "어머니", "돌담", "나무", "그림자", "골목", "달빛", "침묵"],
    "line": [
        "{noun}[이/가] {noun}[을/를] 부르는 저녁", "나는 아직 {noun}에 닿지 못하였네", "{noun}, 너는 어디서 왔느냐",
        "{noun} 위에 내려앉은 {noun}", "말없이 {noun}[을/를] 건너는 {noun}", "돌아보면 {noun}뿐인데", "{noun}도 {noun}도 저물어 간다",
    ],
})  # fmt: skip
NORTH = Grammar({
    "place": ["평양", "함흥", "원산", "청진", "사리원", "신의주"],
    "unit": ["닭공장", "방직공장", "협동농장", "련합기업소", "탄광", "수산사업소", "피복공장"],
    "people": ["로동자들", "녀성들", "농장원들", "일군들", "기술자들", "청년들"],
    "goal": ["력사적인 과업", "인민경제계획", "증산목표", "년간계획", "알곡고지"],
    "sentence": [
        "{place}{unit}의 {people}[이/가] {goal}[을/를] 앞당겨 수행하였다.",
        "당의 령도를 높이 받들고 {people}[은/는] 날에날마다 새로운 혁신을 창조하고있다.",
        "{unit}에서는 {people}의 창조적적극성을 남김없이 발동하여 {goal} 수행에로 불러일으키고있다.",
        "자력갱생의 기치높이 {place}의 {people}[이/가] 총돌격전을 벌리고있다.",
        "올해에 들어와 {unit}[은/는] 생산을 두배로 늘이였다.",
        "{people}[은/는] 리론과 실천을 결합하여 락후한 설비를 개조하였다.",
    ],
})  # fmt: skip
HEADLINE = Grammar({
    "who": ["與野", "靑", "美·中", "檢察", "政府", "文대통령", "尹대통령", "北", "日총리", "韓·美", "大法", "野黨"],
    "issue": ["豫算案", "北核", "選擧法", "特檢", "物價", "不動産", "貿易협상", "改憲", "核실험", "住宅政策", "年金개혁"],
    "end": ["처리 合意", "논란 再燃", "再開… 본격 論議", "處理 무산", "놓고 激突", "“예의주시”", "강행키로", "全面 재검토", "오늘 첫 協議", "놓고 平行線"],
    "headline": ["{who}, {issue} {end}", "{who} “{issue} 안된다”… {who} 반발", "{issue} 싸고 {who}-{who} {end}", "[社說] {who}[은/는] {issue} 직시하라", "{who}, {issue} {end}… 來週중 發表"],
})  # fmt: skip
OLD = Grammar({
    "noun": ["國家", "敎育", "人民", "自由", "文明", "經濟", "思想", "權利", "學問", "社會", "朝鮮", "民族", "獨立", "産業", "道德", "靑年"],
    "verb": ["發達", "保全", "擴張", "奬勵", "改良", "主張", "硏究", "維持"],
    "sentence": [
        "吾人은 {noun}의 {verb}[을/를] 爲하야 {noun}에 힘쓸지니라.",
        "今日 {noun}의 {noun}[이/가] 衰함은 {noun}[을/를] {verb}치 아니한 緣故라.",
        "大抵 {noun}[이라/라] 함은 {noun}의 根本이니 엇지 {verb}하지 아니하리오.",
        "{noun}[과/와] {noun}[은/는] 車의 두 박휘와 갓다 할지로다.",
        "我 同胞는 맛당히 {noun}[을/를] {verb}하고 {noun}[을/를] {verb}할지어다.",
        "然則 {noun}의 {verb}[은/는] {noun}에 在하다 하노라.",
    ],
})  # fmt: skip
OFFICE = Grammar({
    "field": ["성명", "생년월일", "주소", "연락처", "신청사유", "소속", "직위", "은행명", "예금주", "서명"],
    "item": ["배추", "무", "사과", "쌀", "고등어", "우유", "달걀", "김", "미역", "양파", "고구마", "참외"],
    "city": ["서울", "부산", "대구", "전주", "강릉", "목포", "제주", "청주", "춘천", "여수"],
    "note": ["전년 대비 상승", "보합", "품귀", "산지 출하 증가", "명절 수요", "변동 없음"],
    "task": [
        "{city} 출장 보고서 제출", "{item} 한 상자 주문하기", "{city} 시청에 전화해서 일정 확인", "{item}[과/와] {item} 손질해 두기",
        "치과 예약 옮기기", "{field} 적어서 보내기", "관리비 자동이체 신청",
    ],
})  # fmt: skip
LABELS = [
    "Home",
    "Login",
    "Cart",
    "MyPage",
    "About",
    "Contact",
    "Sitemap",
    "Notice",
    "Support",
    "English",
]


def menu_and_article(random: Random) -> str:
    """An English menu, a Korean article, an English footer."""
    article = everyday.paragraphs(random, "sentence", 1, 6)
    return f"{' | '.join(random.sample(LABELS, 8))}\n\n{article}\n\n{english_menu(random)}\nCopyright © 2024 All Rights Reserved."


def product(random: Random) -> str:
    title = SHOP.expand(random, "{brand} {model} {ware} {spec} {spec} [Official Store]")
    return f"{title}\n\n{SHOP.prose(random, 'sentence', 2, 8)}"


def product_title(random: Random) -> str:
    return SHOP.expand(random, "{brand} {model} {ware} {spec} 무료배송 {spec} 정품")


def recipe(random: Random) -> str:
    needs = COOKING.expand(random, "{food} {amount}, {food} {amount}, {taste} {amount}")
    steps = (f"{i}. {step}" for i, step in enumerate(COOKING.some(random, "step", 2, 10), 1))
    return "\n".join([COOKING.expand(random, "{title}"), f"재료: {needs}", *steps])


def poem(random: Random) -> str:
    return "\n".join(VERSE.some(random, "line", 3, 24))


def northern(random: Random) -> str:
    return NORTH.prose(random, "sentence", 1, 12)


def headline(random: Random) -> str:
    return HEADLINE.expand(random, "{headline}")


def headline_page(random: Random) -> str:
    return "\n".join(HEADLINE.some(random, "headline", 3, 15))


def mixed_script(random: Random) -> str:
    return OLD.prose(random, "sentence", 1, 12)


def table_markdown(random: Random) -> str:
    rows = (
        f"| {OFFICE.expand(random, '{city}')} | {OFFICE.expand(random, '{item}')} | {random.randint(900, 90000):,} | {OFFICE.expand(random, '{note}')} |"
        for _ in range(random.randint(3, 25))
    )
    return "\n".join(["| 지역 | 품목 | 값(원) | 비고 |", "|---|---|---:|---|", *rows])


def table_tsv(random: Random) -> str:
    rows = (
        "\t".join(
            [
                f"{random.randint(1, 9999):04d}",
                OFFICE.expand(random, "{city}"),
                OFFICE.expand(random, "{item}"),
                str(random.randint(1, 999)),
                code.digest(random, 8),
            ]
        )
        for _ in range(random.randint(3, 30))
    )
    return "\n".join(["id\t지역\t품목\t수량\tkey", *rows])


def form(random: Random) -> str:
    fields = random.sample(OFFICE.rules["field"], random.randint(3, 9))
    return "\n".join(
        [
            f"{OFFICE.expand(random, '{city}')} 지점 신청서",
            *(f"{field}: ____________" for field in fields),
            "위와 같이 신청합니다.",
        ]
    )


def to_do(random: Random) -> str:
    return "\n".join(
        f"{random.choice(('- [ ]', '- [x]', '*'))} {task}"
        for task in OFFICE.some(random, "task", 2, 15)
    )


def mail_english_signature(random: Random) -> str:
    body = everyday.paragraphs(random, "sentence", 1, 3)
    name = random.choice(("Minjun Kim", "Seoyeon Lee", "Jiho Park", "Hana Choi", "Taeyang Jung"))
    return (
        f"안녕하세요.\n\n{body}\n\n감사합니다.\n\n--\n{name}\nSenior {random.choice(('Engineer', 'Manager', 'Researcher'))}, Global Business Division\n"
        f"{random.randint(1, 99)} Teheran-ro, Gangnam-gu, Seoul, Republic of Korea\nTel: +82-2-000-0000"
    )


def essay_english_quotes(random: Random) -> str:
    """A Korean essay that quotes single English sentences."""
    parts = []
    for _ in range(random.randint(1, 5)):
        parts += [
            everyday.prose(random, "sentence", 3, 5),
            f"책에는 이런 구절이 있다. “{essay.expand(random, '{sentence}')}”",
        ]
    return "\n\n".join([*parts, everyday.prose(random, "sentence", 2, 4)])


def half_translated(random: Random) -> str:
    """A page that is translated into Korean except for its last two or three sentences."""
    return f"{everyday.paragraphs(random, 'sentence', 4, 6)}\n\n{essay.prose(random, 'sentence', 2, 3)}"


def essay_prose(random: Random) -> str:
    return everyday.paragraphs(random, "sentence", 1, 25)


FAMILIES = (
    Family("ko_essay", "ko", essay_prose),
    Family("ko_article_english_menu", "ko", menu_and_article),
    Family("ko_product_page", "ko", product),
    Family("ko_product_title", "ko", product_title),
    Family("ko_recipe", "ko", recipe),
    Family("ko_poem", "ko", poem),
    Family("ko_north_korean_style", "ko", northern),
    Family("ko_hanja_headline", "ko", headline),
    Family("ko_hanja_headline_page", "ko", headline_page),
    Family("ko_mixed_script", "ko", mixed_script),
    Family("ko_table_markdown", "ko", table_markdown),
    Family("ko_table_tsv", "ko", table_tsv),
    Family("ko_form", "ko", form),
    Family("ko_to_do_list", "ko", to_do),
    Family("ko_mail_english_signature", "ko", mail_english_signature),
    Family("ko_essay_english_quotes", "ko", essay_english_quotes),
    Family("ko_half_translated", "ko", half_translated),
)
