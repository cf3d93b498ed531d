"""PHONE."""

from random import Random

from pipeline.demo.personal import phone
from tests.kernels.pii.making import Examples, Maker, digits


def landline(random: Random) -> str:
    """A landline or virtual number."""
    area = random.choice(("02", "031", "032", "042", "051", "062", "070", "0505"))
    block = str(random.randint(2, 9)) + digits(random, random.choice((2, 3)))
    form = random.choice(("{}-{}-{}", "{}.{}.{}", "{}) {}-{}", "({}){}-{}"))
    return form.format(area, block, digits(random, 4))


def spelt_phone(random: Random) -> str:
    """A mobile number spelt in Hangul."""
    names = "공일이삼사오육칠팔구"
    number = "010" + str(random.randint(2, 9)) + digits(random, 7)
    spelt = "".join(names[int(d)] for d in number)
    return random.choice((spelt, f"{spelt[:3]}-{spelt[3:7]}-{spelt[7:]}"))


EXAMPLES = Examples(
    makers=(Maker(phone), Maker(landline), Maker(spelt_phone)),
    found=(
        ("당첨: 010-****-0834", ("010-****-0834",)),
        ("샘플 데이터에 실제 제 휴대폰 010-6406-0949 이 노출됐어요", ("010-6406-0949",)),
        ("가짜 번호로 자꾸 전화가 와요 010-2999-9917", ("010-2999-9917",)),
        ("Please do not use my number 010-2999-9917", ("010-2999-9917",)),
        ("공1O-사팔7삼-삼팔3공 문자만요", ("공1O-사팔7삼-삼팔3공",)),
        ("H.P OlO -9642 -1859\n수선품", ("OlO -9642 -1859",)),
        (
            "연락 공1O-사팔7삼-삼팔3공, 공1O-사팔7삼-삼팔4공",
            ("공1O-사팔7삼-삼팔3공", "공1O-사팔7삼-삼팔4공"),
        ),
        ("POST /findId?hp=%2B821027745434 HTTP/1.1", ("%2B821027745434",)),
        ("전화번호 공일공 에 팔사칠오 에 팔삼사오\n", ("공일공 에 팔사칠오 에 팔삼사오",)),
        # a sheet has taken the zero for nothing
        ("번호\t휴대폰\n17\t1027645583\n", ("1027645583",)),
        ("연락처: 1027645583", ("1027645583",)),
        # a verb or a branch of a shop before a telephone number is not a name
        ("연락 주세요 010-2764-5583", ("010-2764-5583",)),
        ("궁금하면 전화 하세요 (010-2764-5583)", ("010-2764-5583",)),
        ("급하면 전화해 010-2764-5583", ("010-2764-5583",)),
        ("문의 본점 032-864-5583, 송정점 032-864-5584", ("032-864-5583", "032-864-5584")),
        ("콜백: 050493301400", ("050493301400",)),
        ("개인매물 / 판매자 / 050390524748 / 무사고", ("050390524748",)),
        ("번호 남겨요 ㅇ1ㅇ-4421-9983", ("ㅇ1ㅇ-4421-9983",)),
        ("ㅇ1ㅇ44219983 문자만", ("ㅇ1ㅇ44219983",)),
        ("여름은 010-2764-5583", ("010-2764-5583",)),
        ("０１０－１２３４－５６７８", ("０１０－１２３４－５６７８",)),
        ("010\u200b-1234-\u200b5678\u200b", ("010\u200b-1234-\u200b5678",)),
        ("010–1234–5678", ("010–1234–5678",)),
        (r'{"body": "조율사\n010-2345-6789"}', ("010-2345-6789",)),
        (r'"memo": "받는 이\r\n+82-10-2345-6789"', ("+82-10-2345-6789",)),
    ),
    left_alone=(
        "010-0***-1834",
        "더미 데이터: 고객1, 010-2999-9917, 서울시",
        'text/simpress/01/13050400.html, assertEquals(11, strip("010-1234-5678").length())',
        "기관명\t대표전화\n행복동 주민센터\t055-585-0076\n",
        "주식회사 가온푸드 대표전화 051-891-4676",
        "시립도서관 종합자료실 전화 063-491-3740 (월요일 휴관)",
        "전화 주문 2건, 주문번호 1027645583",
        "조회수 1027645583 회",
        "02) 123-4567, 010-0123-4567",
        "PASS parser (seed=0176713332)",
        "**1**-4421-9983, *1* 2023 2024",
    ),
)
