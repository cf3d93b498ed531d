"""The positions of the tokens of documents in rows of one length."""

from typing import NamedTuple

import numpy as np

from pipeline.core.kernel import Kernel


class Layout(NamedTuple):
    """Pieces of documents in their order in the shard, and the number of rows. All int64.

    Tokens begin[i] to begin[i] + length[i] of document[i] are at tokens start[i] to start[i] + length[i] of
    the shard.
    """

    document: np.ndarray
    begin: np.ndarray
    start: np.ndarray
    length: np.ndarray
    rows: int


def concat(lengths: np.ndarray, seq_len: int) -> Layout:
    """Documents joined and cut where a row ends; only the last row is padded."""
    ends = np.cumsum(lengths)
    rows = -(-int(ends[-1]) // seq_len) if len(ends) else 0
    zero = np.zeros(len(lengths), np.int64)
    return Layout(np.arange(len(lengths)), zero, ends - lengths, lengths, rows)


def best_fit(lengths: np.ndarray, seq_len: int, kernel: Kernel) -> Layout:
    """Documents that fit a row are not cut; longer ones fill rows, and their rest is a piece.

    Rows are in the order of their first document, and so are the pieces of a row (Ding et al., "Fewer
    Truncations Improve Language Modeling", 2024)."""
    whole = -(-lengths // seq_len)  # pieces of each document
    document = np.repeat(np.arange(len(lengths)), whole)
    first = np.cumsum(whole) - whole
    begin = (np.arange(len(document)) - first[document]) * seq_len
    length = np.minimum(lengths[document] - begin, seq_len)
    row = kernel.load().fit(length, seq_len)
    opened = np.unique(row, return_index=True)[1]  # the first piece of each row
    rank = np.empty(len(opened), np.int64)
    rank[np.argsort(opened)] = np.arange(len(opened))
    order = np.argsort(rank[row], kind="stable")
    document, begin, length, row = document[order], begin[order], length[order], rank[row][order]
    ends = np.cumsum(length)
    before = ends - length
    in_row = before - before[np.searchsorted(row, row)]
    return Layout(document, begin, row * seq_len + in_row, length, len(opened))
