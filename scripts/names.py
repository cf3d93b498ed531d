"""Train the model of names in prose, and measure it:

`python -m scripts.names train|measure [--corpus FOLDER] [--caution NUMBER]`

It learns from sentences of a Korean encyclopedia, made-up English sentences and English diaries with their
names labelled, from lines of contacts that are made here (`scripts.names_made`), and from real Korean text
in which a dictionary knows the names (`scripts.names_silver`). Most names of the Korean form are exchanged
for drawn ones, so that the model learns places of names and their syllables, not people. The KLUE NER
development set and a fifth of each labelled set are tests only.
"""

import argparse
import json
import os
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import zstandard
from numba import njit

from pipeline.kernels.pii.prose.model import PATH, Model, read
from pipeline.kernels.pii.prose.tagger import (
    BEGIN,
    FEATURES,
    FLAGS,
    INSIDE,
    OUT,
    SIZE,
    TAGS,
    best_path,
    features_of,
)
from pipeline.kernels.pii.surnames import GIVEN, SURNAMES
from scripts import names_made, names_silver, names_words

# (text, spans of names in characters)
Sentence = tuple[str, list[tuple[int, int]]]
EPOCHS = 6
SEED = 11
# the largest integer weight
LARGEST = 127
_HANGUL = re.compile("[가-힣]+")
_CONSONANT, _VOWEL = re.compile("(은|이|을|과)$"), re.compile("(는|가|를|와)$")
_PARTICLES = re.compile("(에게|에게서|께서|이며|이다|으로|의|도|로|이라는|라는|과의|와의|이고)$")
_MAX = 400


def korean(folder: Path) -> list[Sentence]:
    """The sentences of labelled/ko_deid_matagi; a particle is no part of a name."""
    sentences = []
    for name in ("test_conv_merge", "merge_addtional_person", "merge_addtional_compay"):
        text = (folder / "labelled/ko_deid_matagi" / f"{name}.txt").read_text()
        for block in text.split("\n\n"):
            lines = [line for line in block.split("\n") if line.strip()]
            if len(lines) > 2 and "\t" not in lines[1]:
                sentences.append(_aligned(lines[0].strip(), lines[1], lines[2:]))
    return sentences


def _aligned(title: str, text: str, lines: list[str]) -> Sentence:
    """The sentence with its names, from lines of a token and its label each."""
    at, spans = 0, []
    for line in lines:
        token, _, label = line.rpartition("\t")
        token = token.strip()
        start = text.find(token, at)
        if not token or start < 0:
            continue
        at = start + len(token)
        if not label.endswith("-PER") or not re.search("[가-힣A-Za-z]", token):
            continue
        end = start + len(without_particle(token, title))
        if label.startswith("I") and spans and start - spans[-1][1] < 2:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return text, spans


def without_particle(token: str, title: str = "") -> str:
    """The token without a particle at its end; the title of an article is a name without one."""
    for word in title.split():
        if len(word) > 1 and token.startswith(word) and len(token) - len(word) < 4:
            return word
    if not _HANGUL.fullmatch(token) or len(token) < 3:
        return token
    if len(token) == 3 and token[0] in SURNAMES and token[1] in GIVEN:
        return token
    cut = _PARTICLES.sub("", token)
    if cut == token:
        closed = (ord(token[-2]) - 0xAC00) % 28 > 0
        cut = (_CONSONANT if closed else _VOWEL).sub("", token)
    return cut if len(cut) > 1 else token


def english(folder: Path) -> list[tuple[int, Sentence]]:
    """(template, sentence) of labelled/en_pii_presidio_synth."""
    path = folder / "labelled/en_pii_presidio_synth/synth_dataset_v2.json"
    return [
        (
            row["template_id"],
            (
                row["full_text"],
                [
                    (s["start_position"], s["end_position"])
                    for s in row["spans"]
                    if s["entity_type"] == "PERSON"
                ],
            ),
        )
        for row in json.loads(path.read_text())
    ]


