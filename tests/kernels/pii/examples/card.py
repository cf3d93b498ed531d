"""CARD."""

from pipeline.demo.personal import card
from tests.kernels.pii.making import Examples, Maker

EXAMPLES = Examples(
    makers=(Maker(card),),
    left_alone=(
        "카드처럼 보이는 4111-1111-1111-1112",
        "r = y + 0.9468822170900693",
        "https://example.com/groups/902678696597634/",
    ),
)
