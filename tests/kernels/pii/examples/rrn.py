"""RRN."""

from random import Random

from pipeline.demo.personal import rrn
from tests.kernels.pii.making import Examples, Maker


def half_masked(random: Random) -> str:
    """A number with its last six digits starred out."""
    return rrn(random).replace(" - ", "-")[:8] + "******"


EXAMPLES = Examples(
    makers=(Maker(rrn), Maker(half_masked, before="주민등록번호 ")),
    found=(
        # since October 2020 the last digit checks nothing
        ("생년 201105-3123456", ("201105-3123456",)),
        ("주민등록번호 9601211234567", ("9601211234567",)),
    ),
    left_alone=(
        "쌀 생산자 로트 211018-2070413 도정일 표기",
        # a Korean EAN-13 with the form of a resident number
        "바코드 8801043015967 이다",
        # the number of a company, and a time in milliseconds
        "등기사항전부증명서\n등록번호 120111-3460954\n상호 (주)한빛정공",
        "offset 1610263711171 committed",
        "ISBN 9788912345678",
        "99.02.31-1234567 같은 날은 없다 990231-1234567",
    ),
)