def diaries(folder: Path) -> list[tuple[str, Sentence]]:
    """(writer, paragraph) of wide/pii/en_lifebench_pii."""
    sentences = []
    for row in _lines(folder / "wide/pii/en_lifebench_pii.jsonl.zst"):
        people = [(a, b) for a, b, kind, _ in row["entities"] if kind == "PERSON"]
        at = 0
        for part in row["text"].split("\n"):
            inside = [(a - at, b - at) for a, b in people if at <= a and b <= at + len(part)]
            sentences.append((row["user"], (part[:_MAX], [s for s in inside if s[1] < _MAX])))
            at += len(part) + 1
    return sentences


def _lines(path: Path) -> Iterator[dict]:
    with zstandard.open(path, "rt") as lines:
        for line in lines:
            yield json.loads(line)


def klue(folder: Path) -> list[Sentence]:
    """The KLUE NER development set with its names (PS): a test."""
    sentences, points, tags = [], [], []
    for line in [*(folder / "benchmarks/klue/klue-ner-v1.1_dev.tsv").open(), "\n"]:
        if line.startswith("##"):
            continue
        if not line.strip("\n"):
            if points:
                sentences.append(("".join(points), _spans(tags)))
            points, tags = [], []
            continue
        point, _, tag = line.rstrip("\n").rpartition("\t")
        points.append(point)
        tags.append(tag)
    return sentences


def _spans(tags: list[str]) -> list[tuple[int, int]]:
    spans = []
    for i, tag in enumerate(tags):
        if tag == "B-PS":
            spans.append((i, i + 1))
        elif tag == "I-PS":
            spans[-1] = (spans[-1][0], i + 1)
    return spans


def exchanged(sentence: Sentence, draw: random.Random, given: list[str]) -> Sentence:
    """The sentence with drawn names in the place of those that are a surname and a given name in Hangul."""
    text, spans = sentence
    pieces, new, at, length = [], [], 0, 0
    for start, end in spans:
        name = text[start:end]
        if len(name) == 3 and name[0] in SURNAMES and draw.random() < 0.7:
            name = names_made.person(draw, given)
        pieces += [text[at:start], name]
        length += start - at
        new.append((length, length + len(name)))
        length += len(name)
        at = end
    return "".join([*pieces, text[at:]]), new


def tags_of(sentence: Sentence) -> np.ndarray:
    """The tag of each character."""
    text, spans = sentence
    tags = np.full(len(text), OUT, np.int64)
    for start, end in spans:
        tags[start:end] = INSIDE
        tags[start] = BEGIN
    return tags


def points_of(text: str) -> np.ndarray:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)


@njit(cache=True)
def _learn(rows, tags, weights, totals, moves, move_totals, step):
    """One step of the averaged perceptron over one sentence."""
    found = best_path(rows, weights, moves, 0.0)
    for i in range(len(tags)):
        if found[i] != tags[i]:
            for f in range(FEATURES):
                row = rows[i, f]
                weights[row, tags[i]] += 1.0
                totals[row, tags[i]] += step
                weights[row, found[i]] -= 1.0
                totals[row, found[i]] -= step
        if i and (found[i] != tags[i] or found[i - 1] != tags[i - 1]):
            moves[tags[i - 1], tags[i]] += 1.0
            move_totals[tags[i - 1], tags[i]] += step
            moves[found[i - 1], found[i]] -= 1.0
            move_totals[found[i - 1], found[i]] -= step


