"""One search: buckets, proxies of drawn mixtures, what they teach, and the best mixture with its proof."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pipeline.core.errors import RecipeError
from pipeline.core.identity import fingerprint
from pipeline.core.progress import Progress
from pipeline.effect.bits import Fit
from pipeline.effect.draw import Pool, bounded
from pipeline.effect.ledger import Root
from pipeline.effect.prepared import Prepared, prepared
from pipeline.effect.recipe import Arm
from pipeline.effect.result import DIGITS
from pipeline.effect.search.buckets import Bucket
from pipeline.effect.search.evidence import Evidence, remember, remembered
from pipeline.effect.search.recipe import Search
from pipeline.effect.search.surface import Surface
from pipeline.effect.statistics import per_byte

EVIDENCE_FILE = "evidence.jsonl"


def search(asked: Search, address: str, home: str, progress: Progress) -> dict[str, Any]:
    """The result of a search over a finished root, as plain values. What is measured stays in `home` and
    counts for later searches, with other buckets too.

    Raises RecipeError if the root has fewer than two buckets, and for a stratum that leaks."""
    root = Root.open(address)
    arms = {name: Arm(only=text) for name, text in _conditions(asked, root).items()}
    with prepared(asked, root, arms, address, home, progress) as ready:
        pools = {name: ready.arms.pool(name) for name in arms}
        buckets = [Bucket.of(name, pool) for name, pool in pools.items()]
        if empty := [b.name for b in buckets if not b.tokens]:
            raise RecipeError(f"buckets: no living document is in {', '.join(empty)}")
        return _searched(asked, ready, list(pools.values()), buckets, Path(home))


def _conditions(asked: Search, root: Root) -> dict[str, str]:
    """The condition of each bucket; they exclude each other."""
    if isinstance(asked.buckets, dict):
        conditions, before = {}, list[str]()
        for name, text in asked.buckets.items():
            others = "".join(f" and not ({b})" for b in before)
            conditions[name] = f"({text}){others}"
            before.append(text)
        return conditions
    column = asked.buckets
    root.check_values("buckets", column)
    values = set[Any]()
    for shard in range(root.corpus.num_shards):
        frame = pl.DataFrame(root.corpus.read(shard, [column]))
        values |= set(frame.to_series().drop_nulls().unique().to_list())
    if len(values) < 2:
        raise RecipeError(f"buckets: {column} has {len(values)} value; a search needs two or more")
    return {str(value): f"{column} == {value!r}" for value in sorted(values)}


def _searched(
    asked: Search, ready: Prepared, pools: list[Pool], buckets: list[Bucket], home: Path
) -> dict[str, Any]:
    sizes = np.array([b.tokens for b in buckets], float)
    most = _most(asked, sizes)
    shares = sizes / sizes.sum()
    drawn = _drawn(asked, shares, most)
    setting = {
        "strata": fingerprint(ready.strata.identity()),
        "tokenizer": fingerprint(ready.tokenizer.identity()),
        "tokens": asked.tokens,
        "model": [asked.tier, asked.order if asked.tier == "ngrams" else asked.size],
        "budget": asked.budget,
    }
    every = np.concatenate([drawn, bounded(shares[None], most)])
    # what this search measures itself is measured once, however often the command runs
    past = remembered(home / EVIDENCE_FILE, setting, buckets, len(ready.strata.names))
    before = past.without(every)
    measured = _measured(asked, ready, pools, every, "proxies")
    learnt, rest = _split(measured, asked.proxies)
    checks, natural = _split(rest, asked.checks)
    learnt = learnt.with_more(natural)
    surface = Surface.fitted(before.with_more(learnt))
    best = surface.best(most, bounded(shares[None], most)[0], asked.seed)
    proof = _measured(asked, ready, pools, best[None], "proof")
    # the checks are never learnt from: a later search with the same seed tests itself by them
    remember(home / EVIDENCE_FILE, setting, buckets, learnt)
    return {
        "tokens": asked.tokens,
        "proxies": asked.proxies,
        "remembered": len(before.mixtures),
        "checks": asked.checks,
        "rank_correlation": _rounded(surface.rank_correlation(checks)),
        "strata": list(ready.strata.names),
        "buckets": [
            {
                "name": b.name,
                "tokens": b.tokens,
                "share": round(float(shares[i]), DIGITS),
                "best": round(float(best[i]), DIGITS),
                "epochs": _epochs(asked, best[i], b.tokens),
            }
            for i, b in enumerate(buckets)
        ],
        "of_the_root": _spelled(natural.bits[0]),
        "predicted": _spelled(surface.predicted(best[None])[0]),
        "measured": _spelled(proof.bits[0]),
    }


def _most(asked: Search, sizes: np.ndarray) -> np.ndarray:
    """The largest share that each bucket may have. Raises RecipeError if the root cannot give the tokens."""
    tokens, epochs = asked.budget or asked.tokens, asked.max_epochs if asked.budget else 1.0
    most = np.minimum(1.0, sizes * epochs / tokens)
    if most.sum() < 1:
        field = "budget" if asked.budget else "tokens"
        raise RecipeError(
            f"{field}: {tokens:,} tokens in at most {epochs:g} epochs; the root has {int(sizes.sum()):,}"
        )
    return most


def _rounded(value: float) -> float | None:
    """None for a correlation of mixtures that are all the same."""
    return None if np.isnan(value) else round(value, DIGITS)


def _epochs(asked: Search, share: float, tokens: int) -> float | None:
    return None if asked.budget is None else round(float(share) * asked.budget / tokens, 3)


def _spelled(bits: np.ndarray) -> dict[str, Any]:
    """Bits per byte: the mean over strata, and each."""
    of = [round(float(b), DIGITS) for b in bits]
    return {"bits_per_byte": round(float(bits.mean()), DIGITS), "by_stratum": of}


def _drawn(asked: Search, shares: np.ndarray, most: np.ndarray) -> np.ndarray:
    """The mixtures of the proxies and checks, float64 [n, buckets]: around the shares of the root, softened,
    so that small buckets are seen."""
    random = np.random.default_rng(asked.seed)
    soft = np.sqrt(shares) / np.sqrt(shares).sum()
    alpha = soft * len(shares) * asked.concentration
    return bounded(random.dirichlet(alpha, asked.proxies + asked.checks), most)


def _split(evidence: Evidence, number: int) -> tuple[Evidence, Evidence]:
    first = Evidence(evidence.mixtures[:number], evidence.bits[:number])
    return first, Evidence(evidence.mixtures[number:], evidence.bits[number:])


def _measured(
    asked: Search, ready: Prepared, pools: list[Pool], mixtures: np.ndarray, step: str
) -> Evidence:
    """Train a proxy for each mixture; `step` names the folder that keeps what they say."""
    datasets = tuple(ready.arms.datasets)
    fits = [
        Fit(f"mixture {i}", asked.seed, _mixed(asked, pools, mixture), datasets)
        for i, mixture in enumerate(mixtures)
    ]
    strata = ready.strata
    bits = [
        per_byte(b[None], strata.bytes, strata.kept[:, 0], len(strata.names))
        for b in ready.bits(fits, step)
    ]
    return Evidence(mixtures, np.array(bits).reshape(len(mixtures), len(strata.names)))


def _mixed(asked: Search, pools: list[Pool], mixture: np.ndarray) -> Pool:
    """The documents of a proxy: of each bucket its share of the tokens. If a training of `budget` tokens
    would repeat the bucket, the proxy repeats as large a part of it as often."""
    parts = []
    for pool, share in zip(pools, mixture.tolist(), strict=True):
        wanted, most = round(share * asked.tokens), pool.total
        if asked.budget is not None:
            most = max(1, min(most, round(pool.total * asked.tokens / asked.budget)))
        while wanted > 0:
            part = pool.drawn(asked.seed, min(wanted, most))
            if not part.total:
                break
            parts.append(part)
            wanted -= part.total
    return Pool.joined(parts)
