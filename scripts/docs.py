"""Write the generated parts of the documentation: `python -m scripts.docs`, or `make docs`.

A part stands between `<!-- name -->` and `<!-- /name -->` of a page in docs/, with blank lines around it.
tests/test_docs.py fails if a page holds anything else there."""

import re
from pathlib import Path

from scripts.tables import PARTS

DOCS = Path(__file__).parents[1] / "docs"


def filled(page: str, name: str, part: str) -> str:
    """The page with the part between the markers of its name. Raises ValueError if a marker is missing."""
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, begins, rest = page.partition(first)
    _, ends, after = rest.partition(last)
    if not begins or not ends:
        raise ValueError(f"the markers {first.strip()} and {last} are missing")
    return f"{before}{first}\n{part}\n{last}{after}"


def readable(part: str) -> str:
    """Code with bars in the cells of tables as HTML: sites show the backslash that GitHub needs there."""
    return re.sub(r"`([^`\n]*\\\|[^`\n]*)`", _html, part)


def _html(code: re.Match[str]) -> str:
    text = code[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<code>{text.replace(chr(92) + '|', '&#124;')}</code>"


def pages() -> dict[Path, str]:
    """Page -> its text with every generated part as the code has it now."""
    made = {}
    for name, parts in PARTS.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        for part, make in parts.items():
            text = filled(text, part, readable(make()))
        made[DOCS / name] = text
    return made


def main() -> None:
    """Write the pages that change, and name them."""
    for path, text in pages().items():
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: docs/{path.relative_to(DOCS)}")


if __name__ == "__main__":
    main()
