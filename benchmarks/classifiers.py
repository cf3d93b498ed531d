"""`python -m benchmarks.classifiers`: what reads Korean best and what it costs, on held-out clusters.

Hate in comments is the hard set (8,400 labelled by people); encyclopedia against shouting the easy one. Each
way of reading is trained on the same examples; AUC and average precision of the positive label, MB/s of a
core."""

import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

from classifiers.members import Member
from classifiers.members.fasttext import FastText
from classifiers.members.linear import Linear
from classifiers.train import held_out, train
from pipeline.training import examples, recipe

CONFIGS = Path(__file__).parents[1] / "configs" / "classifiers"
SETS = ("toxicity_ko", "toxicity_en", "quality_ko")
WAYS: dict[str, tuple[tuple[Member, ...], str, str]] = {
    "fasttext, words": ((FastText(),), "none", "max"),
    "fasttext, MeCab": ((FastText(),), "mecab", "max"),
    "fasttext, characters 1-4": ((FastText(characters=(1, 4)),), "none", "max"),
    "fasttext, characters 2-4": ((FastText(characters=(2, 4)),), "none", "max"),
    "linear, words 1-2": ((Linear(unit="word", widths=(1, 2)),), "none", "max"),
    "linear, MeCab 1-2": ((Linear(unit="word", widths=(1, 2)),), "mecab", "max"),
    "linear, characters 1-3": ((Linear(widths=(1, 3)),), "none", "max"),
    "linear, characters 1-4": ((Linear(widths=(1, 4)),), "none", "max"),
    "both, max": ((FastText(characters=(1, 4)), Linear(widths=(1, 4))), "none", "max"),
    "both, mean": ((FastText(characters=(1, 4)), Linear(widths=(1, 4))), "none", "mean"),
}


def main(names: tuple[str, ...]) -> None:
    """Print a table for each set."""
    for name in names:
        read = recipe.read(CONFIGS / f"{name}.yaml")
        found = examples.read(read.examples)
        print(f"\n{name}: {found.num_rows:,} examples")
        print(f"{'':<28}{'AUC':>8}{'AP':>8}{'F1':>8}{'ECE':>8}{'MB/s':>8}")
        for way, (members, segment, ensemble) in WAYS.items():
            changed = {"members": members, "segment": segment, "ensemble": ensemble}
            training = read.training.model_copy(update=changed)
            with tempfile.TemporaryDirectory() as folder:
                model = train(found, training, Path(folder) / "m")
                tested = held_out(found, training)["text"]
                figures = model.record["figures"]
                print(
                    f"{way:<28}"
                    + line(figures, str(training.positive))
                    + f"{speed(model, tested):>8.1f}"
                )


def line(figures: dict, positive: str) -> str:
    own = figures["labels"][positive]
    values = (own["auc"], own["average_precision"], own["f1"], figures["ece"])
    return "".join(f"{v:>8.3f}" for v in values)


def speed(model: object, texts: pa.ChunkedArray) -> float:
    """MB/s of the characters that are looked at."""
    array = pa.array([t[:4000] for t in texts.to_pylist()], pa.large_string())
    started = time.perf_counter()
    model.score(array)  # type: ignore[attr-defined]
    return array.nbytes / 1e6 / (time.perf_counter() - started)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or SETS)
