"""CARD."""

from pipeline.demo.personal import card
from tests.kernels.pii.making import Examples, Maker

EXAMPLES = Examples(
    makers=(Maker(card),),
    found=(
        (
            "문서의 test card 대신 제 신용카드 번호를 넣었습니다: 5342255365612742",
            ("5342255365612742",),
        ),
        ("This is not a test card. It's my own: 4076 4952 1568 2868", ("4076 4952 1568 2868",)),
        (
            "원장님 카드번호 보내드려요\n4539-1488\n0343-6467\n09/30 일시불\n",
            ("4539-1488\n0343-6467",),
        ),
    ),
    left_alone=(
        'TEST_CARD = "4012888888881881"  # gateway sandbox number',
        "Test SIM for the lab bench 356501327796592 - do not activate",
        "대표번호\n1588-1234\n1577-9999\n",
        "번호표\n4012-8888\n8888-1882\n",
        "카드처럼 보이는 4111-1111-1111-1112",
        "r = y + 0.9468822170900693",
        "https://example.com/groups/902678696597634/",
    ),
)
