"""Train a bilingual byte-level BPE tokenizer: count words, cut Korean by MeCab, merge, measure.

Only the table of distinct words reaches the trainer, so its memory depends on the vocabulary of the
languages and not on the size of the corpus. MeCab is used in training only: the saved tokenizer is plain
byte-level BPE.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal

import polars as pl
from pydantic import Field, field_validator, model_validator
from tokenizers import Tokenizer as Encoder

from pipeline.contract import COMPRESSION, REPORT_FILE, TRAINED
from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.errors import JobError
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.paths import RecipePath
from pipeline.core.stage import Stage
from pipeline.core.sums import summed
from pipeline.kernels.bpe import NUM_BYTES
from pipeline.stages.mix.amounts import amount
from pipeline.stages.mix.weights import SEPARATOR
from pipeline.stages.tokenizer import files, measured, metrics, vocabulary
from pipeline.stages.tokenizer.measure import measure_held_out
from pipeline.stages.tokenizer.measured import Measured
from pipeline.stages.tokenizer.sample import Drawn, drawn
from pipeline.stages.tokenizer.specials import special_tokens
from pipeline.stages.tokenizer.train import FILE, train_tokenizer, used_by_words
from pipeline.stages.tokenizer.words import count_words, cut_words, sizes_by_group, weigh_words


class Tokenizer(Stage):
    """Train on living, sampled documents; measure on documents held out from training.

    `tokenizer/model` is the finished tokenizer with its card; `tokenizer/report` compares it with others,
    which `malmoi report` draws.
    """

    act: ClassVar = "build"
    distinct: ClassVar = ("words", "pieces", "trained", "words_used")

    vocab_size: int = Field(default=102_400, ge=512)
    """Number of entries, special tokens and the 256 bytes included (102,400: EXAONE 3.0)."""
    morphemes: Literal["mecab", "soft", "none"] = "mecab"
    """Korean words: cut at morphemes, so that merges never cross a cut; cut softly, so that tokens are
    parts of morphemes or whole ones; or not at all."""
    across: float = Field(default=0.1, ge=0, le=1)
    """Weight of an occurrence that joins whole morphemes, if `soft`: a lower one keeps more cuts and costs
    more tokens."""
    min_frequency: int = Field(default=2, ge=1)
    """Merge only pairs that count at least this."""
    group_by: tuple[str, ...] = Field(default=("lang",), min_length=1)
    """Columns that make the groups of `sample`: lang, domain, source."""
    sample: dict[str, float] = {"ko": 0.5, "en": 0.4, "code": 0.1}
    """Pattern of group -> a share of max_bytes, or a number of documents (10M). Groups that fit no pattern
    are excluded."""
    max_bytes: int = Field(default=200_000_000, ge=1)
    """Maximum bytes of text that are counted, if `sample` gives shares."""
    max_epochs: float = Field(default=4.0, ge=1)
    """Maximum weight of the words of a group that is too small for its share."""
    held_out: float = Field(default=0.02, gt=0, lt=0.5)
    """Share of documents that are held out from training."""
    measured_bytes: int = Field(default=10_000_000, ge=1)
    """Maximum bytes of held-out text of each group that are measured."""
    baselines: dict[str, RecipePath] = {}
    """Tokenizers to measure beside this one, by name: a tokenizer.json, a SentencePiece .model, or a rank
    file named after its scheme, such as o200k_base.tiktoken."""
    reserved: int = Field(default=64, ge=0)
    """Number of special tokens that are reserved for later use."""
    seed: int = 17
    """Chooses the held-out documents and the sample."""

    @field_validator("sample", mode="before", json_schema_input_type=dict[str, float | str])
    @classmethod
    def _amounts(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {k: amount(v) if isinstance(v, str) else v for k, v in value.items()}

    @model_validator(mode="after")
    def _consistent(self) -> "Tokenizer":
        fixed = NUM_BYTES + len(special_tokens(self.reserved))
        if self.vocab_size <= fixed:
            raise ValueError(
                f"vocab_size must exceed {fixed}: 256 bytes and {fixed - NUM_BYTES} special tokens"
            )
        if unknown := set(self.group_by) - {"lang", "domain", "source"}:
            raise ValueError(f"group_by: unknown column {sorted(unknown)[0]!r}")
        for pattern in self.sample:
            if pattern.count(SEPARATOR) != len(self.group_by) - 1:
                columns = f"{len(self.group_by)} columns separated by {SEPARATOR!r}"
                raise ValueError(f"sample {pattern!r}: expected {columns}, as in group_by")
        values = [v for v in self.sample.values() if v != 0]
        if not values or min(values) < 0:
            raise ValueError("sample must give some group a share above 0")
        if len({v > 1 for v in values}) > 1:
            raise ValueError("sample mixes shares (up to 1) with numbers of documents")
        if TRAINED in self.baselines:
            raise ValueError(f"baselines: {TRAINED!r} is the name of the tokenizer that is trained")
        return self

    def check(self, earlier: Sequence[str] = ()) -> None:
        for path in self.baselines.values():
            measured.load(
                inputs.local(inputs.find(path)[0]),
                Kernel("encode", "reference", "pipeline.kernels"),
            )

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        if corpus is None:
            yield "run the stages before it first: the sample is drawn from the documents that they keep"
            return
        columns = ("id", "bytes", *self.group_by)
        shards = (corpus.read(i, columns) for i in range(corpus.num_shards))
        sizes = (sizes_by_group(s, self.group_by, self.held_out, self.seed) for s in shards)
        yield f"{'group':<24}{'documents':>12}{'MB':>10}{'counted':>10}{'weight':>8}"
        for d in self._drawn(pl.concat(pl.DataFrame(s) for s in sizes)):
            size = f"{d.documents:>12,}{d.bytes / 1e6:>10,.1f}"
            yield f"{d.pool:<24}{size}{d.probability:>10.3f}{d.weight:>8.2f}"

    def scaled(self, share: float) -> "Tokenizer":
        """With a share of the text that is counted and measured."""
        sample = {k: max(1.001, v * share) if v > 1 else v for k, v in self.sample.items()}
        amounts = {
            "max_bytes": max(1, round(self.max_bytes * share)),
            "measured_bytes": max(1, round(self.measured_bytes * share)),
            **({"sample": sample} if "sample" in self.model_fields_set else {}),
        }
        return self.model_copy(update=amounts)

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        grouped = {"group_by": self.group_by, "held_out": self.held_out, "seed": self.seed}
        size = partial(sizes_by_group, **grouped)
        sizes = pl.DataFrame(
            job.map("sizes", size, corpus, ("id", "bytes", *self.group_by)).table()
        )
        sample = self._drawn(sizes)
        words = self._words(sample, grouped, corpus, job)
        specials = tuple(special_tokens(self.reserved))
        train = partial(
            train_tokenizer,
            words=words,
            morphemes=self.morphemes,
            across=self.across,
            vocab_size=self.vocab_size,
            min_frequency=self.min_frequency,
            specials=specials,
            kernel=job.kernel("bpe"),
        )
        trained = job.build("trained", train)
        encode = job.kernel("encode")
        held_out = self._measure(sizes, grouped, trained, corpus, job)
        use = partial(used_by_words, model=trained, kernel=encode)
        facts = {
            "corpus": corpus.fingerprint,
            "vocab_size": self.vocab_size,
            "morphemes": self.morphemes,
            "across": self.across,
            "min_frequency": self.min_frequency,
            "seed": self.seed,
            "words": words.num_rows,
            "sample": [d.facts() for d in sample],
        }
        write = partial(
            write_report,
            trained=trained,
            held_out=held_out,
            used=Dataset(job.store, f"{job.stage}/used"),
            words_used=job.map("words_used", use, words, ("word", "count")),
            tokenizers=self._tokenizers(trained, job),
            specials=specials,
            facts=facts,
        )
        report = job.build("report", write)
        model = job.build(
            "model", partial(write_model, trained=trained, report=report, facts=facts)
        )
        return corpus.with_built("tokenizer", model)

    def _drawn(self, sizes: pl.DataFrame) -> list[Drawn]:
        """How each group is sampled. Raises JobError for a pattern that fits no group."""
        in_training = (
            sizes.filter(~pl.col("held_out"))
            .group_by("group")
            .agg(pl.col("documents").sum(), pl.col("bytes").sum())
        )
        lenient = "sample" not in self.model_fields_set
        try:
            sample = drawn(
                in_training,
                self.sample,
                len(self.group_by),
                self.max_bytes,
                self.max_epochs,
                lenient,
            )
        except ValueError as error:
            raise JobError(f"tokenizer, sample: {error}") from None
        if not sample and len(in_training):
            groups = ", ".join(in_training["group"].sort().to_list())
            raise JobError(
                f"tokenizer, sample: no pattern fits a living document; groups are: {groups}"
            )
        return sample

    def _words(
        self, sample: list[Drawn], grouped: dict[str, Any], corpus: Corpus, job: Job
    ) -> Dataset:
        """(word, count), and `lengths` of the morphemes if the words are cut."""
        count = partial(
            count_words,
            pools=tuple(d.groups for d in sample),
            probabilities=tuple(d.probability for d in sample),
            kernel=job.kernel("words"),
            **grouped,
        )
        words = job.exchange(
            "words",
            Rows(corpus, ("id", *self.group_by, "text"), count),
            ByKey("hash"),
            Sorted(
                partial(weigh_words, weights=tuple(d.weight for d in sample)),
                order=("word", "pool"),
            ),
        )
        if self.morphemes == "none":
            return words
        return job.map("pieces", cut_words, words, ("word", "count"))

    def _tokenizers(self, trained: Folder, job: Job) -> tuple[Measured, ...]:
        """The tokenizer that was trained here, then the baselines."""
        kernel = job.kernel("encode")
        baselines = [file for path in self.baselines.values() for file in inputs.find(path)[:1]]
        named = zip(self.baselines, inputs.identified(baselines, job.store), strict=True)
        others = (Measured(name, file, kernel) for name, file in named)
        return (Measured(TRAINED, trained, kernel), *others)

    def _measure(
        self,
        sizes: pl.DataFrame,
        grouped: dict[str, Any],
        trained: Folder,
        corpus: Corpus,
        job: Job,
    ) -> Dataset:
        """Sums over held-out documents by tokenizer, language and domain."""
        held_out = sizes.filter("held_out").group_by("group").agg(pl.col("bytes").sum())
        by_group = held_out.sort("group").iter_rows()
        probabilities = {g: min(1.0, self.measured_bytes / max(b, 1)) for g, b in by_group}
        measure = partial(
            measure_held_out,
            tokenizers=self._tokenizers(trained, job),
            probabilities=probabilities,
            kernel=job.kernel("alignment"),
            **grouped,
        )
        columns = dict.fromkeys(("id", "lang", "domain", "text", *self.group_by))
        return job.map("held_out", measure, corpus, columns, sides=("used",))


def write_report(
    folder: Path,
    trained: Folder,
    held_out: Dataset,
    used: Dataset,
    words_used: Dataset,
    tokenizers: tuple[Measured, ...],
    specials: tuple[str, ...],
    facts: dict[str, Any],
) -> None:
    """Write report.json: facts of training, compression, efficiency, and the vocabulary."""
    sizes = {t.name: t.loaded().size for t in tokenizers}
    counts = summed(words_used, ("token",)).select("token", "count")
    encoder = Encoder.from_file(str(trained.local() / FILE))
    whole = {
        "trained": facts,
        "compression": metrics.compression(pl.DataFrame(held_out.table())).to_dicts(),
        "efficiency": metrics.efficiency(pl.DataFrame(used.table()), sizes).to_dicts(),
        "vocabulary": vocabulary.described(encoder, dict(counts.iter_rows()), set(specials)),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / REPORT_FILE).write_text(text + "\n", encoding="utf-8")


def write_model(folder: Path, trained: Folder, report: Folder, facts: dict[str, Any]) -> None:
    """Write the files of the finished tokenizer, with a card that holds the metrics of the report."""
    stored = json.loads((report.local() / REPORT_FILE).read_text(encoding="utf-8"))
    compression = pl.DataFrame(stored["compression"], schema=COMPRESSION)
    files.write(folder, trained.local() / FILE, facts, compression)
