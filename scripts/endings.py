"""Count the endings of eojeols that are frequent in several kinds of Korean text, for classifiers/grammar.py:
`python -m scripts.endings FILE...`, one file of each kind, .jsonl(.zst) or .parquet with a field `text`.

The tail of an eojeol is its last two syllables, or the whole of a shorter one. A tail ranks by its second
greatest share over the files: a word that only one kind of text is about does not rank."""

import re
import sys
from collections import Counter
from pathlib import Path
from textwrap import fill

import polars as pl

from classifiers.grammar import prose

# Tails that are listed.
NUM = 400
# Characters of a file that are counted, and of one text: a long statute must not weigh more than a page.
CHARACTERS, OF_TEXT = 10_000_000, 4000
_TAIL = re.compile("[가-힣]{1,2}(?![가-힣])")


def shares(path: Path) -> Counter[str]:
    """The share of each tail in the first CHARACTERS characters of a file, in [0, 1]."""
    read = pl.read_parquet if path.suffix == ".parquet" else pl.read_ndjson
    texts = read(path)["text"].str.slice(0, OF_TEXT)
    chosen = texts.filter(texts.str.len_chars().cum_sum() <= CHARACTERS).to_list()
    counts = Counter(tail for text in chosen for tail in _TAIL.findall(prose(text)))
    return Counter({tail: num / counts.total() for tail, num in counts.items()})


def frequent(by_file: list[Counter[str]], num: int) -> list[str]:
    """The `num` tails with the greatest second-greatest share, sorted; equal shares in order of the tails."""
    tails = set().union(*by_file)
    second = {tail: sorted(counts[tail] for counts in by_file)[-2] for tail in tails}
    return sorted(sorted(tails, key=lambda tail: (-second[tail], tail))[:num])


if __name__ == "__main__":
    print(fill(" ".join(frequent([shares(Path(x)) for x in sys.argv[1:]], NUM)), 54))
