"""The questions that `show`, the HTML report and the notebooks ask of a finished root."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Dataset


@dataclass(frozen=True)
class Findings:
    """All figures of one corpus, each computed once."""

    corpus: Corpus

    def _phase(self, path: str) -> Dataset | None:
        store = self.corpus.documents.store
        return Dataset(store, path) if store.exists(f"{path}/{COMMIT_FILE}") else None

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """One row per document: id, bytes, source, domain, lang, dropped_by, drop_reason."""
        return self.corpus.ledger()

    def funnel(self, by: list[str]) -> pl.DataFrame:
        """Documents and bytes living after each stage, by the given columns."""
        return self.corpus.funnel(by, self.ledger)

    @cached_property
    def by_domain(self) -> pl.DataFrame:
        """Documents by domain and language after ingest and each stage that may drop some."""
        telling = ["ingest", *(stage for stage, _ in self.corpus.marks)]
        rows = self.funnel(["domain", "lang"]).filter(pl.col("stage").is_in(telling))
        wide = rows.pivot("stage", index=["domain", "lang"], values="documents").fill_null(0)
        return wide.sort("domain", "lang", nulls_last=True)

    @cached_property
    def drops(self) -> pl.DataFrame:
        """Dropped documents and bytes by stage, reason, language."""
        return self.corpus.drops(self.ledger)

    @cached_property
    def rejects(self) -> pl.DataFrame:
        """Records that became no document: by source and reason."""
        phase = self._phase("ingest/rejects")
        if phase is None or phase.num_rows == 0:
            return pl.DataFrame(
                schema={"source": pl.String, "reason": pl.String, "records": pl.UInt32}
            )
        frame = pl.DataFrame(phase.table(["source", "reason"]))
        return frame.group_by("source", "reason").agg(records=pl.len()).sort("source", "reason")

    @cached_property
    def scrubbed(self) -> pl.DataFrame:
        """Pieces of personal data masked, by kind and language."""
        frames = [
            pl.DataFrame(self.corpus.documents.read(i, ["lang", "scrubbed"])).drop_nulls("scrubbed")
            for i in range(self.corpus.num_shards)
        ]
        found = pl.concat(frames).explode("scrubbed").unnest("scrubbed")
        counts = found.group_by("kind", "lang").agg(
            pieces=pl.col("count").sum(), documents=pl.len()
        )
        return counts.sort("kind", "lang", nulls_last=True)

    @cached_property
    def compression(self) -> pl.DataFrame:
        """Held-out documents by language and domain: tokens per word, characters and bytes per token."""
        phase = self._phase("tokenizer/held_out")
        if phase is None or phase.num_rows == 0:
            return pl.DataFrame(
                schema={"lang": pl.String, "domain": pl.String, "tokens_per_word": pl.Float64}
            )
        frame = pl.DataFrame(phase.table())
        by_lang = _ratios(frame, ["lang"]).with_columns(domain=pl.lit("all"))
        both = pl.concat([by_lang, _ratios(frame, ["lang", "domain"])], how="diagonal")
        return both.sort("lang", pl.col("domain") != "all", "domain").select(
            "lang", "domain", pl.exclude("lang", "domain")
        )

    @cached_property
    def tokens(self) -> pl.DataFrame:
        """Packed tokens by domain and language, each epoch counted; EOS included."""
        phase = self._phase("pack/index")
        if phase is None:
            return pl.DataFrame(schema={"domain": pl.String, "lang": pl.String, "tokens": pl.Int64})
        packed = (
            pl.DataFrame(phase.table(["id", "tokens"]))
            .group_by("id")
            .agg(pl.col("tokens").sum(), epochs=pl.len())
        )
        joined = packed.join(self.ledger.select("id", "domain", "lang"), on="id", how="left")
        return (
            joined.group_by("domain", "lang")
            .agg(documents=pl.len(), samples=pl.col("epochs").sum(), tokens=pl.col("tokens").sum())
            .with_columns(share=pl.col("tokens") / pl.col("tokens").sum())
            .sort("tokens", descending=True)
        )


def _ratios(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    total = frame.group_by(keys).agg(
        documents=pl.len(), **{c: pl.col(c).sum() for c in ("words", "chars", "bytes", "tokens")}
    )
    return total.select(
        *keys,
        "documents",
        "words",
        tokens_per_word=pl.col("tokens") / pl.col("words"),
        tokens_per_char=pl.col("tokens") / pl.col("chars"),
        bytes_per_token=pl.col("bytes") / pl.col("tokens"),
    )
