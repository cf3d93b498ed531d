"""The licence that the manifest of a package declares: package.json, pyproject.toml, Cargo.toml, composer.json."""

import re

from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.software import expression

# Bytes of a manifest in which its own fields stand; those of its dependencies are indented further.
HEAD_BYTES = 4_000
_NAMED = re.compile(rb'(?m)^(?:\s{0,4}"name"\s*:\s*"|name\s*=\s*["\'])')
_DECLARED = re.compile(
    rb'(?m)^(?:(?P<indent>[ \t]{1,4})"licen[sc]e"\s*:\s*"(?P<json>[^"\n]{1,80})"'
    rb"|licen[sc]e\s*=\s*(?:\{\s*text\s*=\s*)?[\"'](?P<toml>[^\"'\n]{1,80})[\"'])"
)
_TABLE = re.compile(rb"(?m)^\[(?:project|package|workspace\.package|tool\.poetry)\]\s*$")


def declared(text: bytes) -> tuple[int, str, Licence] | None:
    """(offset, words, licence) that a manifest declares for its package; None for other texts."""
    head = text[:HEAD_BYTES]
    found = _DECLARED.search(head)
    if found is None or not _NAMED.search(head):
        return None
    is_json = found["json"] is not None
    if is_json and (not head.lstrip().startswith(b"{") or _is_nested(head, found.start())):
        return None
    if not is_json and not _TABLE.search(head, 0, found.start()):
        return None
    licence = expression((found["json"] or found["toml"]).decode("utf-8", "replace"))
    words = found[0].decode("utf-8", "replace").strip()
    return (found.start(), words, licence) if licence else None


def _is_nested(head: bytes, at: int) -> bool:
    """True inside an object or a list of the manifest, as that of a dependency."""
    before = head[:at]
    return before.count(b"{") - before.count(b"}") != 1 or before.count(b"[") != before.count(b"]")
