"""A kind of personal data is one file: what a newcomer adds is found, matched and documented."""

import json
from pathlib import Path

from pipeline.kernels.pii import KINDS
from tests.kernels.strangers import run_with

WALLET = '''"""WALLET: addresses of Ethereum wallets."""

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import continues


def is_wallet(text: bytes, start: int, end: int) -> bool:
    """True unless the span is a part of a longer word."""
    return not continues(text, start, end)


KIND = Kind(
    name="WALLET",
    precedence=55,
    looks="0x and 40 hexadecimal digits",
    evidence="EIP-55 | length",
    forms=(Form(r"0x[0-9a-fA-F]{40}", is_wallet, (Gate(r"0x[0-9a-fA-F]{8}", 2, 40),)),),
)
'''
TEXT = "지갑 0x52908400098527886E0F7030069857D2E4169EE7로 보내고 010-2345-6789로 전화했다"
SCRIPT = f"""
import json
import pyarrow as pa
from pipeline.kernels.pii import KINDS, re2, reference, table
found = {{}}
for backend in (re2, reference):
    text = {TEXT!r}
    _, starts, ends, kinds = backend.find(pa.array([text], pa.large_string()))
    found[backend.__name__] = [
        (KINDS[k], text.encode()[a:b].decode()) for a, b, k in zip(starts, ends, kinds)
    ]
print(json.dumps([KINDS, found, table(), reference.reaches()]))
"""


def test_new_kind_is_one_file(tmp_path: Path) -> None:
    kinds, found, table, reached = json.loads(
        run_with(tmp_path, "kernels/pii/kinds/wallet.py", WALLET, SCRIPT)
    )
    at = kinds.index("WALLET")
    assert (kinds[at - 1], kinds[at + 1]) == ("CARD", "RRN")
    assert [kind for kind in kinds if kind != "WALLET"] == list(KINDS)
    for spans in found.values():
        assert spans == [
            ["WALLET", "0x52908400098527886E0F7030069857D2E4169EE7"],
            ["PHONE", "010-2345-6789"],
        ]
    row = "| WALLET | mask | 0x and 40 hexadecimal digits | EIP-55 \\| length | no |\n"
    assert row in table
    assert "pipeline.kernels.pii.kinds.wallet" in reached
