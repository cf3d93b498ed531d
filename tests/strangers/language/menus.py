"""Menus and footers of web pages, in English and in Korean."""

from random import Random

ENGLISH = ["Home", "About Us", "Products", "Pricing", "Careers", "Contact", "Blog", "Support", "Sign In", "Privacy Policy", "Terms of Use", "Newsletter", "FAQ", "Search", "Sitemap", "Developers"]  # fmt: skip
KOREAN = ["홈", "회사소개", "제품", "고객센터", "로그인", "회원가입", "공지사항", "이용약관", "개인정보처리방침", "사이트맵", "자주 묻는 질문", "장바구니", "마이페이지", "검색", "뉴스", "커뮤니티"]  # fmt: skip
MARKS = (" | ", "\n", " > ", " · ")


def english_menu(random: Random) -> str:
    return random.choice(MARKS).join(random.sample(ENGLISH, random.randint(4, 10)))


def korean_menu(random: Random) -> str:
    return random.choice(MARKS).join(random.sample(KOREAN, random.randint(4, 10)))
