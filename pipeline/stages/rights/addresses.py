"""Addresses of documents: hosts with their parents, and prefixes that end where a part of an address ends."""

import re

import polars as pl

# Parts of a path that are compared with lists.
MOST_PARTS = 64
_HOST = r"^(?:[a-zA-Z][\w+.-]*:)?//(?:[^/@?#]*@)?(\[[^\]]*\]|[^/:?#]+)"
_SCHEME = re.compile(r"^(?:[a-zA-Z][\w+.-]*:)?//(?:[^/@?#]*@)?")
_ENDS = re.compile(r"[/?&#]")


def hosts(urls: pl.Series) -> pl.Series:
    """The host of each address in lower case, without a dot at its end; null if it is not an address."""
    found = urls.str.extract(_HOST).str.to_lowercase().str.strip_chars_end(".")
    plain = found.str.contains(r"^[\x00-\x7f]*$").fill_null(True)
    if plain.all():
        return found
    return found.map_elements(ascii_host, pl.String)


def ascii_host(host: str) -> str:
    """A host as registries write it: 한국.kr as xn--3e0b707e.kr."""
    host = host.lower().strip().rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def with_parents(host: str) -> list[str]:
    """A host and the domains above it: a.b.c, b.c, c."""
    parts = host.split(".")
    return [".".join(parts[i:]) for i in range(len(parts))]


def plain(url: str) -> str:
    """An address for comparison: without scheme, user, `www.`, port of the web and fragment, host in lower
    case."""
    rest = _SCHEME.sub("", url.strip(), count=1).partition("#")[0]
    host, sign, path = re.match(r"([^/?]*)([/?]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    host = re.sub(r":(?:80|443)$", "", ascii_host(host)).removeprefix("www.")
    return f"{host}{sign}{path}".rstrip("/")


def prefixes(url: str) -> list[str]:
    """The prefixes of a plain address that end where a part of it ends, itself included."""
    ends = [m.start() for m in _ENDS.finditer(url)][:MOST_PARTS]
    return list(dict.fromkeys([*(url[:end] for end in ends), url]))


def path_of(url: str) -> str:
    """The path of an address with its query, `/` if it has none."""
    rest = _SCHEME.sub("", url, count=1).partition("#")[0]
    at = re.search(r"[/?]", rest)
    path = rest[at.start() :] if at else "/"
    return path if path.startswith("/") else f"/{path}"
