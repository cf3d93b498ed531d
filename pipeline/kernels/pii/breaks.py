"""Line ends inside a number or a mail address, as mail programs and page layouts break them.

The view leaves such a line end out, with the blanks behind it, and every kind finds the value whole:

| before the line end | behind it |
|---|---|
| a digit and a hyphen | a digit |
| the beginning of a mobile number, or of YYMMDD-GXXXXXX, in groups | exactly the digits that it lacks |
| a digit of a number that begins with 0 or has a hyphen | a hyphen and three or four digits |
| a letter or digit and @ | a letter or digit |
| a letter or digit | @ and the name of a mail service |
| an address up to the first point of its domain | a small letter |
| two octets of a network card and a colon | an octet and a colon |
| two groups of four digits, the first 3 or more | two more, with Luhn's check digit or behind 카드 |
"""

import numpy as np
from numba import njit

# the longest part of a number or domain that is read back from a line end
_REACH = 40
_SERVICES = ("naver.", "gmail.", "daum.", "hanmail.", "nate.", "kakao.", "hotmail.", "outlook.")
_CARD = np.frombuffer("카드".encode(), dtype=np.uint8)
_STARTS = np.array([[*s.ljust(8, "\0").encode()] for s in _SERVICES], dtype=np.uint8)


@njit(cache=True, nogil=True, inline="always")
def _is_digit(b):
    return 0x30 <= b <= 0x39


@njit(cache=True, nogil=True, inline="always")
def _is_letter(b):
    return 0x61 <= (b | 0x20) <= 0x7A


@njit(cache=True, nogil=True, inline="always")
def _is_octet(data, i):
    """True for two hexadecimal digits at `i`."""
    return _is_hexadecimal(data[i]) and _is_hexadecimal(data[i + 1])


@njit(cache=True, nogil=True, inline="always")
def _is_hexadecimal(b):
    return _is_digit(b) or 0x61 <= (b | 0x20) <= 0x66