def trained(sentences: list[Sentence], given: list[str]) -> Model:
    """A model of the sentences: an averaged perceptron, its weights rounded to integers."""
    weights, totals = np.zeros((SIZE, TAGS)), np.zeros((SIZE, TAGS))
    moves, move_totals = np.zeros((TAGS, TAGS)), np.zeros((TAGS, TAGS))
    draw, step = random.Random(SEED), 0
    for _ in range(EPOCHS):
        draw.shuffle(sentences)
        for sentence in sentences:
            text, _ = shown = exchanged(sentence, draw, given)
            if not text:
                continue
            rows = features_of(points_of(text), FLAGS)
            step += 1
            _learn(rows, tags_of(shown), weights, totals, moves, move_totals, float(step))
    weights -= totals / (step + 1)
    moves -= move_totals / (step + 1)
    # a path wins by differences alone
    weights -= weights[:, OUT:]
    scale = LARGEST / np.quantile(np.abs(weights[weights != 0]), 0.9995)
    rounded = np.clip(np.rint(weights * scale), -LARGEST, LARGEST)
    return Model(rounded.astype(np.int64), np.rint(moves * scale).astype(np.int64))


def metrics(model: Model, sentences: Iterable[Sentence], caution: int, strict: bool = False) -> str:
    """Precision and recall of whole spans; `strict` counts Korean names of three syllables alone."""
    right = found = wanted = touched = 0
    for text, spans in sentences:
        names, ours = set(spans), model.names_in(text, caution)
        if strict:
            names = {s for s in names if is_korean(text[s[0] : s[1]])}
            ours = [s for s in ours if is_korean(text[s[0] : s[1]])]
        wanted += len(names)
        found += len(ours)
        right += len(names.intersection(ours))
        touched += sum(any(a < y and x < b for x, y in spans) for a, b in ours)
    return (
        f"precision {right / max(found, 1):.3f} (touching a name {touched / max(found, 1):.3f}), "
        f"recall {right / max(wanted, 1):.3f}, of {wanted}"
    )


def is_korean(name: str) -> bool:
    """True for a surname and a given name of two syllables."""
    return bool(re.fullmatch("[가-힣]{3}", name)) and name[0] in SURNAMES


def lessons(folder: Path) -> tuple[list[Sentence], list[str]]:
    """(sentences to learn from, the given names in them)."""
    draw = random.Random(SEED)
    matagi, _ = _parted(korean(folder))
    given = sorted(
        text[a + 1 : b] for text, spans in matagi for a, b in spans if is_korean(text[a:b])
    )
    seen = [s for writer, s in diaries(folder) if not _is_unseen(writer)]
    synthetic = [s for template, s in english(folder) if template % 5]
    made = names_made.sentences(draw, given, folder)
    silver = names_silver.sentences(draw, folder)
    return [*matagi, *synthetic, *draw.sample(seen, min(3000, len(seen))), *made, *silver], given


def tests(folder: Path) -> dict[str, list[Sentence]]:
    """Sentences that the model has not learned from, by the name of the set."""
    return {
        "KLUE": klue(folder),
        "matagi": _parted(korean(folder))[1],
        "presidio": [s for template, s in english(folder) if template % 5 == 0],
        "lifebench": [s for writer, s in diaries(folder) if _is_unseen(writer)],
    }


def _parted(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The first four fifths, and the last."""
    border = len(sentences) * 4 // 5
    return sentences[:border], sentences[border:]


def _is_unseen(writer: str) -> bool:
    """True for a fifth of the writers of diaries."""
    return sum(writer.encode()) % 5 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["train", "measure"])
    parser.add_argument("--corpus", default=os.environ.get("MALMOI_CORPUS", "corpus"))
    parser.add_argument("--caution", type=int, default=0)
    asked = parser.parse_args()
    folder = Path(asked.corpus)
    if asked.act == "train":
        learned = trained(*lessons(folder))
        words = frozenset(names_words.known_words(folder))
        Model(learned.weights, learned.moves, words).write(PATH)
    model = read()
    for name, sentences in tests(folder).items():
        print(f"{name}: {metrics(model, sentences, asked.caution)}")
        print(f"{name}, Korean names of three syllables: ", end="")
        print(metrics(model, sentences, asked.caution, strict=True))


if __name__ == "__main__":
    main()
