"""Accuracy of a language decision on the families and on the labelled real documents.

python -m tests.strangers.language.measure --n 60 --seed 3 [--real]
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.strangers.language import adapter, real
from tests.strangers.language.families import FAMILIES
from tests.strangers.language.family import Family

Decide = Callable[[list[str]], list[str]]


@dataclass(frozen=True)
class Result:
    """The predictions for the texts of one family, as counts by predicted language."""

    family: Family
    predicted: Counter[str]

    @property
    def accuracy(self) -> float:
        return self.predicted[self.family.language] / self.predicted.total()


def decided(decide: Decide, texts: list[str]) -> list[str]:
    """The decisions for `texts`. Raises ValueError if their number differs."""
    languages = list(decide(texts))
    if len(languages) != len(texts):
        raise ValueError(f"decide returned {len(languages)} languages for {len(texts)} texts")
    return languages


def measure(decide: Decide, families: Sequence[Family], n: int, seed: int) -> list[Result]:
    """One result per family, on `n` texts each."""
    return [Result(family, Counter(decided(decide, family.texts(n, seed)))) for family in families]


def means(results: Iterable[Result]) -> dict[tuple[str, str], tuple[int, float]]:
    """(group, part) -> (families, mean accuracy over them).

    Groups are the languages, `other` for all but `ko`, `en` and `und`, and `all`; parts are `open`, `held out`, `both`.
    """
    by_key: dict[tuple[str, str], list[float]] = {}
    for result in results:
        language = result.family.language
        groups = (
            ("all", language) if language in ("ko", "en", "und") else ("all", "other", language)
        )
        for group in groups:
            for part in ("held out" if result.family.held_out else "open", "both"):
                by_key.setdefault((group, part), []).append(result.accuracy)
    return {key: (len(values), sum(values) / len(values)) for key, values in by_key.items()}


def confusions(results: Iterable[Result]) -> Counter[tuple[str, str]]:
    """(language, predicted language) -> texts, wrong predictions only."""
    wrong: Counter[tuple[str, str]] = Counter()
    for result in results:
        for predicted, n in result.predicted.items():
            if predicted != result.family.language:
                wrong[result.family.language, predicted] += n
    return wrong


def report(results: list[Result]) -> list[str]:
    """The printed lines: families from worst to best, means, confusions."""
    lines = [f"{'family':34} {'lang':4} {'part':8} accuracy  wrong"]
    for result in sorted(results, key=lambda r: r.accuracy):
        family = result.family
        wrong = " ".join(
            f"{k}:{n}" for k, n in result.predicted.most_common() if k != family.language
        )
        part = "held out" if family.held_out else "open"
        lines.append(
            f"{family.name:34} {family.language:4} {part:8} {result.accuracy:8.3f}  {wrong}"
        )
    lines += ["", f"{'mean over families':20} {'part':8} families  accuracy"]
    for (group, part), (n, mean) in sorted(means(results).items()):
        lines.append(f"{group:20} {part:8} {n:8}  {mean:8.3f}")
    lines += ["", "language -> predicted: texts"]
    return lines + [f"{a} -> {b}: {n}" for (a, b), n in confusions(results).most_common()]


def report_real(decide: Decide) -> list[str]:
    """The printed lines for the real documents; wrong ones by file and place, without their text."""
    documents = real.documents(real.corpus())
    languages = decided(decide, [text for _, text in documents])
    pairs = [(label, got) for (label, _), got in zip(documents, languages, strict=True)]
    lines = ["", "real documents: language, documents, accuracy"]
    for language, n in sorted(Counter(label.language for label, _ in pairs).items()):
        hits = sum(label.language == language == got for label, got in pairs)
        lines.append(f"{language:4} {n:5} {hits / n:8.3f}")
    wrong = [(label, got) for label, got in pairs if label.language != got]
    return lines + [f"{label.place}: {label.language} -> {got}" for label, got in wrong]


def table(results: list[Result]) -> list[str]:
    """A Markdown table: language, families, mean accuracy of all families and of the held-out ones."""
    found = means(results)
    lines = ["| language | families | mean | of the held-out half |", "|---|---|---|---|"]
    for group in ("ko", "en", "other", "und"):
        (num, mean), (_, held) = found[group, "both"], found[group, "held out"]
        lines.append(f"| {group} | {num} | {mean:.3f} | {held:.3f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=60, help="texts per family")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument(
        "--real", action="store_true", help="also read the real documents of MALMOI_CORPUS"
    )
    parser.add_argument("--table", action="store_true", help="print a Markdown table of languages")
    options = parser.parse_args()
    results = measure(adapter.decide, FAMILIES, options.n, options.seed)
    lines = table(results) if options.table else report(results)
    if options.real:
        lines += report_real(adapter.decide)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