@njit(cache=True, nogil=True, inline="always")
def may_break(left):
    """False if the byte before a line end shows that no value is broken there."""
    return (
        left == 0x20 or left == 0x2D or left == 0x2E or 0x30 <= left <= 0x3A or 0x40 <= left <= 0x7A
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
    elif (_is_digit(a) or (a == 0x2E and _is_digit(b))) and (_is_joint(b) or _is_digit(b)):
        joined = (
            _completes(data, left, right, begin, end)
            or _goes_on(data, left, right, begin, end)
            or _is_card(data, left, right, begin, end)
        )
    elif a == 0x40 and left > begin:
        before = data[left - 1]
        joined = (_is_letter(before) or _is_digit(before)) and (_is_letter(b) or _is_digit(b))
    elif b == 0x40:
        joined = (_is_letter(a) or _is_digit(a)) and _is_service(data, right + 1, end, _STARTS)
    elif a == 0x3A:
        joined = (
            left - begin > 4
            and data[left - 3] == 0x3A
            and right + 2 < end
            and data[right + 2] == 0x3A
        ) and (_is_octet(data, left - 5) and _is_octet(data, left - 2) and _is_octet(data, right))
    elif a == 0x2E:
        joined = 0x61 <= b <= 0x7A and _is_domain(data, left, begin)
    return right - i if joined else 0


@njit(cache=True, nogil=True)
def _completes(data, left, right, begin, end):
    """True if a mobile or resident number begins before the line end and lacks exactly what stands behind it.

    `left` and `right` are the bytes beside the line end and its blanks. Every beginning of a group of digits
    before it is tried with every end of a group behind it.
    """
    first, digits = left, 0
    while first >= begin and first > left - _REACH:
        if _is_digit(data[first]):
            digits += 1
            if _is_border(data, first, -1, begin, end):
                last, more = right, 0
                while last < end and last < right + _REACH:
                    if _is_digit(data[last]):
                        more += 1
                        ends = _is_border(data, last, 1, begin, end)
                        if ends and _is_whole(data, first, digits, more):
                            return True
                    elif not _is_joint(data[last]) or (last > right and _is_joint(data[last - 1])):
                        break
                    last += 1
        elif not _is_joint(data[first]) or (first < left and _is_joint(data[first + 1])):
            break
        first -= 1
    return False


@njit(cache=True, nogil=True)
def _goes_on(data, left, right, begin, end):
    """True if a hyphen and a group of three or four digits follow a number with a 0 in front or a hyphen."""
    if data[right] != 0x2D:
        return False
    first, hyphens, last = left, 0, right + 1
    while (
        first > begin
        and first > left - _REACH
        and (_is_digit(data[first - 1]) or data[first - 1] == 0x2D)
    ):
        hyphens += data[first - 1] == 0x2D
        first -= 1
    while last < end and last < right + _REACH and _is_digit(data[last]):
        last += 1
    return last - right in (4, 5) and (data[first] == 0x30 or hyphens > 0)


@njit(cache=True, nogil=True)
def _is_behind(data, i, begin, word):
    """True if the word stands in the bytes before `i` that hold some 30 syllables."""
    size = len(word)
    for at in range(max(begin, i - 96), i - size + 1):
        same = 0
        while same < size and data[at + same] == word[same]:
            same += 1
        if same == size:
            return True
    return False


@njit(cache=True, nogil=True)
def _is_card(data, left, right, begin, end):
    """True if 4386-7632 ends before the line end and 6491-9746 follows, with Luhn's check digit or behind
    the word card in Korean."""
    first, last = left - 8, right + 8
    if first < begin or last >= end or not 0x33 <= data[first] <= 0x39:
        return False
    if not _is_border(data, first, -1, begin, end) or not _is_border(data, last, 1, begin, end):
        return False
    total, place = 0, 0
    for i in range(18):
        # from the last digit backwards
        at = last - i if i < 9 else left - (i - 9)
        b = data[at]
        if i % 9 == 4:
            if b != 0x2D and b != 0x20:
                return False
            continue
        if not _is_digit(b):
            return False
        digit = int(b) - 0x30
        if place % 2:
            digit = 2 * digit - 9 if digit > 4 else 2 * digit
        total += digit
        place += 1
    return total % 10 == 0 or _is_behind(data, first, begin, _CARD)


@njit(cache=True, nogil=True, inline="always")
def _is_border(data, i, step, begin, end):
    """True if the digit at `i` is the last one of a number in the direction of `step`: a line of a list,
    220525-1050778, goes on behind the hyphen."""
    j = i + step
    if j < begin or j >= end:
        return True
    if data[j] == 0x2D and begin <= j + step < end and _is_digit(data[j + step]):
        return False
    return not _is_word(data[j])


@njit(cache=True, nogil=True, inline="always")
def _is_joint(b):
    """True for a separator between two groups of digits."""
    return b == 0x2D or b == 0x2E or b == 0x20


@njit(cache=True, nogil=True, inline="always")
def _is_word(b):
    return _is_digit(b) or _is_letter(b) or b == 0x5F


@njit(cache=True, nogil=True)
def _is_whole(data, first, digits, more):
    """True if the digits from `first` on, `digits` before the line end and `more` behind, are a number."""
    whole = digits + more
    if digits < 2 or data[first + 1] > 0x39:
        return False
    if data[first] == 0x30 and data[first + 1] == 0x31:
        # 01-376775-23 is a driver's licence: a mobile number begins with 010, 011 or 016 to 019
        third = first + 2
        while third < first + 4 and _is_joint(data[third]):
            third += 1
        if 0x32 <= data[third] <= 0x35:
            return False
        return whole == 11 or (whole == 10 and digits > 2 and data[first + 2] != 0x30)
    if whole != 13 or digits < 4:
        return False
    # YYMMDD: the month and the first digit of the day
    month = (int(data[first + 2]) - 0x30) * 10 + int(data[first + 3]) - 0x30
    return 1 <= month <= 12 and (
        digits < 5 or data[first + 4] <= 0x33 or not _is_digit(data[first + 4])
    )


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
