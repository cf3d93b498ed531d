"""The threshold of a spam model, from sound training sources alone, and what the model finds above it:

`python -m benchmarks.spam RECIPE MODEL [GROUP ...] [--share .003] [--bar B]`

A GROUP is source names or patterns joined by commas (`*wiki*,*news*`), left out of one training together. The
bar is the score above which `--share` of the left-out sound texts lie, all groups together; made texts do not
count. `--bar` states it instead, and trains nothing. The table has, by source, the texts and the share above
the bar: the recipe's unseen sources, the demo's spam, the families of tests/strangers, and the demo's spam
between sentences of unseen sound sources.
"""

import argparse
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.leave_out import FEWEST, leave_out
from classifiers.model import Trained, load
from classifiers.recipe import Training
from pipeline.demo import spam as demo
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes
from tests.strangers.spam import families

SEED, EACH = 5, 60
# Sources of made texts, which say nothing about the texts of others.
MADE = ("made/*", "pitch/*")
# Unseen sources whose sentences stand around the demo's spam.
HOSTS = {
    "ko": ("unseen/sentences", "unseen/bills", "unseen/namuwiki", "unseen/recipes"),
    "en": ("unseen/abc-news", "unseen/addresses", "unseen/web"),
}
_SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+")

Row = tuple[str, str, Sequence[str]]


def threshold(examples: pa.Table, training: Training, groups: Sequence[str], share: float) -> float:
    """The score above which `share` of the sound texts of the groups lie, each scored by a model that was
    trained without its group."""
    scores = []
    for group in groups:
        names = group.split(",")
        keep = [
            label != training.positive and _is_left_out(source, names, training)
            for source, label in zip(
                examples["source"].to_pylist(), examples["label"].to_pylist(), strict=True
            )
        ]
        with tempfile.TemporaryDirectory() as scratch:
            model = leave_out(examples, training, names, Path(scratch) / "model")
            scores.append(_scores(model, examples.filter(pa.array(keep))["text"].to_pylist()))
    return float(np.quantile(np.concatenate(scores), 1 - share))


def _is_left_out(source: str, names: Sequence[str], training: Training) -> bool:
    """True for a source of real text that the group leaves out, and that the recipe trains on."""
    if training.is_unseen(source) or any(fnmatchcase(source, made) for made in MADE):
        return False
    return any(fnmatchcase(source, name) for name in names)


def rows(examples: pa.Table, training: Training, lang: str) -> Iterator[Row]:
    """(source, label, texts) of everything that the model of the recipe was not trained on."""
    by_source: dict[tuple[str, str], list[str]] = {}
    columns = (examples[name].to_pylist() for name in ("source", "label", "text"))
    for source, label, text in zip(*columns, strict=True):
        if training.is_unseen(source):
            by_source.setdefault((source, label), []).append(text)
    draw = random.Random(SEED)
    for theme in demo.THEMES[lang]:
        yield f"demo: {theme}", "spam", [demo.write(draw, lang, theme) for _ in range(EACH)]
    hosts = [t for (s, _), texts in by_source.items() if s in HOSTS[lang] for t in texts]
    between = [_between(draw, lang, hosts) for _ in range(4 * EACH)]
    yield "demo's spam between unseen sound sentences", "spam", between
    if lang == "ko":
        for family, texts in families.SPAM.items():
            yield f"strangers: {family}", "spam", texts
        yield "strangers: sound", "sound", families.SOUND
    yield from ((source, label, texts) for (source, label), texts in sorted(by_source.items()))


def _between(draw: random.Random, lang: str, hosts: Sequence[str]) -> str:
    """Up to 500 characters of sound text, with the lines of a text of spam between its sentences."""
    parts = _SENTENCE_END.split(" ".join(draw.sample(hosts, 3))[:500])
    themes = ("betting", "casino", "escort", "loan")
    for line in demo.write(draw, lang, draw.choice(themes)).split("\n"):
        parts.insert(draw.randint(0, len(parts)), line)
    return " ".join(parts)


def _scores(model: Trained, texts: Sequence[str]) -> np.ndarray:
    """The scores of the texts that the model judges."""
    scores = model.score(pa.array(texts, pa.string())).to_numpy(zero_copy_only=False)
    return scores[~np.isnan(scores)]


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spam")
    parser.add_argument("recipe", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("groups", nargs="*", help="sources left out together, joined by commas")
    parser.add_argument("--share", type=float, default=0.003, help="of sound texts above the bar")
    parser.add_argument("--bar", type=float, help="the bar, if it is known")
    options = parser.parse_args(arguments)
    read, model = recipes.read(options.recipe), load(options.model)
    examples = labelled.read(read.examples)
    bar = options.bar
    if bar is None:
        bar = threshold(examples, read.training, options.groups, options.share)
        print(f"bar: {bar:.4f}\n")
    print("| not trained on | label | texts | above the bar |\n|---|---|---|---|")
    totals: dict[str, list[np.ndarray]] = {}
    for source, label, texts in rows(examples, read.training, read.training.languages[0]):
        scores = _scores(model, texts)
        if len(scores) < FEWEST:
            continue
        totals.setdefault(label, []).append(scores)
        print(f"| {source} | {label} | {len(scores):,} | {100 * (scores > bar).mean():.1f} % |")
    for label, parts in sorted(totals.items()):
        scores = np.concatenate(parts)
        print(f"| all | {label} | {len(scores):,} | {100 * (scores > bar).mean():.2f} % |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
