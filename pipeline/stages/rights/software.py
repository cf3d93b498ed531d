"""Licences of software and data, by their names and by the words of their grants."""

import re

from pipeline.stages.rights.licence import PUBLIC_DOMAIN, Licence

_LICENSE = r"(?:\s*(?:open[- ]source\s+)?(?:software\s+)?(?:public\s+)?(?:licen[sc]ed?|라이선스|라이센스|허가서))"
_V = r"(?:[\s,(]*(?:version|ver\.?|v\.?)?\s*(?P<v>\d(?:\.\d)?)\+?)?"
_LATER = r"(?P<later>.{0,60}?(?:or\s+(?:\(at\s+your\s+option\)\s+)?(?:any\s+)?later|이상))?"


def _free(name: str) -> Licence:
    return Licence(name, "free")


def _by(name: str, share_alike: bool = False) -> Licence:
    return Licence(name, "attribution", share_alike)


def _ascii(pattern: str) -> str:
    """A pattern whose words end before a Korean particle: `Apache-2.0으로`."""
    return pattern.replace(r"\b", r"(?a:\b)")


# (pattern of a name, SPDX name; `{v}` is the version, the second name is that without one)
_NAMES: tuple[tuple[str, str, str, bool], ...] = (
    (
        r"\bMIT"
        + _LICENSE
        + r"|\bMIT[- ]licen[sc]ed|\bMIT\s*©|\bMIT(?=(?:으)?로\s*(?:배포|공개|제공|나눕|나눠))|\bExpat\s+licen[sc]e",
        "MIT",
        "MIT",
        False,
    ),
    (
        r"\bApache(?:\s+Software\s+Foundation)?" + _LICENSE + _V + r"|\bApache[- ]2\.0\b",
        "Apache-{v}",
        "Apache-2.0",
        False,
    ),
    (
        r"(?:\b(?:GNU\s+)?AGPL|\bGNU\s+Affero\s+General\s+Public\s+Licen[sc]e)[- ]?" + _V,
        "AGPL-{v}",
        "AGPL-3.0",
        True,
    ),
    (
        r"(?:\b(?:GNU\s+)?LGPL|\bGNU\s+(?:Lesser|Library)\s+General\s+Public\s+Licen[sc]e)[- ]?"
        + _V,
        "LGPL-{v}",
        "LGPL",
        True,
    ),
    (
        r"(?:\b(?:GNU\s+)?GPL|\b(?:GNU\s+)General\s+Public\s+Licen[sc]e|GNU\s*일반\s*공중\s*사용\s*허가서)[- ]?"
        + _V,
        "GPL-{v}",
        "GPL",
        True,
    ),
    (
        r"(?:\bGFDL|\bGNU\s+FDL|\bGNU\s+Free\s+Documentation\s+Licen[sc]e|GNU\s*자유\s*문서\s*(?:사용\s*)?(?:허가서|라이선스))[- ]?"
        + _V,
        "GFDL-{v}",
        "GFDL",
        True,
    ),
    (r"\bMozilla\s+Public\s+Licen[sc]e" + _V + r"|\bMPL[- ]?2\.0\b", "MPL-{v}", "MPL-2.0", True),
    (
        r"\bEclipse\s+Public\s+Licen[sc]e[- ]*" + _V + r"|\bEPL[- ][12]\.0",
        "EPL-{v}",
        "EPL-2.0",
        True,
    ),
    (
        r"\b(?:2|two)[- ]clause\s+BSD|\bBSD[- ]2(?:-Clause)?\b|\bSimplified\s+BSD",
        "BSD-2-Clause",
        "BSD-2-Clause",
        False,
    ),
    (
        r"\bBSD"
        + _LICENSE
        + r"|\bBSD[- ]3(?:-Clause)?\b|\b(?:3|three)[- ]clause\s+BSD|\b(?:New|Modified)\s+BSD",
        "BSD-3-Clause",
        "BSD-3-Clause",
        False,
    ),
    (r"\bISC" + _LICENSE, "ISC", "ISC", False),
    (r"\bBoost\s+Software\s+License" + _V, "BSL-1.0", "BSL-1.0", False),
    (r"\b(?:Python\s+Software\s+Foundation|PSF)" + _LICENSE, "PSF-2.0", "PSF-2.0", False),
    (
        r"\bPerl\s+Artistic\s+Licen[sc]e|\bArtistic\s+Licen[sc]e" + _V,
        "Artistic-{v}",
        "Artistic-2.0",
        False,
    ),
    (r"\bSIL\s+Open\s+Font\s+Licen[sc]e", "OFL-1.1", "OFL-1.1", True),
    (
        r"\bOpen\s+(?:Data\s+Commons\s+Open\s+)?Database\s+Licen[sc]e|\bODbL\b",
        "ODbL-1.0",
        "ODbL-1.0",
        True,
    ),
    (r"\bOpen\s+Data\s+Commons\s+Attribution|\bODC-By\b", "ODC-By-1.0", "ODC-By-1.0", False),
    (r"\bzlib\s+licen[sc]e", "Zlib", "Zlib", False),
)
_FREE_NAMES = (
    (r"\bUnlicen[sc]e\b", "Unlicense"),
    (r"\b0BSD\b|\bZero[- ]Clause\s+BSD", "0BSD"),
    (r"\bWTFPL\b|do\s+what\s+the\s+f\S+k\s+you\s+want\s+to\s+public\s+licen[sc]e", "WTFPL"),
    (r"\bPDDL\b|\bPublic\s+Domain\s+Dedication\s+and\s+Licen[sc]e", "PDDL-1.0"),
)
_OGL = Licence("OGL-UK-3.0", "attribution", False, "GB")
_COMPILED = [
    (
        re.compile(
            _ascii(pattern) + (_LATER if "GPL" in name or "GFDL" in name else ""), re.IGNORECASE
        ),
        name,
        bare,
        share,
    )
    for pattern, name, bare, share in _NAMES
]
_COMPILED_FREE = [(re.compile(_ascii(p), re.IGNORECASE), _free(n)) for p, n in _FREE_NAMES]
# The open licence of France: of the documents of offices.
_ETALAB = Licence("etalab-2.0", "attribution", False, "FR")
_COMPILED_ETALAB = re.compile(
    r"\blicence\s+ouverte(?:\s+(?:v(?:ersion)?\s*)?2(?:\.0)?)?(?:\s*/\s*open\s+licen[sc]e)?|\betalab-2\.0\b",
    re.IGNORECASE,
)
_COMPILED_OGL = re.compile(
    r"\bopen\s+government\s+licen[sc]e(?:\s*\(?v?(?:ersion)?\s*\d(?:\.\d)?\)?)?", re.IGNORECASE
)

