"""Personal data as a product: every kind x spelling x frame, seeded, for tests that look for empty cells.

A *spelling* changes how a value is written (separators, widths, entities, hidden parts); a *frame* puts it
beside its label (form, table, message, log). Each is a function or a template of its own, so that a cell of
the product is one pair of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from pipeline.demo.personal import rrn as made_rrn
from pipeline.kernels.pii.check_digits import luhn

Spelling = Callable[[str, Random], str]


def digits(random: Random, num: int, first: str = "0123456789") -> str:
    """`num` random digits, the first of them one of `first`."""
    return random.choice(first) + "".join(random.choice("0123456789") for _ in range(num - 1))


def _mobile(r: Random) -> str:
    return f"010-{digits(r, 4, '23456789')}-{digits(r, 4)}"


def _landline(r: Random) -> str:
    area = r.choice(
        ("02", "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054", "055", "061", "062", "063", "064")
    )  # fmt: skip
    return f"{area}-{digits(r, r.choice((3, 4)), '23456789')}-{digits(r, 4)}"


def _virtual(r: Random) -> str:
    prefix = r.choice(("070", "0502", "0503", "0504", "0505", "0507", "0508"))
    return f"{prefix}-{digits(r, 4, '2345678')}-{digits(r, 4)}"


def _rrn(r: Random) -> str:
    return made_rrn(r).replace(" - ", "-")


def _frn(r: Random) -> str:
    number = _rrn(r)
    return number[:7] + r.choice("56" if number[7] in "12" else "78") + number[8:]


def _passport(r: Random) -> str:
    return r.choice("MSR") + r.choice(
        (digits(r, 8), f"{digits(r, 3)}{r.choice('ABCDEFGH')}{digits(r, 4)}")
    )


def _licence(r: Random) -> str:
    return f"{r.randint(11, 26)}-{digits(r, 2)}-{digits(r, 6)}-{digits(r, 2)}"


def _regional_licence(r: Random) -> str:
    return f"{r.choice(('서울', '부산', '경기', '강원', '전남', '제주'))} {_licence(r)[3:]}"


def _card(r: Random) -> str:
    body = r.choice("459") + digits(r, 14)
    whole = next(body + c for c in "0123456789" if luhn(body + c))
    return "-".join(whole[i : i + 4] for i in range(0, 16, 4))


# the groups in which banks print their accounts
BANKS = {
    "국민은행": (6, 2, 6), "신한은행": (3, 3, 6), "우리은행": (4, 3, 6), "하나은행": (3, 6, 5), "농협": (3, 4, 4, 2), "기업은행": (3, 6, 2, 3),
    "카카오뱅크": (4, 2, 7), "토스뱅크": (4, 4, 4), "케이뱅크": (3, 3, 6), "새마을금고": (4, 4, 4, 1), "우체국": (6, 2, 6), "신협": (5, 3, 6),
    "수협": (4, 4, 4), "부산은행": (3, 4, 4, 2), "대구은행": (3, 2, 6, 1), "광주은행": (3, 3, 6), "전북은행": (3, 2, 7), "경남은행": (3, 4, 4, 2),
    "제주은행": (2, 2, 6), "SC제일은행": (3, 2, 6), "씨티은행": (3, 5, 3), "산업은행": (3, 4, 4, 3), "iM뱅크": (3, 2, 6, 1), "저축은행": (3, 2, 2, 7),
    "키움증권": (4, 4), "미래에셋증권": (3, 2, 6), "삼성증권": (10,), "한국투자증권": (8, 2),
}  # fmt: skip


def _account_of(bank: str) -> Callable[[Random], str]:
    sizes = BANKS[bank]

    def make(r: Random) -> str:
        return "-".join(digits(r, n, "123456789") for n in sizes)

    return make


def _account(r: Random) -> str:
    wide = [bank for bank, sizes in BANKS.items() if sum(sizes) >= 10]
    return _account_of(r.choice(wide))(r)


def _insurance(r: Random) -> str:
    return f"{digits(r, 1, '123456789')}-{digits(r, 10)}"


def _plate(r: Random) -> str:
    return f"{digits(r, r.choice((2, 3)), '123456')}{r.choice('가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주하허호')}{digits(r, 4, '123456789')}"


def _regional_plate(r: Random) -> str:
    return f"{r.choice(('서울', '경기', '부산', '인천'))}{r.randint(11, 99)}{r.choice('바사아자')}{digits(r, 4, '123456789')}"


def _born(r: Random) -> tuple[int, int, int]:
    return r.randint(1941, 2012), r.randint(1, 12), r.randint(1, 28)


def _birth_date(r: Random) -> str:
    y, m, d = _born(r)
    return r.choice(
        (f"{y}-{m:02d}-{d:02d}", f"{y}.{m:02d}.{d:02d}", f"{y}년 {m}월 {d}일", f"{y % 100:02d}{m:02d}{d:02d}", f"{y}{m:02d}{d:02d}", f"{y}. {m}. {d}.",
         f"{y % 100:02d}.{m:02d}.{d:02d}", f"{y}/{m:02d}/{d:02d}", f"{y % 100:02d}-{m:02d}-{d:02d}", f"{y % 100:02d}년 {m}월 {d}일")
    )  # fmt: skip


def _name(r: Random) -> str:
    return r.choice("김이박최정강조윤장임한오서신권황안송") + r.choice(
        (
            "민지",
            "서연",
            "도현",
            "하늘",
            "준호",
            "수빈",
            "예린",
            "지훈",
            "영희",
            "재석",
            "은경",
            "태우",
        )
    )


def _road_address(r: Random) -> str:
    return f"{r.randint(1, 400)}{r.choice(('', f'-{r.randint(1, 30)}'))}, {r.randint(101, 130)}동 {r.randint(101, 2504)}호"


def _lot_address(r: Random) -> str:
    return f"{r.choice(('', '산 '))}{r.randint(1, 900)}{r.choice(('', f'-{r.randint(1, 40)}', '번지'))}"


def _email(r: Random) -> str:
    user = r.choice(("minji.kim", "jhpark82", "seo_yeon", "dohyun-lee", "haneul99", "t.okafor"))
    host = r.choice(("naver.com", "gmail.com", "daum.net", "kaist.ac.kr", "example.co.kr"))
    return f"{user}@{host}"


def _ssn(r: Random) -> str:
    return f"{r.choice([n for n in range(1, 900) if n != 666]):03d}-{r.randint(1, 99):02d}-{r.randint(1, 9999):04d}"


def _us_phone(r: Random) -> str:
    return f"{digits(r, 1, '2345679')}{r.choice('02345')}{digits(r, 1)}-{digits(r, 1, '23456789')}{r.choice('02345')}{digits(r, 1)}-{digits(r, 4)}"


def _mac(r: Random) -> str:
    return ":".join(
        f"{b:02x}"
        for b in (r.choice((4, 8, 12, 36, 60)), 0xF0, *(r.randrange(256) for _ in range(4)))
    )


def _ipv4(r: Random) -> str:
    return f"{r.choice((8, 58, 112, 121, 175, 211, 218))}.{r.randint(40, 250)}.{r.randint(1, 250)}.{r.randint(1, 250)}"


@dataclass(frozen=True)
class Sort:
    """A sort of personal data: its maker, its labels in Korean and English, and the spellings that suit it."""

    make: Callable[[Random], str]
    korean: tuple[str, ...]
    english: tuple[str, ...]
    spellings: str = "plain"
    # what stands between label and value: the road of an address
    lead: str = ""


_PHONE_LABELS = (
    "연락처",
    "전화번호",
    "휴대폰",
    "핸드폰",
    "휴대전화",
    "핸폰",
    "폰번호",
    "HP",
    "H.P",
    "T.",
    "M.",
    "☎",
    "📞",
    "전화",
    "모바일",
    "비상연락처",
)
_LAND_LABELS = (
    "전화",
    "전화번호",
    "연락처",
    "집전화",
    "자택전화",
    "사무실",
    "T.",
    "Tel",
    "TEL)",
    "☎",
    "☏",
    "✆",
    "팩스",
    "F.",
    "직통",
    "유선전화",
)
SORTS = {
    "mobile": Sort(_mobile, _PHONE_LABELS, ("Mobile", "phone", "Cell", "Contact", "Phone number", "C.P"), "number"),
    "landline": Sort(_landline, _LAND_LABELS, ("Tel", "phone", "Telephone", "Home phone", "Fax", "Contact"), "number"),
    "virtual": Sort(_virtual, ("안심번호", "연락처", "인터넷전화", "전화번호", "가상번호", "전화", "☎"), ("Tel", "phone", "Contact"), "number"),
    "rrn": Sort(_rrn, ("주민등록번호", "주민번호", "주민 번호", "민번", "주민등록 번호"), ("RRN", "resident registration number"), "number"),
    "frn": Sort(_frn, ("외국인등록번호", "외국인 번호", "국내거소신고번호", "외국인등록 번호"), ("ARC number", "alien registration number"), "number"),
    "passport": Sort(_passport, ("여권번호", "여권 번호", "여권", "여권No"), ("Passport No", "passport number", "Passport"), "letters"),
    "licence": Sort(_licence, ("운전면허번호", "면허번호", "운전면허", "운전면허증 번호"), ("driver license", "License No", "Driver's license number"), "number"),
    "regional licence": Sort(_regional_licence, ("운전면허번호", "면허번호", "운전면허"), ("driver license", "License No"), "letters"),
    "card": Sort(_card, ("카드번호", "신용카드", "신용카드번호", "결제카드", "체크카드", "카드 번호"), ("Card number", "card no", "credit card"), "number"),
    "account": Sort(_account, ("계좌번호", "계좌", "입금계좌", "환불계좌", "통장번호", "급여계좌", "송금계좌"), ("Account number", "account no", "Bank account", "A/C"), "number"),
    "insurance": Sort(_insurance, ("건강보험증 번호", "건강보험번호", "보험증번호", "건강보험증", "의료보험번호", "건보번호"), ("health insurance no", "NHIS number"), "whole number"),
    "plate": Sort(_plate, ("차량번호", "차번호", "자동차번호", "차량", "번호판", "등록차량"), ("Plate", "vehicle no", "Car number"), "plain"),
    "regional plate": Sort(_regional_plate, ("차량번호", "차번호", "자동차번호", "차량"), ("Plate", "vehicle no"), "plain"),
    "birth date": Sort(_birth_date, ("생년월일", "생일", "출생일", "생년 월일", "출생연월일", "생년월일(양력)", "생년월일(6자리)"), ("DOB", "Date of birth", "Birthday", "birth date"), "plain"),
    "name": Sort(_name, ("성명", "이름", "신청인", "예금주", "보호자", "수령인", "담당자", "받는 사람", "환자명", "학생명", "성함", "신청자 성명", "대표자"), ("Name", "Full name", "Applicant", "Customer name"), "plain"),
    "road address": Sort(_road_address, ("주소", "자택주소", "거주지", "배송지", "받는 주소", "집주소", "현주소", "배송주소"), ("Address", "Home address"), "plain", "서울특별시 강남구 테헤란로 "),
    "lot address": Sort(_lot_address, ("주소", "자택주소", "본적", "등록기준지", "거주지", "집주소", "배송지"), ("Address", "Home address"), "plain", "전남 해남군 화산면 방축리 "),
    "email": Sort(_email, ("이메일", "메일", "전자우편", "e-mail", "메일주소", "E-Mail 주소"), ("Email", "E-mail", "mail"), "mail"),
    "ssn": Sort(_ssn, ("SSN", "사회보장번호"), ("SSN", "Social Security Number", "social security no"), "number"),
    "us phone": Sort(_us_phone, ("미국 전화", "전화번호", "연락처"), ("Phone", "Tel", "Mobile", "Cell phone", "call", "Fax"), "number"),
    "mac": Sort(_mac, ("MAC 주소", "맥주소", "MAC", "물리 주소", "기기 MAC"), ("MAC address", "mac", "hwaddr"), "mac"),
    "ipv4": Sort(_ipv4, ("IP", "아이피", "접속 IP", "IP 주소", "로그인 IP"), ("IP address", "client ip", "from"), "plain"),
}  # fmt: skip


def _with(separator: str) -> Spelling:
    return lambda value, _: value.replace("-", separator)


def _translated(alphabet: str, hyphen: str = "-") -> Spelling:
    table = str.maketrans("0123456789-", alphabet + hyphen)
    return lambda value, _: value.translate(table)


def _mixed(value: str, random: Random) -> str:
    return "".join(random.choice("-. ") if c == "-" else c for c in value)


def _keycaps(value: str, _: Random) -> str:
    return "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in value)


def _escaped_twice(value: str, _: Random) -> str:
    return value.replace("-", "&amp;#45;")


def _hidden(part: int, sign: str, last: int = 0) -> Spelling:
    """One group of digits hidden by a sign; its last `last` digits are left."""

    def spell(value: str, _: Random) -> str:
        groups = value.split("-")
        at = part % len(groups)
        groups[at] = sign * (len(groups[at]) - last) + groups[at][len(groups[at]) - last :]
        return "-".join(groups)

    return spell


PLAIN: dict[str, Spelling] = {"plain": lambda v, _: v}
NUMBER: dict[str, Spelling] = PLAIN | {
    "none": _with(""), "point": _with("."), "space": _with(" "), "slash": _with("/"), "middle point": _with("·"), "low line": _with("_"),
    "tilde": _with("~"), "en dash": _with("–"), "em dash": _with("—"), "double": _with("--"), "wide hyphen": _with(" - "), "mixed": _mixed,
    "full width": _translated("０１２３４５６７８９", "－"), "circled": _translated("⓪①②③④⑤⑥⑦⑧⑨"), "keycaps": _keycaps,
    "mathematical": _translated("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"), "read with 공": _translated("공일이삼사오육칠팔구"), "read with 영": _translated("영일이삼사오육칠팔구", " "),
    "hanja": _translated("零一二三四五六七八九"), "letter O": lambda v, _: v.replace("0", "O", 1), "letter l": lambda v, _: v.replace("1", "l", 1),
    "decimal entities": lambda v, _: "".join(f"&#{ord(c)};" for c in v), "hexadecimal entities": lambda v, _: "".join(f"&#x{ord(c):x};" for c in v),
    "named entity": lambda v, _: v.replace("-", "&nbsp;"), "escaped twice": _escaped_twice, "zero width": lambda v, _: "\u200b".join(v),
    "line break": lambda v, _: v.replace("-", "-\n", 1), "tab": _with("\t"), "bracket": lambda v, _: "(" + v.replace("-", ") ", 1),
    "asterisk": _with("*"), "comma": _with(","), "colon": _with(":"), "plus": _with("+"), "equals": _with("="), "no-break space": _with("\u00a0"),
    "apart": lambda v, _: " ".join(v.replace("-", "")), "wide points": _with(" . "), "narrow dash": _with("‑"), "bar": _with("|"),
}  # fmt: skip
HIDDEN: dict[str, Spelling] = {
    f"{where} hidden by {sign}": _hidden(part, sign)
    for where, part in (("middle", 1), ("back", -1))
    for sign in "*#Xx●○_ㅇ■"
} | {"half of the middle hidden": _hidden(1, "*", 2), "front hidden": _hidden(0, "*")}  # fmt: skip
MAIL: dict[str, Spelling] = PLAIN | {
    "at in brackets": lambda v, _: v.replace("@", "(at)"), "at in square brackets": lambda v, _: v.replace("@", " [at] "),
    "at and dot": lambda v, _: v.replace("@", " at ").replace(".", " dot "), "AT and DOT": lambda v, _: v.replace("@", " AT ").replace(".", " DOT "),
    "at alone": lambda v, _: v.replace("@", " at "), "spaces at the sign": lambda v, _: v.replace("@", " @ "),
    "spaces everywhere": lambda v, _: v.replace("@", " @ ").replace(".", " . "), "골뱅이": lambda v, _: v.replace("@", "골뱅이"),
    "골뱅이 with spaces": lambda v, _: v.replace("@", " 골뱅이 "), "골뱅이 and 점": lambda v, _: v.replace("@", " 골뱅이 ").replace(".", " 점 "),
    "hash": lambda v, _: v.replace("@", "#"), "full width": lambda v, _: v.replace("@", "＠"), "entity": lambda v, _: v.replace("@", "&#64;"),
    "low lines": lambda v, _: v.replace("@", "_at_"), "line break": lambda v, _: v.replace("@", "@\n"), "앳": lambda v, _: v.replace("@", "앳"),
    "brackets for both": lambda v, _: v.replace("@", "[at]").replace(".", "[dot]"), "all escaped": lambda v, _: "".join(f"&#{ord(c)};" for c in v),
    "wide letters": lambda v, _: "".join(chr(ord(c) + 0xFEE0) for c in v),
}  # fmt: skip
MAC: dict[str, Spelling] = PLAIN | {
    "hyphens": lambda v, _: v.replace(":", "-"), "upper": lambda v, _: v.upper(), "points of four": lambda v, _: ".".join(v.replace(":", "")[i : i + 4] for i in (0, 4, 8)),
    "none": lambda v, _: v.replace(":", ""), "none upper": lambda v, _: v.replace(":", "").upper(), "spaces": lambda v, _: v.replace(":", " "), "full width": lambda v, _: "".join(chr(ord(c) + 0xFEE0) for c in v),
    "entities": lambda v, _: v.replace(":", "&#58;"), "halves": lambda v, _: v.replace(":", "")[:6] + "-" + v.replace(":", "")[6:], "low lines": lambda v, _: v.replace(":", "_"),
    "en dash": lambda v, _: v.replace(":", "–"), "spaced colons": lambda v, _: v.replace(":", " : "), "line break": lambda v, _: v[:9] + "\n" + v[9:], "middle points": lambda v, _: v.replace(":", "·"),
}  # fmt: skip
LETTERS = {
    name: NUMBER[name]
    for name in ("plain", "full width", "circled", "keycaps", "mathematical", "decimal entities", "hexadecimal entities", "zero width", "point", "none", "space")
}  # fmt: skip
SPELLINGS = {
    "plain": PLAIN,
    "whole number": NUMBER,
    "number": NUMBER | HIDDEN,
    "mail": MAIL,
    "mac": MAC,
    "letters": LETTERS,
}

# {0} the label, {1} the value; the first value counts
FRAMES = {
    "colon": "{0}: {1}", "wide colon": "{0} ： {1}", "space": "{0} {1}", "glued": "{0}:{1}입니다", "particle": "제 {0}는 {1}이에요", "ending": "{0} {1}입니다.", "line above": "{0}\n{1}\n",
    "colon and line": "{0}:\n{1}\n", "line above, indented": "■ {0}\n  {1}\n", "line above, item": "{0}\n- {1}\n", "blank line": "{0}\n\n{1}\n", "bracketed label": "[{0}] {1}", "corners": "【{0}】{1}",
    "round brackets": "({0}) {1}", "label in brackets behind": "{1} ({0})", "label behind": "{1} 이 제 {0}예요", "bold": "**{0}**: {1}", "bold value": "**{0}** : **{1}**", "arrow": "{0} → {1}", "hyphen": "{0} - {1}",
    "slash": "{0}/{1}", "bar": "{0} | {1}", "bullet": "- {0} : {1}", "numbered": "3. {0} : {1}", "kana": "가. {0}: {1}", "equals": "{0}={1}", "quoted": '{0}: "{1}"', "value in brackets": "{0}({1})", "angles": "{0}<{1}>",
    "markdown row": "| {0} | {1} |\n", "markdown head": "| 번호 | {0} | 비고 |\n|---|---|---|\n| 1 | {1} | 없음 |\n", "markdown head, no edges": "번호 | {0} | 비고\n---|---|---\n1 | {1} | 없음\n",
    "TSV head": "번호\t{0}\t비고\n1\t{1}\t없음\n", "TSV head, last": "번호\t비고\t{0}\n1\t없음\t{1}\n", "CSV head": "번호,{0},비고\n1,{1},없음\n", "CSV head, first": "{0},비고\n{1},없음\n", "CSV head, last": "비고,{0}\n없음,{1}\n", "CSV quoted": '"번호","{0}"\n"1","{1}"\n',
    "semicolon head": "번호;{0};비고\n1;{1};없음\n", "fixed width": "번호    {0}            비고\n1       {1}   없음\n", "TSV row": "{0}\t{1}\n", "HTML row": "<tr><th>{0}</th><td>{1}</td></tr>",
    "HTML lines": "<tr>\n  <th scope=\"row\">{0}</th>\n  <td>{1}</td>\n</tr>", "HTML head": "<table><tr><th>번호</th><th>{0}</th></tr><tr><td>1</td><td>{1}</td></tr></table>",
    "HTML head, lines": "<table>\n<tr>\n<td>번호</td>\n<td>{0}</td>\n</tr>\n<tr>\n<td>1</td>\n<td>{1}</td>\n</tr>\n</table>", "definition": "<dt>{0}</dt><dd>{1}</dd>", "list item": "<li><b>{0}</b> {1}</li>", "paragraph": "<p>{0} : {1}</p>",
    "JSON": '{{"{0}": "{1}", "id": 3}}', "YAML": "{0}: '{1}'\n", "XML": "<{0}>{1}</{0}>", "chat": "[김대리] [오후 3:12] {0} {1} 요", "SMS": "[Web발신] {0} {1} 로 확인 바랍니다", "letter": "안녕하세요. {0}: {1} 입니다. 감사합니다.",
    "notice": "문의사항은 아래로. ({0}: {1})", "resale": "급처분합니다 직거래 선호 {0} {1} 쪽지 주세요", "log": "2024-05-01 10:22:33 INFO user updated {0}={1}", "comment": "// TODO {0}: {1} 삭제", "hash comment": "# {0} = {1}",
    "form with dots": "{0} ........ {1}", "form with blanks": "{0}          {1}", "form of two": "구분 : 일반   {0} : {1}   비고 : 없음", "two columns": "| 구분 | 일반 | {0} | {1} |\n",
}  # fmt: skip
ENGLISH = {
    "colon": "{0}: {1}", "is": "My {0} is {1}.", "space": "{0} {1}", "hash": "{0} #{1}", "line above": "{0}\n{1}\n", "brackets": "({0}: {1})", "markdown head": "| No | {0} |\n|---|---|\n| 1 | {1} |\n",
    "CSV head": "id,{0},note\n1,{1},none\n", "TSV head": "id\t{0}\tnote\n1\t{1}\tnone\n", "JSON": '{{"{0}": "{1}"}}', "equals": "{0}={1}", "YAML": "{0}: {1}\n", "behind": "{1} ({0})", "sentence": "Please use {0} {1} for the form.",
    "HTML": "<td>{0}</td><td>{1}</td>", "log": "INFO 10:22:33 {0}={1} saved",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A text, the value in it that is to be covered, and the cell of the product it stands for."""

    text: str
    value: str
    cell: tuple[str, str, str]


