"""ADDRESS."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def address(random: Random) -> str:
    """The part of an address from the building number on, with a flat."""
    return f"{random.randint(1, 400)}{random.choice(('', f'-{random.randint(1, 30)}'))}, {random.randint(101, 130)}동 {random.randint(101, 2504)}호"


EXAMPLES = Examples(
    makers=(
        Maker(address, before="서울특별시 강남구 테헤란로 "),
        Maker(address, before="경기도 성남시 분당구 정자동 "),
    ),
    found=(
        ("주소 경기도 군포시 산본로 323번길 16-5, 1103동 904호", ("16-5, 1103동 904호",)),
        ("배송지 서울 마포구 월드컵로 36 길 18", ("18",)),
        ("경기도 성남시 분당구 판교역로 235, 3층 302호", ("235, 3층 302호",)),
        ("주소: 서울시 종로구 세종대로 209", ("209",)),
        ("Home address: 5985 N 14th Street #890", ("5985 N 14th Street #890",)),
        ("I live at 79 Lakeview Ave., Apt 4D.", ("79 Lakeview Ave., Apt 4D",)),
    ),
    left_alone=(
        "Our office address is 12 King Street, Suite 400",
        "address 404 Not Found in 3 Way Merge",
        "In 1999 Wall Street fell",
        "울릉군 울릉읍 독도리 산 1-96번지",
        "본사는 서울특별시 마포구 마포대로 137, 17층에 위치하고 있다",
        "서울 용산구 신흥로 89 1층, 경기도 성남시 분당구 판교역로 235, 3층",
        "기본적으로 256이 표시되고 직권으로 5백만원, 하나가 900명에",
    ),
)
