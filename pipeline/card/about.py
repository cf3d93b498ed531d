"""`about.yaml`: what the ledger cannot know, stated by the people who publish the corpus."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, ConfigDict, Field

from pipeline.card.facts import Facts
from pipeline.core.errors import RecipeError
from pipeline.core.model import Model, hint
from pipeline.recipe import read_as

FILE = "about.yaml"
# How a source was come by, as section 2 of the summary of training content parts them.
Kind = Literal[
    "public_dataset", "licensed", "third_party", "crawl", "user_data", "synthetic", "other"
]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]


# YAML reads 2026-01-31 as a date.
Day = Annotated[str, BeforeValidator(lambda v: v.isoformat() if isinstance(v, date) else v)]


class OfSource(Model):
    """What is known of a source beside its documents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    attribution: str | None = None
    crawler: str | None = None


class About(Model):
    """The data set, its publisher, and the models that are trained on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = "Corpus"
    description: str | None = None
    version: str = "1.0.0"
    url: str | None = None
    license: str | None = None
    citation: str | None = None
    published: Day | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    provider: str | None = None
    representative: str | None = None
    contact: str | None = None
    model: str | None = None
    model_depends_on: str | None = None
    placed_on_market: Day | None = None
    code_of_practice: bool | None = None
    opt_outs: str | None = None
    illegal_content: str | None = None
    sources: dict[str, OfSource] = {}

    def of(self, source: str) -> OfSource:
        """What is stated of a source."""
        return self.sources.get(source, OfSource())

    def check(self, sources: Sequence[str], path: Path) -> None:
        """Raises RecipeError if the file describes a source that the root does not have."""
        for name in self.sources:
            if name not in sources:
                raise RecipeError(
                    f"{path}: sources.{name}: the root has no source{hint(name, sources)}"
                )

    def open_fields(self, sources: Sequence[str]) -> list[str]:
        """The fields that nobody has stated yet, by their keys in the file."""
        own = ["description", "provider", "contact", "license", "published"]
        fields = [name for name in own if getattr(self, name) is None]
        return fields + [f"sources.{name}.kind" for name in sources if self.of(name).kind is None]


def read(path: Path) -> About:
    """The statements of a file. Raises RecipeError naming file, line and key."""
    return read_as(About, path, "file")


def draft(facts: Facts, name: str) -> str:
    """The text of a file for a root that has none: every field, with what is known filled in."""
    lines = [
        "# What the ledger of the run cannot know. Fill in what applies, and run `malmoi card` again:",
        "# fields that stay empty are printed as not stated.",
        f"title: {_plain(name)}",
        "description:          # one or two sentences",
        "version: 1.0.0",
        "url:                  # where the corpus is published",
        "license:              # of the collection, such as CC-BY-4.0",
        "citation:",
        "published:            # 2026-01-31",
        "provider:             # the organisation",
        "representative:       # its authorised representative in the European Union",
        "contact:              # for questions, and requests of removal",
        "model:                # the models trained on the corpus, with their versions",
        "model_depends_on:     # the model that they are made from, if any",
        "placed_on_market:     # the date in the European Union",
        "code_of_practice:     # true or false: signatory of the Code of Practice for general-purpose AI",
        "opt_outs:             # how reservations of rights are respected, in a sentence",
        "illegal_content:      # how illegal content is kept out, in a sentence",
        "sources:",
        f"  # kind: one of {', '.join(KINDS)}",
    ]
    for source in facts.sources:
        kind = "crawl" if source.is_crawl else ""
        lines += [
            f"  {_plain(source.name)}:",
            f"    kind: {kind}".rstrip(),
            "    title:",
            "    url:",
            "    publisher:",
            "    attribution:      # the line that its licence asks for",
            *(["    crawler:          # its name, as it tells servers"] if kind else []),
        ]
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> str:
    """A value as YAML spells it on one line."""
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("...\n").strip()
