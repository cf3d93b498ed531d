"""The arms of a comparison and the datasets of tokens that they draw from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import RecipeError
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.effect.draw import Pool, chosen
from pipeline.effect.leaks import Seen
from pipeline.effect.ledger import MIX, REASON, Root
from pipeline.effect.recipe import Arm
from pipeline.effect.tokens import Texts, encoded

# What is in a dataset of tokens: the name of an arm of files ("" for the root), the version of the texts, and
# whether they are spoilt.
Held = tuple[str, str, bool]


@dataclass(frozen=True)
class Sizes:
    """Of one arm: documents, tokens with every epoch, and tokens of different documents."""

    documents: int
    tokens: int
    unique: int


@dataclass
class Arms:
    """The arms by name, over a root and the corpora of arms of files."""

    root: Root
    arms: dict[str, Arm]
    files: dict[str, Corpus]
    tokens: dict[Held, Dataset] = field(default_factory=dict)
    # The column whose shares are held, its values, and their shares in the baseline.
    hold: str | None = None
    values: tuple[str, ...] = ()
    shares: np.ndarray | None = None
    # By seed the documents of a base, which no arm draws again.
    bases: dict[int, Pool] = field(default_factory=dict)

    def texts(self) -> dict[Held, list[Texts]]:
        """What must be encoded: the texts of every dataset that some arm draws from."""
        held: dict[Held, list[Texts]] = {}
        for name, arm in self.arms.items():
            for spoilt in (False, True) if arm.spoil.mojibake else (False,):
                key = self._held(name, arm, spoilt)
                corpus = self.files[name] if arm.files else self.root.of(key[1])  # type: ignore[arg-type]
                shards = range(corpus.num_shards)
                held[key] = [Texts(corpus, i, key[1], spoilt) for i in shards]  # type: ignore[arg-type]
        return held

    def seen(self, every: bool) -> list[Seen]:
        """The texts that documents of the arms have, damaged ones aside. With `every`: those of all documents
        of the root, which an arm of a reason may bring back."""
        seen = []
        for key, texts in self.texts().items():
            if key[2]:
                continue
            names = [n for n, arm in self.arms.items() if self._held(n, arm, False) == key]
            for shard, of in enumerate(texts):
                mask = self._members(names, shard, every)
                seen.append(Seen(of, np.packbits(mask).tobytes()))
        return seen

    def _members(self, names: list[str], shard: int, every: bool) -> np.ndarray:
        """A mask of the rows of a shard that one of the arms has."""
        if self.arms[names[0]].files:
            return np.ones(self.files[names[0]].documents.rows[shard], bool)
        frame = self.root.frame(shard, [self.arms[n] for n in names])
        mask = np.full(len(frame), every)
        for arm in (self.arms[n] for n in names):
            mask |= self.root.times(arm, frame) > 0
            if arm.spoil.other_language:
                mask |= self.root.times(arm, frame, others=True) > 0
        return mask

    def encode(self, job: Job, tokenizer: InputFile) -> None:
        """Encode them, each once."""
        for key, texts in self.texts().items():
            name, version, spoilt = key
            held = f"files.{name}" if name else version
            phase = f"{held}{'.misread' if spoilt else ''}"
            self.tokens[key] = encoded(job, phase, texts, tokenizer)

    @property
    def datasets(self) -> list[Dataset]:
        """The datasets, as the numbers in a pool count them."""
        return list(self.tokens.values())

    def sizes(self) -> dict[str, Sizes]:
        """The size of every arm."""
        sums = {name: np.zeros(3, np.int64) for name in self.arms}
        for name, times, tokens in self._walk(self.arms):
            sums[name] += [
                (times > 0).sum(),
                (times * tokens).sum(),
                ((times > 0) * tokens).sum(),
            ]
        return {name: Sizes(*(int(x) for x in of)) for name, of in sums.items()}

    def by_reason(self) -> pl.DataFrame:
        """(reason, documents, tokens) that each stage.reason has dropped, most tokens first."""
        dataset = self.tokens[self._held("", Arm(), False)]
        rows = []
        for shard in range(dataset.num_shards):
            frame = self.root.frame(shard, ()).select("dropped_by", "drop_reason")
            tokens = pl.DataFrame(dataset.read(shard, ["tokens"]))
            rows.append(frame.hstack(tokens).drop_nulls("dropped_by"))
        counts = [pl.len().alias("documents"), (pl.col("tokens").cast(pl.Int64) + 1).sum()]
        whole = pl.concat(rows).filter(pl.col("dropped_by") != MIX).drop_nulls()
        return whole.group_by(REASON).agg(counts).sort("tokens", "reason", descending=[True, False])

    def pool(self, name: str) -> Pool:
        """All documents of an arm."""
        return self._pool(name, self.arms[name])

    def held_as(self, column: str, baseline: str) -> None:
        """Draw all arms in the shares that the values of a column have in one of them."""
        corpus = self.root.corpus
        found = set[str]()
        for shard in range(corpus.num_shards):
            values = pl.DataFrame(corpus.documents.read(shard, [column])).to_series()
            found |= set(values.cast(pl.String).fill_null("").unique().to_list())
        self.hold, self.values = column, tuple(sorted(found))
        tokens = self.pool(baseline).by_group(len(self.values))
        self.shares = tokens / max(tokens.sum(), 1)

    def left(self, name: str, seed: int) -> Pool:
        """The documents of an arm that the base of a seed leaves it; all without a base."""
        return self._left(name, self.arms[name], seed)

    def drawn(self, name: str, seed: int, budget: int) -> Pool:
        """The documents of an arm in the order of a seed, as many as `budget` tokens need."""
        arm = self.arms[name]
        spoil = arm.spoil
        if spoil.other_language:
            others = round(budget * spoil.other_language)
            here = self._draw(arm, self._left(name, arm, seed), seed, budget - others)
            there = self._left(name, arm, seed, others=True)
            if there.total < others:
                raise RecipeError(
                    f"arm {name}: spoil.other_language: {there.total:,} tokens are left out by its "
                    f"condition, {others:,} are needed; lower the share or `tokens`"
                )
            return Pool.joined([there.drawn(seed, others), here])
        pool = self._left(name, arm, seed)
        if spoil.repeats:
            parts = [self._draw(arm, pool, seed, round(budget * (1 - spoil.repeats)))]
            # a large share is the same documents several times
            while (missing := budget - sum(p.total for p in parts)) > 0 and parts[0].total:
                parts.append(parts[0].drawn(seed + len(parts), missing))
            return Pool.joined(parts)
        return self._draw(arm, pool, seed, budget)

    def _left(self, name: str, arm: Arm, seed: int, others: bool = False) -> Pool:
        pool = self._pool(name, arm, others)
        return pool.unseen(self.bases[seed]) if seed in self.bases else pool

    def _draw(self, arm: Arm, pool: Pool, seed: int, budget: int) -> Pool:
        if self.shares is None or arm.files or arm.base == MIX:
            return pool.drawn(seed, budget)
        return pool.drawn_by_shares(seed, budget, self.shares)

    def _groups(self, arm: Arm, shard: int) -> np.ndarray | None:
        """The number of each row's value among those that are held."""
        if self.hold is None or arm.files:
            return None
        held = pl.DataFrame(self.root.corpus.documents.read(shard, [self.hold])).to_series()
        numbers = (
            held.cast(pl.String)
            .fill_null("")
            .replace_strict(self.values, range(len(self.values)), return_dtype=pl.Int64)
        )
        return numbers.to_numpy()

    def _held(self, name: str, arm: Arm, spoilt: bool) -> Held:
        return (name, "came", spoilt) if arm.files else ("", self.root.version(arm), spoilt)

    def _pool(self, name: str, arm: Arm, others: bool = False) -> Pool:
        pools, keys = [], list(self.tokens)
        whole = keys.index(self._held(name, arm, False))
        spoilt = keys.index(self._held(name, arm, True)) if arm.spoil.mojibake else whole
        for shard in range(self.datasets[whole].num_shards):
            times = self._times(name, arm, shard, others)
            table = self.datasets[whole].read(shard, ["key", "tokens"])
            key, tokens = table["key"].to_numpy(), table["tokens"].to_numpy()
            groups = self._groups(arm, shard)
            if not arm.spoil.mojibake:
                pools.append(Pool.of(whole, shard, key, tokens, times, groups))
                continue
            misread = chosen(key, arm.spoil.mojibake)
            more = self.datasets[spoilt].read(shard, ["tokens"])["tokens"].to_numpy()
            pools.append(Pool.of(whole, shard, key, tokens, times * ~misread, groups))
            pools.append(Pool.of(spoilt, shard, key, more, times * misread, groups))
        return Pool.joined(pools)

    def _times(self, name: str, arm: Arm, shard: int, others: bool = False) -> np.ndarray:
        if arm.files:
            return np.ones(self.files[name].documents.rows[shard], np.int64)
        return self.root.times(arm, self.root.frame(shard, [arm]), others)

    def _walk(self, arms: Iterable[str]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
        """(arm, how often, tokens with the end) of the documents of every shard; each ledger is read once."""
        names = [n for n in arms if not self.arms[n].files]
        for shard in range(self.root.corpus.num_shards):
            frame = self.root.frame(shard, [self.arms[n] for n in names])
            for name in names:
                yield name, self.root.times(self.arms[name], frame), self._lengths(name, shard)
        for name in (n for n in arms if self.arms[n].files):
            for shard in range(self.files[name].num_shards):
                yield name, self._times(name, self.arms[name], shard), self._lengths(name, shard)

    def _lengths(self, name: str, shard: int) -> np.ndarray:
        dataset = self.tokens[self._held(name, self.arms[name], False)]
        return dataset.read(shard, ["tokens"])["tokens"].to_numpy().astype(np.int64) + 1
