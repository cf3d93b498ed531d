"""ADDRESS: addresses of homes, Korean ones from the number of the building on, English ones of a street."""

from pipeline.kernels.pii.addresses import detail, korean, latin
from pipeline.kernels.pii.kind import Kind

KIND = Kind(
    name="ADDRESS",
    precedence=190,
    looks="road names and lots, from the building number on; a flat of a block, 101동 502호, 래미안 101-502; the numbers "
    "before a road in Latin letters; 5985 N 14th Street, Apt 4D, "
    "with its town and ZIP",
    evidence="a home is named (주소, 자택, 배송지, 보낼 곳, lived at, ship to) or a party of a court, or a flat is given and no "
    "company or room of an office is named",
    forms=(*detail.FORMS, *korean.FORMS, *latin.FORMS),
)
