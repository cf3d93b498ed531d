"""The names of docs/labelling.md, and the check of a label against them."""

from typing import Any

SCORES = ("info", "coh", "use")
HIGHEST = 5
NOTE_WORDS = 12

FLAGS = (
    "ad", "spam", "mt", "boiler", "list", "chatter", "sexual", "hate", "violence", "selfharm",
)  # fmt: skip
TOPICS = (
    "adult", "arts", "dev", "edu", "ent", "fashion", "food", "games", "hardware", "health", "history", "home",
    "industry", "law", "lit", "money", "politics", "religion", "science", "social", "software", "sports",
    "transport", "travel",
)  # fmt: skip
FORMATS = (
    "about", "ads", "article", "blog", "code", "comments", "data", "docs", "essay", "faq", "fiction", "index",
    "legal", "listicle", "message", "news", "paper", "pr", "product", "qa", "review", "support", "talk",
    "tutorial",
)  # fmt: skip
LANGUAGES = ("ko", "en", "other")
REGISTERS = ("hapsyo", "haeyo", "hae", "haera", "written", "mixed", "none")

CHOICES = {"topic": TOPICS, "format": FORMATS, "lang": LANGUAGES, "register": REGISTERS}
REQUIRED = ("hash", *SCORES, "flags", *CHOICES)


def violations(label: Any) -> list[str]:
    """What is wrong with a label, a sentence each; empty for a label that fits the rubric."""
    if not isinstance(label, dict):
        return ["the line is not a JSON object"]
    problems = [f"{key} is missing" for key in REQUIRED if key not in label]
    problems += [f"{key!r} is not a field" for key in label if key not in (*REQUIRED, "note")]
    present = {key: label[key] for key in REQUIRED if key in label}
    problems += [text for key, value in present.items() for text in _value(key, value)]
    note = label.get("note", "")
    if not isinstance(note, str) or len(note.split()) > NOTE_WORDS:
        problems.append(f"note is not a text of at most {NOTE_WORDS} words")
    return problems


def _value(key: str, value: Any) -> list[str]:
    if key == "hash":
        return [] if isinstance(value, str) else [f"hash {value!r} is not a text"]
    if key in SCORES:
        is_score = type(value) is int and 0 <= value <= HIGHEST
        return [] if is_score else [f"{key} {value!r} is not a whole number from 0 to {HIGHEST}"]
    if key == "flags":
        return _flags(value)
    names = CHOICES[key]
    return [] if value in names else [f"{key} {value!r} is not one of {', '.join(names)}"]


def _flags(value: Any) -> list[str]:
    if not isinstance(value, list):
        return [f"flags {value!r} is not a list"]
    problems = [f"flag {f!r} is not one of {', '.join(FLAGS)}" for f in value if f not in FLAGS]
    if not problems and len(set(value)) < len(value):
        problems.append("a flag stands twice")
    return problems
