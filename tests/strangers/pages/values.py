"""Values of personal data that belong to nobody but have the shape and the check digit of real ones.

`SHAPES[kind][shape]` makes one value from a `random.Random`; `USUAL[kind]` names the shapes that a page takes
when it asks for the kind alone. A shape that stands twice in `USUAL` comes twice as often.
"""

from random import Random

from tests.strangers.pages.banking import (
    ACCOUNTS,
    account,
    amex,
    any_account,
    card,
    hidden_card,
    iban,
    iban_groups,
)
from tests.strangers.pages.network import (
    BASE32,
    BASE62,
    BASE64URL,
    credentials,
    github,
    korean_password,
    mac,
    password,
    public_ip,
    public_ip6,
    slack,
)
from tests.strangers.pages.papers import (
    date_of_birth,
    foreigner,
    health,
    hidden_resident,
    hyphened_health,
    licence,
    licence_region,
    old_plate,
    passport,
    plate,
    resident,
    spaced_passport,
    ssn,
)
from tests.strangers.pages.persons import (
    address,
    email,
    email_at,
    email_read,
    english_name,
    flat,
    hidden_name,
    house,
    lot,
    name,
    roman_name,
    us_street,
    villa,
)
from tests.strangers.pages.spelling import FULL, Maker, drawn, spelled
from tests.strangers.pages.telephones import (
    hidden_mobile,
    landline_groups,
    mobile_groups,
    old_mobile_groups,
    phones,
    us_bracket,
    us_phone,
    voip_groups,
)

# Plain hyphens are the commonest spelling of a telephone.
TELEPHONE = ["hyphen"] * 4 + ["dot", "space", "plain", "paren", "dash", "spaced", "abroad"]

SHAPES: dict[str, dict[str, Maker]] = {
    "mobile": phones(mobile_groups)
    | {"hidden": hidden_mobile, "old": spelled(old_mobile_groups, "hyphen")},
    "landline": phones(landline_groups),
    "voip": phones(voip_groups),
    "email": {
        "typed": email,
        "read": email_read,
        "at": email_at,
        "full": lambda rng: email(rng).translate(FULL),
        "entity": lambda rng: email(rng).replace("@", "&#64;"),
        "upper": lambda rng: email(rng).upper(),
    },
    "rrn": {
        shape: spelled(resident, shape)
        for shape in ("hyphen", "plain", "space", "spaced", "full", "entity", "dash")
    }
    | {"hidden": hidden_resident},
    "foreigner": {shape: spelled(foreigner, shape) for shape in ("hyphen", "plain", "spaced")},
    "passport": {
        "typed": passport,
        "space": spaced_passport,
    },
    "licence": {shape: spelled(licence, shape) for shape in ("hyphen", "plain", "space")}
    | {"region": licence_region},
    "card": {
        shape: spelled(card, shape)
        for shape in ("hyphen", "plain", "space", "dot", "full", "spaced")
    }
    | {"amex": spelled(amex, "space"), "hidden": hidden_card},
    "account": {bank: account(bank) for bank in ACCOUNTS}
    | {
        "any": any_account,
        "plain": lambda rng: any_account(rng).replace("-", ""),
        "space": lambda rng: any_account(rng).replace("-", " "),
        "full": lambda rng: any_account(rng).translate(FULL),
    },
    "health": {"plain": health, "hyphen": hyphened_health},
    "plate": {
        "plain": spelled(plate, "plain"),
        "space": spelled(plate, "space"),
        "region": old_plate,
    },
    "birth": {
        "hyphen": date_of_birth("{y}-{m:02d}-{d:02d}"),
        "dot": date_of_birth("{y}.{m:02d}.{d:02d}"),
        "spaced": date_of_birth("{y}. {m}. {d}"),
        "words": date_of_birth("{y}년 {m}월 {d}일"),
        "six": date_of_birth("{yy:02d}{m:02d}{d:02d}"),
        "eight": date_of_birth("{y}{m:02d}{d:02d}"),
        "short": date_of_birth("{yy:02d}.{m:02d}.{d:02d}"),
        "us": date_of_birth("{m:02d}/{d:02d}/{y}"),
    },
    "address": {
        "full": address,
        "lot": lot,
        "house": house,
        "villa": villa,
        "flat": flat,
        "us": us_street,
    },
    "name": {
        "ko": name,
        "spread": lambda rng: " ".join(name(rng)),
        "hidden": hidden_name,
        "en": english_name,
        "roman": roman_name,
    },
    "ip": {"v4": public_ip, "v6": public_ip6},
    "mac": {
        "colon": lambda rng: ":".join(mac(rng)),
        "lower": lambda rng: ":".join(mac(rng)).lower(),
        "hyphen": lambda rng: "-".join(mac(rng)),
    },
    "iban": {"plain": iban, "space": iban_groups},
    "ssn": {shape: spelled(ssn, shape) for shape in ("hyphen", "space")},
    "usphone": {shape: spelled(us_phone, shape) for shape in ("hyphen", "dot")}
    | {"bracket": us_bracket, "abroad": lambda rng: "+1 " + "-".join(us_phone(rng))},
    "secret": {
        "aws": lambda rng: "AKIA" + drawn(rng, BASE32, 16),
        "github": github,
        "google": lambda rng: "AIza" + drawn(rng, BASE64URL, 35),
        "stripe": lambda rng: "sk_live_" + drawn(rng, BASE62, 24),
        "slack": slack,
        "gitlab": lambda rng: "glpat-" + drawn(rng, BASE62, 20),
        "npm": lambda rng: "npm_" + drawn(rng, BASE62, 36),
        "sendgrid": lambda rng: f"SG.{drawn(rng, BASE62, 22)}.{drawn(rng, BASE62, 43)}",
    },
    "password": {"typed": password, "korean": korean_password},
    "login": {"typed": credentials},
}

USUAL: dict[str, list[str]] = {
    "mobile": TELEPHONE,
    "landline": TELEPHONE,
    "voip": TELEPHONE,
    "email": ["typed"],
    "rrn": ["hyphen", "hyphen", "hyphen", "plain", "spaced"],
    "foreigner": ["hyphen", "hyphen", "plain"],
    "passport": ["typed"],
    "licence": ["hyphen", "hyphen", "region"],
    "card": ["hyphen", "hyphen", "space", "plain"],
    "account": ["any"],
    "health": ["plain", "hyphen"],
    "plate": ["plain", "space"],
    "birth": ["hyphen", "dot", "spaced", "words", "six", "eight"],
    "address": ["full", "full", "lot", "villa"],
    "name": ["ko"],
    "ip": ["v4"],
    "mac": ["colon", "lower", "hyphen"],
    "iban": ["plain", "space"],
    "ssn": ["hyphen"],
    "usphone": ["hyphen", "dot", "bracket", "abroad"],
    "secret": ["aws", "github", "google", "stripe", "slack"],
    "password": ["typed", "korean"],
    "login": ["typed"],
}


def value(rng: Random, kind: str, shape: str = "") -> str:
    """Return one value of `kind` in `shape`, or in a usual shape. Raises KeyError if either is unknown."""
    return SHAPES[kind][shape or rng.choice(USUAL[kind])](rng)
