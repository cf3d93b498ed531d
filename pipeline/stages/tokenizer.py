"""Train a bilingual byte-level BPE tokenizer: count pre-tokens, cut Korean by MeCab, merge, report.

Only the table of distinct words reaches the trainer, so its memory follows the vocabulary of the
languages and not the size of the corpus. MeCab takes part in training alone: the saved tokenizer
is plain byte-level BPE.
"""

import json
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.identity import Kernel
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.kernels.bpe import NUM_BYTES
from pipeline.kernels.pii import KINDS, placeholder
from pipeline.kernels.tokens import CONTROL, EOS, assemble, load
from pipeline.kernels.words.morphemes import cut_all

VERSION = 1
WORD = pa.schema([("hash", pa.uint64()), ("word", pa.string()), ("count", pa.int64())])


class Tokenizer(Stage):
    """Train on living, sampled documents; report compression on documents held out from training."""

    act: ClassVar = "build"

    vocab_size: int = Field(default=102_400, ge=512)
    """Entries, special tokens and the 256 bytes included (102,400: EXAONE 3.0)."""
    morphemes: Literal["mecab", "none"] = "mecab"
    """Cut Korean words at morphemes before counting, so that merges never cross a cut."""
    min_frequency: int = Field(default=2, ge=1)
    """A pair that occurs less often is not merged."""
    max_bytes: int = Field(default=200_000_000, ge=1)
    """Text that is counted, at most; documents are sampled down to it."""
    sample: dict[str, float] = {"ko": 0.5, "en": 0.4, "code": 0.1}
    """Share of max_bytes by language, as far as there is text; `default` for languages not named."""
    held_out: float = Field(default=0.02, gt=0, lt=0.5)
    """Share of documents that training never sees; compression is measured on them."""
    seed: int = 17
    """Chooses the held-out documents and the sample."""

    @model_validator(mode="after")
    def _room(self) -> "Tokenizer":
        fixed = NUM_BYTES + len(special_tokens())
        if self.vocab_size <= fixed:
            raise ValueError(
                f"vocab_size must exceed {fixed}: 256 bytes and {fixed - NUM_BYTES} special tokens"
            )
        return self

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        shares = job.map("sizes", sizes_by_lang, corpus, ("lang", "bytes"))
        chance = self._chances(pl.DataFrame(shares.table()))
        count = partial(
            count_words,
            chance=chance,
            held_out=self.held_out,
            seed=self.seed,
            kernel=job.kernel("words"),
        )
        words = job.exchange(
            "words",
            sum_counts,
            corpus,
            by="hash",
            sort=("word",),
            emit=count,
            columns=("id", "lang", "text"),
        )
        pieces = (
            words if self.morphemes == "none" else job.map("pieces", cut_words, words, WORD.names)
        )
        train = partial(
            train_tokenizer,
            pieces=pieces,
            vocab_size=self.vocab_size,
            min_frequency=self.min_frequency,
            kernel=job.kernel("bpe"),
        )
        model = job.build("model", train)
        measure = partial(measure_held_out, model=model, held_out=self.held_out, seed=self.seed)
        job.map("held_out", measure, corpus, ("id", "lang", "domain", "text"))
        return corpus.with_built("tokenizer", model)

    def _chances(self, sizes: pl.DataFrame) -> dict[str, float]:
        """Probability that a document of a language is counted."""
        available = dict(sizes.group_by("lang").agg(pl.col("bytes").sum()).iter_rows())
        chances = {}
        for lang, size in sorted(available.items(), key=lambda item: str(item[0])):
            share = self.sample.get(lang or "", self.sample.get("default", 0.0))
            chances[lang or ""] = min(1.0, share * self.max_bytes / max(size, 1))
        return chances


def special_tokens() -> list[str]:
    """In order of their ids: control tokens, then the placeholders of the scrubber."""
    return [*CONTROL, *(placeholder(kind) for kind in KINDS)]


