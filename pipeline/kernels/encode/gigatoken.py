"""gigatoken, which remembers the tokens of words it has seen, wherever it agrees with `tokenizers` id by id.

It is asked twice: a text that holds every trap when a tokenizer is loaded, and a sample of every batch.
Where it refuses a tokenizer or differs, the reference encodes."""

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from pipeline.kernels.buffers import large_strings
from pipeline.kernels.encode import reference
from pipeline.kernels.nfc import settled
from pipeline.kernels.pii import KINDS
from pipeline.kernels.placeholders import placeholder

RANK = 0
ON_GPU = False

# Left to `settled`: gigatoken's tables are newer than those of the reference
NFC = {"type": "NFC"}
SAMPLED, LONGEST = 8, 4_000  # texts of a batch that are compared, and how many of their characters


@cache
def probe() -> tuple[str, ...]:
    """Texts of what tokenizers read differently: letters of all blocks, marks that combine, white space of
    every kind, contractions, numbers, special tokens and placeholders."""
    letters = "".join(
        chr(c)
        for c in range(0x20, 0x30000, 7)
        if not 0xD800 <= c < 0xE000 and unicodedata.category(chr(c)) != "Cn"
    )
    specials = ["<|endoftext|>", "<s>", *(placeholder(k) for k in KINDS)]
    return (
        letters,
        "a  b   c\t\td \n e\r\n\r\n  f \u00a0g\u3000 h\u2028i  \n\n   \x0b\x0cend   ",
        "It's WE'LL they'Ve 'S 'ſ 12345 3.14 \x00\x01\x7f",
        "한국어를 ㅋㅋㅋㅋ 각 ᄒ\u1161\u11ab e\u0301\u0323 \u08cb\u08ee 👩\u200d💻",
        " ".join(specials),
        *(char * 300 for char in ("가", "=", " ", "\n")),
    )


@dataclass(frozen=True)
class Model:
    """A tokenizer of gigatoken; texts are given to it in NFC if `composed`."""

    tokenizer: Any
    composed: bool

    def encode(self, texts: pa.ChunkedArray | pa.Array) -> tuple[np.ndarray, np.ndarray]:
        """(offsets int64 [n + 1], ids int32)."""
        import awkward

        if not len(texts):
            return np.zeros(1, np.int64), np.zeros(0, np.int32)
        given = settled(texts) if self.composed else large_strings(texts)
        found = self.tokenizer.encode_batch(awkward.from_arrow(given), parallel=False).layout
        # ids are uint32 below 2^31: the same bytes
        return found.offsets.data.astype(np.int64, copy=False), found.content.data.view(np.int32)


_own = threading.local()  # a model of gigatoken lets in one thread at a time
_EXACT: dict[str, bool] = {}
_ASKING = threading.Lock()


def _loaded(path: Path) -> Model | None:
    """gigatoken's tokenizer of a file for this thread, None where it has none or reads the probe
    differently."""
    models: dict[str, Model | None] = _own.__dict__
    key = f"{path} {reference.version(path)}"
    if key not in models:
        with _ASKING:  # one thread asks for all
            if key not in _EXACT:
                models[key] = _asked(path)
                _EXACT[key] = models[key] is not None
        if key not in models:
            models[key] = _opened(path) if _EXACT[key] else None
    return models[key]


def _opened(path: Path) -> Model:
    from gigatoken import Tokenizer

    whole = orjson.loads(path.read_bytes())
    # what is not declared is not looked for: special tokens in raw text are plain text
    whole["added_tokens"] = [t for t in whole.get("added_tokens", []) if not t["special"]]
    composed = whole.get("normalizer") == NFC
    if composed:
        whole["normalizer"] = None
    return Model(Tokenizer.from_json(orjson.dumps(whole)), composed)


def _asked(path: Path) -> Model | None:
    """The tokenizer if gigatoken knows it and reads the probe as the reference does."""
    try:
        model = _opened(path)
        return model if _agrees(model, path, pa.array(probe(), pa.large_string())) else None
    except Exception:  # it raises what it likes for a tokenizer that it does not know
        return None


def encode(path: Path, texts: pa.ChunkedArray | pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32)."""
    model = _loaded(path)
    if model is None or not _agrees(model, path, _sample(texts)):
        return reference.encode(path, texts)
    return model.encode(texts)


def _sample(texts: pa.ChunkedArray | pa.Array) -> pa.Array:
    """The beginnings of a few texts, chosen by their number alone."""
    num = len(texts)
    chosen = np.random.default_rng(num).choice(num, min(num, SAMPLED), replace=False).tolist()
    return pa.array([(texts[i].as_py() or "")[:LONGEST] for i in chosen], pa.large_string())


def _agrees(model: Model, path: Path, texts: pa.Array) -> bool:
    """Whether gigatoken and the reference give the same ids for all of the texts."""
    found, expected = model.encode(texts), reference.encode(path, texts)
    return all(np.array_equal(a, b) for a, b in zip(found, expected, strict=True))
