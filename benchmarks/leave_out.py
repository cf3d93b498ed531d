"""What a model finds in sources that it was not trained on, by leaving sources out in turn:

`python -m benchmarks.leave_out RECIPE [GROUP ...] [--bar B]`

A GROUP is source names or patterns joined by commas (`sms,train/spam,train/en_sms_smishing`), left out of one
training together. Without groups the recipe is trained once as it is, and the table has its own unseen
sources. For a model with a positive label the table gives, by source and label, the texts and the share that
is flagged above the bar (.5): recall for the positive label, false positives for others. For another model:
the share that is right.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from classifiers.evaluate import predicted_labels
from classifiers.model import Trained
from classifiers.recipe import Training
from classifiers.train import train
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes

# Sources of fewer texts say little.
FEWEST = 5


def leave_out(
    examples: pa.Table, training: Training, group: Sequence[str], folder: Path
) -> Trained:
    """A model of all sources except the recipe's unseen ones and those that `group` matches."""
    own = training.model_copy(update={"unseen": (*training.unseen, *group)})
    return train(examples, own, folder)


def unseen(model: Trained, examples: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(probabilities [n, labels], labels, sources) of the unseen texts on which a model decides."""
    chosen = examples.filter(
        pa.array([model.training.is_unseen(source) for source in examples["source"].to_pylist()])
    )
    probabilities = model.probabilities(chosen["text"])
    known = ~np.isnan(probabilities[:, 0])
    labels, sources = (np.array(chosen[name].to_pylist())[known] for name in ("label", "source"))
    return probabilities[known], labels, sources


def rows(model: Trained, examples: pa.Table, bar: float = 0.5) -> list[tuple[str, str, int, float]]:
    """(source, label, texts, share) of the unseen sources of a model: the share of texts that are flagged
    above the bar, or without a positive label of those that are right."""
    probabilities, labels, sources = unseen(model, examples)
    positive = model.training.positive
    if positive:
        counted = probabilities[:, model.labels.index(positive)] > bar
    else:
        counted = np.array(model.labels)[predicted_labels(probabilities, model)] == labels
    return [
        (source, label, int(at.sum()), float(counted[at].mean()))
        for source, label in sorted(set(zip(sources.tolist(), labels.tolist(), strict=True)))
        if (at := (sources == source) & (labels == label)).sum() >= FEWEST
    ]


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.leave_out")
    parser.add_argument("recipe", type=Path)
    parser.add_argument("groups", nargs="*", help="sources left out together, joined by commas")
    parser.add_argument("--bar", type=float, default=0.5, help="of the positive label; .5")
    options = parser.parse_args(arguments)
    read = recipes.read(options.recipe)
    examples = labelled.read(read.examples)
    for group in options.groups or [""]:
        with tempfile.TemporaryDirectory() as scratch:
            names = [name for name in group.split(",") if name]
            model = leave_out(examples, read.training, names, Path(scratch) / "model")
            print(
                f"| {'without ' + group if group else 'unseen sources'} | label | texts | share |"
            )
            print("|---|---|---|---|")
            for source, label, num, share in rows(model, examples, options.bar):
                print(f"| {source} | {label} | {num:,} | {100 * share:.1f} % |")
        print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
