"""Pages of ordinary kinds that tell nothing of a private person, by kind; numbers differ with every seed."""

from collections.abc import Callable
from random import Random

from tests.kernels.pii.making import digits
from tests.kernels.pii.things import NUMBERS


def _lines(count: int, line: Callable[[int], str]) -> str:
    return "\n".join(line(i) for i in range(count))


def _day(random: Random, sign: str = ".") -> str:
    return f"20{random.randint(10, 24)}{sign}{random.randint(1, 12):02d}{sign}{random.randint(1, 28):02d}"


PAGES: dict[str, Callable[[Random], str]] = {
    "company": lambda r: (
        f"""(주){r.choice(("한빛전자", "대성기계", "미래소재", "청우식품"))}
대표전화 1588-{digits(r, 4)}  고객센터 080-{r.randint(200, 999)}-{digits(r, 4)} (수신자부담)
영업시간 09:00~18:00, 점심시간 12:00~13:00
자본금 1,250,000,000원 / 설립연도 1987년 / 임직원 1,240명
FAX 없음. 사업자등록번호 220-81-62517 법인등록번호 110111-0062438 통신판매업신고 제2019-서울강남-0{digits(r, 4)}호"""
    ),
    "history of a company": lambda r: (
        f"""회사 연혁
1987.03.02 {r.choice(("한빛전자", "대성기계", "미래소재", "청우식품"))} 설립
1992.11.15 제2공장 준공
2003.07.01 코스닥 상장 (종목코드 0{digits(r, 5)})
2015.04.30 ISO 9001:2015 인증 (인증번호 KR-{digits(r, 6)}-Q)
2021.12.20 수출 1억불탑 수상
매출액 2019 12,345백만원 2020 13,{digits(r, 3)}백만원 2021 14,{digits(r, 3)}백만원"""
    ),
    "catalogue": lambda r: (
        "품번\t품명\t규격\t단가\t재고\n"
        + _lines(
            12,
            lambda i: (
                f"{r.randint(100, 999)}-{digits(r, 2)}-{digits(r, 4)}\t육각볼트 M{r.randint(3, 20)}\tSUS304 {r.randint(10, 90)}mm\t{r.randint(100, 9000)}\t{digits(r, 5)}"
            ),
        )
    ),
    "catalogue in Markdown": lambda r: (
        "| 제품번호 | 모델 | 가격 | 바코드 |\n|---|---|---|---|\n"
        + _lines(
            10,
            lambda i: (
                f"| {digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)} | SM-{digits(r, 4)} | {r.randint(1, 99)},000원 | 880{digits(r, 10)} |"
            ),
        )
    ),
    "parts in English": lambda r: (
        "Part No.   Description        Qty  Price\n"
        + _lines(
            10,
            lambda i: (
                f"{digits(r, 3)}-{digits(r, 3)}-{digits(r, 4)}   Gasket, cylinder head   {r.randint(1, 9)}   ${r.randint(1, 99)}.{digits(r, 2)}"
            ),
        )
    ),
    "timetable": lambda r: (
        "부산역 KTX 시간표\n열차번호 출발 도착 소요\n"
        + _lines(
            15,
            lambda i: (
                f"{r.randint(1, 300):03d} {r.randint(5, 23):02d}:{r.randint(0, 59):02d} {r.randint(5, 23):02d}:{r.randint(0, 59):02d} {r.randint(2, 3)}:{r.randint(10, 59)}"
            ),
        )
    ),
    "timetable of minutes": lambda r: (
        "05 10 25 40 55\n"
        + _lines(
            17,
            lambda i: (
                f"{i + 6:02d} " + " ".join(f"{x:02d}" for x in sorted(r.sample(range(60), 9)))
            ),
        )
    ),
    "bus": lambda r: (
        "노선번호 정류장번호 정류장명\n"
        + _lines(
            12,
            lambda i: (
                f"{r.randint(100, 9999)} {digits(r, 2)}-{digits(r, 3)} {r.choice(['시청앞', '중앙시장', '터미널', '대학정문'])} (ARS {digits(r, 5)})"
            ),
        )
    ),
    "bus route": lambda r: (
        f"간선 {r.randint(100, 799)}번: 차고지(05:00 첫차, 23:10 막차, 배차 8~12분) → 시청 → 중앙로 → 역전. 정류소 ID 2{digits(r, 8)}, 2{digits(r, 8)}"
    ),
    "tax": lambda r: (
        "과세표준\t세율\t누진공제\n"
        + _lines(
            8,
            lambda i: (
                f"{r.randint(1, 9) * 1400}만원 이하\t{6 + i * 5}%\t{r.randint(1, 35)},{digits(r, 3)},000원"
            ),
        )
    ),
    "tax table": lambda r: (
        "근로소득 간이세액표(단위 원)\n"
        + _lines(
            20,
            lambda i: (
                f"{1060 + i * 5},000 {1065 + i * 5},000 {r.randint(1000, 9000)} {r.randint(1000, 9000)} 0 0 0 0 0 0"
            ),
        )
    ),
    "price": lambda r: (
        "생선회 시세(1kg)\n"
        + _lines(
            10,
            lambda i: (
                f"{r.choice(['광어', '우럭', '참돔', '농어'])} {r.randint(10, 60)},{digits(r, 3)}원 (전일 {r.randint(10, 60)},{digits(r, 3)}원, {r.choice(['▲', '▼'])}{digits(r, 3)})"
            ),
        )
    ),
    "baseball": lambda r: (
        "팀 1 2 3 4 5 6 7 8 9 R H E B\nLG "
        + " ".join(str(r.randint(0, 4)) for _ in range(9))
        + f" {r.randint(0, 12)} 9 1 4\nKT "
        + " ".join(str(r.randint(0, 4)) for _ in range(9))
        + f" {r.randint(0, 12)} 8 0 3\n승리투수 김광현(5승 3패) 패전투수 이의리 홈런 최정 12호(3회 2점)"
    ),
    "records": lambda r: (
        "순위 선수 소속 기록 풍속\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1} 우상혁 용인시청 2m{r.randint(20, 36)} +0.{r.randint(0, 9)}\n{i + 2} 이진택 대구시청 10.{digits(r, 2)}"
            ),
        )
    ),
    "swim": lambda r: (
        "Rank Name Nation Time Pts\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1} Katie Ledecky USA 8:{r.randint(10, 20)}.{digits(r, 2)} {digits(r, 3)}"
            ),
        )
    ),
    "ruling": lambda r: (
        f"""대법원 {_day(r, ". ")}. 선고 20{r.randint(10, 23)}다{digits(r, 6)} 판결 [손해배상(기)] [공20{r.randint(10, 23)}하,{digits(r, 4)}]
【판시사항】 민법 제750조, 제{r.randint(100, 999)}조의{r.randint(2, 9)} 제1항
【원고, 피상고인】 원고 (소송대리인 법무법인 정명 담당변호사 김○○)
【피고, 상고인】 피고 주식회사
【원심판결】 서울고법 20{r.randint(10, 23)}. {r.randint(1, 12)}. {r.randint(1, 28)}. 선고 20{r.randint(10, 23)}나{digits(r, 7)} 판결
【주문】 상고를 기각한다. 별지 목록 기재 부동산 {digits(r, 3)}-{digits(r, 2)} 대 {digits(r, 3)}㎡, 금 {r.randint(1, 9)}{digits(r, 2)},{digits(r, 3)},{digits(r, 3)}원"""
    ),
    "lives in an encyclopedia": lambda r: (
        """안중근(安重根, 1879년 9월 2일 ~ 1910년 3월 26일)은 대한제국의 독립운동가이다.
황해도 해주 출생. 본관은 순흥(順興). 유관순(1902년 12월 16일 ~ 1920년 9월 28일), 김구(1876년 8월 29일 ~ 1949년 6월 26일).
부: 안태훈(安泰勳, 1862 - 1905) 모: 조마리아(趙姓女, 1862년 4월 8일 ~ 1927년 7월 15일)"""
    ),
    "box of a life": lambda r: (
        """박경리
출생 1926년 12월 2일
경상남도 통영군
사망 2008년 5월 5일 (81세)
직업 소설가
국적 대한민국
활동기간 1955년 ~ 2008년
배우자 김행도
자녀 김영주
웹사이트 http://www.tojicf.org"""
    ),
    "actor": lambda r: (
        """송강호(宋康昊, 1967년 1월 17일 ~ )는 대한민국의 배우이다. 경상남도 김해에서 출생하였다.
봉준호(1969년 9월 14일 ~ )의 영화 《살인의 추억》(2003), 《괴물》(2006), 《기생충》(2019)에 출연하였다.
필모그래피 | 연도 | 제목 | 배역 |
| 2003 | 살인의 추억 | 박두만 |
| 2019 | 기생충 | 김기택 |"""
    ),
    "paper": lambda r: (
        f"""References
[1] Smith J, Lee K. Deep networks. Nature. 2019;{digits(r, 3)}({digits(r, 4)}):{digits(r, 3)}-{digits(r, 3)}. doi:10.1038/s41586-019-{digits(r, 4)}-{r.randint(1, 9)}
[2] Kim, H., & Park, S. (2020). J. Comput. Phys., 412, 1094{digits(r, 2)}. ISSN 0021-9991
[3] arXiv:{r.randint(10, 23)}{r.randint(1, 12):02d}.{digits(r, 5)}v2 [cs.CL]. PMID: {digits(r, 8)}; PMCID: PMC{digits(r, 7)}"""
    ),
    "references in Korean": lambda r: (
        f"""참고문헌
김영수, 이정희 (2018). 한국어 말뭉치 구축. 언어학, 45(2), {digits(r, 3)}-{digits(r, 3)}.
박민수. 2015. 『조선후기 사회사』. 서울: 역사비평사. ISBN 978-89-7696-{digits(r, 3)}-{r.randint(0, 9)} 93910
논문접수일: {_day(r)} / 심사완료일: {_day(r)} / 게재확정일: {_day(r)}
과제번호: NRF-2019S1A5A2A0{digits(r, 7)}"""
    ),
    "log": lambda r: _lines(
        12,
        lambda i: (
            f"20{r.randint(10, 24)}-0{r.randint(1, 9)}-1{r.randint(0, 9)} 12:{r.randint(10, 59)}:{r.randint(10, 59)},{digits(r, 3)} INFO [main-{digits(r, 2)}] c.e.s.Order - id={digits(r, 10)} took {digits(r, 3)} ms, trace={r.getrandbits(64):016x} 10.0.{r.randint(0, 255)}.{r.randint(1, 254)}:8080"
        ),
    ),
    "syslog": lambda r: _lines(
        8,
        lambda i: (
            f"Nov {r.randint(1, 28):2d} 0{r.randint(0, 9)}:1{r.randint(0, 9)}:22 combo kernel: [{digits(r, 5)}.{digits(r, 6)}] Out of memory: Kill process {digits(r, 5)} (java) score {digits(r, 3)} UID {digits(r, 4)}"
        ),
    ),
    "code": lambda r: (
        f"""const PORT = 8080;
const MAX = 2147483647, MIN = -2147483648;
const re = /^01[016789]-?\\d{{3,4}}-?\\d{{4}}$/;
let color = "#1a2b3c"; let mask = 0x{r.getrandbits(32):08x}n;
if (ip === "127.0.0.1" || ip === "192.168.0.{r.randint(1, 254)}") retry(3, 1000);
export const VERSION = "{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}.{digits(r, 4)}";
const password = process.env.DB_PASSWORD; const token = getToken();"""
    ),
    "tests in Python": lambda r: (
        f"""def test_parse():
    assert parse("1234567890") == 1234567890
    name = "value"
    user = User(name="admin", age=30)
    data = {{"id": {digits(r, 9)}, "count": {digits(r, 4)}, "ratio": 0.{digits(r, 16)}}}
    np.testing.assert_allclose(x, [{",".join("0." + digits(r, 8) for _ in range(5))}])"""
    ),
    "stats": lambda r: (
        "연도 인구(명) 세대 남 여\n"
        + _lines(
            12,
            lambda i: (
                f"{2010 + i} {r.randint(10, 99)},{digits(r, 3)},{digits(r, 3)} {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)} {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)} {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}"
            ),
        )
    ),
    "figures in columns": lambda r: _lines(
        12, lambda i: f"{2010 + i}  " + "  ".join(digits(r, r.choice((4, 5, 6))) for _ in range(6))
    ),
    "statistics in CSV": lambda r: (
        "code,region,y2019,y2020,y2021\n"
        + _lines(
            12, lambda i: f"{digits(r, 5)},종로구,{digits(r, 6)},{digits(r, 6)},{digits(r, 6)}"
        )
    ),
    "lotto": lambda r: (
        "회차 추첨일 당첨번호 보너스\n"
        + _lines(
            10,
            lambda i: (
                f"{1000 + i}회 {_day(r)} "
                + " ".join(f"{x:02d}" for x in sorted(r.sample(range(1, 46), 6)))
                + f" + {r.randint(1, 45)}"
            ),
        )
    ),
    "lottery in a sentence": lambda r: (
        f"제{r.randint(900, 1100)}회 로또 당첨번호 {', '.join(str(x) for x in sorted(r.sample(range(1, 46), 6)))} 보너스 {r.randint(1, 45)}. 1등 당첨금 {r.randint(1, 3)},{digits(r, 3)},{digits(r, 3)},{digits(r, 3)}원 (당첨 {r.randint(5, 15)}명), 연금복권 {r.randint(1, 5)}조 {digits(r, 6)}"
    ),
    "recipe": lambda r: (
        f"재료(4인분)\n돼지고기 {r.randint(2, 6)}00g, 양파 1/2개, 대파 1대, 간장 3큰술, 설탕 1.5큰술\n1. 물 {r.randint(5, 9)}00ml를 끓인다.\n2. 180도로 예열한 오븐에서 {r.randint(10, 40)}분 굽는다. 열량 {digits(r, 3)}kcal, 나트륨 1{digits(r, 3)}mg"
    ),
    "law": lambda r: (
        f"제{r.randint(1, 99)}조(과태료) ① 다음 각 호의 어느 하나에 해당하는 자에게는 {r.randint(1, 9)}천만원 이하의 과태료를 부과한다. <개정 {_day(r, '. ')}.>\n1. 제{r.randint(1, 99)}조제{r.randint(1, 9)}항을 위반한 자\n부칙 <법률 제{digits(r, 5)}호, {_day(r, '. ')}.> 이 법은 공포 후 6개월이 경과한 날부터 시행한다.\n신청인 주소·성명 및 주민등록번호를 적은 서류, 대표자 성명, 담당자의 연락처"
    ),
    "api": lambda r: (
        f"""GET /v1/users/{{userId}}
Headers: Authorization: Bearer <token>
Response 200
{{"id": 12345678, "createdAt": "2023-01-0{r.randint(1, 9)}T12:34:56.789Z", "price": 19900, "sku": "ABC-{digits(r, 4)}-{digits(r, 3)}", "requestId": "{r.getrandbits(128):032x}"}}
| 이름 | 타입 | 설명 |
|---|---|---|
| name | string | 사용자 이름 |
| phone | string | 예: 010-0000-0000 |
| limit | integer | 기본값 100, 최대 1000 |"""
    ),
    "patch": lambda r: (
        f"패치 노트 {r.randint(1, 14)}.{r.randint(1, 24)}\n- 가렌 Q 기본 피해량: 30/60/90/120/150 → 30/65/100/135/170\n- 재사용 대기시간 12/11/10/9/8초 ⇒ 11/10/9/8/7초\n- 버전 {r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 99)}.{digits(r, 3)} (빌드 {digits(r, 5)})\n- 오류 코드 0x{r.getrandbits(32):08X} 수정, KB{digits(r, 7)}"
    ),
    "isbn": lambda r: (
        "도서 목록\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1}. 한국사 편지 {i + 1} / 책과함께 / 979-11-{digits(r, 4)}-{digits(r, 3)}-{r.randint(0, 9)} / {r.randint(10, 30)},000원 / 청구기호 911-박{digits(r, 3)}ㅎ-{i + 1}"
            ),
        )
    ),
    "ISBN in English": lambda r: _lines(
        8,
        lambda i: (
            f"ISBN-10: 0-{digits(r, 3)}-{digits(r, 5)}-{r.randint(0, 9)}  ISBN-13: 978-0-{digits(r, 3)}-{digits(r, 5)}-{r.randint(0, 9)}  OCLC {digits(r, 9)}  LCCN {digits(r, 10)}"
        ),
    ),
    "coord": lambda r: _lines(
        8,
        lambda i: (
            f"{r.choice(['북한산', '설악산', '한라산'])} 37.{digits(r, 6)}, 126.{digits(r, 6)} 해발 {digits(r, 3)}m / 37°{r.randint(10, 59)}′{r.randint(10, 59)}.{digits(r, 2)}″N 126°{r.randint(10, 59)}′{r.randint(10, 59)}.{digits(r, 2)}″E"
        ),
    ),
    "coordinates in CSV": lambda r: (
        "lat,lng\n" + _lines(8, lambda i: f"37.{digits(r, 10)},127.{digits(r, 10)}")
    ),
    "GeoJSON": lambda r: (
        '{"type":"Polygon","coordinates":[['
        + ",".join(
            f"[12{r.randint(6, 9)}.{digits(r, 13)},3{r.randint(3, 8)}.{digits(r, 14)}]"
            for _ in range(8)
        )
        + "]]}"
    ),
    "esports": lambda r: (
        f"2023 LCK 서머 결승 T1 0 : 3 Gen.G\nMVP 쵸비 KDA 5/1/8 (13.0) DPM {digits(r, 3)} CS {digits(r, 3)}\nPOG 포인트 1{digits(r, 3)}점, 상금 400,000,000원, 밴픽 1 2 3 4 5, 경기시간 {r.randint(25, 45)}:{r.randint(10, 59)}"
    ),
    "stock": lambda r: (
        "종목코드 종목명 현재가 등락 거래량\n"
        + _lines(
            10,
            lambda i: (
                f"0{digits(r, 5)} {r.choice(['삼성전자', '카카오', '현대차'])} {r.randint(10, 99)},{digits(r, 3)} {r.choice(['+', '-'])}{r.randint(1, 9)},{digits(r, 3)} {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}"
            ),
        )
    ),
    "stocks in English": lambda r: (
        "Date,Open,High,Low,Close,Volume\n"
        + _lines(
            10,
            lambda i: (
                f"2023-0{r.randint(1, 9)}-1{r.randint(0, 9)},{digits(r, 3)}.{digits(r, 6)},{digits(r, 3)}.{digits(r, 6)},{digits(r, 3)}.{digits(r, 6)},{digits(r, 3)}.{digits(r, 6)},{digits(r, 9)}"
            ),
        )
    ),
    "menu": lambda r: (
        "오늘의 메뉴\n"
        + _lines(
            10,
            lambda i: (
                f"{r.choice(['김치찌개', '된장찌개', '제육볶음', '비빔밥'])} ........ {r.randint(6, 15)},{r.choice(['000', '500'])}"
            ),
        )
        + "\n원산지: 쌀(국내산), 배추(국내산), 돼지고기(스페인산) 고객센터 1577-"
        + digits(r, 4)
    ),
    "exam": lambda r: (
        f"20{r.randint(15, 24)}학년도 수능 영어 영역\n{r.randint(18, 45)}. 다음 글의 제목으로 가장 적절한 것은?\n① 1 ② 2 ③ 3 ④ 4 ⑤ 5\n정답 1-③ 2-① 3-⑤ 4-② 5-④ 응시번호 {digits(r, 8)} 수험번호: {digits(r, 8)}"
    ),
    "election": lambda r: (
        "기호 후보 득표수 득표율\n"
        + _lines(
            5,
            lambda i: (
                f"{i + 1} 홍길순 {r.randint(10, 99)},{digits(r, 3)} {r.randint(1, 60)}.{digits(r, 2)}%"
            ),
        )
        + "\n선거인수 1,234,567 투표수 987,654 무효 12,345 기권 246,913"
    ),
    "weather": lambda r: (
        "시각 기온 강수 풍속 습도 기압\n"
        + _lines(
            12,
            lambda i: (
                f"{i:02d}:00 {r.randint(-9, 35)}.{r.randint(0, 9)} {r.randint(0, 9)}.{r.randint(0, 9)} {r.randint(0, 9)}.{r.randint(0, 9)} {r.randint(20, 99)} 10{r.randint(10, 30)}.{r.randint(0, 9)}"
            ),
        )
    ),
    "land": lambda r: (
        f"지번 {digits(r, 3)}-{digits(r, 2)} 지목 대 면적 {digits(r, 3)}.{r.randint(1, 9)}㎡ 공시지가 {r.randint(1, 9)},{digits(r, 3)},000원/㎡ 용도지역 제2종일반주거지역, 등기 접수 제{digits(r, 5)}호, 고유번호 1168010100-1-0{digits(r, 3)}-00{digits(r, 2)}"
    ),
    "bid": lambda r: (
        f"입찰공고번호 20{r.randint(15, 24)}{r.randint(1, 12):02d}{digits(r, 5)}-00\n공사명: 시청 청사 외벽 보수\n기초금액: {r.randint(1, 9)}{digits(r, 2)},{digits(r, 3)},000원 (추정가격 {digits(r, 3)},{digits(r, 3)},{digits(r, 3)}원)\n개찰일시: {_day(r, '/')} 11:00 입찰보증금 5/100 계약번호 R{digits(r, 2)}BK{digits(r, 8)}"
    ),
    "faq": lambda r: (
        f"Q. 배송은 얼마나 걸리나요?\nA. 결제 후 2~3일 걸립니다. 송장번호 {digits(r, 12)}로 조회하세요.\nQ. 무이자 할부는?\nA. 5만원 이상 2~6개월. 고객센터 1544-{digits(r, 4)}, 1:1 문의 게시판을 이용해 주세요.\n예금주, 은행, 계좌번호는 주문 완료 화면에서 확인할 수 있습니다."
    ),
    "order": lambda r: (
        f"주문번호: {_day(r, '')}-{digits(r, 7)}\n상품코드 {digits(r, 10)} 수량 2 결제금액 39,800원\n승인번호 {digits(r, 8)} 가맹점번호 {digits(r, 10)} 단말기 {digits(r, 8)}"
    ),
    "receipt": lambda r: (
        f"[영수증] 매장: 강남점 POS 03\n거래번호 {digits(r, 4)}-{digits(r, 4)}-{digits(r, 6)} {_day(r, '-')} 13:2{r.randint(0, 9)}:11\n880{digits(r, 10)} 우유 1L 2,980\n880{digits(r, 10)} 라면 5입 3,780\n합계 6,760 부가세 615 받은돈 10,000 거스름돈 3,240"
    ),
    "math": lambda r: (
        f"$\\pi = 3.14159265358979323846264338327950288$, $e=2.718281828459045$\n$$\\sum_{{i=1}}^{{{digits(r, 3)}}} a_i x^{{{r.randint(2, 9)}}} = {digits(r, 10)}$$\n{digits(r, 12)} = 2^4 × 3^2 × {digits(r, 9)}"
    ),
    "chem": lambda r: (
        f"CAS 번호 {digits(r, 3)}-{digits(r, 2)}-{r.randint(0, 9)} / {digits(r, 5)}-{digits(r, 2)}-{r.randint(0, 9)}, EC 200-{digits(r, 3)}-{r.randint(0, 9)}, 분자량 {digits(r, 3)}.{digits(r, 3)}, UN {digits(r, 4)}, 녹는점 -{r.randint(10, 99)}.{r.randint(0, 9)} ℃, InChIKey RZVAJINKPMORJF-UHFFFAOYSA-N"
    ),
    "astro": lambda r: _lines(
        8,
        lambda i: (
            f"HD {digits(r, 6)} RA {r.randint(0, 23):02d}h {r.randint(0, 59):02d}m {r.randint(0, 59):02d}.{digits(r, 4)}s Dec +{r.randint(10, 80)}° {r.randint(0, 59):02d}′ {r.randint(0, 59):02d}.{digits(r, 3)}″ mag {r.randint(1, 12)}.{digits(r, 2)}"
        ),
    ),
    "gene": lambda r: (
        "\n".join(
            f">chr{r.randint(1, 22)}:{digits(r, 8)}-{digits(r, 8)}\n"
            + "".join(r.choice("ACGT") for _ in range(60))
            for _ in range(4)
        )
        + f"\nrs{digits(r, 8)} NM_{digits(r, 6)}.4:c.{digits(r, 4)}A>G ENSG00000{digits(r, 6)}"
    ),
    "network": lambda r: (
        f"interface GigabitEthernet0/{r.randint(0, 9)}\n ip address 10.{r.randint(0, 255)}.{r.randint(0, 255)}.1 255.255.255.0\nroute 172.16.{r.randint(0, 255)}.0 255.255.252.0 10.0.0.1\n RFC 1918, RFC 5737: 192.0.2.{r.randint(1, 254)}, 198.51.100.{r.randint(1, 254)}, 203.0.113.{r.randint(1, 254)}"
    ),
    "build": lambda r: (
        f"[INFO] Building core {r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 9)}-SNAPSHOT [{r.randint(1, 9)}/12]\n[INFO] sha256:{r.getrandbits(256):064x}\nDownloaded: https://repo1.maven.org/maven2/org/x/{digits(r, 8)}.{digits(r, 6)}-1/x.jar (1.2 MB at 3.4 MB/s)\nTests run: {digits(r, 4)}, Failures: 0, Errors: 0, Skipped: {r.randint(1, 9)}, Time elapsed: {digits(r, 2)}.{digits(r, 3)} s"
    ),
    "git": lambda r: "\n".join(
        f"commit {r.getrandbits(160):040x}\nDate:   Mon Jun {r.randint(1, 28)} 12:{r.randint(10, 59)}:{r.randint(10, 59)} 2023 +0900\n\n    Fix #{digits(r, 4)}: overflow in parser\nindex {r.getrandbits(28):07x}..{r.getrandbits(28):07x} 100644\n@@ -{digits(r, 3)},{r.randint(1, 9)} +{digits(r, 3)},{r.randint(1, 9)} @@"
        for _ in range(4)
    ),
    "flight": lambda r: (
        "편명 출발 도착 기종\n"
        + _lines(
            8,
            lambda i: (
                f"KE{digits(r, 4)} ICN {r.randint(0, 23):02d}:{r.randint(0, 5)}0 NRT {r.randint(0, 23):02d}:{r.randint(0, 5)}5 B777-300ER (HL{digits(r, 4)}) 운임 {r.randint(100, 900)},{digits(r, 3)}원 마일리지 {digits(r, 4)}"
            ),
        )
    ),
    "bible": lambda r: _lines(
        8,
        lambda i: (
            f"{r.randint(1, 50)}:{r.randint(1, 30)} 태초에 하나님이 천지를 창조하시니라 (요 1:1-3; 시 33:6,9; 히 11:3) {i + 1}장 {r.randint(1, 9)}절"
        ),
    ),
    "tv": lambda r: (
        "편성표\n"
        + _lines(
            10,
            lambda i: (
                f"{r.randint(5, 23):02d}:{r.randint(0, 5)}0 뉴스광장 2부 (HD) 전체 시청률 {r.randint(1, 20)}.{r.randint(0, 9)}%"
            ),
        )
    ),
    "school": lambda r: (
        f"학교코드 {digits(r, 10)} 학급수 {r.randint(10, 40)} 학생수 {r.randint(100, 1200)} (남 {digits(r, 3)}, 여 {digits(r, 3)}) 교원수 {r.randint(20, 90)} 개교기념일 {r.randint(1, 12)}월 {r.randint(1, 28)}일 설립일 1978.03.02 학생 1인당 12.{r.randint(0, 9)}㎡"
    ),
    "subway": lambda r: (
        "역번호 역명 승차 하차\n"
        + _lines(
            10,
            lambda i: (
                f"{r.randint(1, 4)}{digits(r, 2)} {r.choice(['강남', '잠실', '신림', '구로디지털단지'])} {r.randint(10, 90)},{digits(r, 3)} {r.randint(10, 90)},{digits(r, 3)}"
            ),
        )
    ),
    "insurance": lambda r: (
        f"준법감시인 심의필 제20{r.randint(15, 24)}-{digits(r, 5)}호 ({_day(r)}~{_day(r)})\n보험료 월 {r.randint(10, 90)},{digits(r, 3)}원 (40세 남자, 20년납 100세만기) 해약환급금 {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}원 상담 080-{r.randint(200, 999)}-{digits(r, 4)}"
    ),
    "drug": lambda r: (
        f"타이레놀정500mg 보험코드 6{digits(r, 8)} 표준코드 880{digits(r, 10)} 허가번호 {digits(r, 8)} 제조번호 {digits(r, 6)} 사용기한 {_day(r)} 1회 1~2정 1일 3~4회"
    ),
    "novel": lambda r: (
        "그는 말이 없었다. 이십 년 전 그날, 김 선생은 문을 열고 들어섰다. “오랜만이오.” 박 서방이 대답했다. 이 사람 저 사람이 모여 앉았다. 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열, 아이들이 숫자를 세었다."
    ),
    "museum": lambda r: (
        f"국보 제{r.randint(1, 300)}호 청자 상감운학문 매병\n소장품번호 본관{digits(r, 5)} 크기 높이 {digits(r, 2)}.{r.randint(0, 9)}cm 지정일 1962.12.20 관람료 어른 3,000원 청소년 2,000원 문의 1600-{digits(r, 4)}"
    ),
    "horse": lambda r: (
        "마번 마명 산지 성별 연령 중량 기수 조교사 레이팅\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1} 번개왕 한 수 {r.randint(2, 7)}세 5{r.randint(0, 8)}.5 김용근 박재우 {digits(r, 2)} 배당 {r.randint(1, 90)}.{r.randint(0, 9)}"
            ),
        )
    ),
    "cast": lambda r: (
        f"등장인물\n김기택: 송강호\n박동익: 이선균\n감독: 봉준호\n각본: 봉준호 한진원\n음악: 정재일\n개봉일 2019.05.30 누적관객 10,313,{digits(r, 3)}명 상영시간 131분"
    ),
    "speech": lambda r: (
        "존경하는 국민 여러분, 담당자 여러분의 노고에 감사드립니다. 대표자 회의에서 신청인 모두의 이름을 부를 수는 없습니다. 1988년 9월 17일 서울올림픽, 2002년 5월 31일 월드컵을 기억합니다. 생일 축하합니다."
    ),
    "calendar": lambda r: (
        "일 월 화 수 목 금 토\n"
        + "\n".join(" ".join(f"{i:2d}" for i in range(s, s + 7)) for s in (1, 8, 15, 22))
        + "\n음력 1.1 설날, 4.8 부처님오신날, 8.15 추석 양력 생일 환산표"
    ),
    "emergency numbers": lambda r: (
        "긴급전화 안내\n범죄신고 112 화재 119 간첩 111 민원 110 미아 182\n금융감독원 1332 국세청 126 다산콜 120 여성긴급 1366 헬프콜 1388\n은행 고객센터 국민 1588-9999 신한 1577-8000 우리 1588-5000 하나 1599-1111"
    ),
    "uuid": lambda r: _lines(
        6,
        lambda i: (
            f"{r.getrandbits(32):08x}-{r.getrandbits(16):04x}-4{r.getrandbits(12):03x}-a{r.getrandbits(12):03x}-{r.getrandbits(48):012x}, md5 {r.getrandbits(128):032x}, crc {r.getrandbits(32):08x}, {r.getrandbits(64):d}"
        ),
    ),
    "html": lambda r: (
        f'<div id="c{digits(r, 8)}" style="width:{digits(r, 3)}px;margin:0 10px 20px 30px" data-ts="{r.randint(1400000000, 1700000000)}{digits(r, 3)}"><img src="/img/{digits(r, 14)}_{digits(r, 6)}.jpg" width="120" height="80"><a href="/view.do?no={digits(r, 10)}&amp;page=3">더보기 {digits(r, 3)}-{digits(r, 4)}</a></div>'
    ),
    "css": lambda r: (
        "body{margin:0 auto;font:12px/1.5}\n.a{background:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA);transform:matrix(0.99,0.12,-0.12,0.99,10,20)}\n@media (min-width:768px) and (max-width:1023px){.b{width:33.333333333%}}"
    ),
    "svg": lambda r: (
        '<path d="M'
        + " ".join(
            f"{digits(r, 3)}.{digits(r, 3)} {digits(r, 3)}.{digits(r, 3)}{r.choice('CLQ')}"
            for _ in range(8)
        )
        + 'Z"/>'
    ),
    "rates of banks": lambda r: (
        "은행별 예금 금리\n"
        + _lines(
            6,
            lambda i: (
                f"{r.choice(['국민은행', '신한은행', '농협', '카카오뱅크'])} 정기예금 12개월 {r.randint(2, 4)}.{digits(r, 2)}% 우대 0.{digits(r, 2)}%p 최고 {digits(r, 3)},{digits(r, 3)},000원 상품코드 {digits(r, 2)}-{digits(r, 3)}-{digits(r, 4)}"
            ),
        )
    ),
    "statistics of banks": lambda r: (
        "은행 계좌수 잔액(백만원)\n"
        + _lines(
            6,
            lambda i: (
                f"{r.choice(['국민', '신한', '우리'])} {digits(r, 5)} {digits(r, 6)} {r.randint(1, 9)}{digits(r, 5)} 2019 2020 2021"
            ),
        )
    ),
    "card advertisement": lambda r: (
        f"신한카드 연회비 15,000원 (국내전용 12,000원) 전월실적 300,000원 이상, 포인트 {digits(r, 4)} 적립, 카드 상담 1544-{digits(r, 4)} 여신금융협회 심의필 제20{r.randint(15, 24)}-C1h-{digits(r, 5)}호 ({_day(r)}~{_day(r)})"
    ),
    "recall of cars": lambda r: (
        f"리콜 대상: 제네시스 G80 20{r.randint(15, 20)}년 {r.randint(1, 12)}월 {r.randint(1, 28)}일~20{r.randint(21, 24)}년 {r.randint(1, 12)}월 {r.randint(1, 28)}일 생산 {digits(r, 4)}대, 차대번호 KMHG341ABKU{digits(r, 6)}~KMHG341ABKU{digits(r, 6)}, 문의 080-600-6000"
    ),
    "apartments": lambda r: (
        f"래미안 단지 정보: 총 {r.randint(3, 20)}개 동 {digits(r, 4)}세대, 101동~1{r.randint(10, 20)}동, 최고 {r.randint(15, 49)}층, 전용 59.{digits(r, 2)}㎡ 84.{digits(r, 2)}㎡, 실거래가 {r.randint(5, 30)}억 {digits(r, 4)}만원 ({r.randint(1, 30)}층), 분양가 3.3㎡당 {r.randint(1, 9)},{digits(r, 3)}만원"
    ),
    "heritage": lambda r: (
        "경주 불국사\n소재지: 경상북도 경주시 불국로 385\n지정번호 사적 제502호 / 수량 388,570㎡ / 시대 통일신라\n입장료 6,000원 주차 1,000원"
    ),
    "way to a city hall": lambda r: (
        "시청 위치: 서울특별시 중구 세종대로 110 (태평로1가)\n청사 이용시간 09:00-18:00, 지하철 1호선 4번 출구 도보 3분"
    ),
    "stores": lambda r: (
        "매장명 위치 영업시간\n"
        + _lines(
            5,
            lambda i: (
                f"{r.choice(['강남점', '홍대점', '부산점'])} 서울특별시 강남구 테헤란로 {r.randint(1, 500)} 1층 10:00~22:00"
            ),
        )
    ),
    "wikibox": lambda r: (
        f"면적 {r.randint(10, 900)}.{digits(r, 2)} km²\n인구 {r.randint(10, 99)},{digits(r, 3)}명 ({_day(r)})\n지역번호 +82-2\n우편번호 0{digits(r, 4)}\n시간대 UTC+9\nISO 3166-2 KR-11\n행정동 {r.randint(10, 30)}개"
    ),
    "news in English": lambda r: (
        f"The index fell {r.randint(1, 300)}.{digits(r, 2)} points to {r.randint(10000, 39999)} on Monday. Revenue rose to $1.{r.randint(1, 9)} billion from $987,654,321. Call volume hit 1,234,567. Flight 370 left at 12:41 a.m. on March 8, 2014, from gate C{r.randint(1, 30)}. Born to Run was released on August 25, 1975."
    ),
    "type plate in English": lambda r: (
        f"Model No: WX-{digits(r, 4)}-{digits(r, 3)}\nSerial No: {digits(r, 3)}-{digits(r, 3)}-{digits(r, 4)}\nInput: 100-240V~ 50/60Hz 1.5A  UPC 0{digits(r, 11)}  Part # {digits(r, 3)}-{digits(r, 2)}-{digits(r, 4)}  FCC ID: A3LSM{digits(r, 4)}\nFirmware {r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 99)}.{digits(r, 3)}"
    ),
    "encyclopedia in English": lambda r: (
        f"John Adams (October 30, 1735 – July 4, 1826) was an American statesman. Born: June 12, 1915. He lived at Peacefield. See also: 17 U.S.C. § 107; 512 U.S. 622 (1994). Population: {digits(r, 3)},{digits(r, 3)} (2020 census). ZIP codes {digits(r, 5)}-{digits(r, 4)}, FIPS 06-{digits(r, 5)}, GNIS {digits(r, 7)}"
    ),
    "support in English": lambda r: (
        f"For customer service call 1-800-{r.randint(200, 999)}-{digits(r, 4)} or 1-888-{r.randint(200, 999)}-{digits(r, 4)}, Monday–Friday 8:00–17:00 ET. Ticket #{digits(r, 8)}, case 0{digits(r, 7)}. See RFC 2119, ISO 8601, and KB article {digits(r, 6)}."
    ),
    "table of fixed width": lambda r: (
        "Index      Mean       StdDev     Min        Max\n"
        + _lines(
            10,
            lambda i: (
                f"{i:5d} {r.random() * 1000:10.4f} {r.random() * 100:10.4f} {r.random():10.6f} {r.random() * 10000:10.2f}"
            ),
        )
    ),
    "hexdump": lambda r: _lines(
        8,
        lambda i: (
            f"{i * 16:08x}  "
            + " ".join(f"{r.getrandbits(8):02x}" for _ in range(16))
            + "  |................|"
        ),
    ),
    "sales in CSV": lambda r: (
        "date,item,qty,unit,total\n"
        + _lines(
            8, lambda i: f"{_day(r, '-')},사과,{r.randint(1, 99)},{digits(r, 4)},{digits(r, 6)}"
        )
    ),
    "quiz": lambda r: (
        f"다음 중 {digits(r, 4)} ÷ {digits(r, 2)} = ? ① {digits(r, 3)} ② {digits(r, 3)} ③ {digits(r, 3)} ④ {digits(r, 3)}\n철수는 사과 {r.randint(2, 9)}개, 영희는 {r.randint(2, 9)}개를 샀다. 민수의 시속은 {digits(r, 2)}km이다. 학생 이름: ______ 학번: ______ 반: ___"
    ),
    "empty form": lambda r: (
        "신청서\n성명:            생년월일:      .     .     .\n주소:\n연락처:     -       -       \n계좌번호:             은행:          예금주:\n신청인        (서명 또는 인)\n○○시장 귀하\n작성방법: 성명은 한글로 적습니다. 생년월일 예) 1990.01.01"
    ),
    "terms": lambda r: (
        f"개인정보 처리방침\n1. 수집항목: 이름, 생년월일, 휴대전화번호, 이메일, 주소\n2. 보유기간: 5년\n개인정보 보호책임자: 경영지원팀장\n시행일자 {_day(r)}\n개인정보침해신고센터 privacy.kisa.or.kr / 국번없이 118"
    ),
    "parts in fixed width": lambda r: (
        "품번            품명          규격   수량   단가     금액\n"
        + _lines(
            9,
            lambda i: (
                f"{NUMBERS['landline, long'](r)}   센서 브라켓   SUS   {r.randint(1, 9)}   {r.randint(1, 99)},{digits(r, 3)}   {r.randint(1, 99)},{digits(r, 3)}"
            ),
        )
    ),
    "parts in TSV": lambda r: (
        "부품코드\t부품명\t수량\t단가\n"
        + _lines(
            9,
            lambda i: (
                f"{NUMBERS['mobile'](r)}\t베어링\t{r.randint(1, 9)}\t{r.randint(1, 99)},{digits(r, 3)}"
            ),
        )
    ),
    "lots in CSV": lambda r: (
        "로트번호,제품,검사일,판정\n"
        + _lines(9, lambda i: f"{NUMBERS['landline'](r)},용접봉,{_day(r)},합격")
    ),
    "lots in English CSV": lambda r: (
        "lot_no,item,date,ok\n"
        + _lines(9, lambda i: f"{NUMBERS['mobile'](r)},valve,{_day(r, '-')},Y")
    ),
    "list of documents": lambda r: (
        "문서 목록\n"
        + _lines(8, lambda i: f"- 문서번호 {NUMBERS['resident'](r)} ({_day(r)}) 예산 편성 지침")
    ),
    "cases in Markdown": lambda r: (
        "관리번호 | 사건명 | 접수일\n--- | --- | ---\n"
        + _lines(8, lambda i: f"{NUMBERS['resident'](r)} | 도로 파손 | {_day(r)}")
    ),
    "register of land": lambda r: (
        "소재지          지번     지목   면적(㎡)   도로명주소           부여사유\n"
        + _lines(
            8,
            lambda i: (
                f"산포면 매성리   {digits(r, 3)}-{r.randint(1, 9)}    대    {digits(r, 3)}    매성길 {r.randint(1, 99)}    신축"
            ),
        )
    ),
    "notice of new addresses": lambda r: (
        "고시: 도로명주소 부여\n"
        + _lines(
            6,
            lambda i: (
                f"전라남도 나주시 산포면 매성리 {digits(r, 3)}-{r.randint(1, 9)} → 전라남도 나주시 산포면 매성길 {r.randint(1, 99)}"
            ),
        )
        + "\n고시일 2023. 6. 2. / 효력발생일 2023. 7. 1."
    ),
    "auction of land": lambda r: (
        "경매 물건\n"
        + _lines(
            5,
            lambda i: (
                f"20{r.randint(20, 23)}타경{digits(r, 5)} 경기도 시흥시 동서로 {r.randint(10, 999)} 감정가 {r.randint(1, 9)},{digits(r, 3)},000,000원 최저가 70%"
            ),
        )
    ),
    "branches of a shop": lambda r: (
        "가맹점 안내\n"
        + _lines(
            6,
            lambda i: (
                f"{i + 1}. 맛나분식 {r.choice(['수원', '안양', '부천'])}점 (경기도 수원시 팔달구 정조로 {r.randint(1, 900)} 1층)"
            ),
        )
    ),
    "events": lambda r: (
        f"축제 안내\n일시: {_day(r)}~{_day(r)}\n장소: 강원특별자치도 강릉시 창해로 {r.randint(10, 500)} 경포해변\n주차장 주소: 강원도 강릉시 해안로 {r.randint(10, 500)}\n입장료 성인 5,000원"
    ),
    "attractions": lambda r: (
        "관광지 정보\n이름: 오죽헌\n주소: 강원특별자치도 강릉시 율곡로3139번길 24\n이용시간: 09:00-18:00\n휴무: 연중무휴\n지정현황: 보물 제165호"
    ),
    "restaurant": lambda r: (
        f"맛집 리뷰: 할매국밥\n위치 부산광역시 중구 광복로 {r.randint(1, 99)}\n영업 10:00-21:00 (라스트오더 20:30)\n국밥 8,000원 수육 25,000원 별점 4.{r.randint(1, 9)} ({digits(r, 3)}명)"
    ),
    "numbers under a title": lambda r: (
        f"송장번호\n{NUMBERS['landline, long'](r)}\n{NUMBERS['landline, long'](r)}\n{NUMBERS['landline, long'](r)}\n(총 3건)"
    ),
    "coupons under each other": lambda r: (
        f"쿠폰 번호: {r.randint(1000, 9999)}-{digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}\n           {r.randint(1000, 9999)}-{digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}\n           {r.randint(1000, 9999)}-{digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}"
    ),
    "serials": lambda r: (
        "Serial numbers returned for repair (RMA)\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1}) {r.randint(200, 899)}-{r.randint(200, 899)}-{digits(r, 4)}  board rev B  fail: U{r.randint(1, 40)}"
            ),
        )
    ),
    "serials in Markdown": lambda r: (
        "| Serial | Model | Status |\n|---|---|---|\n"
        + _lines(
            8,
            lambda i: f"| {r.randint(200, 899)}-{r.randint(200, 899)}-{digits(r, 4)} | X200 | ok |",
        )
    ),
    "catalogue numbers": lambda r: (
        "Catalog numbers\n"
        + _lines(
            8,
            lambda i: (
                f"{r.randint(100, 665)}-{r.randint(10, 99)}-{digits(r, 4)}   hex bolt   {r.randint(1, 9)}.{digits(r, 2)}"
            ),
        )
    ),
    "items in English": lambda r: (
        "Item No.      Description    Price\n"
        + _lines(
            8,
            lambda i: (
                f"{r.randint(100, 665)}-{r.randint(10, 99)}-{digits(r, 4)}   hex bolt   {r.randint(1, 9)}.{digits(r, 2)}"
            ),
        )
    ),
    "versions in a list": lambda r: (
        "지원 버전\n"
        + _lines(
            8,
            lambda i: (
                f"- 드라이버 {r.randint(20, 99)}.{r.randint(50, 200)}.{r.randint(0, 255)}.{r.randint(1, 255)} ({_day(r)})"
            ),
        )
    ),
    "versions in a table": lambda r: (
        "| 릴리스 | 빌드 | 날짜 |\n|---|---|---|\n"
        + _lines(
            8,
            lambda i: (
                f"| {r.randint(41, 120)}.0.{r.randint(41, 255)}.{r.randint(41, 255)} | {digits(r, 5)} | {_day(r)} |"
            ),
        )
    ),
    "user agents": lambda r: "\n".join(
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{r.randint(60, 120)}.0.{digits(r, 4)}.{r.randint(10, 220)} Safari/537.36 Edg/{r.randint(60, 120)}.0.{r.randint(100, 255)}.{r.randint(10, 220)}"
        for _ in range(4)
    ),
    "object identifiers": lambda r: "\n".join(
        f"iso.3.6.1.2.1.{r.randint(1, 99)}.{r.randint(1, 99)}.1.{r.randint(1, 99)}.{r.randint(1, 99)} = INTEGER: {digits(r, 5)}"
        for _ in range(6)
    ),
    "fingerprints": lambda r: (
        "\n".join(
            f"sha1 fingerprint {':'.join(f'{r.getrandbits(8):02X}' for _ in range(20))}"
            for _ in range(3)
        )
        + f"\nWWN 50:0a:09:8{r.randint(0, 9)}:8{r.randint(0, 9)}:{digits(r, 2)}:{digits(r, 2)}:{digits(r, 2)}"
    ),
    "times": lambda r: (
        "랩타임\n"
        + _lines(
            8,
            lambda i: (
                f"{i + 1}랩 1:{r.randint(10, 59)}:{digits(r, 2)} 00:{r.randint(10, 59)}:{digits(r, 2)}:{digits(r, 2)} 갭 +0:{digits(r, 2)}.{digits(r, 3)}"
            ),
        )
    ),
    "units and years": lambda r: (
        f"88나4751 판결 / 제12조3456 / 25도 2019년 / 30호 2020 / 36개 1234세대 / {r.randint(10, 99)}조{r.randint(2000, 9999)}억 / {r.randint(10, 99)}주 {r.randint(2000, 9999)}원 / 승용차 {r.randint(10, 99)}대 {r.randint(1000, 9999)}만원"
    ),
    "birthdays of the dead": lambda r: (
        f"출생 통계: 2020년 출생 27만2337명. 생일이 {r.randint(1, 12)}월 {r.randint(1, 28)}일인 위인: 아인슈타인(1879년 3월 14일), 갈릴레이. 아이돌 생일 광고 {_day(r)} 집행. 제품 출생지. 반려견 초코 생일 {_day(r)}"
    ),
    "life of a singer": lambda r: (
        "방탄소년단 뷔 본명 김태형 1995년 12월 30일 출생, 대구광역시 서구. 데뷔 2013년 6월 13일. 소속사 빅히트 뮤직. 신체 179cm, 혈액형 AB형"
    ),
    "box of a president": lambda r: (
        "대한민국의 대통령\n이름 김대중\n출생 1924년 1월 6일\n전라남도 신안군 하의면 후광리\n사망 2009년 8월 18일 (85세)\n재임기간 1998년 2월 25일 ~ 2003년 2월 24일\n서명"
    ),
    "box of an actress": lambda r: (
        "Marilyn Monroe\nBorn: Norma Jeane Mortenson, June 1, 1926\nLos Angeles, California, U.S.\nDied: August 4, 1962 (aged 36)\nOccupations: Actress, model\nYears active 1945-1962"
    ),
    "offices without names": lambda r: (
        "조직도\n기획팀 예산 편성 | 내선 1"
        + digits(r, 3)
        + "\n총무팀 물품 관리 | 내선 2"
        + digits(r, 3)
        + "\n담당자 지정 예정, 담당부서: 안전총괄과, 작성자: 관리자, 신청자: 미정"
    ),
    "board": lambda r: (
        "번호 제목 작성자 날짜 조회\n"
        + _lines(8, lambda i: f"{digits(r, 4)} 공지사항 안내 관리자 {_day(r)} {digits(r, 3)}")
    ),
    "board in Markdown": lambda r: (
        "| 번호 | 제목 | 작성자 | 등록일 |\n|---|---|---|---|\n"
        + _lines(
            8,
            lambda i: (
                f"| {digits(r, 4)} | 채용 공고 | {r.choice(['운영자', '관리자', '인사팀', '홍보팀', '총무과'])} | {_day(r)} |"
            ),
        )
    ),
    "goods with names": lambda r: (
        "| 이름 | 종류 | 가격 |\n|---|---|---|\n"
        + _lines(
            6,
            lambda i: (
                f"| {r.choice(['고구마', '오미자', '유자청', '단호박', '강낭콩', '배추김치', '백설기', '주먹밥', '한라봉', '천혜향', '홍삼정', '전복죽'])} | 식품 | {r.randint(1, 20)},000 |"
            ),
        )
    ),
    "mountains with names": lambda r: (
        "이름\t지역\t높이\n"
        + _lines(
            6,
            lambda i: (
                f"{r.choice(['설악산', '지리산', '한라산', '오대산', '소백산', '주왕산', '방태산', '민주지산', '유명산', '명지산'])}\t강원\t{digits(r, 4)}m"
            ),
        )
    ),
    "characters of a game": lambda r: (
        "캐릭터 이름: 홍길동\n직업: 도적\n레벨 "
        + digits(r, 2)
        + "\n이름: 오크 전사\n이름: 유니콘\n이름: 고블린\n성별: 남"
    ),
    "roles in prose": lambda r: (
        "수취인 부담, 보내는 사람 표기 생략 가능. 받는 분 서명 필요. 예금주 조회 서비스, 신청인 자격 요건, 대표자 변경 신고, 담당자 교육 이수, 작성자 이하 동일, 보호자 동의 여부"
    ),
    "notice of a loan": lambda r: (
        f"대출 {digits(r, 3)}-{digits(r, 6)}-{digits(r, 2)}호 심의필, 은행연합회 심의필 제20{r.randint(20, 24)}-{digits(r, 5)}호, 은행 상품번호 {digits(r, 3)}-{digits(r, 2)}-{digits(r, 6)}, 계좌 개설 {_day(r)} 기준 {digits(r, 3)},{digits(r, 3)},{digits(r, 3)}좌"
    ),
    "codes of accounts": lambda r: (
        "계정과목 코드표\n"
        + _lines(
            8,
            lambda i: (
                f"{digits(r, 4)}-{digits(r, 2)}-{digits(r, 5)} {r.choice(['보통예금', '외상매출금', '미지급금'])} {r.randint(1, 9)},{digits(r, 3)},{digits(r, 3)}"
            ),
        )
    ),
    "branches of banks": lambda r: (
        "은행코드 지점코드 지점명 주소\n"
        + _lines(
            5,
            lambda i: (
                f"004 {digits(r, 7)} 국민은행 여의도지점 서울특별시 영등포구 국제금융로 {r.randint(1, 99)}"
            ),
        )
    ),
    "codes like IBAN": lambda r: (
        "부품코드 "
        + " ".join(f"{r.choice(['GB', 'DE', 'KR'])}{digits(r, 2)}{digits(r, 14)}" for _ in range(3))
    ),
    "price look-up codes": lambda r: (
        "PLU 상품 가격\n"
        + _lines(
            8,
            lambda i: (
                f"{r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)} {r.randint(1000, 9999)}"
            ),
        )
    ),
    "matrix": lambda r: "\n".join(
        " ".join(str(r.randint(1000, 9999)) for _ in range(4)) for _ in range(8)
    ),
    "ISBN with hyphens": lambda r: "\n".join(
        f"{r.choice(['89', '0', '1', '2'])}-{digits(r, 3)}-{digits(r, 5)}-{r.choice('0123456789X')}  979-11-{digits(r, 5)}-{digits(r, 2)}-{r.randint(0, 9)}"
        for _ in range(6)
    ),
    "library": lambda r: (
        "등록번호 청구기호 서명 상태\n"
        + _lines(6, lambda i: f"EM0000{digits(r, 6)} 813.6-김{digits(r, 3)}ㅅ 소년이 온다 대출가능")
    ),
    "numbers of candidates": lambda r: (
        "합격자 수험번호\n" + "\n".join(" ".join(digits(r, 8) for _ in range(5)) for _ in range(6))
    ),
    "hidden winners": lambda r: (
        "당첨자 발표\n"
        + "\n".join(
            f"{r.choice(['kim', 'lee', 'park'])}{digits(r, 2)}**** / {digits(r, 4)}번"
            for _ in range(6)
        )
    ),
    "notice of a tender": lambda r: (
        "공고번호 "
        + NUMBERS["landline, long"](r)
        + "\n공고명 청사 청소용역\n관리번호: "
        + NUMBERS["mobile"](r)
        + "\n접수번호 : "
        + NUMBERS["resident"](r)
    ),
    "invoice in English": lambda r: (
        f"Invoice #{r.randint(200, 899)}-{r.randint(200, 899)}-{digits(r, 4)}\nPO Number: {r.randint(100, 665)}-{digits(r, 2)}-{digits(r, 4)}\nTracking: 1Z{digits(r, 10)} / {digits(r, 4)} {digits(r, 4)} {digits(r, 4)}\nUPC {digits(r, 12)}"
    ),
    "orders in CSV": lambda r: (
        "Order ID,SKU,Qty\n"
        + _lines(
            8,
            lambda i: (
                f"{r.randint(200, 899)}-{r.randint(200, 899)}-{digits(r, 4)},{digits(r, 3)}-{digits(r, 2)}-{digits(r, 4)},{r.randint(1, 9)}"
            ),
        )
    ),
    "identifiers of a game": lambda r: (
        f"서버 채널 ID {digits(r, 18)}, 길드 코드 {digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}, 친구 코드 SW-{digits(r, 4)}-{digits(r, 4)}-{digits(r, 4)}, 시드값 {digits(r, 16)}, 좌표 {digits(r, 3)} {digits(r, 3)} -{digits(r, 3)}"
    ),
    "steam": lambda r: (
        f"Steam 제품 키 형식 XXXXX-XXXXX-XXXXX, 앱 ID {digits(r, 6)}, 업데이트 {digits(r, 8)}, 포럼 글 {digits(r, 10)}"
    ),
    "departures": lambda r: (
        "평일 " + " ".join(f"{h:02d}{m:02d}" for h in range(5, 23) for m in (5, 25, 45))
    ),
}
