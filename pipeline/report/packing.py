"""What was packed, by the facts of its documents: the index of a phase has ids alone, in random order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipeline.contract import index_of, is_mixed
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset

# Documents whose ids are in memory together, as hashes: 12 bytes each, 32 while they are sorted. The index
# is read once for each such part of the corpus.
PART = 1 << 23


@dataclass(frozen=True)
class PackedSums:
    """Sums over the packed pieces.

    `by_phase`: tokens (EOS included) and samples (documents times epochs) by phase, domain, lang and `group`
    of the mix, null without one. `documents`: packed documents by domain and lang, each counted once."""

    by_phase: pl.DataFrame
    documents: pl.DataFrame


def packed_sums(corpus: Corpus, phases: list[str], part: int = PART) -> PackedSums:
    """The sums of these phases. Memory holds `part` hashes of ids and a shard. Ids are compared by 64 bits:
    of a hundred million documents, one is counted in a wrong row with a probability of .0003."""
    by_phase, documents = [pl.DataFrame(schema=_BY_PHASE)], [pl.DataFrame(schema=_DOCUMENTS)]
    for shards in _parts(corpus.documents.rows, part):
        known = _Known.of(corpus, shards)
        is_packed = np.zeros(len(known.ids), bool)
        for phase in phases:
            index = Dataset(corpus.documents.store, f"pack/{index_of(phase)}")
            for shard in range(index.num_shards):
                pieces = pl.DataFrame(index.read(shard, ["id", "begin", "tokens"]))
                found = known.found(pieces)
                is_packed[found["place"].to_numpy()] = True
                sums = found.group_by("code").agg(
                    tokens=pl.col("tokens").sum(), samples=(pl.col("begin") == 0).sum()
                )
                sums = sums.with_columns(phase=pl.lit(phase)).join(known.facts, on="code")
                by_phase.append(sums.select(pl.col(n).cast(t) for n, t in _BY_PHASE.items()))
            by_phase = [_summed(by_phase, ["phase", *_FACTS])]
        counts = pl.DataFrame({"code": known.codes[is_packed]}).group_by("code").len("documents")
        counts = counts.join(known.facts, on="code")
        documents.append(counts.select(pl.col(n).cast(t) for n, t in _DOCUMENTS.items()))
    return PackedSums(by_phase[0], _summed(documents, ["domain", "lang"]))


_FACTS = ["domain", "lang", "group"]
_DOCUMENTS = {"domain": pl.String, "lang": pl.String, "documents": pl.Int64}
_BY_PHASE = {
    "phase": pl.String,
    **dict.fromkeys(_FACTS, pl.String),
    "tokens": pl.Int64,
    "samples": pl.Int64,
}


@dataclass(frozen=True)
class _Known:
    """Some documents: hashes of their ids uint64, ascending; the code of the facts of each, uint32; the facts
    by `code`."""

    ids: np.ndarray
    codes: np.ndarray
    facts: pl.DataFrame

    @staticmethod
    def of(corpus: Corpus, shards: range) -> "_Known":
        """The documents of these shards."""
        facts = pl.DataFrame(schema=dict.fromkeys(_FACTS, pl.String))
        ids, codes = [], []
        for shard in shards:
            frame = _documents(corpus, shard)
            facts = pl.concat([facts, frame.select(_FACTS)]).unique(maintain_order=True)
            coded = frame.join(
                facts.with_row_index("code"), on=_FACTS, nulls_equal=True, maintain_order="left"
            )
            ids.append(_hashes(coded))
            codes.append(coded["code"].cast(pl.UInt32).to_numpy())
        all_ids = np.concatenate(ids)
        order = np.argsort(all_ids)
        coded_facts = facts.with_row_index("code").with_columns(pl.col("code").cast(pl.UInt32))
        return _Known(all_ids[order], np.concatenate(codes)[order], coded_facts)

    def found(self, pieces: pl.DataFrame) -> pl.DataFrame:
        """The pieces of these documents, with `place` among them and `code`."""
        hashes = _hashes(pieces)
        order = np.argsort(hashes)  # neighbours are looked up together: their places lie close
        place = np.empty(len(hashes), np.int64)
        place[order] = np.searchsorted(self.ids, hashes[order])
        place = np.minimum(place, len(self.ids) - 1)
        rows = pieces.with_columns(place=pl.Series(place), code=pl.Series(self.codes[place]))
        return rows.filter(pl.Series(self.ids[place] == hashes))


def _documents(corpus: Corpus, shard: int) -> pl.DataFrame:
    """(id, domain, lang, group) of a shard."""
    names = ["id", "domain", "lang", *(["mix.group"] if is_mixed(corpus) else [])]
    frame = pl.DataFrame(corpus.columns(shard, names)).with_columns(
        pl.selectors.categorical().cast(pl.String)
    )
    group = pl.col("mix.group") if is_mixed(corpus) else pl.lit(None, pl.String)
    return frame.select("id", "domain", "lang", group=group)


def _hashes(rows: pl.DataFrame) -> np.ndarray:
    """A number for each id, uint64, the same within this process."""
    return rows["id"].hash(1).to_numpy()


def _summed(frames: list[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    return pl.concat(frames).group_by(keys).agg(pl.exclude(keys).sum())


def _parts(rows: list[int], part: int) -> Iterator[range]:
    """Ranges of shards with at most `part` rows together, or one shard."""
    first, num = 0, 0
    for shard, of_shard in enumerate(rows):
        if num and num + of_shard > part:
            yield range(first, shard)
            first, num = shard, 0
        num += of_shard
    # a part without documents would have no place to look a piece up
    if num:
        yield range(first, len(rows))
