"""Decide how often, and in which phase, each living document is trained on; no text is moved."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

import polars as pl
from pydantic import Field, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.job import Job
from pipeline.core.paths import RecipePath
from pipeline.core.stage import Stage
from pipeline.core.sums import summed
from pipeline.stages.mix import facts, plan
from pipeline.stages.mix.documents import count_tokens, mark_epochs, sizes_of
from pipeline.stages.mix.named import checked, identified, trained
from pipeline.stages.mix.scheme import PRESETS, Phase, Scheme, Upsample
from pipeline.stages.mix.tuning import jumps, tuned


class Mix(Stage):
    """Give each phase its tokens from groups of documents by weight, each document some epochs.

    Tokens are counted if a tokenizer is given or the stage tokenizer comes before, else estimated from bytes;
    `malmoi plan` shows the plan, and `malmoi show` compares it with the packed tokens.
    """

    act: ClassVar = "mark"
    reads_built: ClassVar = True

    phases: tuple[Phase, ...] = Field(min_length=1)
    """The phases, in the order of training."""
    group_by: tuple[str, ...] = Field(default=("domain",), min_length=1)
    """Columns that make the groups, in the order of the patterns: source, domain, lang, license, priority,
    quality_band, length_band, cluster_size."""
    upsample: Upsample | str | None = None
    """Use some documents more often, within max_epochs: steps, or `fineweb2_kor_up_to_3`."""
    tokenizer: RecipePath | None = None
    """A tokenizer.json that counts tokens; default: that of the stage tokenizer, if it comes before."""
    bytes_per_token: dict[str, float] = {"ko": 4.4, "en": 4.0, "code": 4.2, "default": 4.0}
    """UTF-8 bytes per token by language, for the estimate (measured on held-out real text with a
    tokenizer of 64,000 entries that was trained here)."""
    seed: int = 17
    """Decides which documents are chosen; another seed chooses others."""

    @model_validator(mode="after")
    def _consistent(self) -> "Mix":
        names = [p.name for p in self.phases]
        if len(set(names)) < len(names):
            raise ValueError(f"two phases have one name: {', '.join(names)}")
        if isinstance(self.upsample, str) and self.upsample not in PRESETS:
            raise ValueError(f"unknown upsample {self.upsample!r}; expected {', '.join(PRESETS)}")
        return self

    def scheme(self) -> Scheme:
        """The fields that decide on documents."""
        upsample = PRESETS[self.upsample] if isinstance(self.upsample, str) else self.upsample
        return Scheme(
            phases=self.phases,
            group_by=self.group_by,
            upsample=upsample,
            bytes_per_token=self.bytes_per_token,
        )

    def check(self, earlier: Sequence[str] = ()) -> None:
        facts.check(self.scheme().names(), earlier)
        if self.tokenizer is not None:
            checked(self.tokenizer)

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        if corpus is None:
            yield "run the stages before it first: the plan is made from the documents that they keep"
            return
        scheme = self.scheme()
        columns = facts.columns(scheme.names(), corpus)
        shards = (corpus.read(i, columns) for i in range(corpus.num_shards))
        sizes = pl.concat(pl.DataFrame(sizes_of(s, scheme=scheme)) for s in shards)
        yield from plan.plan_lines(plan.planned(sizes, scheme), counted=False)

    def scaled(self, share: float) -> "Mix":
        """With a share of the tokens, taken as far as the sample has them."""
        phases = tuple(
            p.model_copy(
                update={
                    "tokens": p.tokens
                    if isinstance(p.tokens, str)
                    else max(1, round(p.tokens * share)),
                    "on_short": "cap_and_redistribute",
                }
            )
            for p in self.phases
        )
        return self.model_copy(update={"phases": phases})

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        scheme = self.scheme()
        columns = facts.columns(scheme.names(), corpus)
        counted = ()
        model = trained(corpus) if self.tokenizer is None else identified(self.tokenizer, job)
        if model is not None:
            count = partial(count_tokens, model=model, kernel=job.kernel("encode"))
            counted = (job.map("tokens", count, corpus, ("text",)),)
        sizes = job.map("sizes", partial(sizes_of, scheme=scheme), corpus, columns, counted)
        keys = [c for c in sizes.schema.names if c not in ("documents", "tokens")]
        rows = plan.planned(summed(sizes, keys), scheme)
        phases = [{"name": p.name, "seq_len": p.seq_len} for p in self.phases]
        written = job.build(
            "plan", partial(plan.write, rows=rows, phases=phases, counted=bool(counted))
        )
        scales = self._tuned(rows, scheme, corpus, job, columns, counted)
        mark = partial(mark_epochs, scheme=scheme, scales=scales, seed=self.seed)
        return job.mark(mark, corpus, ("id", *columns), counted).with_built("mix", written)

    def _tuned(
        self,
        rows: list[dict[str, Any]],
        scheme: Scheme,
        corpus: Corpus,
        job: Job,
        columns: tuple[str, ...],
        counted: tuple[Dataset, ...],
    ) -> dict[str, dict[str, float]]:
        """phase -> group -> scale at which the chosen documents hold the planned tokens."""
        scales = plan.scales(rows, self.phases)
        for i, phase in enumerate(self.phases):
            count = partial(jumps, scheme=scheme, scales=scales, phase=i, seed=self.seed)
            jumps_of = job.map(f"jumps_{phase.name}", count, corpus, ("id", *columns), counted)
            planned = {r["group"]: r["tokens"] for r in rows if r["phase"] == phase.name}
            sums = summed(jumps_of, ("group", "point"))
            tuned_scales = tuned(sums, planned, scales[phase.name])
            scales = {**scales, phase.name: tuned_scales}
        return scales
