"""Queries over what ingest read: files, rejects, warnings, copies between splits; also of a run that failed
before there was a corpus."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
import pyarrow as pa

from pipeline.contract import RUN_FILE
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.schema import FILES, REJECTS
from pipeline.core.store import Store
from pipeline.report.skipped import unread

SPLITS = "Copies between splits"
# Rejects that another program can read: the reason, and what does.
HAND_OFF = {
    "no_text_layer": "OCR",
    "unreadable_text": "OCR",
    "hwp3_unsupported": "Hangul",
    "word95_unsupported": "LibreOffice",
}
# The folder of a split, as AI Hub and others name it: `1.Training`, `Validation`, `02_Sample`.
_SPLIT = r"(?i)(?:^|[/!])(?:\d+[._ -]*)?(training|train|validation|valid|test|sample)(?:[._ -][^/!]*)?[/!]"


@dataclass(frozen=True)
class Inflow:
    """The tables of ingest under one root; each is computed at first use and cached."""

    store: Store
    # The documents of the corpus; None where a run failed before there was one.
    documents: Dataset | None = None

    @cached_property
    def rejects(self) -> pl.DataFrame:
        """Rejected records by source, extension and reason, with their files and the first of those."""
        frame = self._phase("rejects", REJECTS, ["source", "file", "reason"])
        return (
            frame.with_columns(extension=_extension("file"))
            .group_by("source", "extension", "reason", maintain_order=True)
            .agg(records=pl.len(), files=pl.col("file").n_unique(), first=pl.col("file").first())
            .sort("source", "reason", "extension")
        )

    @cached_property
    def rejected_records(self) -> pl.DataFrame:
        """Rejected records by source and reason, most first, with the id that the first would have."""
        # a crawl has millions of them: a shard at a time
        phase = Dataset(self.store, "ingest/rejects")
        num = phase.num_shards if self.store.exists(f"{phase.path}/{COMMIT_FILE}") else 0
        keys, columns = ["source", "reason"], ["source", "file", "record", "reason"]
        counted = {"records": pl.Int64, "first": pl.String}
        found = pl.DataFrame(schema=dict.fromkeys(keys, pl.String) | counted)
        for shard in range(num):
            of_record = pl.concat_str("source", pl.lit("/"), "file", pl.lit("#"), "record")
            here = (
                pl.DataFrame(phase.read(shard, columns))
                .group_by(keys, maintain_order=True)
                .agg(records=pl.len().cast(pl.Int64), first=of_record.first())
            )
            found = (
                pl.concat([found, here])
                .group_by(keys, maintain_order=True)
                .agg(pl.col("records").sum(), pl.col("first").first())
            )
        return found.sort("records", *keys, descending=[True, False, False])

    def reasons_of(self, document: str) -> list[str]:
        """The reasons of rejects, by the id that the record would have or by `<source>/<file>`."""
        of_file = pl.concat_str("source", "file", separator="/")
        of_record = pl.concat_str(of_file, "record", separator="#")
        found = self._phase("rejects", REJECTS, ["source", "file", "record", "reason"]).filter(
            (of_file == document) | (of_record == document)
        )
        return found["reason"].unique(maintain_order=True).to_list()

    def rejected_like(self, name: str, most: int) -> list[str]:
        """Rejected files whose name holds this one, with their reasons; at most `most`."""
        frame = self._phase("rejects", REJECTS, ["source", "file", "reason"])
        holds = pl.col("file").str.to_lowercase().str.contains(name.lower(), literal=True)
        found = frame.filter(holds).unique(maintain_order=True).head(most)
        return [f"{source}/{file} ({reason})" for source, file, reason in found.iter_rows()]

    @cached_property
    def _files(self) -> pl.DataFrame:
        return self._phase("files", FILES)

    def _phase(
        self, name: str, schema: pa.Schema, columns: list[str] | None = None
    ) -> pl.DataFrame:
        """Columns of a phase of ingest, all by default; empty if it was not committed."""
        phase, columns = Dataset(self.store, f"ingest/{name}"), columns or schema.names
        committed = self.store.exists(f"{phase.path}/{COMMIT_FILE}")
        return pl.DataFrame(
            phase.table(columns) if committed else schema.empty_table().select(columns)
        )

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Files, records, documents, rejects and bytes by source and format. `left_out` counts the records
        that sampling skipped; the column is missing if it skipped none."""
        sums = [pl.col(n).sum() for n in ("records", "documents", "rejects", "left_out", "bytes")]
        form = pl.concat_str("format", pl.col("compression"), separator=".", ignore_nulls=True)
        by_format = (
            self._files.group_by("source", form.alias("format"), maintain_order=True)
            .agg(pl.col("file").n_unique().alias("files"), *sums)
            .sort("source", "format", nulls_last=True)
        )
        return by_format if by_format["left_out"].sum() else by_format.drop("left_out")

    @cached_property
    def extensions(self) -> pl.DataFrame:
        """Files, records, documents, rejects and bytes by source and extension; members of archives by their
        own."""
        sums = [pl.col(n).sum() for n in ("records", "documents", "rejects", "bytes")]
        return (
            self._files.with_columns(extension=_extension("file"))
            .group_by("source", "extension", maintain_order=True)
            .agg(pl.col("file").n_unique().alias("files"), *sums)
            .sort("source", "extension")
        )

    @cached_property
    def skipped(self) -> pl.DataFrame:
        """Files and members of archives that hold no text, by source and extension; `kind` is the kind
        of a file by its name. Files that another source reads are excluded."""
        schema = {"source": pl.String, "extension": pl.String, "kind": pl.String, "files": pl.Int64}
        listed = self.store.read_json("ingest/skipped.json") or []
        of_files = pl.DataFrame([{n: row[n] for n in schema} for row in listed], schema=schema)
        rows = unread(of_files, self._files, self._stated_sources()).to_dicts()
        inside = self._files.select("source", "skipped").drop_nulls("skipped")
        for source, counts in inside.iter_rows():
            rows += [
                {"source": source, "extension": e, "kind": "member", "files": n}
                for e, n in json.loads(counts).items()
            ]
        return (
            pl.DataFrame(rows, schema=schema)
            .group_by("source", "extension", "kind")
            .agg(pl.col("files").sum())
            .sort("source", "extension", "kind")
        )

    def _stated_sources(self) -> list[dict[str, Any]]:
        """The sources as the recipe of the last run spells them; none if it is unknown."""
        stages = (self.store.read_json(RUN_FILE) or {}).get("recipe", {}).get("stages", {})
        return (stages.get("ingest") or {}).get("sources") or []

    @cached_property
    def warnings(self) -> pl.DataFrame:
        """Warnings about files by source, with the number of files and the first of them."""
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
        """Fields that are missing in some files of a source, or that have several types: (source, field,
        type, files with that type, files of the source)."""
        rows = [
            {"source": source, "file": file, "field": field, "type": kind}
            for source, file, columns in self._files.select("source", "file", "columns").iter_rows()
            for field, kinds in json.loads(columns).items()
            for kind in kinds
        ]
        names = ("source", "file", "field", "type")
        fields = pl.DataFrame(rows, schema={n: pl.String for n in names}).unique()  # noqa: C420
        per_source = fields.group_by("source").agg(all=pl.col("file").n_unique())
        per_type = fields.group_by("source", "field", "type").agg(files=pl.col("file").n_unique())
        is_partial = pl.col("files") < pl.col("all")
        return (
            per_type.join(per_source, on="source")
            .filter(is_partial.any().over("source", "field"))
            .select("source", "field", "type", "files", pl.col("all").alias("of"))
            .sort("source", "field", "type")
        )

    @cached_property
    def to_hand_on(self) -> dict[str, int]:
        """Reason -> rejected files that another program can read, sorted by reason."""
        found = self.rejects.filter(pl.col("reason").is_in(HAND_OFF))
        counts = found.group_by("reason").agg(pl.col("files").sum()).sort("reason")
        return dict(counts.iter_rows())

    def hand_off_command(self, root: str) -> str:
        """The command that lists the files which another program can read."""
        options = " ".join(f"--rejects {reason}" for reason in self.to_hand_on)
        return f"malmoi export {root} {options} --to files.txt"

    @cached_property
    def hand_off(self) -> str:
        """The line that names the files which another program can read, and how to list them; or empty."""
        files = [
            f"{num:,} {reason} ({HAND_OFF[reason]} reads them)"
            for reason, num in self.to_hand_on.items()
        ]
        command = self.hand_off_command(shlex.quote(self.store.uri))
        return f"Files to hand on: {', '.join(files)}; list them: {command}" if files else ""

    @cached_property
    def splits(self) -> pl.DataFrame:
        """Documents of each split of a source, and how many have the text of a document in another split.

        A split is a folder named Training, Validation, Sample or the like. Empty unless a source has two.
        """
        several = self._files.select("source", split=pl.col("file").str.extract(_SPLIT))
        several = several.drop_nulls().group_by("source").agg(pl.col("split").n_unique() > 1)
        wanted = several.filter("split")["source"].to_list()
        if not wanted or self.documents is None:
            return pl.DataFrame()
        texts = pl.concat(
            shard.filter(pl.col("source").is_in(wanted)).select(
                "source", pl.col("file").str.extract(_SPLIT).alias("split"), "text_hash"
            )
            for shard in self._shards(["source", "file", "text_hash"])
        ).drop_nulls("split")
        again = pl.col("split").n_unique().over("source", "text_hash") > 1
        return (
            texts.with_columns(again=again)
            .group_by("source", "split")
            .agg(documents=pl.len(), also_in_another=pl.col("again").sum())
            .sort("source", "split")
        )

    @cached_property
    def decoded(self) -> pl.DataFrame:
        """Number of documents by their original encoding."""
        return self._counted("encoding").sort("encoding")

    @cached_property
    def repairs(self) -> pl.DataFrame:
        """Number of documents by the repairs that ingest made to their text."""
        return self._counted("repairs").sort("documents", "repairs", descending=[True, False])

    def _counted(self, column: str) -> pl.DataFrame:
        """Number of documents by the values of a column; of a column of lists, by their items."""
        total = pl.DataFrame(schema={column: pl.String, "documents": pl.UInt32})
        for values in self._shards([column]):
            if values.schema[column] != pl.String:
                values = values.explode(column)
            counts = values.drop_nulls().group_by(column).agg(documents=pl.len())
            total = pl.concat([total, counts]).group_by(column).agg(pl.col("documents").sum())
        return total

    def _shards(self, columns: list[str]) -> Iterator[pl.DataFrame]:
        """These columns of each shard of the documents; nothing without documents."""
        if self.documents is not None:
            for shard in range(len(self.documents.shards)):
                yield pl.DataFrame(self.documents.read(shard, columns))


def _extension(column: str) -> pl.Expr:
    """The ending of a file's name in lower case; empty if it has none."""
    last = pl.col(column).str.extract(r"([^/!]*)$").str.to_lowercase()
    return last.str.extract(r"[^.](\.[^.]+)$").fill_null("")