# Words of the grants themselves: a text that holds them says under what it stands.
_GRANTS = tuple(
    (re.compile(re.sub(r" ", r"\\s+", pattern), re.IGNORECASE), licence)
    for pattern, licence in (
        # MIT-0 and 0BSD are these grants without their condition.
        (
            r"permission is hereby granted, free of charge, to any person obtaining a copy.{0,700}?furnished to do so[.]",
            _free("MIT-0"),
        ),
        (
            r"permission is hereby granted, free of charge, to any person obtaining a copy",
            _by("MIT"),
        ),
        (
            r"permission to use, copy, modify,? and(?:/or)? distribute this (?:software|document) for any purpose with or without fee is hereby granted[.]",
            _free("0BSD"),
        ),
        (
            r"permission to use, copy, modify,? and(?:/or)? distribute this (?:software|document)[^.]{0,120}for any purpose",
            _by("ISC"),
        ),
        (
            r"redistribution and use in source and binary forms[^.]{0,80}are permitted",
            _by("BSD-3-Clause"),
        ),
        (
            r"this is free and unencumbered software released into the public domain",
            _free("Unlicense"),
        ),
        (
            r"permission is granted to anyone to use this (?:software|library|file|code) for any purpose, including commercial applications",
            _by("Zlib"),
        ),
        (r"subject to the terms of the mozilla public license, v\. 2\.0", _by("MPL-2.0", True)),
        (
            r"permission is granted to copy, distribute and/or modify this document under the terms of the gnu free documentation license",
            _by("GFDL", True),
        ),
        (
            r"verbatim copying and distribution of this entire (?:article|document|page)[^.]{0,60} (?:is|are) permitted",
            Licence(None, "no_derivatives"),
        ),
        (
            r"has waived all copyright and related or neighbou?ring rights to (?!the works? of)",
            Licence("CC0-1.0", "free"),
        ),
        (r"use of this source code is governed by a bsd[- ]style license", _by("BSD-3-Clause")),
        (r"use of this source code is governed by an mit[- ]style license", _by("MIT")),
        (r"licensed to (?:the )?psf under a contributor agreement", _by("PSF-2.0")),
        (
            r"for the use of anyone anywhere (?:at no cost|in the united states)[^.]{0,120}(?:almost )?no restrictions whatsoever(?!.{0,700}copyrighted project gutenberg)",
            Licence("public-domain", "free", False, "US"),
        ),
    )
)
_GNU = re.compile(
    r"terms\s+of\s+(?:version\s+[\d.]+\s+of\s+)?the\s+GNU\s+(?P<kind>Lesser\s+|Library\s+|Affero\s+)?General\s+Public\s+Licen[sc]e"
    r".{0,120}?\bversion\s+(?P<v>\d(?:\.\d)?)(?P<later>.{0,80}?any\s+later)?",
    re.IGNORECASE | re.DOTALL,
)
_GNU_KO = re.compile(
    r"GNU\s*(?P<kind>약소\s*|아페로\s*)?일반\s*공중\s*(?:사용\s*)?(?:허가서|라이[선센]스)\s*(?:\([AL]?GPL\)\s*)?(?:제?\s*|버전\s*|v)(?P<v>\d(?:\.\d)?)\s*(?:판)?(?P<later>\s*(?:또는|이나|혹은|및)?\s*(?:그\s*)?(?:이후|이상|후속)[^.\n]{0,12}?(?:판|버전))?",
)
_KINDS_KO = {"약": "L", "아": "A"}
_GNU_KINDS = {"l": "L", "a": "A"}
# Name in an expression of SPDX -> licence; others keep their name.
_TRADE_RESERVED = re.compile(
    r"non-?commercial|^(?:CC-BY-NC|BUSL|SSPL|Elastic|JSON-NC)", re.IGNORECASE
)
_KNOWN_FREE = {"CC0-1.0", "UNLICENSE", "0BSD", "WTFPL", "PDDL-1.0", "BLESSING", "MIT-0"}
_COPYLEFT = re.compile(
    r"^(?:AGPL|LGPL|GPL|GFDL|MPL|EPL|EUPL|CDDL|OFL|ODBL|OSL|CC-BY(?:-NC)?-SA)", re.IGNORECASE
)
_EXPRESSION = re.compile(
    r"SPDX-License-Identifier:\s*(\(?[\w.+-]+\)?(?:\s+(?:OR|AND|WITH)\s+\(*[\w.+-]+\)*)*)",
    re.IGNORECASE,
)


