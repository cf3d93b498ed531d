"""How people write a value down: features that combine, and the samples that they make.

A `Style` names one choice for each feature. `write` applies the features of the value itself (country prefix,
separator, mask, width, entities); `framed` puts the written value into a text (label, bracket, ending, register).
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from random import Random

from tests.strangers.pii.registers import OWN_LABEL, REGISTERS, Words

SEPARATORS: dict[str, tuple[str, ...]] = {
    "none": ("",),
    "hyphen": ("-",),
    "dot": (".",),
    "slash": ("/",),
    "middle dot": ("·", "・", "ㆍ"),
    "underscore": ("_",),
    "tilde": ("~",),
    "space": (" ",),
    "double": ("--", "  ", ".."),
    "spaced hyphen": (" - ",),
    "spaced dot": (" . ", ". "),
    "en dash": ("–", "—", "−", "‐"),
    "comma": (",", ", "),
    "symbol": ("*", "★", "♥", "|", ":", "+", "_-_"),
}
"""Feature -> strings between groups. `mixed`, `line break` and `bracketed` are made of these by `join`."""

MIXED = ("-", ".", " ", "", "/")
KEYCAP = "\ufe0f\u20e3"
WIDTHS: dict[str, dict[str, str]] = {
    "ascii": {},
    "full": {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)},
    "circled": dict(zip("0123456789", "⓪①②③④⑤⑥⑦⑧⑨", strict=True)),
    "keycap": {d: d + KEYCAP for d in "0123456789"},
    "superscript": dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)),
    "black circled": dict(zip("0123456789", "⓿❶❷❸❹❺❻❼❽❾", strict=True)),
    "styled": {d: chr(0x1D7EC + int(d)) for d in "0123456789"},
    "reading 영": dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True)),
    "reading 공": dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True)),
    "hanja": dict(zip("0123456789", "零一二三四五六七八九", strict=True)),
    "letter O": {"0": "O"},
    "letter o": {"0": "o"},
    "letter l": {"1": "l"},
    "letter I": {"1": "I"},
}
"""Feature -> character -> its written form."""

MASKS = {"none": "", "star": "*", "hash": "#", "cross": "X", "ring": "O", "circle": "○"}
ENTITIES: dict[str, Callable[[str], str]] = {
    "none": lambda text: text,
    "decimal": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "hex": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "digits": lambda text: "".join(f"&#{ord(c)};" if c.isdigit() else c for c in text),
    "marks": lambda text: "".join(
        c if c.isalnum() or c == " " else f"&#x{ord(c):x};" for c in text
    ),
    "escaped twice": lambda text: "".join(f"&amp;#{ord(c)};" if c.isdigit() else c for c in text),
    "nbsp": lambda text: text.replace(" ", "&nbsp;"),
    "zero width": lambda text: text[:3] + "\u200b" + text[3:],
}
BRACKETS = {
    "none": ("", ""),
    "round": ("(", ")"),
    "square": ("[", "]"),
    "angle": ("<", ">"),
    "quote": ('"', '"'),
    "curly quote": ("“", "”"),
    "corner": ("「", "」"),
    "black": ("【", "】"),
    "bold": ("**", "**"),
}


@dataclass(frozen=True)
class Style:
    """One choice for each feature; the defaults are the base form."""

    separator: str = "hyphen"
    width: str = "ascii"
    prefix: str = "none"
    mask: str = "none"
    entity: str = "none"
    label: str = "before"
    bracket: str = "none"
    ending: str = "none"
    register: str = "notice"

    def features(self) -> frozenset[str]:
        """`feature=choice` for each field; a register that holds the label itself decides its place."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        chosen["label"] = OWN_LABEL.get(self.register, self.label)
        return frozenset(f"{name}={choice}" for name, choice in chosen.items())


@dataclass(frozen=True)
class Written:
    """A written value and what it stands for. `before` and `after` may be masked too, but need not be."""

    text: str
    value: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Span:
    """Character range [start, end) that must be masked, and the wider range that may be masked with it."""

    start: int
    end: int
    kind: str
    value: str
    outer: tuple[int, int]


