"""Numbers of things in the form of numbers of persons: labels, numbers and frames, and their product.

A frame names the things once, above or before their numbers, as lists, tables and messages do.
"""

from collections.abc import Callable
from random import Random

from tests.kernels.pii.making import digits

Number = Callable[[Random], str]
Cell = tuple[str, str, str]

LABELS = (
    "송장번호", "주문번호", "문서번호", "관리번호", "접수번호", "부품번호", "제품번호", "재고번호", "로트번호", "허가번호", "계약번호",
    "Serial number", "Part no.", "Order number", "Invoice no.", "Lot no.", "Item no.", "Tracking number",
)  # fmt: skip

# valid telephone numbers, resident numbers and social security numbers, and groups that accounts have
NUMBERS: dict[str, Number] = {
    "landline": lambda r: f"0{r.choice((31, 32, 51, 53, 62))}-{r.randint(200, 899)}-{digits(r, 4)}",
    "landline, long": lambda r: (
        f"0{r.choice((31, 32, 51, 55))}-{r.randint(2000, 8999)}-{digits(r, 4)}"
    ),
    "mobile": lambda r: f"010-{r.randint(2000, 9999)}-{digits(r, 4)}",
    "american": lambda r: f"{r.randint(212, 799)}-{r.randint(212, 799)}-{digits(r, 4)}",
    "social": lambda r: f"{r.randint(100, 665)}-{r.randint(10, 99)}-{r.randint(1000, 9999)}",
    "resident": lambda r: (
        f"{r.randint(50, 99)}{r.randint(1, 12):02d}{r.randint(10, 28)}-1{digits(r, 6)}"
    ),
    "account": lambda r: f"{r.randint(110, 999)}-{digits(r, 6)}-{r.randint(10, 99)}",
}


def _rows(random: Random, number: Number, row: str) -> str:
    return "\n".join(
        row.format(
            number(random), random.randint(2, 90), f"{random.randint(2, 90)},{digits(random, 3)}"
        )
        for _ in range(random.randint(3, 8))
    )


# label, number -> text
FRAMES: dict[str, Callable[[Random, str, Number], str]] = {
    "behind its label": lambda r, label, n: f"{label}: {n(r)}",
    "in a sentence": lambda r, label, n: f"어제 {label} {n(r)} 건을 다시 확인했다.",
    "in brackets": lambda r, label, n: f"재고 정리 ({label} {n(r)})",
    "on the line above": lambda r, label, n: f"{label}\n{n(r)}\n",
    "title of lines": lambda r, label, n: f"{label}\n{_rows(r, n, '{0}')}\n",
    "title of bullets": lambda r, label, n: f"{label} 목록\n{_rows(r, n, '- {0} 확인')}\n",
    "title of items": lambda r, label, n: f"{label}\n" + "\n".join(f"{i}. {n(r)}" for i in range(1, 6)),
    "Markdown": lambda r, label, n: f"| {label} | 수량 | 금액 |\n|---|---|---|\n{_rows(r, n, '| {0} | {1} | {2} |')}\n",
    "last column": lambda r, label, n: f"| 수량 | {label} |\n|---|---|\n{_rows(r, n, '| {1} | {0} |')}\n",
    "TSV": lambda r, label, n: f"{label}\t수량\t금액\n{_rows(r, n, '{0}' + chr(9) + '{1}' + chr(9) + '{2}')}\n",
    "CSV": lambda r, label, n: f"{label},수량,판정\n{_rows(r, n, '{0},{1},합격')}\n",
    "fixed width": lambda r, label, n: f"{label}        품명      수량     금액\n{_rows(r, n, '{0}   센서 브라켓   {1}   {2}')}\n",
    "HTML": lambda r, label, n: f"<table><tr><th>{label}</th><th>수량</th></tr>{_rows(r, n, '<tr><td>{0}</td><td>{1}</td></tr>')}</table>",
    "key of JSON": lambda r, label, n: f'{{"{label}": "{n(r)}", "수량": {r.randint(1, 9)}}}',
}  # fmt: skip


def cases(seed: int = 1, each: int = 2) -> list[tuple[Cell, str]]:
    """((label, number, frame), text) of the whole product, `each` times."""
    random = Random(seed)
    return [
        ((label, name, frame), make(random, label, number))
        for label in LABELS
        for name, number in NUMBERS.items()
        for frame, make in FRAMES.items()
        for _ in range(each)
    ]
