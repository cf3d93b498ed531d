"""A seeded generator of the demo's input: the 80 originals, documents composed from them, and planted
records.

Every record has a line in truth.jsonl with its id, its kind, and the expected outcome.
"""

import gzip
import json
from pathlib import Path
from random import Random

import zstandard

from pipeline.demo import truth
from pipeline.demo.texts import Text, originals
from pipeline.demo.truth import Truth

# Sentences of a composed document.
PIECES = 9


class Sample:
    """The records by source, and their truth, while the sample is generated."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.records: dict[str, list[bytes]] = {}
        self.files: dict[str, bytes] = {}
        self.truth: list[Truth] = []
        self.texts = originals()
        # documents that should stay in the corpus; copies are made of them
        self.living: list[tuple[str, Text]] = []
        self._numbers = 0
        self._composed: dict[str, list[frozenset[str]]] = {}

    def identifier(self, kind: str) -> str:
        """The next id, such as `exact-00017`."""
        self._numbers += 1
        return f"{kind}-{self._numbers:05d}"

    def add(self, source: str, text: object, truth: Truth) -> None:
        """Add a JSON record to a source; without a field `text` if `text` is None."""
        row = {"id": truth.id} if text is None else {"id": truth.id, "text": text}
        self.records.setdefault(source, []).append(json.dumps(row, ensure_ascii=False).encode())
        self.truth.append(truth)

    def add_raw(self, source: str, line: bytes, kind: str, reason: str) -> None:
        """Add a raw line that should be rejected with `reason`."""
        self.records.setdefault(source, []).append(line)
        self.truth.append(Truth("", kind, f"reject:{reason}", ""))

    def choose(self, pool: list[str], num: int) -> list[str]:
        """`num` pieces of a pool in random order; at least a fifth of their characters are new compared with
        every earlier choice. Raises ValueError if the pool is exhausted."""
        earlier = self._composed.setdefault(pool[0], [])
        for _ in range(5000):
            chosen = self.random.sample(pool, num)
            size = sum(map(len, chosen))
            if all(5 * sum(map(len, old.intersection(chosen))) < 4 * size for old in earlier):
                earlier.append(frozenset(chosen))
                return chosen
        raise ValueError(f"{len(pool)} pieces are too few for another choice of {num}")

    def compose(self, lang: str, genre: str) -> Text:
        """A new document of pieces from all originals of a language and genre."""
        originals_of_genre = [t for t in self.texts if t.lang == lang and t.genre == genre]
        pool = [piece for t in originals_of_genre for piece in t.pieces]
        chosen = self.choose(pool, 6 if genre == "code" else PIECES)
        title = self.random.choice(originals_of_genre).title
        return Text(lang, genre, title, ("\n\n" if genre == "code" else " ").join(chosen))


def write(folder: Path, seed: int = 20) -> list[Truth]:
    """Write the sources and truth.jsonl into `folder`; returns the truth. The same seed gives the same
    bytes."""
    # The plants fill a Sample, so that their module imports this one.
    from pipeline.demo.plants import PLANTS

    sample = Sample(seed)
    for plant in PLANTS:
        plant(sample)
    folder.mkdir(parents=True, exist_ok=True)
    for source, records in sorted(sample.records.items()):
        sample.random.shuffle(records)
        _write_lines(folder, source, records)
    for name, data in sample.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    truth.write(folder / "truth.jsonl", sample.truth)
    return sample.truth


def _write_lines(folder: Path, source: str, records: list[bytes]) -> None:
    data = b"\n".join(records) + b"\n"
    if source == "crawl":
        (folder / f"{source}.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(data))
    elif source == "mirror":
        (folder / f"{source}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
    else:
        (folder / f"{source}.jsonl").write_bytes(data)
