"""A forest plot: a difference and its interval for each arm, beside the line of no difference."""

from typing import Any

from pipeline.report.page.parts import drawing, escape
from pipeline.report.page.words import Words

WIDTH, ROW, LABEL, PAD = 720, 26, 230, 12
_NAME = 34  # characters that fit beside the plot


def forest(title: str, rows: list[tuple[str, dict[str, Any]]], words: Words) -> str:
    """The drawing; left of the line is better."""
    ends = [abs(f[k]) for _, f in rows for k in ("low", "high")]
    most = max([*ends, 0.01]) * 1.1
    middle, half = LABEL + (WIDTH - LABEL) / 2, (WIDTH - LABEL) / 2 - PAD
    height = ROW * (len(rows) + 1)

    def x(value: float) -> float:
        return round(middle + value / most * half, 1)

    shapes = [
        f'<line x1="{middle}" y1="0" x2="{middle}" y2="{height - ROW}" stroke="currentColor" opacity=".4"/>'
    ]
    for i, (name, found) in enumerate(rows):
        y = ROW * i + ROW // 2
        label = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        filled = "currentColor" if found["verdict"] != "open" else "none"
        shapes.append(
            f'<text x="0" y="{y + 4}" fill="currentColor" font-size="13">{escape(label)}</text>'
            f'<line x1="{x(found["low"])}" y1="{y}" x2="{x(found["high"])}" y2="{y}" stroke="currentColor" '
            f'stroke-width="2"/><circle cx="{x(found["percent"])}" cy="{y}" r="5" fill="{filled}" '
            'stroke="currentColor" stroke-width="2"/>'
        )
    y = height - 8
    for value, anchor in ((-most, "start"), (0.0, "middle"), (most, "end")):
        shown = f"{value:+.2f} %".replace("-", "−") if value else "0"
        shapes.append(
            f'<text x="{x(value)}" y="{y}" fill="currentColor" font-size="12" '
            f'text-anchor="{anchor}">{shown}</text>'
        )
    told = "; ".join(f"{name} {found['percent']:+.2f} %" for name, found in rows)
    return drawing(title, f"{words.say('effect.forest')} {told}", WIDTH, height, "".join(shapes))
