"""What stands around a piece of personal data: notice, chat, table, log line, JSON, form, mail, and more."""

from random import Random

# By kind and language, what people call it. A kind without English labels is planted in Korean alone.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "EMAIL": {"ko": ("이메일", "메일 주소", "전자우편"), "en": ("E-mail", "Mail", "Email address")},
    "PHONE": {"ko": ("연락처", "전화번호", "휴대폰"), "en": ("Phone", "Mobile", "Tel")},
    "RRN": {
        "ko": ("주민등록번호", "주민번호", "주민등록번호(전체)"),
        "en": ("Resident registration number", "RRN"),
    },
    "CARD": {"ko": ("카드번호", "신용카드", "결제 카드"), "en": ("Card number", "Credit card")},
    "IP": {"ko": ("접속 IP", "아이피", "서버 주소"), "en": ("IP", "Client IP", "Server")},
    "ACCOUNT": {"ko": ("계좌번호", "입금 계좌", "환불 계좌")},
    "NAME": {"ko": ("성명", "신청인", "예금주", "이름")},
    "ADDRESS": {"ko": ("주소", "자택 주소", "배송지")},
    "BIRTH_DATE": {"ko": ("생년월일", "생일"), "en": ("Date of birth", "DOB")},
    "PASSPORT": {"ko": ("여권번호", "여권 번호"), "en": ("Passport number", "Passport No.")},
    "PLATE": {"ko": ("차량번호", "차 번호", "등록 차량")},
}

CARRIERS = {
    "ko": {
        "notice": "알립니다. {label}: {value} 로 등록하신 분은 이번 주 안에 창구로 와 주시기 바랍니다.",
        "sentence": "담당자는 {label} {value} 을(를) 다시 확인해 달라고 부탁했다.",
        "chat": "[현우] {label} 좀 보내 줄래\n[다은] {value}\n[현우] 고마워, 적어 둘게",
        "table row": "| 번호 | {label} | 비고 |\n|---|---|---|\n| 3 | {value} | 확인함 |",
        "log line": "11:22:08 INFO 가입 화면에서 저장함 {label}={value} 결과=성공",
        "JSON record": '{{"순번": 12, "{label}": "{value}", "처리": true}}',
        "form": "신 청 서\n  구    분 : 일반\n  {label} : {value}\n  서    명 : (인)",
        "mail footer": "--\n행정지원팀 드림\n{label} | {value}",
        "list": "순번\t{label}\t상태\n7\t{value}\t접수",
        "comment": "댓글 3개\n└ {label} 남깁니다. {value} 확인 부탁드려요~",
    },
    "en": {
        "notice": "Notice: whoever registered with {label}: {value} should come to the desk this week.",
        "sentence": "The clerk asked us to check the {label} {value} once more.",
        "chat": "[sam] can you send me the {label}\n[lee] {value}\n[sam] thanks, noted",
        "table row": "| No. | {label} | Remark |\n|---|---|---|\n| 3 | {value} | checked |",
        "log line": "11:22:08 INFO signup saved {label}={value} result=ok",
        "JSON record": '{{"seq": 12, "{label}": "{value}", "done": true}}',
        "form": "APPLICATION\n  Type : general\n  {label} : {value}\n  Signature :",
        "mail footer": "--\nKind regards, the office\n{label} | {value}",
        "list": "no\t{label}\tstate\n7\t{value}\topen",
        "comment": "3 comments\n> leaving my {label} here: {value} please have a look",
    },
}

# Values that docs/pii.md leaves alone by its own words, in the sentences that carry them.
NOT_CLAIMED: dict[str, tuple[tuple[str, str], ...]] = {
    "ko": (
        ("어제 시장에서 만난 {} 씨는 삼십 년째 떡집을 한다.", "김도현"),
        ("아랫집 {} 할머니가 김치를 나누어 주셨다.", "박순례"),
        ("내 번호는 {}, 이렇게 이어 붙이면 된다.", "공일공 그다음 4821 그리고 끝은 7730"),
        ("도쿄 사무실은 {} 로 걸면 된다.", "+81 3-6215-4408"),
        ("늘 가던 {} 삼층 왼쪽 집에 산다.", "느티나무길 47"),
        ("메일은 {} 로, 별은 골뱅이로 바꿔서.", "dohyun77★example★com"),
    ),
    "en": (
        ("Yesterday I met {} at the bakery again.", "Margaret Oduya"),
        ("Our neighbour {} feeds the cats.", "Tomasz Wieczorek"),
        ("Call the London office at {} before noon.", "+44 20 7946 1823"),
        ("Her national insurance number, {}, stood on the slip.", "QQ 12 34 56 C"),
        ("She lives at {} with two dogs.", "27 Harrow Lane, Millbrook"),
        ("Write to me, {}, you know what to put between.", "sweber88 [snail] example [period] com"),
    ),
}


def carry(random: Random, kind: str, lang: str, carrier: str, value: str) -> str:
    """A block of text of a carrier that holds `value` behind or below a label of its kind."""
    label = random.choice(LABELS[kind][lang])
    return CARRIERS[lang][carrier].format(label=label, value=value)
