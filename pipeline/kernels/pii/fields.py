"""Labels of fields as forms print them, and columns of tables, for kinds that a label alone confirms.

성명 is also printed with blanks between its syllables: 성    명. Between a label and its value stands a
colon or the like, perhaps behind a remark in brackets: 성명(한글) : 김민지, **성명**: 김민지,
| 성명 | 김민지 |
"""

from pipeline.kernels.pii.gates import Gate

# between a label and its value
SIGN = r"[*)\]\"'`]{0,4} {0,8}(?:\([^()\n]{1,24}\) {0,4})?[*]{0,2}[:=|\t>][ *\"'`(\t|:]{0,8}"
# before and behind a cell
_EDGE = r"[ *\"'`]{0,4}"


def labels(*names: str) -> str:
    """A pattern of the labels; blanks may stand between the syllables of those in Hangul."""
    return "(?:" + "|".join(_spaced(name) for name in names) + ")"


def _spaced(name: str) -> str:
    """The label with up to eight blanks between its syllables, and one or none where it has a blank."""
    if name.isascii():
        return name.replace(" ", "[ _]?")
    return " ?".join(" {0,8}".join(word) for word in name.split())


def loose(pattern: str) -> str:
    """The pattern for a gate: any number of blanks instead of up to eight, which is one state of RE2."""
    return pattern.replace(" {0,8}", " *")


# behind the label at the head of a column
_HEAD_ENDS = r"(?:[ *\"'`]*[|\t/]|[*\"'`]*[,;][^ \n]|  |[ *\"'`]*\r?\n| ?\()"


def column(pattern: str) -> Gate:
    """A gate at the head of a column: a label before a separator of a table, a bracket, or the end of a line.

    What stands before the label, and the remark, are left to the form: each state of a gate is one more for
    every state of the others.
    """
    return Gate(rf"{loose(pattern)}{_HEAD_ENDS}", 0, 0, is_head=True)


def between_separators(pattern: str) -> str:
    """A pattern of a label that is a cell of a line of a table."""
    pattern = loose(pattern)
    return (
        rf"(?:[|\t]| /){_EDGE}{pattern}{_EDGE}(?:[|\t/]|(?m:$))|{pattern}(?:{_EDGE}[|\t]| / )"
        rf"|(?:(?m:^)|[,;])\"?{pattern}\"?[,;][^ \n]|[^ \n][,;]\"?{pattern}\"?(?m:$)"
        rf"|(?m:^){pattern}  |  {pattern}(?:  |(?m:$))"
    )


def cells(value: str) -> str:
    """A pattern of cells that hold nothing but the value, which is group 1 if it is in brackets."""
    # a bracket is the border of a value of SQL
    return rf"(?:[\n|\t,;]|  | / |\(['\"]){_EDGE}{value}{_EDGE}(?:[\n|\t,;)]|  | / )"
