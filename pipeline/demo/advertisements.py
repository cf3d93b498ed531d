"""Advertisements that defraud nobody: products, shops, paid reviews, posts for search engines."""

from random import Random

from pipeline.demo.grammar import Rules, expand, sentences

_KO: Rules = {
    "thing": (
        "무선 청소기",
        "기능성 베개",
        "저당 그래놀라",
        "등산화",
        "캠핑 의자",
        "어린이 책상",
        "공기 청정기",
        "천연 비누",
    ),
    "brand": ("온새미", "가람리빙", "늘봄하우스", "미리내", "다온상회", "초록담"),
    "place": (
        "수원 인계동",
        "대구 동성로",
        "부산 서면",
        "전주 객사",
        "일산 호수공원 근처",
        "청주 성안길",
    ),
    "shop": (
        "필라테스",
        "네일샵",
        "한의원",
        "인테리어 업체",
        "이사 업체",
        "영어 학원",
        "치과",
        "맛집",
    ),
    "product": (
        "{brand} {thing}, 이번 주말까지 {2}% 할인된 가격으로 만나 보세요.",
        "지금 구매하시는 모든 분께 {thing} 전용 파우치를 함께 드립니다.",
        "누적 판매 {2}만 개를 넘긴 {brand}의 대표 상품입니다.",
        "오후 두 시 이전 주문은 당일 출고되며 배송비는 무료입니다.",
        "{brand} 공식 몰 회원이라면 적립금 {1}천 원을 더 받을 수 있습니다.",
        "선물 포장 서비스와 30일 무료 반품으로 부담 없이 써 보세요.",
        "소재부터 바느질까지 꼼꼼하게 만든 {thing}의 차이를 느껴 보세요.",
    ),
    "review": (
        "안녕하세요 이웃님들, 오늘은 {brand} {thing} 솔직 후기를 들고 왔어요.",
        "포장부터 너무 고급스러워서 받자마자 기분이 좋더라고요.",
        "제가 여러 제품을 써 봤지만 {thing}만큼은 {brand}가 진짜 최고예요.",
        "쓴 지 {1}일 만에 주변에서 뭐 쓰냐고 다들 물어봐요.",
        "아래 링크로 들어가시면 {2}% 할인 쿠폰도 있으니 꼭 챙기세요.",
        "재구매 의사 백 퍼센트, 부모님 것도 하나 더 주문했답니다.",
        "본 포스팅은 {brand}에서 제품을 제공받아 작성하였습니다.",
    ),
    "seo": (
        "{place} {shop} 추천을 찾고 계신다면 이 글을 끝까지 읽어 주세요.",
        "{place} {shop} 가격과 후기, 위치까지 한 번에 정리해 드리겠습니다.",
        "많은 분들이 {place} {shop} 잘하는 곳을 궁금해하십니다.",
        "{place} {shop} 선택할 때 꼭 알아야 할 {1}가지를 알려 드립니다.",
        "{place}에서 {shop} 비용은 얼마일까요? 지금 바로 알아보겠습니다.",
        "오늘은 {place} {shop}에 대해 자세하게 알아보았습니다.",
        "{place} {shop} 예약은 아래 배너를 누르시면 됩니다.",
    ),
}

_EN: Rules = {
    "thing": (
        "standing desk",
        "cordless vacuum",
        "memory foam pillow",
        "hiking boots",
        "espresso machine",
        "kids backpack",
    ),
    "brand": ("Norfell", "Brightwick", "Oakline", "Tamarisk", "Halden & Co"),
    "place": ("Springfield", "Leeds", "Austin", "Brisbane", "Ottawa"),
    "shop": ("plumber", "dentist", "wedding photographer", "roof repair", "personal injury lawyer"),
    "product": (
        "Save {2}% on the {brand} {thing} this weekend only.",
        "Every {thing} ships free and comes with a two-year warranty.",
        "Join over {2},000 happy customers who switched to {brand}.",
        "Order before noon and your {thing} leaves our warehouse today.",
        "Sign up for the {brand} newsletter and get $10 off your first order.",
        "Not in love with it? Return your {thing} within 60 days.",
    ),
    "review": (
        "Okay friends, I finally got my hands on the {brand} {thing} and I am obsessed.",
        "The packaging alone is worth the price, it feels so luxurious.",
        "I have tried dozens, and nothing comes close to {brand}.",
        "My husband noticed the difference after {1} days!",
        "Use my code at checkout for {2}% off, link in bio.",
        "I was given this {thing} for free, but all opinions are my own.",
    ),
    "seo": (
        "Are you looking for the best {shop} in {place}?",
        "Finding a reliable {shop} {place} residents trust can be difficult.",
        "In this article we will discuss {1} things to know about a {shop} in {place}.",
        "Our {shop} {place} team has {2} years of experience.",
        "When it comes to choosing a {shop} in {place}, quality matters.",
        "Contact the top rated {shop} near {place} for a free quote today.",
    ),
}

THEMES = ("product", "review", "seo")


def write(random: Random, lang: str, theme: str) -> str:
    """A text of one theme, in Korean or English, of five sentences; posts for search engines repeat the
    same place and shop."""
    rules = dict(_KO if lang == "ko" else _EN)
    for name in ("thing", "brand", "place", "shop"):
        rules[name] = (expand(random, rules, name),)
    return random.choice((" ", "\n")).join(sentences(random, rules, theme, 5))
