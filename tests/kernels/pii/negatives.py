"""Hard negatives by family: values that have the form of personal data and belong to nobody."""

from collections.abc import Callable
from random import Random

from pipeline.kernels.pii.check_digits import ean13
from tests.kernels.pii.making import NAMES, digits


def _barcode(random: Random, prefix: str) -> str:
    """A GTIN-13 that begins with `prefix`."""
    body = prefix + digits(random, 12 - len(prefix))
    return next(body + str(d) for d in range(10) if ean13(body + str(d)))


# labels of orders, papers and records in shops, offices and code
_OF_THINGS = (
    "주문번호", "운송장번호", "등기번호", "쿠폰번호", "멤버십번호", "영수증번호", "승인번호", "거래번호", "단말기번호", "가맹점번호",
    "예약번호", "접수번호", "교환권번호", "상품권번호", "전표번호", "TID", "견적번호", "민원번호", "허가번호", "증명서번호", "수험번호",
    "고객번호", "고지서번호", "납부번호", "신청번호", "학번", "request_id", "tracking_no", "product_code", "invoice no.",
    "terminal number", "receipt no", "trace_id", "user_id",
)  # fmt: skip


def _number(random: Random) -> str:
    """Digits in groups that telephones, identity numbers or accounts have too."""
    groups = random.choice(
        ((3, 4, 4), (6, 7), (3, 2, 4), (3, 3, 4), (4, 4, 4), (12,), (3, 6, 5), (11,))
    )
    return "-".join(str(random.randint(1, 9)) + digits(random, size - 1) for size in groups)