def sizes_by_lang(table: pa.Table) -> pa.Table:
    """(lang, bytes) sums of a shard."""
    frame = (
        pl.DataFrame(table)
        .group_by("lang")
        .agg(pl.col("bytes").sum())
        .sort("lang", nulls_last=True)
    )
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())


def is_held_out(ids: pa.ChunkedArray, held_out: float, seed: int) -> np.ndarray:
    """bool for each id: whether training never sees its document."""
    return hashing.uniform(seed, ids, "held out") < held_out


def count_words(
    table: pa.Table, chance: dict[str, float], held_out: float, seed: int, kernel: Kernel
) -> pa.Table:
    """(hash, word, count) of the pre-tokens of a shard's training documents."""
    chances = np.array([chance.get(lang or "", 0.0) for lang in table.column("lang").to_pylist()])
    ids = table.column("id")
    chosen = (hashing.uniform(seed, ids, "tokenizer sample") < chances) & ~is_held_out(
        ids, held_out, seed
    )
    texts = table.column("text").filter(pa.array(chosen))
    for kind in KINDS:  # placeholders are tokens already
        texts = pc.replace_substring(texts, placeholder(kind), " ")
    words, counts = kernel.load().count(texts)
    return pa.table({"hash": hashing.hash64(words), "word": words, "count": counts}, schema=WORD)


def sum_counts(table: pa.Table) -> pa.Table:
    """One row per word of a part."""
    frame = (
        pl.DataFrame(table).group_by("hash", "word", maintain_order=True).agg(pl.col("count").sum())
    )
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(WORD)


def cut_words(table: pa.Table) -> pa.Table:
    """The same table with Korean words cut at morphemes."""
    pieces = cut_all(table.column("word"), table.column("count"))
    words = pa.array(sorted(pieces), pa.string())
    counts = pa.array([pieces[w] for w in words.to_pylist()], pa.int64())
    return pa.table({"hash": hashing.hash64(words), "word": words, "count": counts}, schema=WORD)


def train_tokenizer(
    folder: Path, pieces: Dataset, vocab_size: int, min_frequency: int, kernel: Kernel
) -> None:
    """tokenizer.json and what `transformers` wants beside it."""
    frame = pl.DataFrame(pieces.table(["word", "count"]))
    frame = (
        frame.group_by("word").agg(pl.col("count").sum()).sort("word")
    )  # pieces of two parts may be equal
    words = [w.encode() for w in frame["word"].to_list()]
    specials = special_tokens()
    num_merges = vocab_size - NUM_BYTES - len(specials)
    merges = kernel.load().train(words, frame["count"].to_list(), num_merges, min_frequency)
    assemble(merges, specials).save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 1_000_000_000,
        "eos_token": EOS,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(
        json.dumps(settings, indent=1, sort_keys=True) + "\n"
    )
    (folder / "special_tokens_map.json").write_text(json.dumps({"eos_token": EOS}, indent=1) + "\n")


def measure_held_out(table: pa.Table, model: Folder, held_out: float, seed: int) -> pa.Table:
    """(id, lang, domain, words, chars, bytes, tokens) of a shard's held-out documents."""
    chosen = table.filter(pa.array(is_held_out(table.column("id"), held_out, seed)))
    texts = chosen.column("text")
    encoded = load(model.local() / "tokenizer.json").encode_batch_fast(
        texts.to_pylist(), add_special_tokens=False
    )
    return pa.table(
        {
            "id": chosen.column("id"),
            "lang": chosen.column("lang"),
            "domain": chosen.column("domain"),
            "words": pa.array(
                pl.Series(pl.from_arrow(texts)).str.count_matches(r"\S+").cast(pl.Int64).to_list(),
                pa.int64(),
            ),
            "chars": pc.utf8_length(texts).cast(pa.int64()),
            "bytes": pc.binary_length(texts).cast(pa.int64()),
            "tokens": pa.array([len(e) for e in encoded], pa.int64()),
        }
    )
