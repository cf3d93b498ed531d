"""Platforms: sites and programs of boards whose pages are read by selectors, one small file each.

A file states constants. HOSTS and MARKS say which pages are of the platform: those whose address, given or
stated in their head, is of these hosts, and those whose head holds one of these. Marks that hold a host do
not count in a page that states another address: it only links there. BODY, TITLE, DATE and COMMENT are
selectors, the first that matches is taken. What DROP selects is cut out of the body, as comments are, what
CODE selects keeps its lines, what CELL selects becomes one line, and FORMULA selects elements that hold LaTeX
in the JSON of an attribute. If no selector of BODY matches, the general
extractor reads the page, and the platform is named among the repairs: many such pages show that the platform
has changed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.core.modules import NamedModule, in_package
from pipeline.core.source import constants, remembered

# Characters of a page in which marks are looked for, up to its body: the head names the site and the program.
HEAD = 1 << 14
_BODY = re.compile(r"<body\b", re.IGNORECASE)
# Elements of a head in which a page states its address, and the address in one.
_STATES = re.compile(r"<(?:meta|link)\b[^<>]*\b(?:og:url|canonical)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:content|href)\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Platform:
    """The selectors of a platform, in the order in which they are tried."""

    name: str
    hosts: tuple[str, ...]
    marks: tuple[str, ...]
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    comment: str = ""
    drop: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    cell: str = ""
    formula: str = ""


def of_page(html: str, url: str | None = None) -> Platform | None:
    """The platform of a page, by its address or the marks in its head; None if it is of no known one."""
    head = html[:HEAD]
    if body := _BODY.search(head):
        head = head[: body.start()]
    hosts = set(_hosts(head, url))
    for platform in _all():
        if any(_is_of(host, platform) for host in hosts):
            return platform
    for platform in _all():
        if any(m in head and not (hosts and _is_address(m, platform)) for m in platform.marks):
            return platform
    return None


def _hosts(head: str, url: str | None) -> Iterator[str]:
    """The hosts of the addresses that are given or that the head states."""
    stated = (_ADDRESS.search(element[0]) for element in _STATES.finditer(head))
    for address in (url, *(found[1] for found in stated if found)):
        # An address with a bracket that is not closed has no host.
        with suppress(ValueError):
            if address and (host := urlsplit(address).hostname):
                yield host


def _is_of(host: str, platform: Platform) -> bool:
    return any(host == h or host.endswith(f".{h}") for h in platform.hosts)


def _is_address(mark: str, platform: Platform) -> bool:
    return any(host in mark for host in platform.hosts)


def identity() -> list[dict[str, str]]:
    """The names of the platforms and hashes of their files: they decide texts and are loaded by name."""
    return [entry.identity() for entry in _modules()]


class _Module(NamedModule):
    KIND = "platform"


def _modules() -> list[_Module]:
    return [_Module(name, module) for name, module in in_package(__name__).items()]


@remembered
def _all() -> tuple[Platform, ...]:
    return tuple(_stated(entry) for entry in _modules())


def _stated(entry: _Module) -> Platform:
    facts = constants(entry.file())
    known = {n: facts[n.upper()] for n in Platform.__dataclass_fields__ if n.upper() in facts}
    return Platform(name=entry.name, **{"hosts": (), "marks": (), **known})
