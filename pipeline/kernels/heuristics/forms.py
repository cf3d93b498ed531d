"""Which lines of a text are code or tables, in plain Python; `prose` does the same, compiled."""

from collections.abc import Sequence

from pipeline.kernels.heuristics.limits import WIDE

# characters that lines are drawn with, in tables and under headings
RULING = "-+|=:~#*^_`'\" "
_BLANKS = " \t\r\x0b\x0c"


def form_lines(lines: Sequence[str]) -> list[bool]:
    """True for each line that is code or part of a table.

    A code block lies between two fences; a last fence without a partner opens none.
    """
    fences = [i for i, x in enumerate(lines) if x.strip(_BLANKS)[:3] in ("```", "~~~")]
    form = [is_form(line) and i not in fences for i, line in enumerate(lines)]
    for first, last in zip(fences[::2], fences[1::2], strict=False):
        form[first : last + 1] = [True] * (last + 1 - first)
    return form


def is_form(line: str) -> bool:
    """True if a line by itself is a row of a table or a line of code."""
    bare = line.strip(_BLANKS)
    if not bare:
        return False
    ruled = len(bare) >= 3 and not set(bare) - set(RULING)
    if ruled or (bare[0] == "|" and bare.count("|") >= 2) or bare.count("\t") >= 2:
        return True
    narrow = sum(ord(c) > 127 for c in bare) < WIDE
    braces = (narrow and bare[-1] in "{}") or (
        bare[-1] == ";" and any(c in "()=<>[]" for c in bare)
    )
    indented = line.startswith(("    ", "\t")) and any(c in "(){}[]=;<>_$\\" for c in bare)
    return braces or indented
