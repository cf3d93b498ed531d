"""Settings of a recipe for a page that is sent to others: without the folders of this machine and without
personal data."""

import re
from pathlib import PurePosixPath
from typing import Any

from pipeline.report.page.masking import masked_name

CUT = "…"
# Last parts that are shown of a path that lies elsewhere.
PARTS = 2
_LOCAL = re.compile(r"(?:file://)?(/.*|~.*|[A-Za-z]:[\\/].*)", re.S)
# The folder of a user, which has the name of that user.
_HOME = re.compile(r"(?:/home/|/Users/|~|[A-Za-z]:/Users/)[^/]*(?:/|$)")


def short(path: str, base: str) -> str:
    """A path or address to show. A local path below the folder `base` is relative to it; of another one the
    last parts are shown, without the folder of a user."""
    local = _LOCAL.fullmatch(path)
    if not local:
        return masked_name(path)
    whole = PurePosixPath(local[1].replace("\\", "/"))
    if base and whole.is_relative_to(base):
        return masked_name(str(whole.relative_to(base)))
    parts = PurePosixPath(_HOME.sub("/", str(whole), count=1)).parts[1:]
    return masked_name("/".join([CUT, *parts[-PARTS:]]))


def shareable(value: Any, base: str) -> Any:
    """The same settings with every path as `short` shows it, and with names masked."""
    if isinstance(value, dict):
        return {masked_name(str(k)): shareable(v, base) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [shareable(v, base) for v in value]
    return short(value, base) if isinstance(value, str) else value
