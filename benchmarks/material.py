"""The text that `python -m benchmarks.run` measures on, in each form that a tool reads.

The same size gives the same text."""

import gzip
import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import zstandard

from benchmarks import copies, own, trainable
from benchmarks.copies import CORPUS, Text
from benchmarks.text import documents

# Files of each language.
FILES = {"ko": 4, "en": 3, "code": 1}
# Tools at a few MB/s read this share of the text.
SHARE = 0.2
# Entries of the tokenizer that texts are packed with.
VOCAB_SIZE = 32_000
# Bytes of text in a shard: units enough for two workers.
SHARD = 16_000_000
# Test set of the corpus -> its fields in a recipe.
TEST_SETS = {
    "gsm8k": {"path": "gsm8k/test.jsonl", "fields": ["question"]},
    "korquad": {
        "path": "korquad1/KorQuAD_v1.0_dev.json",
        "records": "data.paragraphs.qas",
        "fields": ["question"],
    },
}
# Without a corpus: each of so many documents gives an item of so many characters.
EVERY, ITEM = 50, 200
# Crawls of the corpus that make a WARC file of 17 MB, and the MB of text for each such file: 10 for 100 MB.
CRAWLS = ("aut/example.warc.gz", "derived_ko_pages.warc.gz")
MB_PER_CRAWL = 10


def texts(megabytes: float) -> list[Text]:
    """About so many MB in random order: half Korean, two fifths English, the rest code. Beyond the size of
    the corpus they are the same texts with their words in another order."""
    base = copies.mixed() if CORPUS.exists() else list(_of_demo())
    random.Random(1).shuffle(base)
    chosen, size, seed = [], 0, 0
    while size < megabytes * 1e6:
        for text in base if seed == 0 else copies.scrambled(base, seed):
            if size < megabytes * 1e6:
                chosen.append(text)
                size += len(text.text.encode())
        seed += 1
    return chosen


@cache
def _of_demo() -> tuple[Text, ...]:
    table = documents().select(["lang", "text"]).to_pylist()
    return tuple(Text(f"{i:05d}", row["lang"], row["text"]) for i, row in enumerate(table))


@dataclass(frozen=True)
class Ingested:
    """Texts that ingest has read."""

    root: Path
    # The stage ingest as a recipe has it.
    stages: dict[str, Any]
    megabytes: float

    @property
    def documents(self) -> Path:
        """The folder of the Parquet files."""
        return self.root / "ingest" / "documents"


