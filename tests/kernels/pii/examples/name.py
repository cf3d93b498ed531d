"""NAME."""

from random import Random

from tests.kernels.pii.making import Examples, Maker


def person(random: Random) -> str:
    """A common surname with a common name."""
    return random.choice("김이박최정강조윤장임한오서신권황안송") + random.choice(
        ("민지", "서연", "도현", "하늘", "준호", "수빈", "예린", "지훈")
    )


EXAMPLES = Examples(
    makers=(Maker(person, before="성명: "), Maker(person, before="예금주 ")),
    left_alone=(
        "파일 이름: 이미지, 함수 이름 = 김치",
        "수취인 주소지의 우편번호, 도메인이름: 인터넷, 풍성함 오랜만인듯",
        "성명 및 전화번호, 신청인 이 서류를 내면",
    ),
)
