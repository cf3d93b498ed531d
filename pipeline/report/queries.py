"""Queries over a finished root, for `malmoi show`, the HTML report and the notebooks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from pipeline.contract import COMPRESSION, PLAN_FILE, REPORT_FILE, TRAINED
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import PHASE_FILE
from pipeline.export.packed import Packed
from pipeline.report import rights
from pipeline.report.inflow import Inflow
from pipeline.report.packing import PackedSums, packed_sums


@dataclass(frozen=True)
class Findings:
    """The tables of one corpus; each is computed at first use and cached."""

    corpus: Corpus

    @cached_property
    def inflow(self) -> Inflow:
        """What came in, and what was rejected."""
        return Inflow(self.corpus.documents.store, self.corpus.documents)

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Documents and bytes by source, domain, lang, dropped_by, drop_reason."""
        return self.corpus.cells(["source", "domain", "lang"])

    def funnel(self, by: list[str]) -> pl.DataFrame:
        """Documents, bytes and tokens living after each stage, by the given columns.

        Tokens are estimated from bytes by the bytes per token of each language on held-out
        documents (null before a tokenizer was trained); after `pack` they are counted.
        """
        groups = list(dict.fromkeys([*by, "domain", "lang"]))
        rows = self.corpus.funnel(groups, self.cells).join(
            self.bytes_per_token, on="lang", how="left"
        )
        # Languages without held-out documents take the ratio of all documents.
        overall = pl.lit(self.overall_bytes_per_token, pl.Float64)
        ratio = pl.col("bytes_per_token").fill_null(overall)
        rows = rows.with_columns(tokens=pl.col("bytes") / ratio)
        if len(self.tokens):
            counted = self.tokens.select("domain", "lang", counted=pl.col("tokens"))
            rows = rows.join(counted, on=["domain", "lang"], how="left", nulls_equal=True)
            packed = pl.col("stage") == "pack"
            rows = rows.with_columns(tokens=pl.when(packed).then("counted").otherwise("tokens"))
        sums = [
            pl.col("documents").sum(),
            pl.col("bytes").sum(),
            pl.col("tokens").sum().round().cast(pl.Int64),
        ]
        if not len(self.bytes_per_token):
            sums[2] = pl.lit(None, pl.Int64).alias("tokens")
        summed = rows.group_by("stage", *by).agg(sums)
        grid = pl.DataFrame({"stage": list(self.corpus.trail)}, schema={"stage": pl.String})
        # Groups that lose all documents, and stages that keep none, still have their row.
        if by:
            grid = grid.join(self.cells.select(by).unique().sort(by, nulls_last=True), how="cross")
        whole = grid.join(
            summed, on=["stage", *by], how="left", nulls_equal=True, maintain_order="left"
        )
        counts = ["documents", "bytes", *(["tokens"] if len(self.bytes_per_token) else [])]
        return whole.with_columns(pl.col(counts).fill_null(0))

    @cached_property
    def bytes_per_token(self) -> pl.DataFrame:
        """(lang, bytes_per_token) on held-out documents."""
        measured = self.compression.filter(pl.col("domain") == "all")
        if not len(measured):
            return pl.DataFrame(schema={"lang": pl.String, "bytes_per_token": pl.Float64})
        return measured.select("lang", "bytes_per_token")

    @cached_property
    def overall_bytes_per_token(self) -> float | None:
        """Bytes per token of all held-out documents together."""
        measured = self.compression.filter(pl.col("domain") == "all")
        if not len(measured):
            return None
        tokens = measured["words"].to_numpy() * measured["tokens_per_word"].to_numpy()
        return float((tokens * measured["bytes_per_token"].to_numpy()).sum() / tokens.sum())

    def by_domain(self, value: str) -> pl.DataFrame:
        """`documents`, `bytes` or `tokens` by domain and language, after ingest, each stage that may
        drop some, and pack."""
        stages = ["ingest", *(stage for stage, _ in self.corpus.marks)]
        stages += ["pack"] if value == "tokens" and len(self.tokens) else []
        rows = self.funnel(["domain", "lang"]).filter(pl.col("stage").is_in(stages))
        wide = rows.pivot("stage", index=["domain", "lang"], values=value).fill_null(0)
        return wide.sort("domain", "lang", nulls_last=True)

    @cached_property
    def drops(self) -> pl.DataFrame:
        """Dropped documents and bytes by stage, reason, language."""
        return self.corpus.drops(self.cells)

    @cached_property
    def scrubbed(self) -> pl.DataFrame:
        """Masked pieces of personal data, and documents with them, by kind and language."""
        frames = [
            pl.DataFrame(self.corpus.documents.read(i, ["lang", "scrubbed"])).drop_nulls("scrubbed")
            for i in range(self.corpus.num_shards)
        ]
        masked = pl.concat(frames).explode("scrubbed").unnest("scrubbed")
        counts = masked.group_by("kind", "lang").agg(
            pieces=pl.col("count").sum(), documents=pl.len()
        )
        return counts.sort("kind", "lang", nulls_last=True)

    @cached_property
    def not_scanned(self) -> list[str]:
        """Text columns of the documents that were not scanned for personal data."""
        phase = self.corpus.documents.store.read_json(f"scrub/documents/{PHASE_FILE}")
        if phase is None:
            return []
        scanned = phase["arguments"]["columns"]
        return [n for n in ("id", "file", "title", "url", "meta") if n not in scanned]

    @cached_property
    def compressions(self) -> pl.DataFrame:
        """Compression of every measured tokenizer by language and domain, a frame of COMPRESSION."""
        written = self.tokenizer or {"compression": []}
        return pl.DataFrame(written["compression"], schema=COMPRESSION)

    @cached_property
    def compression(self) -> pl.DataFrame:
        """Compression of the tokenizer that this run trained, by language and domain."""
        trained = self.compressions.filter(pl.col("tokenizer") == TRAINED)
        return trained.select("lang", "domain", pl.exclude("tokenizer", "lang", "domain"))

    @cached_property
    def tokenizer(self) -> dict[str, Any] | None:
        """The report of the tokenizer stage; None if no tokenizer was trained."""
        if "tokenizer" not in self.corpus.trail:
            return None
        return self.corpus.documents.store.read_json(f"tokenizer/report/{REPORT_FILE}")

    @cached_property
    def _packed(self) -> PackedSums:
        return packed_sums(self.corpus, self._phases)

    @cached_property
    def _phases(self) -> list[str]:
        """Names of the packed training phases, in order."""
        if "pack" not in self.corpus.trail:
            return []
        store = self.corpus.documents.store
        plan = store.read_json(f"mix/plan/{PLAN_FILE}") if "mix" in self.corpus.trail else None
        return [p["name"] for p in plan["phases"]] if plan else ["train"]

    @cached_property
    def rights(self) -> pl.DataFrame:
        """Documents and bytes by reuse and licence; no rows without the stage rights."""
        return rights.counts(self.corpus)

    @cached_property
    def listed(self) -> pl.DataFrame:
        """Documents that a list or an opt-out names, by the reason of the list or the signal."""
        return rights.named(self.corpus)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Packed rows by phase: rows, samples (documents times epochs), tokens; `truncated` is the share of
        samples that are cut by the end of a row, `padding` the share of padding tokens."""
        by_phase = []
        for name in self._phases:
            packed = Packed(self.corpus, name)
            seq_len = packed.arguments["seq_len"]
            samples, cut, tokens = _pieces(packed, seq_len)
            rows = packed.rows.num_rows
            by_phase.append(
                {
                    "phase": name,
                    "seq_len": seq_len,
                    "rows": rows,
                    "samples": samples,
                    "tokens": tokens,
                    "truncated": cut / samples if samples else 0.0,
                    "padding": 1 - tokens / (rows * seq_len) if rows else 0.0,
                }
            )
        return pl.DataFrame(by_phase)

    @cached_property
    def tokens(self) -> pl.DataFrame:
        """Packed documents, samples and tokens by domain and language, over all phases and epochs, EOS
        included; `share` is the share of all tokens."""
        if not self._phases:
            return pl.DataFrame(schema={"domain": pl.String, "lang": pl.String, "tokens": pl.Int64})
        by, packed = ["domain", "lang"], self._packed
        whole = packed.documents.join(
            packed.by_phase.group_by(by).agg(pl.col("samples", "tokens").sum()),
            on=by,
            nulls_equal=True,
        )
        share = pl.col("tokens") / pl.col("tokens").sum()
        return whole.with_columns(share=share).sort("tokens", *by, descending=[True, False, False])

    @cached_property
    def tokens_counted(self) -> bool:
        """True if the mix counted tokens, False if it estimated them from bytes."""
        written = self.corpus.documents.store.read_json(f"mix/plan/{PLAN_FILE}")
        return bool(written and written["counted"])

    @cached_property
    def planned_tokens(self) -> dict[str, float]:
        """The tokens that the mix planned for each phase of training, in order."""
        written = self.corpus.documents.store.read_json(f"mix/plan/{PLAN_FILE}") or {"groups": []}
        planned: dict[str, float] = {}
        for row in written["groups"]:
            planned[row["phase"]] = planned.get(row["phase"], 0.0) + row["tokens"]
        return planned

    @cached_property
    def mixture(self) -> pl.DataFrame:
        """The planned share of tokens by phase and group; after pack also the packed tokens, their share, and
        the difference of both shares."""
        store = self.corpus.documents.store
        if "mix" not in self.corpus.trail:
            return pl.DataFrame()
        written = store.read_json(f"mix/plan/{PLAN_FILE}") or {"groups": []}
        plan = pl.DataFrame(written["groups"], infer_schema_length=None)
        share = pl.col("tokens") / pl.col("tokens").sum().over("phase")
        plan = plan.select(
            "phase", "group", pl.col("documents"), epochs="epochs", planned=share
        ).filter(pl.col("planned") > 0)
        if not self._phases:
            return plan
        packed = self._packed.by_phase.group_by("phase", "group").agg(pl.col("tokens").sum())
        packed = packed.with_columns(packed=share)
        joined = plan.join(packed, on=["phase", "group"], how="left", maintain_order="left")
        joined = joined.with_columns(pl.col("tokens", "packed").fill_null(0))
        return joined.with_columns(difference=pl.col("packed") - pl.col("planned"))


def _pieces(packed: Packed, seq_len: int) -> tuple[int, int, int]:
    """(samples, samples that the end of a row cuts, tokens) of a phase. A sample lies in one shard."""
    samples = cut = tokens = 0
    first, last = pl.col("start"), pl.col("start") + pl.col("tokens") - 1
    is_cut = (pl.len() > 1) | (first // seq_len != last // seq_len).any()
    for shard in range(packed.index.num_shards):
        index = pl.DataFrame(packed.index.read(shard))
        pieces = index.group_by("id", "epoch").agg(cut=is_cut)
        samples, cut = samples + len(pieces), cut + int(pieces["cut"].sum())
        tokens += int(index["tokens"].sum())
    return samples, cut, tokens
