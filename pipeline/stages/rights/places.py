"""Where a passage stands in a text or page."""

TITLE, HEAD, TAIL, LINE, BODY, FOOTER = "title", "head", "tail", "line", "body", "footer"
# Characters of a passage that counts as a line of its own.
OWN_LINE = 240
