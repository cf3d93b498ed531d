"""Draw the texts that readers label: `python -m scripts.label_sample OUT --models FOLDER`.

Writes OUT/sample.jsonl, a row for each text, and batches for readers: OUT/batch-000.txt, ... with all texts,
OUT/second-000.txt, ... with those that a second reader labels too. Batches show the text and its hash only.
The models are `quality_ko` and `quality_en` in FOLDER, as `malmoi classifier train` writes them from
configs/classifiers. MALMOI_CORPUS is the folder of real text.

The sample is stratified by source, by group within the source (a genre, a label), by length, by register and
by score of the shipped quality model. Scores on which the model is unsure, and scores that contradict the
form of the text, count for three times as much as the others: there a label teaches the most. Every choice
follows from hashes of the texts, so that the same texts give the same sample.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import xxhash

from classifiers import model
from scripts import label_text
from scripts.label_benchmarks import Benchmarks
from scripts.label_sources import SOURCES, TEST, Source
from scripts.label_text import SampleError, Window, text_hash

BATCH = 60
"""Texts of a batch."""
SECOND = 500
"""Texts that a second reader labels."""
POOL = 12
"""Documents that are scored for each text that is drawn."""
UNSURE = (0.05, 0.95)
WEIGHTS = {"unsure": 3.0, "contradicts": 3.0, "low": 1.0, "high": 1.0, "none": 1.0}
"""How often a stratum is drawn, by bin of its score."""
SHORT, LONG = 100, 200
"""Characters below which a text is poor by form, and from which prose is good by form."""
SHARED_LINE = 10
"""Characters from which a line counts as shared by two texts."""

Scorer = Callable[[list[str], list[str]], list[float | None]]
"""(texts, their languages) -> their scores in [0, 1]; None where the model abstains."""


@dataclass(frozen=True)
class Text:
    """A text of the sample, as a line of sample.jsonl."""

    hash: str
    file: str
    kind: str
    split: str
    licence: str
    id: str
    begin: int
    end: int
    lang: str
    length_bin: str
    register: str
    score: float | None
    score_bin: str
    group: str
    text: str


def score(models: Path, texts: list[str], languages: list[str]) -> list[float | None]:
    """The score of each text by the quality model of its language; None where the model abstains.

    Raises ValueError naming the folder if a model is missing."""
    scores: list[float | None] = [None] * len(texts)
    for lang in sorted(set(languages)):
        trained = model.load(models / f"quality_{lang}")
        places = [i for i, each in enumerate(languages) if each == lang]
        predicted = trained.score(pa.array([texts[i] for i in places])).to_pylist()
        for i, value in zip(places, predicted, strict=True):
            scores[i] = None if value is None else round(value, 4)
    return scores


def score_bin(score: float | None, text: str, register: str) -> str:
    """none, unsure, contradicts (the score contradicts the form), low or high."""
    if score is None:
        return "none"
    if UNSURE[0] <= score <= UNSURE[1]:
        return "unsure"
    is_spoken = register in ("hae", "haeyo", "mixed")
    is_high = score > UNSURE[1]
    poor_form, good_form = len(text) < SHORT or is_spoken, len(text) >= LONG and not is_spoken
    if (is_high and poor_form) or (not is_high and good_form):
        return "contradicts"
    return "high" if is_high else "low"


def candidates(source: Source, corpus: Path, scorer: Scorer) -> list[Text]:
    """The windows of a source from which its texts are drawn, described and scored."""
    pool = label_text.pool(source, corpus, POOL * source.texts)
    found = {text_hash(w.text): w for row in pool for w in label_text.windows(row, source.windows)}
    texts = [w.text for w in found.values()]
    languages = [label_text.language(text) for text in texts]
    scores = scorer(texts, languages)
    return [
        _described(source, window, lang, value)
        for window, lang, value in zip(found.values(), languages, scores, strict=True)
    ]


def _described(source: Source, window: Window, lang: str, value: float | None) -> Text:
    text = window.text
    register = label_text.register(text) if lang == "ko" else "none"
    return Text(
        hash=text_hash(text),
        file=source.path,
        kind=source.kind,
        split=source.split,
        licence=source.licence,
        id=window.row.id,
        begin=window.begin,
        end=window.end,
        lang=lang,
        length_bin=label_text.length_bin(text),
        register=register,
        score=value,
        score_bin=score_bin(value, text, register),
        group=window.row.group,
        text=text,
    )


def in_turn(texts: Iterable[Text]) -> list[Text]:
    """Texts in the order in which they are drawn: the strata take turns, by their weight."""
    drawn: dict[tuple[str, ...], int] = {}
    turns = []
    for text in sorted(texts, key=lambda t: t.hash):
        stratum = (text.group, text.length_bin, text.register, text.score_bin)
        drawn[stratum] = drawn.get(stratum, 0) + 1
        turns.append((drawn[stratum] / WEIGHTS[text.score_bin], text.hash, text))
    return [text for _, _, text in sorted(turns, key=lambda turn: turn[:2])]


def draw(sources: Iterable[Source], corpus: Path, scorer: Scorer) -> list[Text]:
    """The sample. Test sources are drawn first; a text that shares a line with one of theirs is left out,
    and so is a text that shares a passage with a public benchmark. A source that gives fewer texts than it
    should is reported on standard error.

    Raises SampleError if a source cannot be read."""
    benchmarks = Benchmarks.read(corpus)
    sample: list[Text] = []
    hashes: set[str] = set()
    lines_of_test: set[str] = set()
    for source in sorted(sources, key=lambda s: (s.split != TEST, s.path)):
        chosen: list[Text] = []
        for text in in_turn(candidates(source, corpus, scorer)):
            is_new = text.hash not in hashes and not benchmarks.contain(text.text)
            if len(chosen) < source.texts and is_new and lines_of_test.isdisjoint(lines(text.text)):
                chosen.append(text)
                hashes.add(text.hash)
        if source.split == TEST:
            lines_of_test.update(line for text in chosen for line in lines(text.text))
        if len(chosen) < source.texts:
            print(f"{source.path}: {len(chosen)} texts of {source.texts}", file=sys.stderr)
        sample += chosen
    return sample


def lines(text: str) -> set[str]:
    """The lines of a text that are long enough to be its own."""
    return {line for line in map(str.strip, text.split("\n")) if len(line) >= SHARED_LINE}


def shuffled(texts: Iterable[Text], seed: str) -> list[Text]:
    """Texts in an order that follows from their hashes and the seed."""
    return sorted(texts, key=lambda t: xxhash.xxh3_64_intdigest(f"{seed}{t.hash}".encode()))


def batches(texts: list[Text]) -> Iterator[str]:
    """The batches as text: a line `### NUMBER HASH` before each text."""
    for first in range(0, len(texts), BATCH):
        parts = [
            f"### {first + i} {text.hash}\n{text.text}\n"
            for i, text in enumerate(texts[first : first + BATCH])
        ]
        yield "\n".join(parts)


def write(sample: list[Text], out: Path) -> None:
    """Write sample.jsonl and the batches of both readers."""
    out.mkdir(parents=True, exist_ok=True)
    order = shuffled(sample, "first")
    second = shuffled(shuffled(sample, "second")[:SECOND], "order")
    twice = {text.hash for text in second}
    with (out / "sample.jsonl").open("w", encoding="utf-8") as file:
        for number, text in enumerate(order):
            place: dict[str, Any] = {"number": number, "second": text.hash in twice}
            file.write(json.dumps(asdict(text) | place, ensure_ascii=False) + "\n")
    for name, texts in (("batch", order), ("second", second)):
        for i, batch in enumerate(batches(texts)):
            (out / f"{name}-{i:03}.txt").write_text(batch, encoding="utf-8", newline="\n")


def summary(sample: list[Text]) -> str:
    """Counts of the sample by each property, a line each."""
    out = [f"{len(sample)} texts"]
    for name in ("split", "lang", "kind", "length_bin", "register", "score_bin", "file"):
        values = [getattr(text, name) for text in sample]
        counts = ", ".join(f"{v} {values.count(v)}" for v in sorted(set(values), key=_by_number))
        out.append(f"{name}: {counts}")
    return "\n".join(out)


def _by_number(value: str) -> tuple[int, str]:
    return (int(value), "") if value.isdigit() else (0, value)


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns 2 if a source or a model cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m scripts.label_sample")
    parser.add_argument("out", type=Path, help="folder for the sample and the batches")
    parser.add_argument("--models", type=Path, required=True, help="folder of the quality models")
    options = parser.parse_args(arguments)
    corpus = os.environ.get("MALMOI_CORPUS")
    if not corpus:
        print("MALMOI_CORPUS is not set; set it to the folder of real text", file=sys.stderr)
        return 2
    try:
        sample = draw(SOURCES, Path(corpus), partial(score, options.models))
    except (SampleError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    write(sample, options.out)
    print(summary(sample))
    return 0


if __name__ == "__main__":
    sys.exit(main())