# `__license__ = "MIT"` of a module.
_METADATA = re.compile(r"""\b__licen[sc]e__\s*=\s*["']([\w.+-]+)["']|@licen[sc]e:?\s+([\w.+-]+)""")


def named(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of every name of a software or data licence in a text."""
    found = []
    for pattern, name, bare, share_alike in _COMPILED:
        for match in pattern.finditer(text):
            version = match.groupdict().get("v")
            full = name.format(v=_full(version)) if version else bare
            if match.groupdict().get("v") and "GPL" in name:
                full += "-or-later" if match.groupdict().get("later") else "-only"
            stop = match.start("later") if match.groupdict().get("later") else match.end()
            found.append((match.start(), stop, _by(full, share_alike)))
    for pattern, licence in _COMPILED_FREE:
        found += [(m.start(), m.end(), licence) for m in pattern.finditer(text)]
    found += [(m.start(), m.end(), _OGL) for m in _COMPILED_OGL.finditer(text)]
    found += [(m.start(), m.end(), _ETALAB) for m in _COMPILED_ETALAB.finditer(text)]
    return found


def _full(version: str) -> str:
    return version if "." in version else f"{version}.0"


def granted(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of the grants in a text, and of its SPDX expressions."""
    found = [
        (m.start(), m.end(), licence)
        for pattern, licence in _GRANTS
        for m in pattern.finditer(text)
    ]
    for match in _GNU.finditer(text):
        name = f"{_GNU_KINDS.get((match['kind'] or ' ')[0].lower(), '')}GPL-{_full(match['v'])}"
        later = "or-later" if match["later"] else "only"
        found.append((match.start(), match.end(), _by(f"{name}-{later}", True)))
    if "자유 소프트웨어" in text or "재배포" in text or "공표" in text:
        for match in _GNU_KO.finditer(text):
            kind = _KINDS_KO.get((match["kind"] or " ")[0], "")
            later = "or-later" if match["later"] else "only"
            name = f"{kind}GPL-{_full(match['v'])}-{later}"
            found.append((match.start(), match.end(), _by(name, True)))
    for match in _METADATA.finditer(text):
        name = match[1] or match[2]
        if _BARE.fullmatch(name):
            found.append((match.start(), match.end(), of_spdx(name)))
    for match in _EXPRESSION.finditer(text):
        if (licence := expression(match[1])) is not None:
            found.append((match.start(), match.end(), licence))
    return found


def expression(text: str) -> Licence | None:
    """The licence of an SPDX expression: OR lets choose the freest, AND binds to the strictest."""
    names = [
        n
        for n in re.split(r"\s+(?:OR|AND|WITH)\s+|[()]", text.strip(), flags=re.IGNORECASE)
        if n.strip()
    ]
    if not names or not all(re.fullmatch(r"[\w.+-]+", n.strip()) for n in names):
        return None
    parts = [of_spdx(n.strip()) for n in names if not n.strip().lower().endswith("exception")]
    if not parts:
        return None
    order = ("free", "attribution", "noncommercial", "no_derivatives", "reserved")
    ranks = [order.index(p.reuse) for p in parts]
    is_choice = re.search(r"\sOR\s", text, re.IGNORECASE) is not None
    rank = min(ranks) if is_choice else max(ranks)
    shares = [p.share_alike for p in parts]
    share_alike = all(shares) if is_choice else any(shares)
    whole = parts[0].id if len(parts) == 1 else " ".join(text.split())
    return Licence(whole, order[rank], share_alike)


def of_spdx(name: str) -> Licence:
    """The licence of one SPDX name."""
    if name.upper() in _KNOWN_FREE:
        return Licence(name, "free")
    if match := re.match(r"CC-BY((?:-(?:NC|ND|SA))*)-\d", name, re.IGNORECASE):
        elements = set(match[1].upper().split("-"))
        reuse = (
            "no_derivatives"
            if "ND" in elements
            else "noncommercial"
            if "NC" in elements
            else "attribution"
        )
        return Licence(name, reuse, "SA" in elements)
    if "proprietary" in name.lower() or name.upper() in ("UNLICENSED", "NONE"):
        return Licence(name, "reserved")
    if _TRADE_RESERVED.search(name):
        return Licence(name, "noncommercial")
    return Licence(name, "attribution", _COPYLEFT.match(name) is not None)


def bare(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of the first bare SPDX name in a text, such as `MIT`: only a heading of licences
    above it makes it one."""
    match = _BARE.search(text)
    return [(match.start(), match.end(), of_spdx(match[0]))] if match else []


_BARE = re.compile(
    r"(?a:\b)(?:MIT|ISC|Apache-2\.0|Zlib|MPL-2\.0|(?:A|L)?GPL-[23]\.[01](?:-only|-or-later)?|EUPL-1\.2|CC-BY(?:-(?:NC|ND|SA))*-\d\.\d)(?a:\b)"
)


def public_domain(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of every mention of the public domain in a text."""
    return [(m.start(), m.end(), PUBLIC_DOMAIN) for m in _PUBLIC_DOMAIN.finditer(text)]


_PUBLIC_DOMAIN = re.compile(
    r"\bnot\s+subject\s+to\s+(?:u\.s\.\s+|domestic\s+)?copyright\b|저작권(?:법)?(?:의|상)?\s*보호(?:를\s*)?받지\s*(?:않|아니|못)|\bpublic[ -]domain\b|\bno\s+(?:known\s+)?copyright(?:\s+restrictions)?\b|\bfree\s+of\s+(?:known\s+|all\s+|any\s+)?copyright(?:\s+restrictions)?\b|퍼블릭\s*도메인|공유\s*저작물|만료\s*저작물|"
    r"저작권(?:이|은|\s*보호\s*기간이)\s*(?:만료|소멸|종료|끝)|저작(?:재산)?권\s*보호\s*기간\s*(?:만료|종료)|저작(?:재산|인접)?권(?:\s*(?:과|와|및|[,·/])\s*[가-힣]{0,6}권리?)*(?:을|를|이)?\s*(?:모두\s*|전부\s*|일체\s*)?(?:만료|소멸|포기)|저작(?:재산)?권(?:을|를)?\s*(?:주장|행사)하지\s*않(?:습니다|음|으며)|모든\s*(?:법적\s*)?권리(?:를|을)\s*포기",
    re.IGNORECASE,
)
