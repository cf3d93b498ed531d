"""An evaluation set of the recipe: where its items are, and what is asked and answered."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from pipeline.core.model import Model
from pipeline.core.paths import RecipePath
from pipeline.effect.gold import template

# Truth values in any spelling: YAML reads yes and no as such, CSV holds texts.
_TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}


def _key(value: Any) -> str:
    """A value of `choice` as text: 1 for 1.0, true for True and yes."""
    whole = isinstance(value, float) and value.is_integer()
    text = str(int(value) if whole else value).strip()
    return _TRUTH.get(text.lower(), text)


def _keyed(value: Any) -> Any:
    """The answers by the texts of their keys."""
    return {_key(k): v for k, v in value.items()} if isinstance(value, dict) else value


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
    labels: str | None = None
    """The field with the names of the choices in their order, such as choices.label: `choice` is one of them.
    Default: numbers and letters."""
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
        if self.labels is not None and (self.choice is None or isinstance(self.answer, dict)):
            raise ValueError(
                "`labels` needs `choice`, and an `answer` of one text that names a list"
            )
        return self

    def texts(self, item: Any) -> tuple[str, str] | None:
        """(prompt, answer) of an item; None if it lacks a field, or has no right answer."""
        prompt = template.filled(self.prompt, item)
        answer = self._answer(item)
        return None if prompt is None or not answer else (prompt, answer)

    def lacking(self, item: Any) -> str:
        """Why an item counts for nothing, in words of the recipe."""
        answers = self.answer.values() if isinstance(self.answer, dict) else [self.answer]
        asked = [n for one in (self.prompt, *answers) for n in template.names(one)]
        asked += [field for field in (self.choice, self.labels) if field]
        absent = next((n for n in asked if template.value_of(item, n) is None), None)
        if absent is not None:
            return f"{absent} is missing"
        if self.choice is None:
            return "a field is empty, or neither text nor number"
        which = ", ".join(self.answer) if isinstance(self.answer, dict) else "a place in a list"
        return f"the value of {self.choice} is none of: {which}"

    def _answer(self, item: Any) -> str | None:
        if self.choice is None:
            return template.filled(str(self.answer), item, 0)
        chosen = template.value_of(item, self.choice)
        if isinstance(self.answer, dict):
            found = self.answer.get(_key(chosen))
            return None if found is None else template.filled(found, item)
        if self.labels is None:
            number = _number(chosen, self.choice_from)
        else:
            names = template.value_of(item, self.labels)
            listed = [_key(name) for name in names] if isinstance(names, list) else []
            number = listed.index(_key(chosen)) if _key(chosen) in listed else None
        return None if number is None else template.filled(self.answer, item, number)


def _number(value: Any, first: int) -> int | None:
    """The place of a choice, from 0: a number, or a letter from A."""
    text = _key(value)
    if len(text) == 1 and text.isascii() and text.isalpha():
        return ord(text.upper()) - ord("A")
    return int(text) - first if text.isascii() and text.isdigit() else None
