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
        ("Recipient address line 1: 52, 802-ho, Wausan-ro 21-gil, Mapo-gu, Seoul", ("52, 802-ho",)),
        (
            "parcel left with family at 109-1501, 88, Centum-ro, Haeundae-gu, Busan",
            ("109-1501, 88",),
        ),
        ("전남 여수시 돌산읍 우두리 811-2번지 마당에 놓고 갑니다", ("811-2번지",)),
        ("친정엄마 집으로 보내주세요 경북 의성군 단촌면 세촌리 372번지", ("372번지",)),
        ("부산 서구 아미동2가 89번지 판잣집에 다섯 식구가 살았어요", ("89번지",)),
        ("본 적 : 충청남도 공주시 우성면 동대리 285 번지", ("285 번지",)),
        ("[등록기준지] 경상남도 진주시 문산읍 소문리 732번지의 5", ("732번지의 5",)),
        ("현주소 서울특별시 관악구 난곡로 63가길 40 , 2층", ("40 , 2층",)),
        (
            "사업장소재지 해당없음 / 자택 부산광역시 해운대구 좌동순환로 433번길 30, 112동 1906호",
            ("30, 112동 1906호",),
        ),
        ("주소는 서울 도봉구 방학로 193 다시 8이고요", ("193 다시 8",)),
        ("우리 사는 디는 부여군 규암면 외리 396번지 여유", ("396번지",)),
        ("광산구 수완로 74번길 11-21 대문 안쪽에 놓아 드렸습니다", ("11-21",)),
        (
            '{"addr1":"경기 성남시 분당구 판교역로","addr2":"14번길 20, 802동 1403호"}',
            ("14번길 20, 802동 1403호",),
        ),
        ("Home Address 502ho, 31 Daehak-ro 12beon-gil, Yuseong-gu, Daejeon", ("502ho, 31",)),
        ("경기도 파주시 교하로 44에서 남편과 아이 둘, 고양이 한 마리랑 살아요", ("44",)),
        ("지난달 대구 수성구 범어동 266-1로 거처를 옮겼네", ("266-1",)),
        ("서울 성북구 정릉동 산 87번지 판잣집에서 살았다", ("산 87번지",)),
        ("저는 부산 해운대구 우동 1234번지 사는데요", ("1234번지",)),
        ("태어나 자란 집은 전북 정읍시 연지동 154번지였는데 헐렸다", ("154번지",)),
        ("친정이 충북 제천시 의림대로 33-1이에요", ("33-1",)),
        ("하숙을 했던 데가 서울 서대문구 창천동 508-3이었다", ("508-3",)),
        ("외할아버지가 사시던 곳은 경북 문경시 점촌동 119번지, 마당이 넓다", ("119번지",)),
        ("할머니가 충남 공주시 유구읍 석남리 123번지에 살고 계십니다", ("123번지",)),
        ("지금은 경기 용인시 처인구 역북동 345에 거주 중입니다", ("345",)),
        (
            "Diego Barnes, 2301 Maple Ave, Apt 36, Madison, WI 53704 - RSVP",
            ("2301 Maple Ave, Apt 36, Madison, WI 53704",),
        ),
        (
            "저희 가족은 서울 중랑구 면목로 14, 상가주택 2층 201호 에 살아요.",
            ("14, 상가주택 2층 201호",),
        ),
        ("기사님 새터말 말고 중앙로 284 옥탑예요 집 앞 신발장 위에", ("284 옥탑",)),
        ("청첩장 보낼 곳\n춘천 연못로 268, 104동 1602호\n", ("268, 104동 1602호",)),
        (
            "반찬 봉사 코스\n1) 할아버지댁 벚꽃로 173-33 다솜빌 101-1005\n",
            ("173-33 다솜빌 101-1005",),
        ),
        ("배송지\n경기도 고양시 일산서구\n일산로 114, 101동 502호\n", ("114, 101동 502호",)),
        ("주소 경기도 군포시 산본로 323번길 16-5, 1103동 904호", ("16-5, 1103동 904호",)),
        ("배송지 서울 마포구 월드컵로 36 길 18", ("18",)),
        ("경기도 성남시 분당구 판교역로 235, 3층 302호", ("235, 3층 302호",)),
        ("주소: 서울시 종로구 세종대로 209", ("209",)),
        ("Home address: 5985 N 14th Street #890", ("5985 N 14th Street #890",)),
        ("김장김치 보낼 곳: 시골집 경북 의성군 단촌면 하화리 1470-32번지 앞", ("1470-32번지",)),
        ("주거 경기 남양주시 도농로 382, 508호, 연락처", ("382, 508호",)),
        (
            "원 고\n  경기도 수원시 영통구 봉영로 323, 104동 203호(영통동)\n피 고  주식회사 세움",
            ("323, 104동 203호(영통동)",),
        ),
        (
            "Ship to:\nNora\n9039 N Kedzie Ave, Apt 9C, Worcester, MA 01609\n",
            ("9039 N Kedzie Ave, Apt 9C, Worcester, MA 01609",),
        ),
        (
            "she has lived at 8844 W 14th St #35, Tacoma, WA 98406 since",
            ("8844 W 14th St #35, Tacoma, WA 98406",),
        ),
        (
            "to my house, 6778 Old Mill Rd, Asheville, NC 28801.",
            ("6778 Old Mill Rd, Asheville, NC 28801",),
        ),
        ("home: 290 Seongsan-ro 4-gil, Mapo-gu", ("290",)),
        ("RESUME\nSoren Mbeki\n6854 Broadway N #10\nFargo, ND 58143\n", ("6854 Broadway N #10",)),
        ("We live at 184 Seongmisan-ro, Unit 105-1003, Mapo-gu", ("184", "105-1003")),
        ("I live at 79 Lakeview Ave., Apt 4D.", ("79 Lakeview Ave., Apt 4D",)),
        ("도착지:\n경기도 화성시\n동탄대로 23\n", ("23",)),
        ("위치=대전 유성구 노은로 213 114동 1801호\n증상=온수", ("114동 1801호",)),
        ("name,street,city\nA B,685 County Road 18,Tulsa\n", ("685 County Road 18",)),
        (
            "BEGIN:VCARD\nFN:김민지\nADR;TYPE=HOME:;;동탄대로 23, 101동 502호;화성시;경기도;;대한민국\n",
            ("23, 101동 502호",),
        ),
    ),
    left_alone=(
        "Visit our showroom at 214, Dosan-daero, Gangnam-gu, Seoul",
        "The botanical garden is at 161, Magokdong-ro, Gangseo-gu",
        "개인정보처리자 주소 판교역로 166 (대표 고객센터 운영)",
        "National Assembly of Korea, 1 Uisadang-daero, Yeongdeungpo-gu",
        "내가 태어난 곳은 충북 음성군 감곡면 상평리 00번지이다.",
        "면접장소 대학본부 2동 415호 대기실 416호",
        '{"store_name":"강남점","addr2":"2층 203호"}',
        "인근에 거주하는 주민들이 대구 북구 칠성로 118에 들어설 물류 창고를 반대하고 나섰다.",
        "경남 거제시 고현동 23811 로제떡볶이를 먹고 사는 사람",
        "인천 남동구 구월동 1234에 있는 시장 사람들이 살아가는 이야기",
        "강아지를 경기 용인시 처인구 역북동 345에서 잃어버렸어요",
        "이 카페는 부산 해운대구 우동 1234번지에 있습니다",
        "Diego Barnes, 2301 Maple Ave, Madison, WI 53704",
        "새터말 말고 중앙로 284 옥탑에서 공연이 열렸다",
        "중앙로 284, 302호 경매 물건",
        "Golden Dragon\n7512 Magnolia Blvd, Aurora, CO 80063\ninfo@goldendragon.com",
        "Open at last!\n7512 Magnolia Blvd, Aurora, CO 80063\ninfo@goldendragon.com",
        "우리 동네 벚꽃로 284 앞에서 만나요",
        "| 지점 | 소재지 |\n|---|---|\n| 강서점 | 충북 청주시 흥덕구 대학로 87, 다온빌 535호 |\n",
        "강원 원주시 시청로 230, 한빛프라자 829호",
        "<li>원주교육지원청 — 청주 중앙로 347 (우편번호 52876)</li>",
        "<address>대구 대학로 197, B2층 108호</address>",
        "위치: 본사 101동 1201호\nstore,street\nA,12 King Street\n",
        "Our office address is 12 King Street, Suite 400",
        "address 404 Not Found in 3 Way Merge",
        "카드키 수령 장소: B동 323호 강의실, 회의실 B동 227호",
        "우체국명\t주소\n중앙우체국\t경기 의정부시 장곡로 201\n",
        "원고매로2번길 852, 하남시 덕풍동 32514 과일",
        "BEGIN:VCARD\nFN:김민지\nADR;TYPE=WORK:;;동탄대로 23, 10층;화성시;경기도;;대한민국\n",
        '{"store": "동탄점", "address": "경기도 화성시 동탄대로 23, 102호"}',
        "In 1999 Wall Street fell",
        "울릉군 울릉읍 독도리 산 1-96번지",
        "본사는 서울특별시 마포구 마포대로 137, 17층에 위치하고 있다",
        "서울 용산구 신흥로 89 1층, 경기도 성남시 분당구 판교역로 235, 3층",
        "기본적으로 256이 표시되고 직권으로 5백만원, 하나가 900명에",
    ),
)
