"""Read the templates of `texts/` and fill them: a page is a text and the places of its personal data.

A file of `texts/` holds templates one after another. The line `=== name | genre | language` opens a template.
Its text holds three marks:

- `⟦kind⟧` or `⟦kind.shape⟧`: a value of personal data, which the scrubber must find (`values.py`);
- `⟦?kind⟧` or `⟦?kind.shape⟧`: a value that the specification leaves open, for example the landline of an office
  or a card whose middle is hidden already; finding it costs and earns nothing (kind `either`);
- `⟦=label⟧`: a number that looks alike and must stay (`lookalikes.py`).
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.strangers.pages.lookalikes import lookalike
from tests.strangers.pages.values import value

TEXTS = Path(__file__).parent / "texts"
MARK = re.compile(r"⟦([?=]?)([a-z0-9-]+)(?:\.([a-z0-9-]+))?⟧")
EITHER = "either"
# The word that divides the templates: with it both halves hold every kind. It was chosen before any measurement.
SALT = "umber"

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Template:
    """One page before its values: `language` is `ko` or `en`, `body` holds the marks."""

    name: str
    genre: str
    language: str
    body: str

    @property
    def clean(self) -> bool:
        """Whether the page holds no value that a scrubber could take for personal data rightly."""
        return all(mark[1] == "=" for mark in MARK.finditer(self.body))

    @property
    def open(self) -> bool:
        """Whether the template belongs to the half whose names may be shown."""
        return hashlib.sha256(f"{SALT}:{self.name}".encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Page:
    """A filled template. `spans` are (start, end, kind) in characters of `text`, in order, without overlap."""

    template: Template
    text: str
    spans: tuple[Span, ...]


def templates() -> list[Template]:
    """Return all templates in the order of the files' names. Raises ValueError if a heading is malformed."""
    return [template for path in sorted(TEXTS.glob("*.txt")) for template in parsed(path)]


def parsed(path: Path) -> list[Template]:
    """Return the templates of one file."""
    found = []
    for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = block.partition("\n")
        fields = heading.split(" | ")
        if len(fields) != 3:
            raise ValueError(
                f"{path.name}: the heading {heading!r} is not 'name | genre | language'"
            )
        name, genre, language = fields
        found.append(Template(name, genre, language, body.strip("\n") + "\n"))
    return found


def fill(template: Template, seed: str) -> Page:
    """Return the page of `template` that `seed` draws; the same seed draws the same page."""
    rng = Random(f"{seed}:{template.name}")
    parts: list[str] = []
    spans: list[Span] = []
    length = last = 0
    for mark in MARK.finditer(template.body):
        sign, kind, shape = mark.groups()
        drawn = lookalike(rng, kind) if sign == "=" else value(rng, kind, shape or "")
        before = template.body[last : mark.start()]
        parts += (before, drawn)
        length += len(before) + len(drawn)
        if sign != "=":
            spans.append((length - len(drawn), length, EITHER if sign == "?" else kind))
        last = mark.end()
    return Page(template, "".join(parts) + template.body[last:], tuple(spans))


def draw(count: int, seed: int) -> list[Page]:
    """Return `count` pages of each template."""
    return [fill(template, f"{seed}:{turn}") for template in templates() for turn in range(count)]
