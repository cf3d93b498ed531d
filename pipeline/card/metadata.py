"""The YAML block at the head of a README that a data set hub reads."""

from collections.abc import Sequence
from typing import Any

import yaml

from pipeline.card.about import About
from pipeline.card.facts import Facts
from pipeline.card.files import Config
from pipeline.card.licences import licence

# Bounds of the hub's size categories, by powers of ten from 1,000 on.
_SIZES = ("1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T")


def block(facts: Facts, about: About, configs: Sequence[Config]) -> str:
    """The metadata as text, from `---` to `---`."""
    text = yaml.safe_dump(values(facts, about, configs), allow_unicode=True, sort_keys=False)
    return f"---\n{text}---\n"


def values(facts: Facts, about: About, configs: Sequence[Config]) -> dict[str, Any]:
    """The metadata as plain values."""
    languages = [n.name for n in facts.languages if n.name and n.name != "und"]
    found: dict[str, Any] = {
        "pretty_name": about.title,
        "language": languages,
        "license": _licenses(facts, about),
        "size_categories": [size_category(facts.stays.documents)],
        "task_categories": ["text-generation"],
        "multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"],
        "tags": ["malmoi", "pretraining"],
    }
    if configs:
        found["configs"] = [
            {"config_name": c.name, "data_files": [{"split": "train", "path": c.pattern}]}
            for c in configs
        ]
    return found


def size_category(documents: int) -> str:
    """The hub's name for a number of documents: `n<1K`, `10K<n<100K`, `n>1T`."""
    bounds = [1000 * 10**i for i in range(len(_SIZES))]
    above = sum(documents >= bound for bound in bounds)
    if above == 0:
        return f"n<{_SIZES[0]}"
    return f"n>{_SIZES[-1]}" if above == len(_SIZES) else f"{_SIZES[above - 1]}<n<{_SIZES[above]}"


def _licenses(facts: Facts, about: About) -> list[str]:
    """That of the collection where it is stated, else those of the documents."""
    if about.license:
        return [licence(about.license).hub]
    named = [licence(n.name).hub if n.name else "unknown" for n in facts.licenses]
    return list(dict.fromkeys(named)) or ["unknown"]
