"""Read files into documents; records that cannot become documents are kept as rejects with a reason."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Literal

import polars as pl
import pyarrow as pa
from pydantic import Field, field_validator

from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.errors import DataError
from pipeline.core.exchange import ByKey, Rows, Sorted, ToShards
from pipeline.core.forgotten import FORGOTTEN
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.readers import compression, plan, silence, skipped
from pipeline.readers.documents import EMPTY, preview, read_portion
from pipeline.readers.forgotten import ListIn
from pipeline.readers.grouping import group
from pipeline.readers.opening import EMPTY_FILE, SHARD_BYTES, Limits
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.registry import installed
from pipeline.readers.source import Source, files_of, sorted_out

# Rejects of a source that are always allowed: a small source may have a few bad records.
GRACE = 10
# Units of reading above which larger shards are advised: the driver takes ten minutes for them.
MANY_UNITS = 16_384
# Rejects that an error lists.
SHOWN = 5
# The files that hold no text, by source and extension; beside the phases of the stage.
SKIPPED_FILE = "skipped.json"


class Ingest(Stage):
    """Read every source into DOCUMENTS shards; records = documents + rejects + those that `sample`
    excludes."""

    act: ClassVar = "rewrite"
    private: ClassVar = True

    sources: tuple[Source, ...] = Field(min_length=1)
    """The sources of text."""
    shard_bytes: int = Field(default=SHARD_BYTES, ge=1)
    """Bytes of text per shard; the memory of a worker grows with it. Above half a terabyte of text set
    128000000 or more: every shard costs the driver time."""
    max_record_bytes: int = Field(default=64_000_000, ge=1)
    """Reject records above this size instead of reading them into memory."""
    max_seconds_per_record: float = Field(default=30, gt=0)
    """Reject a page as `too_slow` if its tags are so deep, or of so many names, that it takes longer."""
    max_reject_share: float = Field(default=0.001, ge=0, le=1)
    """Fail if a larger share of a source's records is rejected (ten are always allowed, unless nothing
    else came out of it). Records that a format holds beside its texts (redirects, images, empty texts) do not
    count, and files that hold no text (pictures, fonts, programs) are not records."""
    on_bad_file: Literal["fail", "reject"] = "fail"
    """`fail`: a damaged file stops the run. `reject`: it is rejected as a whole; every file is then read
    twice."""
    on_repeated_id: Literal["fail", "rename"] = "fail"
    """`fail`: two documents with one id stop the run. `rename`: later ones get `#<source>/<file>#<record>`
    added."""
    max_expansion: int = Field(default=compression.MAX_EXPANSION, ge=1)
    """Refuse a file as a decompression bomb if it, or its columns, expand more than this many times."""

    retain: Literal["always", "until_scrubbed"] = "always"
    """`until_scrubbed`: the texts as they came are removed from the root once scrub is done, and read again
    from the sources if scrub is to be made again. Rejects keep the beginnings of their records."""

    @field_validator("sources")
    @classmethod
    def _distinct_names(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [s.name for s in value]
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise ValueError(f"source names must differ; {', '.join(twice)} stands here twice")
        return value

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises DataError unless every source has files and the first file of each gives documents."""
        for source in self.sources:
            for first in files_of(source)[:1]:
                self._preview(source, first)

    def _preview(self, source: Source, first: InputFile) -> None:
        """Raise DataError if the first records of a file are all rejected."""
        try:
            found = preview(Portion(source, (Piece(first),)), self._limits())
        except DataError:
            if self.on_bad_file == "fail":
                raise
            return
        if found is None or self.max_reject_share == 1:
            return
        account, rejected = found[0], [r for r in found[1] if r.reason not in expected_rejects()]
        if len(rejected) > GRACE:
            name, candidates = account.piece.file.name, account.request.candidates
            shown = [f"{name} record {r.record}: {r.reason}" for r in rejected[:SHOWN]]
            why = f" ({candidates.advice(source.fields.text)})" if candidates.records else ""
            raise DataError(
                f"source {source.name}: none of the first {len(rejected)} records is a document, "
                f"such as {'; '.join(shown)}{why}"
            )

    def scaled(self, share: float) -> "Ingest":
        """Without a limit of rejects, and with sources that may be empty: a sample has too few records for
        both. Texts stay: their sizes are read afterwards."""
        sources = tuple(
            s.model_copy(
                update={
                    "allow_empty": True,
                    "max_documents": s.max_documents and max(1, round(s.max_documents * share)),
                }
            )
            for s in self.sources
        )
        limits = {"max_reject_share": 1.0, "retain": "always"}
        return self.model_copy(update={"sources": sources, **limits})

    def removed_after(self) -> dict[str, tuple[str, ...]]:
        """The texts as they came, if they are to be removed after scrub."""
        return {"scrub": ("documents", "distinct")} if self.retain == "until_scrubbed" else {}

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        read = partial(
            read_portion,
            limits=self._limits(),
            clean=job.kernel("clean"),
            language=job.kernel("language"),
            on_bad_file=self.on_bad_file,
            forgotten=ListIn(job.store),
        )
        portions = self._portions(job)
        self._note_many(len(portions), job)
        documents = job.make("documents", read, portions, sides=("rejects", "files"))
        self._list_skipped(job)
        self._refuse_empty(job)
        self._refuse_many_rejects(job)
        return self._with_distinct_ids(Corpus(documents), job)

    def _limits(self) -> Limits:
        return Limits(
            self.shard_bytes, self.max_record_bytes, self.max_expansion, self.max_seconds_per_record
        )

    def _portions(self, job: Job) -> list[Portion]:
        """The portion of each unit: it depends on the sorted inputs only."""
        files = {source.name: files_of(source) for source in self.sources}
        in_order = [f for of_source in files.values() for f in of_source]
        identified = iter(inputs.identified(in_order, job.store))
        pieces = {
            source.name: plan.pieces_of(
                source,
                [next(identified) for _ in files[source.name]],
                self.shard_bytes,
                whole=self.on_bad_file == "reject",
            )
            for source in self.sources
        }
        counts = iter(self._counts(pieces, job))
        portions = []
        for source in self.sources:
            missing = plan.uncounted(source, pieces[source.name])
            numbered = plan.numbered(pieces[source.name], [next(counts) for _ in missing])
            if source.max_documents is not None:
                portions.append(Portion(source, tuple(numbered)))
            else:
                groups = group(numbered, self.shard_bytes) or [()]
                portions += [Portion(source, g) for g in groups]
        return portions

    def _counts(self, pieces: dict[str, list[Piece]], job: Job) -> Sequence[int]:
        """Numbers of records of the parts of split files, from which the records of later parts are
        numbered."""
        missing = [c for s in self.sources for c in plan.uncounted(s, pieces[s.name])]
        if not missing:
            return []
        return job.make("parts", plan.count_records, missing).table().column("records").to_pylist()

    def _note_many(self, units: int, job: Job) -> None:
        """Advise larger shards where the driver's own part would take minutes."""
        if units > MANY_UNITS:
            larger = self.shard_bytes << (units // MANY_UNITS).bit_length()
            job.progress.note(
                f"ingest reads {units:,} units of up to {self.shard_bytes:,} bytes, and each costs the "
                f"driver a millisecond in each of some fifty phases; --set ingest.shard_bytes={larger} "
                "makes fewer and takes more memory for each worker (docs/scale.md)"
            )

    def _list_skipped(self, job: Job) -> None:
        """Write which files hold no text, by source and extension. No document depends on them, and `.git` or
        `.DS_Store` may change at any time: they belong to no phase."""
        rows = [row for s in self.sources for row in skipped.listed(s.name, sorted_out(s)[1])]
        if rows:
            job.store.write_json(f"{job.stage}/{SKIPPED_FILE}", rows)
        else:
            job.store.delete(f"{job.stage}/{SKIPPED_FILE}")

    def _refuse_empty(self, job: Job) -> None:
        """Raise DataError for a source that yields no document, with its files, the reasons and the mend."""
        files = Dataset(job.store, f"{job.stage}/files")
        counts = pl.DataFrame(files.table(["source", "documents", "left_out"]))
        came = counts.group_by("source").agg(pl.col("documents").sum() + pl.col("left_out").sum())
        number = dict(came.iter_rows())
        for source in self.sources:
            if not number.get(source.name) and not source.allow_empty:
                raise DataError(silence.of_source(source.name, job.store, job.stage))

    def _refuse_many_rejects(self, job: Job) -> None:
        files = pl.DataFrame(Dataset(job.store, f"{job.stage}/files").table(["source", "records"]))
        records = dict(files.group_by("source").agg(pl.col("records").sum()).iter_rows())
        rejects = Dataset(job.store, f"{job.stage}/rejects")
        counted = pl.DataFrame(rejects.table(["source", "file", "record", "reason"]))
        counted = counted.filter(~pl.col("reason").is_in(expected_rejects()))
        for (source,), rows in counted.group_by("source", maintain_order=True):
            share = len(rows) / max(1, records[source])
            if len(rows) > GRACE and share > self.max_reject_share:
                shown = [f"{f} record {n}: {why}" for _, f, n, why in rows.head(SHOWN).iter_rows()]
                raise DataError(
                    f"source {source}: {len(rows):,} of {records[source]:,} records were rejected, "
                    f"{share:.2%} where max_reject_share allows {self.max_reject_share:.2%}:\n"
                    f"{silence.of_rejects(str(source), rows, job.store, job.stage)}\n"
                    "Mend them, or write a higher `max_reject_share` into ingest to go on without them. "
                    f"The first: {'; '.join(shown)}. All of them: {rejects.store.at(rejects.path)}"
                )

    def _with_distinct_ids(self, corpus: Corpus, job: Job) -> Corpus:
        """The corpus without repeated ids, which evidence and `explain` need to trace a document. Raises
        DataError if ids repeat and on_repeated_id is `fail`."""
        repeated = job.exchange(
            "repeated_ids",
            Rows(corpus, ("id", "address"), hash_ids),
            ByKey("hash"),
            Sorted(repeated_ids, order=("address",)),
        )
        if repeated.num_rows == 0:
            return corpus
        if self.on_repeated_id == "fail":
            raise DataError(_repeated(corpus, repeated))
        routed = job.exchange("later_ones", Rows(repeated), ToShards(corpus), Sorted(later_ones))
        columns = [*DOCUMENTS.names, "address"]
        return Corpus(job.map("distinct", renamed, corpus, columns, [routed], keep_rows=True))


def expected_rejects() -> list[str]:
    """Reasons of rejects that are not damage: empty texts and files, records that formats hold beside texts,
    and those of documents that were forgotten by request."""
    return sorted({EMPTY, EMPTY_FILE, FORGOTTEN, *installed().expected_rejects()})


def hash_ids(table: pa.Table) -> pa.Table:
    """(hash, address) of every document."""
    return pa.table(
        {"hash": hashing.hash64(table.column("id")), "address": table.column("address")}
    )


def repeated_ids(table: pa.Table) -> pa.Table:
    """The rows whose hash occurs more than once; `later` for all but the first of each."""
    frame = pl.DataFrame(table)
    again = pl.col("hash").is_duplicated()
    return frame.with_columns(later=~pl.col("hash").is_first_distinct()).filter(again).to_arrow()


def later_ones(table: pa.Table) -> pa.Table:
    """The rows that get another id."""
    return table.filter(table.column("later"))


def renamed(table: pa.Table, later: pa.Table) -> pa.Table:
    """DOCUMENTS with `#<source>/<file>#<record>` added to the ids of the later ones."""
    frame = pl.DataFrame(table.select(["id", "source", "file", "record", "address"]))
    origin = pl.format("{}#{}/{}#{}", "id", "source", "file", "record")
    wanted = pl.col("address").is_in(pl.DataFrame(later)["address"].implode())
    ids = frame.select(pl.when(wanted).then(origin).otherwise("id"))["id"].to_arrow()
    repairs = pl.DataFrame(table.select(["repairs", "address"])).select(
        pl.when(wanted)
        .then(pl.col("repairs").fill_null([]).list.concat(pl.lit(["repeated_id"])))
        .otherwise("repairs")
    )
    table = table.set_column(table.schema.get_field_index("id"), "id", ids)
    column = repairs["repairs"].to_arrow()
    table = table.set_column(table.schema.get_field_index("repairs"), "repairs", column)
    return conform(table.drop_columns("address"), DOCUMENTS)


def _repeated(corpus: Corpus, repeated: Dataset) -> str:
    """The error for documents that share an id, with two of them and the next step."""
    rows = repeated.table(["hash", "address"]).slice(0, 2).column("address").to_pylist()
    where = []
    for address in rows:
        facts = corpus.documents.read(address >> SHARD_BITS, ["id", "source", "file", "record"])
        row = facts.slice(address & ((1 << SHARD_BITS) - 1), 1).to_pylist()[0]
        where.append(
            f"{row['file']} record {row['record']} of source {row['source']} ({row['id']})"
        )
    return (
        f"{repeated.num_rows} documents share their id with another one, such as {' and '.join(where)}; "
        "drop `id_field` to use ids by file and record, or set on_repeated_id: rename"
    )
