"""Which field of a record holds its text, for records that lack the field that the recipe names.

Fields are compared by their name, by the length of their values and by the share of letters in them. Paths
are written as recipes write them: dots reach into objects, `[]` into lists.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.readers.layouts import LAYOUTS

# The value of `text_field` that takes the field that stands out.
AUTO = "auto"
# Names that fields with text have, in small letters.
_NAMES = """
text content contents body document article passage paragraph sentence context utterance form message review
comment markdown raw raw_text 본문 내용 원문 전문 글 문서 텍스트 문장 발화 기사 기사내용 게시글 리뷰 댓글
"""
NAMES = frozenset(_NAMES.split())
# Names of lists of documents.
LISTS = frozenset(["data", "doc", "docs", "document", "documents", "articles", "items", "records"])
# Records that are read, levels of nesting, and items of a list.
RECORDS, LEVELS, ITEMS = 100, 6, 3
# Least share of letters, blanks included, and least mean of characters of a text without a known name.
LETTERS, LENGTH = 0.6, 40
# A field stands out if it is this many times as long as the next.
TIMES = 3
# Characters of a value that are counted, and fields that a message lists.
COUNTED, SHOWN = 2000, 8


# How a sentence of advice begins.
NO_FIELD, NONE_STANDS_OUT = "no field", "text_field: auto: no field stands out"


def is_of_fields(warning: str) -> bool:
    """True for a warning that is advice on fields."""
    return warning.startswith((NO_FIELD, NONE_STANDS_OUT))


class Candidates:
    """The string fields of the first records that lack a text: how long their values are, and the letters."""

    def __init__(self) -> None:
        self.records = 0
        # path -> [values, characters, characters counted, letters among them]
        self._fields: dict[str, list[int]] = {}

    def add(self, record: Mapping[str, Any]) -> None:
        """Measure the strings of one record; those after the first hundred are passed over."""
        if self.records >= RECORDS:
            return
        self.records += 1
        for path, text in _strings(record, "", 0):
            counts = self._fields.setdefault(path, [0, 0, 0, 0])
            begin = text[:COUNTED]
            counts[0] += 1
            counts[1] += len(text)
            counts[2] += len(begin)
            counts[3] += sum(c.isalpha() or c.isspace() for c in begin)

    def best(self) -> str | None:
        """The field that stands out as the text; None if none or several do."""
        texts = {p: length for p, length, letters in self._measured() if letters >= LETTERS}
        longest = sorted(texts, key=lambda p: (-texts[p], p))
        named = [p for p in longest if _last(p) in NAMES]
        if named and (len(named) == 1 or texts[named[0]] >= TIMES * texts[named[1]]):
            others = [p for p in longest if p != named[0]]
            if not others or texts[others[0]] < TIMES * texts[named[0]]:
                return named[0]
        if not longest or texts[longest[0]] < LENGTH:
            return None
        alone = len(longest) == 1 or texts[longest[0]] >= TIMES * texts[longest[1]]
        return longest[0] if alone else None

    def found(self) -> tuple[str | None, str] | None:
        """(`records`, `text_field`) of the field that stands out, `records` None if the record is a document.

        A single record, the object that a file is, holds many documents if a list in it is called so or
        holds lists of text: `document[].paragraph[].form`. None if no field stands out.
        """
        path = self.best()
        if path is None:
            return None
        head, is_list, rest = path.partition("[]")
        several = _last(head) in LISTS or "[]" in rest.lstrip("[]")
        if self.records == 1 and is_list and rest.lstrip(".") and several:
            return f"{head}[]", rest.lstrip(".")
        return None, path

    def advice(self, wanted: str) -> str:
        """A sentence on the string fields that there are, and what to write into the recipe."""
        missing = NONE_STANDS_OUT if wanted == AUTO else f"{NO_FIELD} {wanted!r}"
        measured = sorted(self._measured(), key=lambda m: (-m[1], m[0]))
        if not measured:
            return f"{missing}, and the records hold no other string"
        fields = ", ".join(
            f"{path} (~{length:,} characters, {letters:.0%} letters)"
            for path, length, letters in measured[:SHOWN]
        )
        found = self.found()
        mend = f"; write {_as_recipe(*found)}" if found else "; name one of them as text_field"
        return f"{missing}; string fields are {fields}{mend}"

    def _measured(self) -> list[tuple[str, int, float]]:
        """(path, mean characters, share of letters) of every field."""
        return [
            (path, characters // values, letters / max(1, counted))
            for path, (values, characters, counted, letters) in self._fields.items()
        ]


def _as_recipe(records: str | None, text: str) -> str:
    """The keys of a source, ready to paste."""
    if records is None:
        return f"`text_field: {text}`"
    same = [n for n, f in LAYOUTS.items() if (f["records"], f["text_field"]) == (records, text)]
    either = f" (or `layout: {same[0]}`)" if same else ""
    return f"`records: {records}` and `text_field: {text}`{either}"


def _strings(value: Any, path: str, level: int) -> Iterator[tuple[str, str]]:
    """(path, text) of every string in a value that is not an address."""
    if isinstance(value, str):
        if value and not value.startswith(("http://", "https://")):
            yield path, value
    elif level >= LEVELS:
        return
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, f"{path}.{name}" if path else str(name), level + 1)
    elif isinstance(value, list):
        for inner in value[:ITEMS]:
            yield from _strings(inner, f"{path}[]", level + 1)


def _last(path: str) -> str:
    return path.replace("[]", "").rpartition(".")[2].lower()
