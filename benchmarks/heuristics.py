"""`python -m benchmarks.heuristics`: measures of form, MB/s of a core by source and unit; against datatrove's
chain in the same run, and how often both say the same.

The floor is one pass over the same bytes (the sum of them). `python -m benchmarks.peers install datatrove`
installs the peer."""

import json
import tempfile
import time
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from benchmarks import peers
from benchmarks.language import jsonl
from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.heuristics.numba import measure
from pipeline.stages.quality import presets

SOURCES = {
    "ko": ("ko_wiki", "ko_law", "ko_docs_cpp", "ko_comments"),
    "en": ("en_docs_cpp", "en_novels", "en_math_stacks", "en_web_samples"),
}
SAMPLE = {"own": 4_000_000, "space": 20_000_000}  # bytes that a peer is given
REPEATED = ("gopher_top", "gopher_dup")


def main() -> None:
    """Print speeds, ratios, and agreement."""
    measure(pa.array(["warm"], pa.large_string()), "word", True)
    texts = {lang: {n: jsonl(n) for n in names} for lang, names in SOURCES.items()}
    print(f"{'':<20}{'MB':>8}{'floor':>10}{'word':>8}{'char':>8}{'of floor':>10}")
    for own in texts.values():
        for name, found in own.items():
            array = pa.array(found, pa.large_string())
            size = sum(len(t.encode()) for t in found) / 1e6
            floor = size / timed(lambda a=array: np.frombuffer(a.buffers()[2], np.uint8).sum())
            word = size / timed(lambda a=array: measure(a, "word", True))
            char = size / timed(lambda a=array: measure(a, "char", True))
            print(
                f"{name:<20}{size:>8.1f}{floor:>10,.0f}{word:>8.1f}{char:>8.1f}{word / floor:>10.4f}"
            )
    few = texts["ko"]["ko_wiki"][:1000]
    size = sum(len(t.encode()) for t in few) / 1e6
    spent = timed(lambda: measure(pa.array(few, pa.large_string()), "morpheme", True))
    print(f"morphemes (MeCab), ko_wiki: {size / spent:.2f} MB/s")
    for lang, splitter in (("en", "own"), ("en", "space"), ("ko", "space")):
        against_datatrove(lang, splitter, list(mixed(texts[lang].values(), SAMPLE[splitter])))


def timed(work: object) -> float:
    """Seconds of the better of two."""
    found = []
    for _ in range(2):
        started = time.perf_counter()
        work()  # type: ignore[operator]
        found.append(time.perf_counter() - started)
    return min(found)


def mixed(sources: object, size: int) -> Iterator[str]:
    """Texts of all sources in turns, without the longest, up to `size` bytes."""
    turns = [iter(x) for x in sources]  # type: ignore[attr-defined]
    while turns and size > 0:
        for one in list(turns):
            text = next(one, None)
            if text is None:
                turns.remove(one)
            elif len(text) < 200_000:
                size -= len(text.encode())
                yield text


def against_datatrove(lang: str, splitter: str, texts: list[str]) -> None:
    size = sum(len(t.encode()) for t in texts) / 1e6
    array = pa.array(texts, pa.large_string())
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps({"text": t}) + "\n" for t in texts)
        file.flush()
        chain = peers.run("datatrove_filters", file.name, lang, splitter, "chain")
        if chain is None:
            print("no peer: python -m benchmarks.peers install datatrove")
            return
        ours = timed(lambda: measure(array, "word", False))
        ratio = chain["seconds"] / ours
        print(
            f"{lang}, {size:.1f} MB, words by {splitter}: all measures {size / ours:.1f} MB/s, datatrove's "
            f"chain {size / chain['seconds']:.2f} MB/s (keeps {chain['kept']} of {len(texts)}): {ratio:.0f} x"
        )
        if lang == "en" and splitter == "space":
            each = peers.run("datatrove_filters", file.name, lang, splitter, "each")
            agreement(measure(array, "word", False), each["verdicts"])  # type: ignore[index]


def agreement(values: np.ndarray, theirs: list[dict[str, bool]]) -> None:
    """Print the share of documents on which a preset and the peer's filter agree."""
    by_preset = {name: verdict(values, name) for name in ("gopher", "c4", "fineweb")}
    gopher = presets.load("gopher").rules
    repeated = [n for n in gopher if n.startswith(REPEATED)]
    ours = {
        "repetition": verdict(values, "gopher", repeated),
        "quality": verdict(values, "gopher", [n for n in gopher if n not in repeated]),
        "c4": by_preset["c4"],
        "fineweb": by_preset["fineweb"],
    }
    for name, kept in ours.items():
        other = np.array([t[name] for t in theirs])
        same = (kept == other).mean()
        print(f"  {name}: agreement {same:.4f}; kept {kept.mean():.3f}, peer {other.mean():.3f}")


def verdict(values: np.ndarray, preset: str, only: list[str] | None = None) -> np.ndarray:
    """True for each document that a preset keeps, bool [n]; `only` restricts it to some of its rules."""
    kept = np.ones(len(values), bool)
    for name, rule in presets.load(preset).rules.items():
        if only is None or name in only:
            column = values[:, COLUMNS.index(rule.measure or name)]
            kept &= ~(column < np.float32(rule.min)) if rule.min is not None else True
            kept &= ~(column > np.float32(rule.max)) if rule.max is not None else True
    return kept


if __name__ == "__main__":
    main()
