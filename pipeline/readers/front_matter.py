"""Front matter: the fields between two lines `---` (YAML) or `+++` (TOML) at the top of a page of a site."""

import re
import tomllib
from typing import Any

import yaml

# Characters of front matter; more is text.
LONGEST = 1 << 14
_BLOCK = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?\r?\n)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[\w][\w .-]*")
# Names of the date of a page, the first that is there counts.
DATES = ("date", "published", "pubDate", "created", "updated", "lastmod")


class _Loader(yaml.SafeLoader):
    """YAML without references, by which a few lines become gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references are refused")
        return super().compose_node(parent, index)


def split(text: str) -> tuple[dict[str, Any], str]:
    """(fields, the text below them); ({}, the text) if it has no front matter that can be read as fields."""
    block = _BLOCK.match(text, 0, LONGEST) if text[:3] in ("---", "+++") else None
    if block is None:
        return {}, text
    try:
        load = tomllib.loads if block[1] == "+++" else _yaml
        fields = load(block[2].replace("\r\n", "\n"))
    # a date of month 13, numbers of thousands of digits, deep nesting
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(fields, dict) or not all(
        isinstance(key, str) and _KEY.fullmatch(key) for key in fields
    ):
        return {}, text
    return fields, text[block.end() :]


def date_in(fields: dict[str, Any]) -> str | None:
    """Take the date out of front matter, as written; None without one."""
    for name in DATES:
        if fields.get(name) is not None and not isinstance(fields[name], dict | list):
            return str(fields.pop(name))
    return None


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)
