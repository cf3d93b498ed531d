"""What kinds of telephone numbers share."""

from pipeline.kernels.pii.surroundings import words

PHONE_WORDS = words(
    "전화", "연락", "휴대", "핸드폰", "팩스", "문의", "상담", "번호", "☎",
    "tel", "fax", "phone", "call", "mobile",
)  # fmt: skip
