"""Labels of every kind crossed with the shapes of papers, tables, keys and statements in which values stand.

A shape is a rule of all kinds, not of one: what stands between a label and its value, or where the head of a
column stands. `python -m tests.kernels.pii.shapes` prints the share of values found by kind and shape.
"""

import sys
from collections import defaultdict
from random import Random
from typing import NamedTuple

import pyarrow as pa

from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from tests.kernels.pii.examples import MASKED
from tests.kernels.pii.families import birth, mobile, resident
from tests.kernels.pii.making import digits

_SURNAMES = "김이박최정강조윤장임한오서신"
_RARE = "봉범팽감형경목예라"
_GIVEN = ("민지", "서연", "도윤", "하늘", "수빈", "이든", "미르", "슬기", "영희", "춘자")
# a label in Korean, and the key of a program
LABELS = {
    "name": (
        ("성명", "신청자", "환자명", "회원명", "입주자", "근무자", "제보자", "수강생", "투숙객", "예금주"),
        ("full_name", "customer_name", "cust_nm", "patient_name"),
    ),
    "rare name": (("성명", "습득자", "환자명", "담당자", "입금자"), ("full_name", "customer_name")),
    "birth date": (("생년월일", "출생일", "생년월일(양력)"), ("birth_date", "dob", "birth_ymd")),
    "telephone": (("연락처", "휴대폰"), ("phone", "mobile")),
    "resident number": (("주민등록번호",), ("jumin_no", "rrn")),
    "passport": (("여권번호",), ("passport_no",)),
    "address": (("주소", "거주지", "배송지"), ("address", "addr1")),
    "password": (("비밀번호", "패스워드"), ("password", "db_password")),
}  # fmt: skip
PAPERS = {
    "colon": "{label}: {value}\n",
    "blanks and colon": "{label} : {value}\n",
    "hyphen": "{label}-{value}\n",
    "blank": "{label} {value}\n",
    "tab": "{label}\t{value}\n",
    "brackets": "[{label}] {value}\n",
    "line below": "{label}\n{value}\n",
    "bold": "**{label}**: {value}\n",
    "cell": "| {label} | {value} |\n",
    "HTML": "<tr><th>{label}</th><td>{value}</td></tr>",
    "definition": "<dl><dt>{label}</dt><dd>{value}</dd></dl>",
    "column between slashes": "번호 / {label} / 비고\n1 / {value} / 없음\n",
    "column of CSV": "번호,{label},비고\n1,{value},없음\n",
    "column of TSV": "번호\t{label}\t비고\n1\t{value}\t없음\n",
    "column of Markdown": "| 번호 | {label} | 비고 |\n|---|---|---|\n| 1 | {value} | 없음 |\n",
}
PROGRAMS = {
    "JSON": '{{"id": 3, "{label}": "{value}", "x": 1}}\n',
    "YAML": "- id: 3\n  {label}: {value}\n",
    "INI": "{label}={value}\n",
    "INSERT": "INSERT INTO t (id, {label}, grade) VALUES (1, '{value}', 'B');\n",
    "INSERT of rows": "insert into `t` (`id`, `{label}`)\nvalues\n(1, '{value}'),\n(2, NULL);\n",
    "UPDATE": "UPDATE t SET {label} = '{value}' WHERE id = 3;\n",
    "argument": "f({label}='{value}')\n",
}


class Case(NamedTuple):
    """A value in a shape behind a label."""

    shape: str
    text: str
    value: str


def value(sort: str, random: Random) -> str:
    """A made-up value; a rare name has a rare surname or a given name of one syllable."""
    if sort == "name":
        return random.choice(_SURNAMES) + random.choice(_GIVEN)
    if sort == "rare name":
        short = random.choice(_SURNAMES) + random.choice("혁훈봄욱찬")
        return random.choice((random.choice(_RARE) + random.choice(_GIVEN), short))
    if sort == "birth date":
        return random.choice((birth(random), birth(random, "."), birth(random, "")[2:]))
    if sort == "telephone":
        return mobile(random, random.choice(("-", "", " ")))
    if sort == "resident number":
        return resident(random)
    if sort == "passport":
        return "M" + digits(random, 8)
    if sort == "address":
        flat = (
            f"{random.randint(2, 400)}, {random.randint(101, 119)}동 {random.randint(101, 1504)}호"
        )
        return f"{random.choice(('서울시 마포구 성산로', '경기도 성남시 분당구 판교로'))} {flat}"
    word = random.choice(("mango", "Forest", "bada", "Sky"))
    return word + random.choice("!@#_") + digits(random, 4)


def cases(sort: str) -> list[Case]:
    """Every label of a sort in every shape, with two values each."""
    random = Random(sort)
    papers, programs = LABELS[sort]
    made = []
    for labels, shapes in ((papers, PAPERS), (programs, PROGRAMS)):
        for label in labels:
            for shape, form in shapes.items():
                for _ in range(2):
                    this = value(sort, random)
                    made.append(Case(shape, form.format(label=label, value=this), this))
    return made


def found(made: list[Case]) -> list[bool]:
    """Whether each value is masked: whole, and an address from the number of the house on."""
    covered: list[set[int]] = [set() for _ in made]
    texts = pa.array([case.text for case in made], pa.large_string())
    for row, start, end, kind in zip(*find(texts), strict=True):
        if KINDS[kind] in MASKED:
            covered[row].update(range(start, end))
    flags = []
    for case, masked in zip(made, covered, strict=True):
        at = len(case.text[: case.text.index(case.value)].encode())
        data = case.value.encode()
        wanted = range(at, at + len(data))
        if case.value[:2] in ("서울", "경기"):
            wanted = [at + i for i, byte in enumerate(data) if byte in b"0123456789"]
        flags.append(masked.issuperset(wanted))
    return flags


def main() -> int:
    """Print the share found of each sort, and of its shapes below 1."""
    for sort in LABELS:
        made = cases(sort)
        by_shape: dict[str, list[bool]] = defaultdict(list)
        for case, flag in zip(made, found(made), strict=True):
            by_shape[case.shape].append(flag)
        low = {shape: round(sum(f) / len(f), 2) for shape, f in by_shape.items() if not all(f)}
        flags = [flag for shape in by_shape.values() for flag in shape]
        print(f"{sort:<16}{sum(flags) / len(flags):.3f} of {len(flags)}  {low or ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
