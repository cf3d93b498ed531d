"""The questions that `show`, the HTML report and the notebooks ask of a finished root."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from pipeline.contract import COMPRESSION, PLAN_FILE, REPORT_FILE, TRAINED
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE, Dataset
from pipeline.core.schema import FILES
from pipeline.export.packed import Packed


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
        """Documents, bytes and tokens living after each stage, by the given columns.

        Tokens are estimated from bytes with the bytes per token measured for each language on
        held-out documents (null before there is a tokenizer); after `pack` they are counted.
        """
        own = list(dict.fromkeys([*by, "domain", "lang"]))
        rows = self.corpus.funnel(own, self.ledger).join(
            self._bytes_per_token, on="lang", how="left"
        )
        overall = pl.lit(self._overall, pl.Float64)  # for a language of which nothing was held out
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
        if not len(self._bytes_per_token):
            sums[2] = pl.lit(None, pl.Int64).alias("tokens")
        summed = rows.group_by("stage", *by).agg(sums)
        grid = pl.DataFrame({"stage": list(self.corpus.trail)}, schema={"stage": pl.String})
        if by:  # a group that dies out, or a stage that leaves nothing, still has its row
            grid = grid.join(self.ledger.select(by).unique().sort(by, nulls_last=True), how="cross")
        whole = grid.join(
            summed, on=["stage", *by], how="left", nulls_equal=True, maintain_order="left"
        )
        known = ["documents", "bytes", *(["tokens"] if len(self._bytes_per_token) else [])]
        return whole.with_columns(pl.col(known).fill_null(0))

    @cached_property
    def _bytes_per_token(self) -> pl.DataFrame:
        """(lang, bytes_per_token) as measured on held-out documents."""
        measured = self.compression.filter(pl.col("domain") == "all")
        if not len(measured):
            return pl.DataFrame(schema={"lang": pl.String, "bytes_per_token": pl.Float64})
        return measured.select("lang", "bytes_per_token")

    @cached_property
    def _overall(self) -> float | None:
        """Bytes per token of all held-out documents together."""
        measured = self.compression.filter(pl.col("domain") == "all")
        if not len(measured):
            return None
        tokens = measured["words"].to_numpy() * measured["tokens_per_word"].to_numpy()
        return float((tokens * measured["bytes_per_token"].to_numpy()).sum() / tokens.sum())

    def by_domain(self, value: str) -> pl.DataFrame:
        """`documents`, `bytes` or `tokens` by domain and language, after ingest, each stage that may
        drop some, and pack."""
        telling = ["ingest", *(stage for stage, _ in self.corpus.marks)]
        telling += ["pack"] if value == "tokens" and len(self.tokens) else []
        rows = self.funnel(["domain", "lang"]).filter(pl.col("stage").is_in(telling))
        wide = rows.pivot("stage", index=["domain", "lang"], values=value).fill_null(0)
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
    def _files(self) -> pl.DataFrame:
        phase = self._phase("ingest/files")
        table = FILES.empty_table() if phase is None else phase.table()
        return pl.DataFrame(table)

    @cached_property
    def sources(self) -> pl.DataFrame:
        """What came in, by source and format. `left_out` (if any) are records not sampled."""
        sums = [pl.col(n).sum() for n in ("records", "documents", "rejects", "left_out", "bytes")]
        form = pl.concat_str("format", pl.col("compression"), separator=".", ignore_nulls=True)
        found = (
            self._files.group_by("source", form.alias("format"), maintain_order=True)
            .agg(pl.col("file").n_unique().alias("files"), *sums)
            .sort("source", "format", nulls_last=True)
        )
        return found if found["left_out"].sum() else found.drop("left_out")

    @cached_property
    def warnings(self) -> pl.DataFrame:
        """What was odd about files, and the first file of each kind."""
        return (
            self._files.select("source", "file", pl.col("warnings").alias("warning"))
            .explode("warning")
            .drop_nulls("warning")
            .group_by("source", "warning", maintain_order=True)
            .agg(files=pl.col("file").n_unique(), first=pl.col("file").first())
            .sort("source", "warning")
        )

    @cached_property
    def drift(self) -> pl.DataFrame:
        """Fields that not every file of a source has, or that have several types, with their files."""
        rows = [
            {"source": source, "file": file, "field": field, "type": kind}
            for source, file, columns in self._files.select("source", "file", "columns").iter_rows()
            for field, kinds in json.loads(columns).items()
            for kind in kinds
        ]
        names = ("source", "file", "field", "type")
        seen = pl.DataFrame(rows, schema={n: pl.String for n in names}).unique()  # noqa: C420
        whole = seen.group_by("source").agg(all=pl.col("file").n_unique())
        found = seen.group_by("source", "field", "type").agg(files=pl.col("file").n_unique())
        odd = pl.col("files") < pl.col("all")
        return (
            found.join(whole, on="source")
            .filter(odd.any().over("source", "field"))
            .select("source", "field", "type", "files", pl.col("all").alias("of"))
            .sort("source", "field", "type")
        )

    @cached_property
    def decoded(self) -> pl.DataFrame:
        """Documents by the encoding that they came in."""
        return self._counted("encoding").sort("encoding")

    @cached_property
    def repairs(self) -> pl.DataFrame:
        """Documents by what was repaired in their text on the way in."""
        return self._counted("repairs").sort("documents", descending=True)

    def _counted(self, column: str) -> pl.DataFrame:
        """Documents by the values of a column, or by the items of a column of lists."""
        documents = self.corpus.documents
        total = pl.DataFrame(schema={column: pl.String, "documents": pl.UInt32})
        for shard in range(self.corpus.num_shards):
            values = pl.DataFrame(documents.read(shard, [column]))
            if values.schema[column] != pl.String:
                values = values.explode(column)
            counts = values.drop_nulls().group_by(column).agg(documents=pl.len())
            total = pl.concat([total, counts]).group_by(column).agg(pl.col("documents").sum())
        return total

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
    def not_scanned(self) -> list[str]:
        """Columns of documents with words of their own in which personal data was not looked for."""
        phase = self.corpus.documents.store.read_json(f"scrub/documents/{PHASE_FILE}")
        if phase is None:
            return []
        scanned = phase["arguments"]["columns"]
        return [n for n in ("id", "file", "title", "url", "meta") if n not in scanned]

    @cached_property
    def compressions(self) -> pl.DataFrame:
        """Every tokenizer that was measured, by language and domain, as in the tokenizer's report."""
        written = self.tokenizer or {"compression": []}
        return pl.DataFrame(written["compression"], schema=COMPRESSION)

    @cached_property
    def compression(self) -> pl.DataFrame:
        """The same of the tokenizer that was trained here."""
        ours = self.compressions.filter(pl.col("tokenizer") == TRAINED)
        return ours.select("lang", "domain", pl.exclude("tokenizer", "lang", "domain"))

    @cached_property
    def tokenizer(self) -> dict[str, Any] | None:
        """All that the tokenizer's report says; None where there is none."""
        if "tokenizer" not in self.corpus.trail:
            return None
        return self.corpus.documents.store.read_json(f"tokenizer/report/{REPORT_FILE}")

    @cached_property
    def _packed(self) -> pl.DataFrame:
        """(phase, id, tokens, samples) of every packed document: all its epochs together, EOS included."""
        found = [pl.DataFrame(schema=_PACKED)]
        for name in self._phases:
            index = pl.DataFrame(Dataset(self.corpus.documents.store, f"pack/{name}.index").table())
            sums = index.group_by("id").agg(
                pl.col("tokens").sum(), samples=(pl.col("begin") == 0).sum().cast(pl.Int64)
            )
            found.append(sums.select(pl.lit(name).alias("phase"), "id", "tokens", "samples"))
        return pl.concat(found)

    @cached_property
    def _phases(self) -> list[str]:
        """The phases of training that are packed, in order."""
        if "pack" not in self.corpus.trail:
            return []
        store = self.corpus.documents.store
        plan = store.read_json(f"mix/plan/{PLAN_FILE}") if "mix" in self.corpus.trail else None
        return [p["name"] for p in plan["phases"]] if plan else ["train"]

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Packed rows by phase: rows, samples (documents times epochs), tokens; the share of samples that a
        row's end cuts (truncated), and of padding in the rows."""
        found = []
        for name in self._phases:
            packed = Packed(self.corpus, name)
            seq_len = packed.arguments["seq_len"]
            index = pl.DataFrame(packed.index.table())
            first, last = pl.col("start"), pl.col("start") + pl.col("tokens") - 1
            pieces = index.group_by("id", "epoch").agg(
                cut=(pl.len() > 1) | (first // seq_len != last // seq_len).any()
            )
            rows, tokens = packed.rows.num_rows, index["tokens"].sum()
            found.append(
                {
                    "phase": name,
                    "seq_len": seq_len,
                    "rows": rows,
                    "samples": len(pieces),
                    "tokens": tokens,
                    "truncated": pieces["cut"].mean() or 0.0,
                    "padding": 1 - tokens / (rows * seq_len) if rows else 0.0,
                }
            )
        return pl.DataFrame(found)

    @cached_property
    def tokens(self) -> pl.DataFrame:
        """Packed tokens by domain and language, each epoch of each phase counted; EOS included."""
        if not self._phases:
            return pl.DataFrame(schema={"domain": pl.String, "lang": pl.String, "tokens": pl.Int64})
        packed = self._packed.group_by("id").agg(pl.col("tokens").sum(), pl.col("samples").sum())
        joined = packed.join(self.ledger.select("id", "domain", "lang"), on="id", how="left")
        return (
            joined.group_by("domain", "lang")
            .agg(documents=pl.len(), samples=pl.col("samples").sum(), tokens=pl.col("tokens").sum())
            .with_columns(share=pl.col("tokens") / pl.col("tokens").sum())
            .sort("tokens", descending=True)
        )

    @cached_property
    def tokens_counted(self) -> bool:
        """Whether the mix counted tokens, or estimated them from bytes."""
        written = self.corpus.documents.store.read_json(f"mix/plan/{PLAN_FILE}")
        return bool(written and written["counted"])

    @cached_property
    def mixture(self) -> pl.DataFrame:
        """The plan of the mix by phase and group; after pack, what came out beside it."""
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
        groups = pl.DataFrame(Dataset(store, "mix/marks").table(["id", "group"]))
        out = self._packed.join(groups, on="id").group_by("phase", "group", maintain_order=True)
        out = out.agg(pl.col("tokens").sum()).with_columns(packed=share)
        both = plan.join(out, on=["phase", "group"], how="left", maintain_order="left")
        both = both.with_columns(pl.col("tokens", "packed").fill_null(0))
        return both.with_columns(difference=pl.col("packed") - pl.col("planned"))


_PACKED = {"phase": pl.String, "id": pl.String, "tokens": pl.Int64, "samples": pl.Int64}
