"""Decide how often each living document is trained on; no text is moved."""

import re
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import polars as pl
import pyarrow as pa
from pydantic import BeforeValidator, Field, field_validator

from pipeline.core.corpus import Corpus
from pipeline.core.errors import JobError
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing

VERSION = 1
UNITS = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12}


def amount(value: Any) -> Any:
    """2_000_000 for 2M, 6 * 10**12 for 6T; k, M, B or G, T. Raises ValueError for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = re.fullmatch(r"\s*([0-9][0-9_]*(?:\.[0-9]+)?)\s*([kKmMbBgGtT]?)\s*", str(value))
    if not match:
        raise ValueError("expected a number of tokens such as 500k, 2M, 1.5B or 6T")
    return int(float(match[1].replace("_", "")) * UNITS[match[2].lower()])


class Mix(Stage):
    """Sample domains by weight towards a token budget.

    A domain's epochs are weight x budget / its tokens. Every document is taken floor(epochs) times,
    and once more where uniform(seed, id) falls below the rest: a choice that other sources and other
    weights do not touch. Tokens are estimated from bytes; the report sets what came out beside it.
    """

    act: ClassVar = "mark"

    tokens: Annotated[int, BeforeValidator(amount), Field(ge=1)]
    """The budget: 2M, 500B, 6T."""
    weights: dict[str, float] = Field(min_length=1)
    """Share of the budget by domain; scaled to sum 1. Domains without a weight are left out."""
    max_epochs: float = Field(default=4.0, gt=0)
    """How often a document may be repeated."""
    on_short: Literal["fail", "cap", "cap_and_redistribute"] = "fail"
    """When a domain has too little text: fail, take less of it, or fill up from the others."""
    bytes_per_token: dict[str, float] = {"ko": 4.4, "en": 4.0, "code": 4.2, "default": 4.0}
    """UTF-8 bytes per token by language, for the estimate (measured on held-out real text with a
    tokenizer of 64,000 entries that was trained here)."""
    seed: int = 17
    """Another seed makes other choices."""

    @field_validator("weights")
    @classmethod
    def _some_weight(cls, value: dict[str, float]) -> dict[str, float]:
        if any(w < 0 for w in value.values()) or sum(value.values()) <= 0:
            raise ValueError("weights must not be negative, and their sum must be above 0")
        return value

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        sizes = job.map("sizes", sizes_by_domain, corpus, ("domain", "lang", "bytes"))
        available = self._tokens(pl.DataFrame(sizes.table()))
        epochs = plan(available, self.weights, self.tokens, self.max_epochs, self.on_short)
        mark = partial(mark_epochs, epochs=epochs, seed=self.seed)
        return job.mark(mark, corpus, ("id", "domain"))

    def _tokens(self, sizes: pl.DataFrame) -> dict[str, float]:
        ratios = {"default": 4.0, **self.bytes_per_token}
        tokens: dict[str, float] = {}
        for domain, lang, size in sizes.select("domain", "lang", "bytes").iter_rows():
            ratio = ratios.get(lang or "", ratios["default"])
            tokens[domain or ""] = tokens.get(domain or "", 0.0) + size / ratio
        return tokens


def sizes_by_domain(table: pa.Table) -> pa.Table:
    """(domain, lang, documents, bytes) sums of a shard."""
    frame = (
        pl.DataFrame(table)
        .group_by("domain", "lang")
        .agg(documents=pl.len(), bytes=pl.col("bytes").sum())
    )
    return frame.sort("domain", "lang", nulls_last=True).to_arrow(
        compat_level=pl.CompatLevel.oldest()
    )


def plan(
    available: dict[str, float],
    weights: dict[str, float],
    budget: int,
    max_epochs: float,
    on_short: str,
) -> dict[str, float]:
    """Epochs by domain. `available` and `budget` in tokens.

    Raises JobError with figures when a domain cannot give its share within max_epochs.
    """
    wanted = {d: w / sum(weights.values()) for d, w in sorted(weights.items()) if w > 0}
    missing = [d for d in wanted if not available.get(d)]
    if missing:
        known = ", ".join(sorted(d for d in available if d)) or "none"
        raise JobError(f"mix: no living document has domain {missing[0]!r}; domains are: {known}")
    epochs = {d: w * budget / available[d] for d, w in wanted.items()}
    short = [d for d in epochs if epochs[d] > max_epochs]
    if short and on_short == "fail":
        d = max(short, key=lambda name: epochs[name])
        raise JobError(
            f"mix: {d} has about {available[d]:,.0f} tokens; {wanted[d]:.3g} of {budget:,} asks for "
            f"{epochs[d]:.1f} epochs, the cap is {max_epochs:g}; feasible at weight <= "
            f"{max_epochs * available[d] / budget:.3g}, or with on_short: cap or cap_and_redistribute"
        )
    if on_short == "cap_and_redistribute":
        return _water_fill(available, wanted, budget, max_epochs)
    return {d: min(e, max_epochs) for d, e in epochs.items()}


def _water_fill(
    available: dict[str, float], wanted: dict[str, float], budget: float, max_epochs: float
) -> dict[str, float]:
    """Cap what is short, share out the rest by weight, until nothing more is short."""
    epochs: dict[str, float] = {}
    open_domains, left = dict(wanted), float(budget)
    while open_domains:
        total = sum(open_domains.values())
        share = {d: w / total * left / available[d] for d, w in open_domains.items()}
        short = [d for d, e in share.items() if e > max_epochs]
        if not short:
            return {**epochs, **share}
        for d in short:
            epochs[d] = max_epochs
            left -= max_epochs * available[d]
            del open_domains[d]
    return epochs


def mark_epochs(living: pa.Table, epochs: dict[str, float], seed: int) -> pa.Table:
    """(drop_reason, epochs int32) of each document; zero epochs are a drop with its reason."""
    asked = np.array([epochs.get(d or "", 0.0) for d in living.column("domain").to_pylist()])
    whole = np.floor(asked)
    taken = (whole + (hashing.uniform(seed, living.column("id"), "mix") < asked - whole)).astype(
        np.int32
    )
    reasons = np.where(asked > 0, "not_sampled", "no_weight").astype(object)
    reasons[taken > 0] = None
    return pa.table(
        {"drop_reason": pa.array(reasons.tolist(), pa.string()), "epochs": pa.array(taken)}
    )
