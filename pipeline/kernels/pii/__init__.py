"""Personal data in text: the spans that are personal data, and their kinds.

Texts are matched on a normalised view (`view`): full-width characters, dashes, spaces and digits in their
ASCII form, zero-width characters removed, with exact offsets back. A span matches a form (a linear-time
pattern) and is then checked in its surroundings: check digits, calendar dates, issuer ranges, words
nearby. A check digit may raise confidence and never vetoes a resident number: those issued since
October 2020 have none. Borders are ASCII: Hangul counts as a letter, and particles are glued to numbers.

`find(texts)` -> (document, start, end, kind) int64 arrays; start and end are bytes in the text, kind is
an index of KINDS.
"""

from pipeline.kernels.pii.kinds import BY_PRECEDENCE

# names in order of precedence
KINDS = tuple(kind.name for kind in BY_PRECEDENCE)
# kinds of companies and institutions, kept by default
PUBLIC = tuple(kind.name for kind in BY_PRECEDENCE if kind.public)


def table() -> str:
    """The kinds as a Markdown table, in order of precedence."""
    lines = [
        "| kind | default | how it is written | what confirms it, and its source | pseudonyms |",
        "|---|---|---|---|---|",
    ]
    for kind in BY_PRECEDENCE:
        default = "keep" if kind.public else "mask"
        cells = (kind.name, default, kind.looks, kind.evidence, "yes" if kind.pseudonym else "no")
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"
