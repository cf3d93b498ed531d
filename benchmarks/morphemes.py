"""`python -m benchmarks.morphemes`: how well a word that MeCab cuts alone agrees with the sentence it stood
in."""

import re
import time

from benchmarks import heldout
from pipeline.kernels.words.morphemes import DUMMY, boundaries, lengths

RUN = re.compile("[가-힣]{2,}(?=\\s|$)")  # a word that is Hangul to its end: what training cuts
CONTEXTS = {"alone": "", f"with{DUMMY}": DUMMY, "with 한국": " 한국", "with 그": " 그"}


def main() -> None:
    """Print the agreement of each context, over all words of the held-out Korean text."""
    texts = heldout.korean()
    started = time.perf_counter()
    in_text = [found for text in texts for found in words_of(text)]
    seconds, size = time.perf_counter() - started, sum(len(t.encode()) for t in texts) / 1e6
    types = {word for word, _ in in_text}
    print(
        f"{len(in_text):,} words, {len(types):,} distinct; whole texts at {size / seconds:.1f} MB/s"
    )
    print(f"{'':<14}{'words':>9}{'cuts':>9}{'P':>8}{'R':>8}{'words/s':>12}")
    for name, context in CONTEXTS.items():
        started = time.perf_counter()
        cut = {word: ends(lengths(word, context)) for word in types}
        speed = len(types) / (time.perf_counter() - started)
        same = sum(cut[word] == expected for word, expected in in_text)
        hits = sum(len(cut[word] & expected) for word, expected in in_text)
        found = sum(len(cut[word]) for word, _ in in_text)
        wanted = sum(len(expected) for _, expected in in_text)
        places = sum(len(word) - 1 for word, _ in in_text)
        wrong = found + wanted - 2 * hits
        print(
            f"{name:<14}{same / len(in_text):>9.2%}{1 - wrong / places:>9.2%}{hits / found:>8.3f}"
            f"{hits / wanted:>8.3f}{speed:>12,.0f}"
        )


def words_of(text: str) -> list[tuple[str, frozenset[int]]]:
    """Each word with the bytes at which a morpheme of the text ends inside it."""
    edges = set(boundaries(text).tolist())
    found = []
    for match in RUN.finditer(text):
        at = len(text[: match.start()].encode())
        size = len(match.group().encode())
        found.append((match.group(), frozenset(e - at for e in edges if at < e < at + size)))
    return found


def ends(sizes: list[int]) -> frozenset[int]:
    """Where pieces of these sizes end, but the last."""
    at, found = 0, []
    for size in sizes[:-1]:
        at += size
        found.append(at)
    return frozenset(found)


if __name__ == "__main__":
    main()
