"""`python -m benchmarks.dedup`: fuzzy deduplication against the truth, then against peers and the clock.

The truth is every pair at or above the threshold by exact Jaccard similarity over the shingles of the
stage. Exits 1 where a removal is wrong or recall lies below the reach.
"""

import random
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import copies, dedup_speed, truth
from benchmarks.copies import Text, written
from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset
from pipeline.executors.local import LocalExecutor
from pipeline.stages.dedup.fuzzy import DedupFuzzy
from pipeline.stages.dedup.shingling import SHINGLES

STEPS = (0.8, 0.85, 0.9, 0.95, 1.0000001)
POINT = 0.01  # below the S-curve, at most
REACH = 0.97  # recall at J >= 0.85


def against_truth() -> bool:
    """Print precision and recall by language and kind; returns whether all is as it must be."""
    real = copies.real()
    texts = real + copies.planted(real)
    random.Random(1).shuffle(texts)
    with tempfile.TemporaryDirectory() as folder:
        recipe = recipes.read(written(texts, Path(folder)))
        corpus = recipes.run(recipe, executor=LocalExecutor())
        table = pl.DataFrame(corpus.documents.table(["id", "text", "bytes", "lang"]))
        evidence = Dataset(corpus.documents.store, "dedup_fuzzy/evidence").table().to_pylist()
    row = {name: i for i, name in enumerate(table["id"])}
    threshold = DedupFuzzy().threshold
    offsets, hashes = truth.shingle_sets(table["text"].to_list(), table["lang"].to_list(), SHINGLES)
    pairs = truth.pairs(offsets, hashes, threshold)
    alive = np.ones(len(table), bool)
    alive[[row[e["removed_id"]] for e in evidence]] = False
    measures = dict(zip(zip(pairs["a"], pairs["b"], strict=True), pairs["measure"], strict=True))
    wrong = sum(not _right(e, row, alive, measures) for e in evidence)
    rank = np.lexsort([table["id"].to_numpy(), -table["bytes"].to_numpy()]).argsort()
    should = truth.redundant(pairs, len(table), rank)
    print(
        f"{len(table):,} documents, {table['bytes'].sum() / 1e6:.0f} MB; "
        f"{len(pairs):,} pairs at J >= {threshold}"
    )
    print(
        f"removed {len(evidence):,}, wrongly {wrong}; the exact procedure removes {should.sum():,}"
    )
    good = wrong == 0
    for lang in ("ko", "en", "code"):
        good &= _recall(lang, table, pairs, alive)
    _by_kind(texts, row, alive, measures)
    return good


def _right(evidence: dict, row: dict[str, int], alive: np.ndarray, measures: dict) -> bool:
    """Whether the named survivor lives and the measure is the true one."""
    a, b = sorted((row[evidence["removed_id"]], row[evidence["kept_id"]]))
    return bool(alive[row[evidence["kept_id"]]]) and measures.get((a, b)) == evidence["measure"]


def _recall(lang: str, table: pl.DataFrame, pairs: pl.DataFrame, alive: np.ndarray) -> bool:
    """Share of true pairs of which one document went, by similarity, beside the S-curve."""
    banding = DedupFuzzy().banding()
    own = pairs.filter(pl.Series((table["lang"] == lang).to_numpy()[pairs["a"].to_numpy()]))
    caught = ~(alive[own["a"].to_numpy()] & alive[own["b"].to_numpy()])
    measure = own["measure"].to_numpy()
    good = True
    print(f"{lang:<5}{'J':>12}{'pairs':>9}{'found':>9}{'S-curve':>9}")
    for low, high in zip(STEPS, STEPS[1:], strict=False):
        at = (measure >= low) & (measure < high)
        if not at.any():
            continue
        found, expected = caught[at].mean(), np.mean([banding.meets(m) for m in measure[at]])
        print(f"{'':<5}{low:>6.2f}-{min(high, 1):.2f}{at.sum():>10,}{found:>9.4f}{expected:>9.4f}")
        good &= found >= expected - max(POINT, 2 / at.sum())
    above = measure >= 0.85
    good &= caught[above].mean() >= REACH
    print(
        f"{'':<5}all{'':>9}{len(own):>10,}{caught.mean():>9.4f}   at J >= .85 {caught[above].mean():.4f}"
    )
    return bool(good)


def _by_kind(texts: list[Text], row: dict[str, int], alive: np.ndarray, measures: dict) -> None:
    """Share of planted copies of which the copy or its original went."""
    print(f"{'planted copies':<30}{'ko':>16}{'en':>16}   share that went, share at J >= 0.8")
    for kind in copies.KINDS:
        cells = []
        for lang in ("ko", "en"):
            own = [t for t in texts if t.kind == kind and t.lang == lang]
            ends = [tuple(sorted((row[t.id], row[t.original]))) for t in own if t.id in row]
            went = np.mean([not (alive[a] and alive[b]) for a, b in ends])
            true = np.mean([pair in measures for pair in ends])
            cells.append(f"{went:.2f} of {true:.2f}")
        print(f"{kind:<30}{cells[0]:>16}{cells[1]:>16}")


def main() -> int:
    """Print the tables; returns the exit code."""
    if not copies.CORPUS.exists():
        print(f"no real text at {copies.CORPUS}; set MALMOI_CORPUS to its folder")
        return 1
    good = against_truth()
    dedup_speed.main()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
