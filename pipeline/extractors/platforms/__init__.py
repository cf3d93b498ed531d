"""Platforms: sites and programs of boards whose pages are read by selectors, one small file each.

A file states constants. HOSTS and MARKS say which pages are of the platform: those of these hosts, and those
whose HTML holds one of these in its beginning. BODY, TITLE, DATE and COMMENT are selectors, the first that
matches is taken. What DROP selects is cut out of the body, what CODE selects keeps its lines, and FORMULA
selects elements that hold LaTeX in the JSON of an attribute. If no selector of BODY matches, the general
extractor reads the page, and the platform is named among the repairs: many such pages show that the platform
has changed.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.core.modules import NamedModule, in_package
from pipeline.core.source import constants, remembered

# Characters of a page in which marks are looked for: the head names the site and the program.
HEAD = 1 << 14


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
    formula: str = ""


def of_page(html: str, url: str | None = None) -> Platform | None:
    """The platform of a page, by its address or the marks in its head; None if it is of no known one."""
    host = (urlsplit(url).hostname or "") if url else ""
    head = html[:HEAD]
    for platform in _all():
        if host and any(host == h or host.endswith(f".{h}") for h in platform.hosts):
            return platform
        if any(mark in head for mark in platform.marks):
            return platform
    return None


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
