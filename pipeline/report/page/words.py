"""The words of the page: one table of messages in English and Korean, and names for what stages write."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from pipeline.core.errors import RecipeError
from pipeline.report.page.masking import masked_name

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")
# The prefixes of rules that follow a published work.
_WORKS = {"gopher_": "Gopher", "fineweb2_": "FineWeb-2", "fineweb_": "FineWeb", "c4_": "C4"}


def language(name: str) -> Language:
    """The language of a name on the command line. Raises RecipeError for another one."""
    for known in LANGUAGES:
        if name == known:
            return known
    raise RecipeError(f"--lang {name}: pages are written in {' or '.join(LANGUAGES)}")


@cache
def messages() -> dict[str, dict[str, str]]:
    """Key -> the message in each language."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for name in ("messages.yaml", "card.yaml"):
        path = Path(__file__).parent / "assets" / name
        found.update(yaml.load(path.read_text(encoding="utf-8"), loader))
    return {key: dict(zip(LANGUAGES, pair, strict=True)) for key, pair in found.items()}


@dataclass(frozen=True)
class Words:
    """The messages in one language."""

    lang: Language = "en"

    def say(self, key: str, **values: object) -> str:
        """The message of a key with its values, as plain text. Raises KeyError for an unknown key."""
        message = messages()[key][self.lang]
        return message.format(**values) if values else message

    def name(self, group: str, name: str | None) -> str:
        """The name of a stage, reason, measure, kind or the like in words; an unknown name is shown with
        spaces for underscores, a missing one as `none`. Names of sources are unchanged. Personal data in
        names is masked."""
        if not name:
            return self.say("none")
        if group == "source":
            return masked_name(name)
        known = messages().get(f"{group}.{name}")
        return known[self.lang] if known else self._made_up(group, name)

    def _made_up(self, group: str, name: str) -> str:
        """A name that the table does not hold: a rule of a published work, or a name of the user's."""
        for prefix, work in _WORKS.items():
            if group == "reason" and name.startswith(prefix):
                return f"{work}: {self.name('measure', name.removeprefix(prefix))}"
        if group == "reason" and f"measure.{name}" in messages():
            return self.name("measure", name)
        return masked_name(name).replace("_", " ")

    def has(self, key: str) -> bool:
        """True if the table holds the key."""
        return key in messages()

    def of_stage(self, stage: str) -> str:
        """The title of a stage; the quarantine of a stage is named after it."""
        if stage.startswith("quarantine_"):
            return self.say(
                "stage.quarantine", stage=self.name("stage", stage.removeprefix("quarantine_"))
            )
        return self.name("stage", stage)

    def joined(self, items: list[str]) -> str:
        """Items as an enumeration."""
        return ", ".join(items)
