"""Numbers as people read them: thousands separators, and three digits where more would be noise."""

import math
from decimal import Decimal

# Names of bytes by powers of 1,000.
_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")
MISSING = "–"
# A space at which no line ends.
GAP = "\u00a0"


def count(value: float | Decimal | None) -> str:
    """A whole number with thousands separators; `–` for None."""
    return MISSING if value is None else f"{round(value):,}"


def share(part: float | None) -> str:
    """A share in [0, 1] as a percentage: `62 %`, `3.4 %`, `0.02 %`; `–` for None and NaN.

    A share that is neither 0 nor 1 is never shown as one of these."""
    if part is None or part != part:
        return MISSING
    percent = part * 100
    if 0 < percent < 0.01:
        return f"<{GAP}0.01{GAP}%"
    if 99.9 < percent < 100:
        return f">{GAP}99.9{GAP}%"
    digits = 0 if percent in (0, 100) or 10 <= percent <= 99 else 2 if percent < 0.1 else 1
    return f"{percent:.{digits}f}{GAP}%"


def size(value: float | None) -> str:
    """Bytes with a unit, three digits: `2.92 MB`, `466 MB`, `12 B`."""
    if value is None:
        return MISSING
    number, unit = float(value), 0
    while abs(number) >= 999.5 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{_three(number) if unit else round(number)}{GAP}{_UNITS[unit]}"


def measure(value: float | None) -> str:
    """A measured value with three significant digits; whole numbers without a point."""
    if value is None or value != value:
        return MISSING
    if value == round(value) or abs(value) >= 1000:
        return f"{round(value):,}"
    return _three(value)


def _three(value: float) -> str:
    """Three significant digits, without zeros at the end."""
    if 0 < abs(value) < 0.1:
        return f"{value:.{1 - math.floor(math.log10(abs(value)))}f}".rstrip("0")
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
