"""What kinds of telephone numbers share."""

from pipeline.kernels.pii.vocabulary import Words

PHONE_WORDS = Words(
    "전화", "연락", "휴대", "핸드폰", "폰", "팩스", "문의", "상담", "번호", "모바일", "직통", "대표", "호출",
    "콜백", "call ?back", "판매자", "구매자", "직거래",
    "문자",
    "사무실", "자택", "집전", "매장", "예약", "관리실", "안내", "안심", "가상", "콜센터", "원무과",
    "고객 ?센터", "수신 ?거부", "수신자 ?부담",
    "☎", "☏", "📞", "📱", "✆", "tel", "fax", "phone", "call", "mobile", "cell", "contact",
    "whatsapp", "toll[ -]?free", "hotline", "(?:^|[^a-z])ars(?:[^a-z]|$)",
    "(?:^|[^a-z])[thmpf][.:)]", "h[./]?p",
)  # fmt: skip
# area codes in North America of numbers that firms print for the public
TOLL_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
