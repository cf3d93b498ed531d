"""Words that stand beside telephone numbers: those of any number, and those of mobile and of fixed lines."""

from tests.strangers.pii.registers import Words

ANY = (
    "전화",
    "전화번호",
    "연락처",
    "문의",
    "문의전화",
    "☎",
    "☏",
    "📞",
    "Tel",
    "TEL.",
    "T.",
    "상담",
    "예약",
    "예약문의",
    "담당자 연락처",
    "비상연락처",
    "보호자 연락처",
    "주문전화",
    "연락",
    "접수",
    "문의처",
    "상담문의",
    "콜",
)
HAND = (
    "H.P",
    "HP",
    "H.P.",
    "C.P",
    "M.",
    "Mobile",
    "📱",
    "핸드폰",
    "휴대폰",
    "휴대전화",
    "손전화",
    "폰번호",
    "폰",
    "카톡",
    "문자",
    "전번",
    "긴급연락처",
    "받는 분 연락처",
)
DESK = ("직통", "대표번호", "사무실", "팩스", "FAX", "Fax.", "집전화", "자택전화", "내선", "유선")
ENGLISH = ("phone number", "Tel", "contact number", "phone")
KEYS = ("phone", "tel", "phone_number", "contact", "receiver_tel")
ENDINGS = (
    "으로 연락 주세요",
    "로 전화주세요",
    "입니다.",
    "이에요",
    "번으로 주세요",
    "로요",
    "임",
    "이고 평일만 됩니다",
    "❤️",
    "~!",
    "에 문의하세요",
    "로",
    "번",
)

PHONE = Words(
    labels=(*ANY, *HAND),
    english=(*ENGLISH, "cell", "mobile", "Mobile no."),
    keys=(*KEYS, "mobile", "hp", "cellPhone"),
    endings=(*ENDINGS, "로 문자 남겨주세요", "(문자만 가능)", "에게 카톡 주세요", "톡주세요"),
)
FIXED = Words(
    labels=(*ANY, *DESK),
    english=(*ENGLISH, "office"),
    keys=(*KEYS, "office_tel", "fax"),
    endings=ENDINGS,
)
