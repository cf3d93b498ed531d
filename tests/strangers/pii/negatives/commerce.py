"""Orders, parcels, products, prices and receipts."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="commerce")

FAMILIES = (
    _family(
        "order number",
        "주문번호 «date8»-«d7» 상품이 오늘 출고되었습니다.",
        "주문번호: «d16»\n결제가 완료되었어요.",
        "[쇼핑] 주문 «date8»«d6» 건은 품절로 취소되었습니다.",
        "주문하신 «product»(주문번호 «d4»-«d4»-«d4»)는 내일 도착합니다.",
    ),
    _family(
        "parcel number",
        "송장번호 «d12» 택배가 도착했습니다.",
        "운송장번호: «d4»-«d4»-«d4» (대한통운)",
        "등기번호 «d5»-«d4»-«d4» 배달 완료",
        "우체국택배 «d13» 배송조회 부탁드려요",
    ),
    _family(
        "invoice number",
        "세금계산서 승인번호 «date8»-«d8»-«d8» 발행 완료",
        "Invoice No. INV-«year»-«d6» is due in 30 days.",
        "견적서 번호 Q«date6»-«z3» 를 확인해 주세요.",
    ),
    _family(
        "approval number",
        "카드 승인번호 «d8» / 할부 3개월 / «k10000-990000»원",
        "신용카드 매출전표\n승인번호: «d8»\n가맹점번호: «d9»\n일시: «date-» «clock»",
        "현금영수증 승인번호 «d9» 발급되었습니다.",
    ),
    _family(
        "model number",
        "모델명 «upper»«upper»-«d4»«upper»«upper» 필터 교체 방법",
        "LG 냉장고 «upper»«d3»«upper»«upper»«d2» 소음 문의",
        "모델 SM-«upper»«d3»N, 일련번호 R«d2»«upper»«d7» 보증 기간 확인",
    ),
    _family(
        "part number",
        "부품번호 M«d8» 재고가 없습니다.",
        "엔진오일 필터 «d5»-«upper»«d4» 국산 호환",
        "part no. S«d8», replaces R«d8»",
        "베어링 «d4»-2RS «r2-90»개 주문했습니다",
    ),
    _family(
        "product code",
        "상품코드 «d10» «product»",
        "상품번호: «d4»-«d4» / 옵션: 네이비",
        "품번 «d3»-«d2»-«d5» 색상 검정, 사이즈 «r220-290»",
    ),
    _family(
        "barcode",
        "바코드 «barcode» 스캔이 안 돼요.",
        "유통바코드: «barcode», 입수 «r6-48»",
        "편의점에서 «barcode» 찍으면 «k1000-9000»원으로 나옵니다",
    ),
    _family(
        "price",
        "정가 «k10000-990000»원 → 할인가 «k1000-90000»원",
        "보증금 «r1000-9000»만원에 월세 «r30-90»만원, 관리비 «r5-20»만원",
        "공구가 «r10000-99000»원 «r1-9»+«r1-9» 행사 중",
        "총 «k1000000-999999999»원을 투자했다.",
    ),
    _family(
        "coupon and gift code",
        "쿠폰번호 «upper»«d3»-«upper»«upper»«d2»-«d4» 입력하면 «r5-30»% 할인",
        "추천인 코드 «d9» 입력 시 포인트 적립",
        "기프티콘 번호 «d4» «d4» «d4» (유효기간 «date.»)",
    ),
    _family(
        "bank word without account",
        "국민 «k100000-990000»명이 신청했습니다.",
        "농협 하나로마트 «date-» 행사, 사과 «k1000-9000»원",
        "기업 «k1000-9000»곳의 신한 지표는 «r1-9».«z2»% 올랐다",
        "우리 «r2-9»-«r1-9»반은 «date-» 에 소풍을 간다",
        "하나 «k1000-9000»원, 두 개 «k1000-9000»원입니다",
        "토스 «r1-9».«r1-99».«r0-9» 버전으로 올리세요",
    ),
    _family(
        "bank rates",
        "신한은행 정기예금 «r2-5».«z2»%, 우대 조건 «r1-6»개월 «k1000000-9000000»원",
        "카카오뱅크 세이프박스 한도 «k10000000-90000000»원 (기준일 «date.»)",
        "KB국민은행 보도자료 제«r2015-2025»-«z3»호",
    ),
    _family(
        "permit numbers of a shop",
        "통신판매업신고 제«r2010-2025»-서울강남-«d5»호",
        "중개사무소 등록번호 «d5»-«r2015-2025»-«z5»",
        "의료기기판매업 신고번호 제«d4»호, 건강기능식품 영업신고 제«year»-«d7»호",
    ),
    _family(
        "corporation number",
        "법인등록번호 «corporation»",
        "법인번호: «corporation» (본점)",
        "등기번호 «d6» / 법인등록번호 «corporation» / 자본금 «k100000000-900000000»원",
    ),
    _family(
        "size and weight",
        "가로 «r100-990»×세로 «r100-990»×높이 «r100-990»mm, 무게 «r1-90».«d1»kg",
        "타이어 «r155-255»/«r45-65»R«r14-19» 네 짝",
    ),
)
