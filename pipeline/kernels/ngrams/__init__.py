"""Language models of n-grams over token ids: interpolated, modified Kneser-Ney.

`bits(offsets, ids, held_offsets, held_ids, counted, vocabulary, order)` -> float64 [n]: bits of each held-out
document by a model of the documents ids[offsets[i]:offsets[i + 1]], whose ids are below `vocabulary`. Of a
document of k tokens the places counted[i, 0] up to counted[i, 1] count, int64 [n, 2]; place k is its end.

Definition (Chen and Goodman 1999, as KenLM estimates it): a document is `begin`, its tokens, `end`. An n-gram
of the highest order, or one that starts with `begin`, counts as often as it occurs; any other one as often
as different tokens stand before it. Each order has three discounts, from its numbers of n-grams that count 1,
2, 3 and 4; where these are too few to tell, FALLBACK. Unigrams are interpolated with one share for each of
the vocabulary and the end.
"""

import numpy as np

FALLBACK = (0.5, 1.0, 1.5)  # KenLM's, for corpora too small or too regular to estimate discounts
ORDER = 5
TOKEN_BITS = 22  # of an id in a key: 4 million


def discounts(ones: int, twos: int, threes: int, fours: int) -> np.ndarray:
    """float64 [4]: what an n-gram that counts 0, 1, 2, 3 or more gives up, from the numbers of n-grams that
    count 1 to 4."""
    some = np.zeros(4)
    some[1:] = FALLBACK
    if min(ones, twos, threes, fours) == 0:
        return some
    share = ones / (ones + 2 * twos)
    found = (
        1 - 2 * share * twos / ones,
        2 - 3 * share * threes / twos,
        3 - 4 * share * fours / threes,
    )
    if all(0 <= d <= n for n, d in enumerate(found, 1)):
        some[1:] = found
    return some
