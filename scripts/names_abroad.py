"""Learn how names from abroad sound in Hangul, and measure it:

`python -m scripts.names_abroad train|measure [--corpus FOLDER]`

`names_abroad.txt` holds names of some thirty countries as Korean papers write them. The other side are the
words of Korean text; an encyclopedia and film reviews, full of such names, are left out. `measure` reads the
persons of the KLUE NER development set, from which nothing is learned.
"""

import argparse
import math
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.kernels.pii.names.hearing import PATH, Hearing, parts, read
from pipeline.kernels.pii.surnames import SURNAMES
from scripts.names_words import texts

TEXTS = (
    "jsonl/ko_law", "jsonl/ko_docs_cpp", "jsonl/ko_docs_pytorch", "jsonl/ko_dialog", "wide/good_ko/ko_president_speeches",
    "wide/good_ko/ko_recipes", "wide/good_ko/ko_product_manual", "wide/good_ko/ko_blog_til", "wide/good_ko/ko_blog_nolboo",
    "wide/labelled/ko_style_topic", "wide/labelled/ko_dktc_threats", "wide/labelled/ko_3i4k_intent", "wide/mt/ko_msdocs_aspnet",
    "wide/mt/ko_msdocs_powerbi", "wide/labelled/ko_news_8_topics", "wide/numbers/ko_table_bus_stops", "wide/numbers/ko_table_parks",
)  # fmt: skip
# documents that hold a word before it counts as one of Korean
LEAST = 4
# words that sound more like names than this are kept as loan words
SOUNDS_ALIKE = 80
_WORD = re.compile("(?<![가-힣])[가-힣]{2,8}(?![가-힣])")
_SMOOTHING = 0.5
_KLUE = re.compile("<([^<>:]+):PS>")
_KOREAN = re.compile(f"[{SURNAMES}][가-힣]{{1,2}}")


def names() -> set[str]:
    """The names of the list with two syllables or more."""
    listed = Path(__file__).with_name("names_abroad.txt").read_text().split()
    return {name for name in listed if len(name) > 1}


def words(folder: Path) -> set[str]:
    """The words that LEAST documents hold, without the names of the list."""
    held: Counter[str] = Counter()
    for name in TEXTS:
        for text in texts(folder, name):
            held.update(set(_WORD.findall(text)))
    return {word for word, documents in held.items() if documents >= LEAST} - names()


def trained(named: Iterable[str], other: Iterable[str]) -> Hearing:
    """Naive Bayes over the parts of words, each sort of parts for itself."""
    first, second = _counted(named), _counted(other)
    weights, unknown = {}, {}
    for sort in sorted({part[0] for part in second}):
        kinds = {part for part in first | second if part[0] == sort}
        total = [sum(n for part, n in c.items() if part[0] == sort) for c in (first, second)]
        total = [n + _SMOOTHING * (len(kinds) + 1) for n in total]
        for part in kinds:
            share = [
                (c[part] + _SMOOTHING) / n for c, n in zip((first, second), total, strict=True)
            ]
            weights[part] = round(100 * math.log(share[0] / share[1]))
        unknown[sort] = round(100 * math.log(total[1] / total[0]))
    return Hearing(weights, unknown, frozenset())


def _counted(held: Iterable[str]) -> Counter[str]:
    return Counter(part for word in held for part in parts(word))


def train(folder: Path) -> None:
    """Write the weights, and the words that sound like names and are none."""
    common, named = words(folder), names()
    learned = trained(named, common)
    alike = {word for word in common if learned.score(word) > SOUNDS_ALIKE}
    Hearing(learned.weights, learned.unknown, frozenset(alike)).write(PATH)
    print(
        f"{len(named)} names, {len(common)} words, {len(alike)} alike, {PATH.stat().st_size} bytes"
    )


def measure(folder: Path) -> None:
    """Print which share of the persons from abroad in the KLUE set is heard at several thresholds."""
    text = (folder / "benchmarks/klue/klue-ner-v1.1_dev.tsv").read_text()
    named = {name.strip() for name in _KLUE.findall(text)}
    abroad = [n for n in named if re.fullmatch("[가-힣 ]{4,20}", n) and not _KOREAN.fullmatch(n)]
    model = read()
    scores = [sum(map(model.score, n.split())) // len(n.split()) for n in abroad]
    for threshold in (0, 100, 180, 250, 350):
        share = sum(score >= threshold for score in scores) / len(scores)
        print(f"{threshold}: {share:.3f} of {len(scores)} persons")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["train", "measure"])
    parser.add_argument("--corpus", default=os.environ.get("MALMOI_CORPUS", "corpus"))
    asked = parser.parse_args()
    {"train": train, "measure": measure}[asked.act](Path(asked.corpus))


if __name__ == "__main__":
    main()