NEGATIVES: dict[str, Callable[[Random], str]] = {
    "price": lambda r: f"{r.randint(1, 999)},{digits(r, 3)},{digits(r, 3)}",
    "isbn": lambda r: f"978-89-{digits(r, 4)}-{digits(r, 3)}-{r.randint(0, 9)}",
    "isbn bare": lambda r: _barcode(r, "97889"),
    "barcode": lambda r: _barcode(r, "880"),
    "court case": lambda r: f"20{r.randint(10, 24)}{r.choice(('가합', '다', '도', '누', '헌마', '구합'))}{r.randint(1000, 99999)}",
    "statute article": lambda r: f"제{r.randint(1, 300)}조의{r.randint(2, 9)} 제{r.randint(1, 20)}항",
    "version": lambda r: f"버전 {r.randint(1, 20)}.{r.randint(0, 30)}.{r.randint(0, 9999)}.{r.randint(0, 255)}",
    "version v": lambda r: f"v{r.randint(1, 20)}.{r.randint(0, 30)}.{r.randint(0, 99)}.{r.randint(0, 255)}",
    "coordinates": lambda r: f"{r.randint(33, 38)}.{digits(r, 6)}, {r.randint(124, 131)}.{digits(r, 6)}",
    "timestamp 12": lambda r: f"20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 23):02d}{r.randint(0, 59):02d}",
    "timestamp 14": lambda r: f"20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 23):02d}{r.randint(0, 59):02d}{r.randint(0, 59):02d}",
    "ISO time": lambda r: f"20{r.randint(10, 24)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}T{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}.{digits(r, 6)}Z",
    "ISO date": lambda r: f"20{r.randint(10, 24)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}",
    "years": lambda r: "2019-2020-2021",
    "epoch seconds": lambda r: f"1{r.randint(400000000, 799999999)}",
    "epoch milliseconds": lambda r: f"1{r.randint(400000000, 799999999)}{digits(r, 3)}",
    "doi": lambda r: f"10.{digits(r, 4)}/{r.choice(('jkms', 'science', 's41586'))}.{r.randint(2000, 2024)}.{digits(r, 5)}",
    "standard": lambda r: f"{r.choice(('KS X', 'ISO/IEC', 'ANSI', 'IEEE'))} {digits(r, 4)}-{r.randint(1, 9)}:{r.randint(1990, 2024)}",
    "section": lambda r: f"{r.choice(('ANSI', 'C99', '§', '절', 'section'))} {r.randint(1, 9)}.{r.randint(1, 19)}.{r.randint(1, 12)}.{r.randint(1, 9)}",
    "product code": lambda r: f"{r.choice(('SM', 'LG', 'NT'))}-{digits(r, 3)}-{digits(r, 4)}",
    "columns": lambda r: " ".join(digits(r, r.choice((3, 4, 5))) for _ in range(6)),
    "columns of fours": lambda r: " ".join(str(r.randint(1000, 9999)) for _ in range(7)),
    "parcel": lambda r: f"{r.randint(1, 9)}{digits(r, 11)}",
    "private address": lambda r: f"192.168.{r.randint(0, 255)}.{r.randint(1, 254)}",
    "representative": lambda r: f"{r.choice(('1588', '1544', '1661', '1899'))}-{digits(r, 4)}",
    "company": lambda r: "사업자등록번호 220-81-62517, 법인등록번호 110111-0062438",
    "percent and ratio": lambda r: f"{r.randint(10, 99)}.{digits(r, 2)}% ({digits(r, 4)}/{digits(r, 5)})",
    "fraction": lambda r: f"0.{digits(r, 16)}",
    "hexadecimal": lambda r: f"0x{r.getrandbits(64):016x}",
    "temperature": lambda r: f"{r.randint(10, 38)}도 {r.randint(1990, 2024)}년",
    "month": lambda r: f"{r.randint(10, 12)}월 {r.randint(1990, 2024)}",
    "handle": lambda r: f"@{r.choice(NAMES)}",
    "file name": lambda r: f"IMG_20{r.randint(10, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}_{digits(r, 6)}.jpg",
    "order number": lambda r: f"주문번호 {r.randint(20, 24)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}-1{digits(r, 6)}",
    "order in English": lambda r: f"Order no. {digits(r, 3)}-{r.randint(10, 99)}-{digits(r, 4)}",
    "part number": lambda r: f"품번 {r.randint(100, 999)}-{r.randint(10, 99)}-{digits(r, 4)}",
    "model number": lambda r: f"모델명 {r.choice('MSRGD')}{digits(r, 8)}",
    "serial number": lambda r: f"serial 010-{r.randint(2000, 9999)}-{digits(r, 4)}",
    "waybill": lambda r: f"운송장번호 {r.randint(1000, 9999)}-{digits(r, 4)}-{digits(r, 4)}",
    "account title": lambda r: f"계정과목 {r.randint(1000, 9999)}-{digits(r, 2)}-{digits(r, 6)}",
    "document number": lambda r: f"문서번호 {r.randint(100, 999)}-{digits(r, 4)}-{digits(r, 4)}",
    "old court case": lambda r: f"대판 {r.randint(70, 99)}누{digits(r, 4)}",
    "patent": lambda r: f"특허 제10-{digits(r, 7)}호",
    "paragraphs": lambda r: f"제{r.randint(1, 99)}조제{r.randint(1, 9)}항제{r.randint(1, 9)}호, {r.randint(1, 99)}호",
    "identifier in a URL": lambda r: f"https://example.com/p/4{digits(r, 15)}",
    "query of a URL": lambda r: f"https://example.com/view?id={r.randint(1, 9)}{digits(r, 12)}",
    "binary": lambda r: "0" + "".join(r.choice("01") for _ in range(10)),
    "repository": lambda r: f"git@{r.choice(('github.com', 'gitlab.com'))}:{r.choice(NAMES)}/tool.git",
    "package": lambda r: f"@types/node@{r.randint(1, 20)}.{r.randint(0, 9)}.0",
    "decorator": lambda r: f"@{r.choice(('pytest.fixture', 'app.route', 'functools.cache'))}",
    "picture of double size": lambda r: f"icon{r.randint(1, 99)}@2x.png",
    "bus stop": lambda r: f"정류장번호 {r.randint(200000000, 239999999)}, {digits(r, 5)}",
    "block of a file system": lambda r: f"blk_-{r.randint(1, 9)}{digits(r, 15)}",
    "seconds of a log": lambda r: f"00:{r.randint(10, 59)}:0{r.randint(1, 9)}.{digits(r, 3)} {digits(r, 5)}",
    "requirement": lambda r: f"django >= {r.randint(1, 5)}.{r.randint(0, 9)}.{r.randint(0, 9)}.{r.randint(0, 9)}",
    "sizes": lambda r: f"{r.randint(1000000000, 4294967295)} KB",
    "year of birth": lambda r: f"{r.randint(50, 99)}년생",
    "date of production": lambda r: f"{r.randint(2001, 2024)}년 {r.randint(1, 12)}월 {r.randint(1, 28)}일 생산",
    "hashtag": lambda r: f"{r.choice(('daily', 'ootd'))}#네이버쇼핑",
    "member number": lambda r: f"회원번호 {digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}",
    "birthday of an institution": lambda r: f"개교 생일 {r.randint(1950, 2020)}.{r.randint(1, 12):02d}.{r.randint(1, 28):02d}",
    "party on a birthday": lambda r: f"생일 파티 20{r.randint(10, 24)}.{r.randint(1, 12):02d}.{r.randint(1, 28):02d} 예약",
    "field without a person": lambda r: f"{r.choice(('담당자', '신청인', '대표자'))}: {r.choice(('미정', '공석', '서명', '추후', '배정'))}",
    "sum behind a syllable": lambda r: f"{r.randint(10, 99)}조{r.randint(2100, 9999)}억",
    "bytes in a URL": lambda r: "#" + ".".join(f"{r.randint(0xA0, 0xFF):02X}" for _ in range(9)),
    "public key of an assembly": lambda r: f'publicKeyToken="{r.getrandbits(64):016x}"',
    "password in words": lambda r: f"password: {r.choice(('required', 'your_password', 'getpass()', 'string'))}",
    "decimal of six digits": lambda r: f"2{digits(r, 5)}.{digits(r, 7)}",
    "hash of a commit": lambda r: f"{r.getrandbits(160):040x}",
    "numbers with signs": lambda r: f"{r.randint(100, 999)}*{r.randint(1000, 9999)}*{r.randint(1000, 9999)}",
    "toll-free number": lambda r: f"080-{r.randint(200, 999)}-{digits(r, 4)}",
    "office behind a role": lambda r: f"{r.choice(('담당자', '작성자', '승인자', '문의자'))}: {r.choice(('조경팀', '우체국', '안전총괄과', '이용지원팀', '기관장', '우편 접수', '이장협의회', '구매팀'))}",
    "stand-in for a key": lambda r: r.choice(("api_key = YOUR_API_KEY_HERE_1234", "secret_key: your-256-bit-secret-key", "token=xxxxxxxxxxxxxxxx0123", "pwd: /home/user1/app2")),
    "parcel of the post": lambda r: f"우체국택배 6{digits(r, 12)}",
    "identifier of a message": lambda r: f"Message-ID: <{digits(r, 10)}.AA{digits(r, 5)}@mail.w3.org>",
    "role in a sentence": lambda r: f"{r.choice(('피해자', '소유자', '담당자', '신청인', '보호자'))} {r.choice(('진술이', '조사를', '인정을', '주소지로', '정보는', '이상으로', '지정한', '선정된'))} 있다",
    "label of a thing": lambda r: f"{r.choice(_OF_THINGS)}{r.choice((': ', ' ', '는 ', '='))}{_number(r)}",
    "label of a thing in the cell before": lambda r: f"\n| {r.choice(_OF_THINGS)} | {_number(r)} |\n",
    "label of a thing on the line above": lambda r: f"\n{r.choice(_OF_THINGS)}\n{_number(r)}\n",
    "representative number in other signs": lambda r: f"은행 {r.choice(('1588.{}', '1544 {}', '080){}-{}', '(080){}-{}', '080.{}.{}')).format(r.randint(2100, 9999), digits(r, 4))}",
    "free of charge": lambda r: f"{r.choice(('수신거부', '무료상담', '고객센터', '계좌 문의', 'call', 'toll free'))} {r.choice(('080-{0}-{1}', '080/{0}/{1}', '(080){0}-{1}', '+82-80-{0}-{1}', '1-800-{0}-{1}', '+1 (888) {0}-{1}', '877.{0}.{1}', '1 866 {0} {1}', '0800 {0} {1}', '00798-14-{0}-{1}')).format(r.randint(200, 999), digits(r, 4))}",
    "representative behind an area": lambda r: f"{r.choice(('은행 고객센터', '상담', 'ARS', '대표전화'))} {r.choice(('02-{}-{}', '02){}-{}', '+82-{}-{}', '031.{}.{}', '+82 {} {}')).format(r.choice((1588, 1544, 1577, 1661)), digits(r, 4))}",
    "birthday words": lambda r: f"{r.choice(('생일 축하 카드', '생일선물', '생일 쿠폰', '생일날', '출생신고', '출생 신고일:', '창립기념일', '회사 생일:', 'birthday sale:', '부처님 탄신일', '출생의 비밀'))} 20{r.randint(10, 24)}.{r.randint(1, 12):02d}.{r.randint(1, 28):02d}",
    "births in encyclopedias": lambda r: f"{r.choice(('이순신', '유관순', '김구', '세종대왕'))}은 {r.randint(1901, 1919)}년 {r.randint(1, 12)}월 {r.randint(1, 28)}일에 태어났다",
    "how a name and a number are filled in": lambda r: f"(예: {r.choice(('홍길동', '김민지'))}, 000000-0000000) 신분증과 같게 적습니다.",
    "how a date is filled in": lambda r: f"예) 생년월일 19{digits(r, 2)}01{r.randint(10, 28)}, 생년월일 형식: 19{digits(r, 2)}-01-{r.randint(10, 28)}",
    "numbers of a list": lambda r: f"Account,en-US,{r.randint(1, 5)}.{digits(r, 2)}," + ",".join(str(r.randint(1000, 99999)) for _ in range(5)),
    "names of things in a sentence": lambda r: f"{r.choice(('태풍', '파일', '함수', '강아지'))} 이름이 {r.choice(('정해지는', '지정한', '정의된', '길어지는'))} 때",
    "object identifier": lambda r: f"OID = '1.3.6.1.{r.randint(1, 9)}.{r.randint(1, 9)}.{r.randint(1, 9)}.3.{r.randint(1, 9)}'",
    "signs of hiding in other things": lambda r: f"{r.choice(('### 1', 'xxx', '****', '#### 2'))}. {r.choice(('소제목', 'heading', '3장'))} {r.randint(1, 99)}",
    "times and sums with signs": lambda r: f"{r.randint(10, 23)}:{r.randint(10, 59)}:{r.randint(10, 59)}, {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}원, {r.randint(100, 999)}*{r.randint(10, 99)}={digits(r, 5)}",
    "file field": lambda r: f"파일 이름: {r.choice(('이미지', '정보', '문서'))}{r.randint(1, 99)}",
}  # fmt: skip
