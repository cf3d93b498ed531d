"""Text of strangers, such as names of files, on its way to a terminal or a page."""

import re

# Control characters but the line feed and the tab, which move the cursor and change colours, and the marks
# that turn the direction of what follows them.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with control characters and marks of direction as their escapes, such as `\\x1b`."""
    return _ODD.sub(lambda found: ascii(found.group())[1:-1], text)


def on_one_line(text: str) -> str:
    """The same, with line feeds and tabs as escapes too."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")
