"""EMAIL."""

from random import Random

from pipeline.demo.personal import email
from tests.kernels.pii.making import NAMES, Examples, Maker


def spelt_email(random: Random) -> str:
    """An address with its signs in words."""
    user = random.choice(NAMES)
    return random.choice(
        ("{}(at)naver.com", "{} [at] naver [dot] com", "{}골뱅이naver.com", "{} at naver dot com")
    ).format(user)


EXAMPLES = Examples(
    makers=(Maker(email), Maker(spelt_email)),
    found=(
        ("data-jh@hanul.co.kr", ("data-jh@hanul.co.kr",)),
        ("dean@hanul.ac.kr", ("dean@hanul.ac.kr",)),
        ("문의는 kim골뱅이다음넷", ("kim골뱅이다음넷",)),
        ("문의: support@gmail.com", ("support@gmail.com",)),
        ("개인 메일 info@naver.com 으로 주세요", ("info@naver.com",)),
        ("스팸 때문에 이렇게 적어요. nar***@naver.com", ("nar***@naver.com",)),
        ("\u200b\u200bkim＠naver.com으로", ("kim＠naver.com",)),
        ("오타 신고 → tiger74 (#) gmail.com", ("tiger74 (#) gmail.com",)),
        ("e. yunseulr @hanmail .net\n", ("yunseulr @hanmail .net",)),
        ("GET /unsubscribe?email=yejin015%40nate.com&list=277", ("yejin015%40nate.com",)),
        ("링크는 park.jh41@nate,com 으로", ("park.jh41@nate,com",)),
        ("이메일-minji@naver.com", ("minji@naver.com",)),
    ),
    left_alone=(
        "대표메일 consular-jp@mofa.go.kr, 입양 adopt2@zoo.or.kr",
        "kim앳다음넷마블",
        "시립박물관 | 대표 메일 master@citymuseum.go.kr",
        "issue (#) 12.com, x@y, @naver, a@b, user@host.invalid, hong@example.com, no-reply@app.test, cache@host53.example",
        "입사지원서는 insa@hanulcon.co.kr 로, media inquiries to press@calderfinch.com",
    ),
)
