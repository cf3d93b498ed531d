"""SSN: social security numbers of the United States."""

from pipeline.kernels.pii.gates import NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import continues, digits_of


def is_ssn(text: bytes, start: int, end: int) -> bool:
    """True unless a part has a value that is never assigned (SSA, since 2011)."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-.") or digits[0] == "9" or digits[:3] in ("000", "666"):
        return False
    return digits[3:5] != "00" and digits[5:] != "0000"


KIND = Kind(
    name="SSN",
    precedence=150,
    looks="3-2-4 digits",
    evidence="SSA: no 000, 666, 9xx; no 00; no 0000",
    forms=(Form(r"[0-9]{3}-[0-9]{2}-[0-9]{4}", is_ssn, (NUMBER,)),),
    # area 000
    pseudonym=with_fixed_digits({0: "0", 1: "0", 2: "0"}),
)
