"""Line ends inside a number or a mail address, as mail programs and page layouts break them.

The view leaves such a line end out, with the blanks behind it, and every kind finds the value whole:

| before the line end | behind it |
|---|---|
| a digit and a hyphen | a digit |
| a digit of a number that begins with 0 or has a hyphen | a hyphen and three or four digits |
| the beginning of a mobile number, or of YYMMDD-GXXXXXX | exactly the digits that it lacks |
| a letter or digit and @ | a letter or digit |
| a letter or digit | @ and the name of a mail service |
| an address up to the first point of its domain | a small letter |
"""

import numpy as np
from numba import njit

# the longest part of a number or domain that is read back from a line end
_REACH = 40
_SERVICES = ("naver.", "gmail.", "daum.", "hanmail.", "nate.", "kakao.", "hotmail.", "outlook.")
_STARTS = np.array([[*s.ljust(8, "\0").encode()] for s in _SERVICES], dtype=np.uint8)


@njit(cache=True, nogil=True, inline="always")
def _is_digit(b):
    return 0x30 <= b <= 0x39


@njit(cache=True, nogil=True, inline="always")
def _is_letter(b):
    return 0x61 <= (b | 0x20) <= 0x7A


@njit(cache=True, nogil=True, inline="always")
def may_break(left):
    """False if the byte before a line end shows that no value is broken there."""
    return (
        left == 0x20 or left == 0x2D or left == 0x2E or 0x30 <= left <= 0x39 or 0x40 <= left <= 0x7A
    )


@njit(cache=True, nogil=True)
def is_break(data, i, begin, end):
    """Bytes of the line end at `i` and of the blanks behind it if a value goes on behind them, else 0."""
    left = i - 1
    if left > begin and data[left] == 0x20:
        left -= 1
    right = i + 1
    while right < end and right < i + 9 and data[right] == 0x20:
        right += 1
    if left < begin or right >= end:
        return 0
    a, b = data[left], data[right]
    joined = False
    if a == 0x2D and left > begin:
        joined = _is_digit(data[left - 1]) and _is_digit(b)
    elif _is_digit(a) and (b == 0x2D or _is_digit(b)):
        joined = _completes(data, left, right, begin, end)
    elif a == 0x40 and left > begin:
        before = data[left - 1]
        joined = (_is_letter(before) or _is_digit(before)) and (_is_letter(b) or _is_digit(b))
    elif b == 0x40:
        joined = (_is_letter(a) or _is_digit(a)) and _is_service(data, right + 1, end, _STARTS)
    elif a == 0x2E:
        joined = 0x61 <= b <= 0x7A and _is_domain(data, left, begin)
    return right - i if joined else 0


@njit(cache=True, nogil=True)
def _completes(data, left, right, begin, end):
    """True if the number that ends at `left` goes on at `right`."""
    first, digits, hyphens, place = left + 1, 0, 0, 0
    while first > begin and first > left - _REACH:
        b = data[first - 1]
        if b == 0x2D:
            hyphens += 1
            place = digits
        elif not _is_digit(b):
            break
        else:
            digits += 1
        first -= 1
    last, more = right, 0
    while last < end and last < right + _REACH and (_is_digit(data[last]) or data[last] == 0x2D):
        more += data[last] != 0x2D
        last += 1
    if data[right] == 0x2D:
        return more in (3, 4) and (data[first] == 0x30 or hyphens > 0)
    if data[first] == 0x30 and digits > 2 and data[first + 1] == 0x31:
        return digits < 11 and digits + more in (10, 11)
    # `place` digits stand behind the hyphen of a resident number
    return hyphens == 1 and digits - place == 6 and digits + more == 13


@njit(cache=True, nogil=True)
def _is_service(data, i, end, starts):
    """True if the name of a mail service stands at `i`."""
    for k in range(len(starts)):
        j = 0
        while j < 8 and starts[k, j] and i + j < end and data[i + j] == starts[k, j]:
            j += 1
        if j == 8 or not starts[k, j]:
            return True
    return False


@njit(cache=True, nogil=True)
def _is_domain(data, point, begin):
    """True if @ and one label stand before the point."""
    j = point - 1
    while j > begin and j > point - _REACH:
        b = data[j]
        if b == 0x40:
            return j < point - 1 and (_is_letter(data[j - 1]) or _is_digit(data[j - 1]))
        if not (_is_letter(b) or _is_digit(b) or b == 0x2D):
            return False
        j -= 1
    return False
