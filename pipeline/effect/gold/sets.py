"""An evaluation set of the recipe: where its items are, and what is asked and answered."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from pipeline.core.model import Model
from pipeline.core.paths import RecipePath
from pipeline.effect.gold import template


def _keyed(value: Any) -> Any:
    """Keys of YAML may be numbers and truth values."""
    if not isinstance(value, dict):
        return value
    return {str(k).lower() if isinstance(k, bool) else str(k): v for k, v in value.items()}


class GoldSet(Model):
    """Items with a right answer, whose bits behind the question are counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w.-]+$")
    """Short name."""
    path: RecipePath
    """A .jsonl, .json, .parquet, .csv or .tsv file, compressed or not; a path, a pattern or an address."""
    records: str = ""
    """Path of the items in a .json file, with dots, through lists inside lists: data.paragraphs.qas. An item
    has the fields of what it stands in, too. Default: the file is a list of items."""
    prompt: str = Field(min_length=1)
    """What the model has read before the answer, with names of fields in braces: "{question}\\n"."""
    answer: Annotated[str | dict[str, str], BeforeValidator(_keyed)]
    """The right answer: " {answer}". Or an answer for each value of `choice`: {0: " 거짓", 1: " 참"}."""
    choice: str | None = None
    """The field that says which answer is right: a key of `answer`; or, where the answer is a list (endings,
    choices.text), a number or a letter, A the first. Default: the first of a list."""
    choice_from: Literal[0, 1] = 0
    """The number of the first choice."""
    most: int = Field(default=1_000, ge=1)
    """Items at most; which ones is decided by their texts alone."""

    @field_validator("prompt", "answer")
    @classmethod
    def _are_templates(cls, value: str | dict[str, str]) -> str | dict[str, str]:
        for one in value.values() if isinstance(value, dict) else [value]:
            template.parsed(one)
        return value

    @model_validator(mode="after")
    def _agrees(self) -> "GoldSet":
        if isinstance(self.answer, dict) and self.choice is None:
            raise ValueError("`answer` has several texts: name the field that chooses, as `choice`")
        return self

    def texts(self, item: Any) -> tuple[str, str] | None:
        """(prompt, answer) of an item; None if it lacks a field, or has no right answer."""
        prompt = template.filled(self.prompt, item)
        answer = self._answer(item)
        return None if prompt is None or not answer else (prompt, answer)

    def lacking(self, item: Any) -> str:
        """The first field that an item lacks; "" if it has all."""
        answers = self.answer.values() if isinstance(self.answer, dict) else [self.answer]
        asked = [n for one in (self.prompt, *answers) for n in template.names(one)]
        asked += [self.choice] if self.choice else []
        return next((n for n in asked if template.value_of(item, n) is None), "")

    def _answer(self, item: Any) -> str | None:
        if self.choice is None:
            return template.filled(str(self.answer), item, 0)
        chosen = template.value_of(item, self.choice)
        if isinstance(self.answer, dict):
            key = str(chosen).lower() if isinstance(chosen, bool) else str(chosen)
            found = self.answer.get(key)
            return None if found is None else template.filled(found, item)
        number = _number(chosen, self.choice_from)
        return None if number is None else template.filled(self.answer, item, number)


def _number(value: Any, first: int) -> int | None:
    """The place of a choice, from 0: a number, or a letter from A."""
    text = str(value).strip()
    if len(text) == 1 and text.isascii() and text.isalpha():
        return ord(text.upper()) - ord("A")
    return int(text) - first if text.isascii() and text.isdigit() else None
