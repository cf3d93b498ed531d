"""Where the line around a byte begins and ends, looked for no further than a check reads.

A document may be one line of many megabytes, as minified JSON is: looking for its ends at every number took
quadratic time, 41 s for 4 MB.
"""

# bytes of a line on either side of a place that checks read at most
FAR = 4096


def line_begin(text: bytes, at: int, far: int = FAR) -> int:
    """The first byte of the line that holds the byte `at`; in a longer line, the byte `far` before it."""
    low = max(0, at - far)
    return max(text.rfind(b"\n", low, at) + 1, low)


def line_end(text: bytes, at: int, far: int = FAR) -> int:
    """The first line end from the byte `at` on; in a longer line, the byte `far` behind it."""
    stop = text.find(b"\n", at, at + far)
    return stop if stop >= 0 else min(len(text), at + far)


def begins_line(text: bytes, at: int) -> bool:
    """True for the first byte of a line."""
    return at == 0 or text.startswith(b"\n", at - 1)


def ends_line(text: bytes, at: int) -> bool:
    """True for the byte of a line end."""
    return text.startswith(b"\n", at)