@dataclass(frozen=True)
class Sample:
    """A text, and the spans in it that must be masked, in order."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Family:
    """A way to write one kind. `make` draws a sample; the same random state gives the same sample."""

    name: str
    kind: str
    features: frozenset[str]
    make: Callable[[Random], Sample]
    held_out: bool = False


def write(
    groups: tuple[str, ...], style: Style, random: Random, hidden: tuple[int, ...] = (-1,)
) -> Written:
    """Write digit groups in a style. A mask replaces the groups at the positions `hidden`.

    The value is the groups without separators; a masked character is `*`."""
    if style.mask != "none":
        places = {i % len(groups) for i in hidden}
        groups = tuple("*" * len(g) if i in places else g for i, g in enumerate(groups))
    value = "".join(groups)
    shown = tuple(g.replace("*", MASKS[style.mask] or "*") for g in groups)
    text = prefixed(shown, style, random)
    text = "".join(WIDTHS[style.width].get(c, c) for c in text)
    return Written(ENTITIES[style.entity](text), value)


def prefixed(groups: tuple[str, ...], style: Style, random: Random) -> str:
    """Join groups and put the Korean country code in front, which replaces the leading zero."""
    if style.prefix == "none":
        return join(groups, style.separator, random)
    if style.prefix == "+82 (0)":
        return "+82 (0)" + join((groups[0][1:], *groups[1:]), style.separator, random)
    code = {"+82": "+82", "(+82)": "(+82)", "0082": "0082", "82": "82"}[style.prefix]
    between = {"(+82)": random.choice(("", " ")), "+82": random.choice(("-", " ", ""))}.get(
        style.prefix, "-"
    )
    return code + between + join((groups[0][1:], *groups[1:]), style.separator, random)


def join(groups: tuple[str, ...], separator: str, random: Random) -> str:
    """Groups with a separator between them."""
    if separator == "bracketed":
        return random.choice(("{})", "({})", "({}) ", "{}) ")).format(groups[0]) + "-".join(
            groups[1:]
        )
    if separator == "digit spaces":
        return " - ".join(" ".join(group) for group in groups)
    gaps = len(groups) - 1
    if separator == "mixed":
        between = [random.choice(MIXED) for _ in range(gaps)]
        # All separators alike would be another feature.
        if gaps > 1 and len(set(between)) == 1:
            between[0] = "-" if between[0] != "-" else " "
    else:
        between = [
            random.choice(SEPARATORS["hyphen" if separator == "line break" else separator])
        ] * gaps
    if separator == "line break" and gaps:
        at = random.randrange(gaps)
        between[at] = random.choice(("-\n", "\n", " -\n"))
    return groups[0] + "".join(s + g for s, g in zip(between, groups[1:], strict=True))


def framed(written: Written, kind: str, style: Style, words: Words, random: Random) -> Sample:
    """Put a written value into a text of the style's register."""
    before, after = REGISTERS[style.register](words, style.label, style.ending, random)
    opened, closed = BRACKETS[style.bracket]
    return composed(before + opened, (kind, written), closed + after)


def composed(*parts: str | tuple[str, Written]) -> Sample:
    """A text of plain parts and written values, each with its kind."""
    text, spans = "", []
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        kind, written = part
        start = len(text) + len(written.before)
        end = start + len(written.text)
        outer = (len(text), end + len(written.after))
        spans.append(Span(start, end, kind, written.value, outer))
        text += written.before + written.text + written.after
    return Sample(text, tuple(spans))


def together(*samples: Sample, between: str = "\n") -> Sample:
    """One text of several samples."""
    text, spans = "", []
    for sample in samples:
        text += between if text else ""
        at = len(text)
        spans += [
            Span(s.start + at, s.end + at, s.kind, s.value, (s.outer[0] + at, s.outer[1] + at))
            for s in sample.spans
        ]
        text += sample.text
    return Sample(text, tuple(spans))


def family(
    name: str,
    kind: str,
    draw: Callable[[Style, Random], Written],
    words: Words,
    style: Style,
    *more: str,
) -> Family:
    """A family of one style. `more` names features that the style does not have."""

    def make(random: Random) -> Sample:
        return framed(draw(style, random), kind, style, words, random)

    return Family(f"{kind}.{name}", kind, style.features() | frozenset(more), make)


def any_style(
    kind: str,
    draw: Callable[[Style, Random], Written],
    words: Words,
    choices: dict[str, tuple[str, ...]],
) -> Family:
    """A family that draws a choice of each listed feature for each text."""

    def make(random: Random) -> Sample:
        style = Style(**{name: random.choice(listed) for name, listed in choices.items()})
        return framed(draw(style, random), kind, style, words, random)

    return Family(f"{kind}.any combination", kind, frozenset({"combination=any"}), make)