class Material:
    """The forms of a text, made in a folder when they are first asked for."""

    def __init__(self, folder: Path, megabytes: float) -> None:
        self.folder = folder
        self._texts = texts(megabytes)

    @property
    def megabytes(self) -> float:
        """MB of UTF-8 text."""
        return _size(self._texts)

    @property
    def num_documents(self) -> int:
        """The number of texts."""
        return len(self._texts)

    @property
    def langs(self) -> list[str]:
        """The languages of the texts, in the order of FILES."""
        present = {t.lang for t in self._texts}
        return [lang for lang in FILES if lang in present]

    @cached_property
    def compressed(self) -> Path:
        """A folder of jsonl.zst files, <language>-<number>."""
        folder = self.folder / "compressed"
        for name, data in self._lines(self._texts):
            path = folder / f"{name}.jsonl.zst"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zstandard.ZstdCompressor(3).compress(data))
        return folder

    @cached_property
    def plain(self) -> Path:
        """The same as jsonl files."""
        return self._plain("plain", self._texts)

    @cached_property
    def part(self) -> tuple[Path, float]:
        """(folder of jsonl files, MB) of SHARE of the texts."""
        chosen = self._texts[: max(1, round(SHARE * len(self._texts)))]
        return self._plain("part", chosen), _size(chosen)

    def _plain(self, folder: str, chosen: list[Text]) -> Path:
        path = self.folder / folder
        path.mkdir()
        for name, data in self._lines(chosen):
            (path / f"{name}.jsonl").write_bytes(data)
        return path

    def _lines(self, chosen: list[Text]) -> Iterator[tuple[str, bytes]]:
        for lang, count in FILES.items():
            rows = [orjson.dumps({"id": t.id, "text": t.text}) for t in chosen if t.lang == lang]
            for i in range(count if rows else 0):
                yield f"{lang}-{i}", b"".join(row + b"\n" for row in rows[i::count])

    def ingest(self, folder: Path) -> dict[str, Any]:
        """The fields of the stage ingest for a folder of `<language>-*` files."""
        sources = []
        for lang in self.langs:
            code = {"lang": "code"} if lang == "code" else {}
            sources.append({"name": lang, "path": f"{folder}/{lang}-*", "id_field": "id", **code})
        return {"sources": sources, "shard_bytes": SHARD}

    @cached_property
    def ingested(self) -> Ingested:
        """All texts."""
        return self._ingested("root", self.compressed, self.megabytes)

    def _ingested(self, name: str, folder: Path, megabytes: float) -> Ingested:
        root, stages = self.folder / name, {"ingest": self.ingest(folder)}
        own.run("ingest", self.folder, root, stages, 2)
        return Ingested(root, stages, megabytes)

    @cached_property
    def trainable(self) -> Ingested:
        """The texts whose words are all short enough for the trainer."""
        chosen = trainable.without_long_words(self._texts)
        return self._ingested("trainable", self._plain("trainable_texts", chosen), _size(chosen))

    @cached_property
    def training_texts(self) -> Path:
        """A jsonl file of the documents of `trainable` that the stage tokenizer does not hold out."""
        path = self.folder / "training.jsonl"
        trainable.write_lines(self.trainable.root, path, training=True)
        return path

    @cached_property
    def documents(self) -> Path:
        """A jsonl file of the documents as ingest leaves them."""
        path = self.folder / "documents.jsonl"
        trainable.write_lines(self.ingested.root, path, training=False)
        return path

    @cached_property
    def tokenizer(self) -> Path:
        """A tokenizer.json of VOCAB_SIZE entries, trained on the texts."""
        root = self.folder / "tokenizer"
        shutil.copytree(self.trainable.root, root)
        stages = {**self.trainable.stages, "tokenizer": trainable.fields(VOCAB_SIZE)}
        own.run("tokenizer", self.folder, root, stages, 2)
        return root / "tokenizer" / "model" / "tokenizer.json"

    @cached_property
    def crawls(self) -> tuple[Path, float] | None:
        """(folder of WARC files of equal content, MB of each uncompressed); None without a corpus."""
        if not CORPUS.exists():
            return None
        folder = self.folder / "crawls"
        folder.mkdir()
        parts = [(CORPUS / "warc" / name).read_bytes() for name in CRAWLS]
        for i in range(max(2, round(self.megabytes / MB_PER_CRAWL))):
            # members of gzip files follow one another
            (folder / f"{i}.warc.gz").write_bytes(b"".join(parts))
        return folder, sum(map(_unpacked, parts)) / 1e6

    @cached_property
    def test_sets(self) -> list[dict[str, object]]:
        """Test sets of the corpus as fields of a recipe; without one, a set of items cut out of the texts."""
        if CORPUS.exists():
            sets = CORPUS / "benchmarks"
            return [
                {"name": name, **fields, "path": str(sets / str(fields["path"]))}
                for name, fields in TEST_SETS.items()
            ]
        path = self.folder / "items.jsonl"
        items = [{"question": t.text[:ITEM]} for t in self._texts[::EVERY]]
        path.write_bytes(b"".join(orjson.dumps(item) + b"\n" for item in items))
        return [{"name": "items", "path": str(path), "fields": ["question"]}]


def _size(chosen: Iterable[Text]) -> float:
    return sum(len(t.text.encode()) for t in chosen) / 1e6


def _unpacked(data: bytes) -> int:
    """Bytes of a gzip file of many members."""
    return len(gzip.decompress(data))


def rows_of(root: Path) -> int:
    """The number of documents that ingest left in a root."""
    files = (root / "ingest" / "documents").glob("*.parquet")
    return sum(pq.read_metadata(file).num_rows for file in files)
