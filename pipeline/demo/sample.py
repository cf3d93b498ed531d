"""A sample while it is generated: its records by source, their truth, and documents composed from the 80
originals."""

import json
from random import Random

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
