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
    found=(
        ("[부고] 故 류용식님께서 별세하셨습니다", ("류용식",)),
        ("전우석의 장녀 배민지 결혼합니다", ("배민지",)),
        ("Tenant: Felix Froman\nUnit: 22D", ("Felix Froman",)),
        ("발언자: 하다인 (102동 8층 동대표)", ("하다인",)),
        ("세례 신청자 이름 성인숙 / 세례명 요셉", ("성인숙",)),
        ("성명(한글) 김민지   (영문) PARK JIYOUNG", ("김민지", "PARK JIYOUNG")),
        ('"full_name": "Jamal Dawson", "ssn"', ("Jamal Dawson",)),
        ("임차인 성명 오 민 재 (인)", ("오 민 재",)),
        ("성명   김 서 연   주소 부산", ("김 서 연",)),
        ("신청인 이응수", ("이응수",)),
        ("성명: 김아름", ("김아름",)),
        ("습득자: 봉규리\n", ("봉규리",)),
        ("민원 접수 | 신청인: 팽슬기 | 처리부서: 교통과", ("팽슬기",)),
        ("신랑 범훈\n신부 김이든\n", ("범훈", "김이든")),
        ("작 성 자 : 사 공 형 준\n", ("사 공 형 준",)),
        ("성 명: 장 찬 (서명)", ("장 찬",)),
        ("예금주-백현주 입금 후", ("백현주",)),
        ("입금자 하미르 님, 확인", ("하미르",)),
        ("인수자 서명: 권봄 (인)", ("권봄",)),
        ("student:\n  name: 설세린\n", ("설세린",)),
        ("Emergency contact name: Omar Okafor (spouse)", ("Omar Okafor",)),
        ("first and last name,team\nHector McAllister,B\n", ("Hector McAllister",)),
        ("Attn Melissa Lindqvist.", ("Melissa Lindqvist",)),
        ("내담자 성명: 바트에르덴\n", ("바트에르덴",)),
        ("근로자명: 소카 리\n월 급여 2,402,000원\n", ("소카 리",)),
        ("성명: 후안·카를로스\n", ("후안·카를로스",)),
        ("경황이 없어 문자로 인사드립니다. 상주 봉점례 배상", ("봉점례",)),
        ("PID|1||32384510^^^HOSP||하하람||19640817|F", ("하하람",)),
        ("<patient><name>성종대</name><dept>정형외과</dept>", ("성종대",)),
        ("예금주: 로즈마리 산체스\n", ("로즈마리 산체스",)),
        ("신청자 성명 | 오윤체렌 | 희망 분야 | 네일아트", ("오윤체렌",)),
        ("학부모 이름 디팍 구룽 님, 통역 신청이", ("디팍 구룽",)),
        ("| 성명 | 국적 |\n|---|---|\n| 딜쇼드 카리모프 | 우즈베키스탄 |\n", ("딜쇼드 카리모프",)),
        ("이름: 다나카 아오이\n연락처: 공란\n", ("다나카 아오이",)),
        ("- user_id: 4366\n  name: 부다온\n", ("부다온",)),
        ("예약 생성 userNm=송이안 seat=R57", ("송이안",)),
        ("이 름   감 민 준\n", ("감 민 준",)),
        ("이름: 가네시 구룽\n비자: E-9\n", ("가네시 구룽",)),
        ("Name: Yates, Darlene\nPanel: 84\n", ("Yates, Darlene",)),
        ("NAME OF PASSENGER\nYOON/SEOYEON MS\n", ("YOON/SEOYEON",)),
        ("탑승객명: MULLER/ANNA", ("MULLER/ANNA",)),
        ("Name: KIM/MINJI  Flight KE123", ("KIM/MINJI",)),
        ("NAME: HARROW/JOHN MR", ("HARROW/JOHN",)),
        ("<성명><![CDATA[김민지]]></성명>", ("김민지",)),
    ),
    left_alone=(
        "이름: 남천\n물주기: 6일",
        "NPC_ID=5760\nNAME=전우치\nMAP=부산성\nHP=59310",
        "INSERT INTO heroes (name, book) VALUES ('Oliver Twist', 'vol. 7');",
        '<h3 class="name">Jenny Wren</h3><p>Award of Garden Merit</p>',
        "성명: 미기재\n연락처: 해당 없음",
        "Name: Pacific Dental, phone and address below",
        "주소랑 성함 주세요",
        "공동 성명 이 나 라, 성명 이 란 말은",
        "학교가 위치한 031-000-0000, 담당자 주세요 ",
        "파일 이름: 이미지, 함수 이름 = 김치",
        "수취인 주소지의 우편번호, 도메인이름: 인터넷, 풍성함 오랜만인듯",
        "성명 및 전화번호, 신청인 이 서류를 내면",
        "피해자 진술이 있어야 하고, 연락처 소유자 인 경우 성공한다. 공동 성명 은 평화를 바란다",
        "학부모 : '임신했을 때는 좋은 것만', 이름은 마음대로 주어도 된다. 신랑이 편하다는 이어폰",
        "**대표자 명** : 사업자 등록증의 이름, 사용자: 이용자",
        "Name: INPUT/OUTPUT, NAME: READ/WRITE, TYPE: KIM/MINJI, 노선: SEOUL/BUSAN",
        "Name: Han River Park, Mr. Park Avenue Hotel, Name: Jung Gu Office",
        "성명\n주민등록번호\n[담당자] 문의 바랍니다",
        "등록자: 관리자, 사용자: 대표자, 담당자 지정\n강사 채용\n참가자 정원\n",
        "- 서명자: 서명자의 인증서, 피해자 진술이 있어야, 대리인은 공제금을 받는다",
        "| 번호 | 담당자 | 등록일 |\n|---|---|---|\n| 1 | 총무과 | 등록일 |",
        "Lieutenant Commander Scott, Recipient: Dounan Flower Market (Aunt's Stall)",
        "<xref:System.String?displayProperty=fullName> 형식은 문자열",
        "판매자: 샤오미\n작성자: 헬로키티\n글쓴이: 마카롱냠냠\n대표자: 스타크래프트\n",
        "이름: 고블린\n성별: 남, 작성자: 게이트웨이 커넥터\n이름: 스프링필드 고등학교\n예금주: 네이버페이\n",
        "작성자: 프리랜서\n담당자: 클라우드 서비스\n성명: 청주시\n신청자: 작성하지 않음\n",
        "Mr. Chang of bronze, name = Kim; Mr. President, what do you say",
    ),
)
