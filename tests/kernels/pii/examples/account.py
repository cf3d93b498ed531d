"""ACCOUNT."""

from random import Random

from tests.kernels.pii.making import Examples, Maker, digits


def account(random: Random) -> str:
    """A number in the groups of a Korean bank."""
    groups = random.choice(((6, 2, 6), (4, 2, 7), (3, 3, 6), (3, 6, 5), (3, 4, 4, 2), (4, 4, 4)))
    return "-".join(
        [str(random.randint(1, 9)) + digits(random, groups[0] - 1)]
        + [digits(random, g) for g in groups[1:]]
    )


EXAMPLES = Examples(
    makers=(Maker(account, before="국민은행 계좌 "),),
    found=(
        (
            "환불 계좌 신한 110-234-567890 / 입금 국민 006001-04-123456 예금주 (주)늘봄유통",
            ("110-234-567890",),
        ),
        ("REFUND_ACNT=1002765255370;BANK=020", ("1002765255370",)),
        ("택배비만요. 19053249301896 IBK기업 소광수", ("19053249301896",)),
        ("잔금 오늘까지 110403819359 신한임 이름은", ("110403819359",)),
        ("안 내신 분 새마을으로 부탁해요 9003801423579", ("9003801423579",)),
        ("국민/20220804133175", ("20220804133175",)),
    ),
    left_alone=(
        "입찰보증금 계좌: 농협 301-0158-3344-11 (예금주: 청풍군 세입세출외현금)",
        "국민 20220804133145, 하나로 부탁드립니다 1번 20240101",
        "우리 2024년으로 부탁해요 12",
    ),
)
