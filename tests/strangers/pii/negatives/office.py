"""Law, courts, documents, accounting, schools and offices."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="office")

FAMILIES = (
    _family(
        "court case",
        "대법원 «dateko» 선고 «r90-99»누«d4» 판결",
        "대법원 «r2000-2024»다«d5» 판결 참조",
        "서울고등법원 «date. » 선고 «r2000-2024»나«d7» 판결; 헌재 «r2000-2024»헌바«r10-400» 결정",
        "국심 «year»서«d4», 조심«r2000-2024»중«d4» 결정례",
    ),
    _family(
        "clause",
        "제«r1-99»조 제«r1-9»항 제«r1-9»호에 따른다.",
        "제«r10-400»조의«r2-9»(벌칙) «r1-9»년 이하의 징역 또는 «r1-9»천만원 이하의 벌금",
        "별표 «r1-12» 제«r1-9»호 가목 «r1-9») 참조",
    ),
    _family(
        "statute number",
        "법률 제«d5»호, «date. » 일부개정",
        "[시행 «date. »] [대통령령 제«d5»호, «date. », 타법개정]",
        "고시 제«r2000-2024»-«r1-400»호",
        "행정안전부령 제«r1-400»호",
    ),
    _family(
        "document number",
        "문서번호 총무과-«d5» («date.»)",
        "시행 정보화담당관-«d4» («date. ») 접수 «d4»",
        "관리번호 «r2000-2024»-«z4»-«z3»",
        "접수번호: «date8»-«z5»",
    ),
    _family(
        "account title",
        "계정과목 «d3»-«d2»-«d3» 소모품비",
        "보통예금 «d5», 미지급금 «d5» 계정을 확인한다",
        "차변 «k100000-9000000» 대변 «k100000-9000000» (과목 «d4»)",
        "회계코드 «d4»-«d3»-«d4» 로 분개",
    ),
    _family(
        "postcode and box",
        "우편번호 «d5», 사서함 «r1-90»호",
        "구 우편번호 «d3»-«d3» 는 쓰지 않습니다",
        "우)«d5» 로 바뀌었습니다",
    ),
    _family(
        "institution address",
        "«office at»",
        "찾아오시는 길: «seat of»",
        "본점 소재지 «seat»",
        "«office in»",
    ),
    _family(
        "institution address after an address label",
        "«office address»",
        "«office form»\n운영시간 09:00~18:00",
        "주최 «office address»\n후원 없음",
    ),
    _family(
        "address without number",
        "«district»에 사는 학생이 «r10-90»명이다",
        "주소: «district» 일대",
        "배송지는 «district»까지만 가능합니다",
    ),
    _family(
        "room and floor numbers",
        "본관 «r1-9»층 «r101-909»호에서 설명회를 엽니다.",
        "공학관 «r101-909»호, 정원 «r10-90»명",
        "«r101-130»동 앞 놀이터에서 «hm»에 만나요",
        "제«r1-12»회의실(«r101-909»호) 예약 완료",
    ),
    _family(
        "name label without a person",
        "담당자: 총무팀",
        "신청인 : (서명 또는 인)",
        "상품 이름: 사과즙 «r10-60»포",
        "파일 이름: 보고서_«date8».hwp",
        "성명을 정확히 기재하지 않으면 접수가 안 됩니다",
        "이름은 무엇이든 상관없습니다",
        "예금주 확인 후 입금해 주세요",
        "받는 분 부담(착불) «k2000-5000»원",
        "담당자 변경 안내",
    ),
    _family(
        "birth word without a date of birth",
        "«r60-99»년생이면 누구나 신청할 수 있어요",
        "«r60-99»년생 모임 «date.» «hm»",
        "생년월일 6자리를 입력하세요",
        "창립 «dateko», 출생아 수 «k10000-90000»명",
        "출생률 0.«z2» (통계청 «date.» 발표)",
        "생일 케이크 «k20000-50000»원",
    ),
    _family(
        "dates with other labels",
        "작성일: «date-»",
        "발행일 «date.» 시행일 «date.»",
        "계약기간 «term»",
        "등록일 «date8» / 수정일 «date8»",
        "입사일 «dateko»",
        "유통기한 «date6» 까지",
    ),
    _family(
        "identity words without a number",
        "주민등록번호 뒷자리는 적지 마세요",
        "여권번호와 면허번호를 준비하세요 (수수료 «k10000-60000»원)",
        "건강보험증 사본 «r1-3»부, 통장 사본 «r1-3»부",
        "계좌번호는 문자로 알려드립니다. 참가비 «k10000-60000»원",
        "카드번호 16자리 중 앞 6자리는 발급사 번호입니다",
    ),
    _family(
        "school records",
        "학번 «r2000-2024»«d6» 장학 대상자 발표",
        "수험번호 «d8» 합격",
        "«r1-3»학년 «r1-12»반 «r1-30»번 자리",
        "학교코드 «upper»«d9», 시도교육청 «d7»",
    ),
    _family(
        "certificate numbers",
        "인증번호 제«r2000-2024»-«z4»호",
        "KC인증 «upper»«upper»«d6»-«d5»«upper»",
        "특허 제10-«d7»호, 출원 10-«r2000-2024»-«z7»",
        "실용신안 20-«z7», 디자인 30-«z7»",
    ),
    _family(
        "verification codes",
        "[Web발신] 인증번호 [«d6»]를 입력해 주세요.",
        "본인확인 코드 «d4», 3분 안에 입력",
        "Your code is «d3» «d3».",
    ),
    _family(
        "land lots in notices",
        "«district» 도시계획도로 (중로 «r1-3»-«r10-99»호선) 연장 «r100-900»m",
        "공유재산 «r1-900»-«r1-20»번지 외 «r2-9»필지 «k1000-9000»㎡ 매각 공고",
    ),
)
