"""Numbers in English texts."""

from functools import partial

from tests.strangers.pii.negatives.fields import family

_family = partial(family, topic="english")

FAMILIES = (
    _family(
        "order and tracking",
        "Your order #«d3»-«d7»-«d7» has shipped.",
        "Tracking 1Z«d3»«upper»«d2»0«d9»",
        "RMA «d10» was approved on «date-».",
        "Ticket #«d9» is closed.",
    ),
    _family(
        "ten digits",
        "The checksum is «d10».",
        "sector «d10» unreadable",
        "Population grew to «d4» «d3» «d3» in a century.",
        "rows «d3» «d4» «d4» of the list",
    ),
    _family(
        "nine digits",
        "Part «d3»-«d2»-«d2» is out of stock.",
        "Routing code «d9»",
        "DUNS «d2»-«d3»-«d4»",
    ),
    _family(
        "money and years",
        "$«k1000000-999999999» in fiscal «year»",
        "between «year» and «year», sales of «k1000-900000» units",
        "Q«r1-4» «year»: $«r1-90».«d1»M",
    ),
    _family(
        "toll-free",
        "Visit us in room «r100-999», building «r1-40».",
        "extension «d4»",
        "Dial 911 in an emergency.",
    ),
    _family(
        "form codes",
        "Form «r1000-1099»-«upper», OMB No. «d4»-«z4»",
        "49 CFR «r100-390».«r1-99»",
        "Pub. L. «r90-118»-«r1-400», «r100-138» Stat. «d4»",
    ),
    _family(
        "scores and poll",
        "won 6-«r0-4», «r0-6»-6, 7-5",
        "«r30-60»% to «r30-60»%, margin 3.«d1»",
        "a «r1-9»-for-«r3-12» night at the plate",
    ),
    _family(
        "social handles",
        "Follow @daily.news«r1-99» for more",
        "Thanks @octo-«r1-99»! #throwback«year»",
        "cc @team/reviewers",
    ),
)
