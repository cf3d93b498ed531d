"""Numbers of the public: emergency and representative numbers, places, sports, science and tables."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="public")

FAMILIES = (
    _family(
        "emergency numbers",
        "화재 신고는 119, 범죄 신고는 112",
        "☎ 110 정부민원, 120 다산콜, 1345 외국인종합안내",
        "자살예방상담전화 109, 청소년전화 1388",
        "전화 114 로 물어보세요",
    ),
    _family(
        "representative numbers",
        "고객센터 15«r44-99»-«d4»",
        "대표전화 16«r44-99»-«d4» (유료)",
        "☎ 18«r11-99»-«d4» 로 문의하세요",
        "전화: 15«r44-99»«d4»",
        "상담 1588.«d4», 1577 «d4»",
    ),
    _family(
        "toll-free numbers",
        "무료전화 080-«r200-899»-«d4»",
        "수신거부 080«r200-899»«d4»",
        "무료거부 080-«r200-899»-«d4» 로 연락",
    ),
    _family(
        "coordinates",
        "위도 «lat», 경도 «lon»",
        "(«lat», «lon»)",
        "POINT(«lon» «lat»)",
        "N«r33-38»°«r10-59»'«r10-59».«d1»\" E«r126-129»°«r10-59»'«r10-59»\"",
        "37°«r10-59»′ «r10-59»″",
    ),
    _family(
        "bus stops",
        "정류장번호 «d5» («district»)",
        "정류소 ID «d9», 모바일 번호 «d5»",
        "«d4»번 버스, «d3»-«r1-9»번, 마을 «z2»",
    ),
    _family(
        "railway and flights",
        "KTX «z3» «hm» 서울 → 부산 «r1-18»호차 «r1-15»«upper»",
        "OZ«d3» 편 «hm» 출발, 게이트 «r1-50»",
        "예약번호 «upper»«d2»«upper»«d2»",
    ),
    _family(
        "league scores",
        "«r60-120»-«r60-120», «r60-120»-«r60-120» 로 2연승",
        "3쿼터 «r10-30»:«r10-30», 4쿼터 «r10-30»:«r10-30»",
        "맨시티 «r1-5»-«r0-4» 승리 (슈팅 «r5-20»-«r5-20»)",
    ),
    _family(
        "sports records",
        "«r100-162»경기 타율 0.«z3» «r1-50»홈런 «r30-120»타점",
        "100m «r9-12».«z2»초, 마라톤 2:«r10-59»:«r10-59»",
        "통산 «r10-200»승 «r10-150»패 방어율 «r1-5».«z2»",
    ),
    _family(
        "statistics table",
        "| 연도 | 인구 | 가구 |\n| «year» | «k100000-9000000» | «k10000-900000» |\n| «year» | «k100000-9000000» | «k10000-900000» |",
        "«d3» «d4» «d4» «d3» «d4»\n«d3» «d4» «d4» «d3» «d4»",
        "구분\t«d6»\t«d7»\t«d4»",
    ),
    _family(
        "lottery and draws",
        "제«r100-1200»회 당첨번호 «r1-9» «r10-15» «r16-20» «r21-29» «r30-38» «r39-45» + «r1-45»",
        "행운번호 «d3»-«d3»-«d3»",
    ),
    _family(
        "stock codes",
        "종목코드 «z6» 현재가 «k1000-900000»원 (+«r0-9».«z2»%)",
        "코스피 «r2000-3000».«z2» 코스닥 «r600-1000».«z2»",
    ),
    _family(
        "phone models and networks",
        "갤럭시 S«r8-25», 아이폰 «r8-16», 01«r1-9» 번호 통합",
        "010 번호이동 요금제 «k30000-90000»원",
        "국번 02, 031, 032 는 수도권이다",
        "010-XXXX-XXXX 형식으로 입력",
        "국가번호 +82 를 붙이고 0을 뺀다",
    ),
    _family(
        "plate look-alikes",
        "«r1-12»월 «year»년",
        "«r10-60»대 «d4»명이 참여",
        "«r10-99»가지 «d4»원",
        "제«r10-69»조 «year»년 개정",
        "«r10-60»분 «d4»걸음",
        "을지로 «r1-6»가 «r1000-9999»원",
        "«r10-60»호 법정 «d4»석",
    ),
    _family(
        "chemical registry",
        "CAS No. «cas» (순도 99.«d1»%)",
        "CAS «cas», EC «d3»-«d3»-«d1»",
        "톨루엔 «cas», 자일렌 «cas»",
    ),
    _family(
        "star catalogues",
        "NGC «d4», HD «d6», HIP «d5»",
        "2MASS J«z8»+«z7»",
        "PSR B«z4»+«z2», 적경 «clock»",
    ),
    _family(
        "chemistry and measures",
        "녹는점 «r10-900».«d1»°C, 밀도 «r1-9».«z3» g/cm³",
        "분자량 «r100-900».«z2», 파장 «r300-800»-«r300-800» nm",
        "혈압 «r100-150»/«r60-95» mmHg, 혈당 «r80-200»",
    ),
    _family(
        "religious and book verses",
        "창세기 «r1-50»:«r1-30»-«r31-40»",
        "시편 «r1-150»편 «r1-20»~«r21-40»절",
        "Matt «r1-28»:«r1-20», «r21-30»",
    ),
)