def cases(sort: str, each: int = 1) -> list[Case]:
    """The cells of a sort: every spelling in six frames, and every frame with the plain spelling, `each` times."""
    facts, made = SORTS[sort], []
    spellings = SPELLINGS[facts.spellings]
    for i in range(each):
        for name, spelling in spellings.items():
            random = Random(f"{sort} {name} {i}")
            for frame in ("colon", "ending", "markdown row", "letter", "resale", "particle"):
                made.append(
                    _case(
                        sort,
                        name,
                        spelling,
                        frame,
                        FRAMES[frame],
                        random.choice(facts.korean),
                        random,
                    )
                )
        for frame, template in FRAMES.items():
            random = Random(f"{sort} {frame} {i}")
            for label in facts.korean:
                made.append(_case(sort, "plain", PLAIN["plain"], frame, template, label, random))
        for frame, template in ENGLISH.items():
            random = Random(f"{sort} {frame} english {i}")
            for label in facts.english:
                made.append(
                    _case(
                        sort, "plain", PLAIN["plain"], f"english {frame}", template, label, random
                    )
                )
    return made


def _case(
    sort: str, name: str, spelling: Spelling, frame: str, template: str, label: str, random: Random
) -> Case:
    facts = SORTS[sort]
    # a bracket before the first group is no part of other numbers than telephones
    value = spelling(facts.make(random), random)
    value = value if sort in _TELEPHONES else value.lstrip("(")
    return Case(template.format(label, facts.lead + value), value, (sort, name, frame))


_TELEPHONES = ("mobile", "landline")
