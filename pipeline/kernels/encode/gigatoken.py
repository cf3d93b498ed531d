"""gigatoken, which caches the tokens of words, wherever it agrees with `tokenizers` id by id.

Agreement is checked twice: on probe texts with every known trap when a tokenizer is loaded, and on a sample
of every batch. If gigatoken refuses a tokenizer or disagrees, the reference encodes.
"""

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
    """Texts that tokenizers are known to read differently.

    Letters of all blocks, combining marks, all kinds of white space, contractions, numbers, special tokens
    and placeholders."""
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
    """A tokenizer of gigatoken; if `composed`, its texts are brought to NFC first."""

    tokenizer: Any
    composed: bool

    def encode(self, texts: pa.ChunkedArray | pa.Array) -> tuple[np.ndarray, np.ndarray]:
        """(offsets int64 [n + 1], ids int32)."""
        import awkward

        if not len(texts):
            return np.zeros(1, np.int64), np.zeros(0, np.int32)
        given = settled(texts) if self.composed else large_strings(texts)
        encoded = self.tokenizer.encode_batch(awkward.from_arrow(given), parallel=False).layout
        # ids are uint32 below 2^31: the same bytes
        return encoded.offsets.data.astype(np.int64, copy=False), encoded.content.data.view(
            np.int32
        )


_own = threading.local()  # a model of gigatoken lets in one thread at a time
_EXACT: dict[str, bool] = {}
_CHECKING = threading.Lock()


def _loaded(path: Path) -> Model | None:
    """This thread's gigatoken tokenizer of a file; None if it refuses the file or disagrees on the probe."""
    models: dict[str, Model | None] = _own.__dict__
    key = f"{path} {reference.version(path)}"
    if key not in models:
        with _CHECKING:  # one thread checks for all
            if key not in _EXACT:
                models[key] = _checked(path)
                _EXACT[key] = models[key] is not None
        if key not in models:
            models[key] = _opened(path) if _EXACT[key] else None
    return models[key]


def _opened(path: Path) -> Model:
    from gigatoken import Tokenizer

    whole = orjson.loads(path.read_bytes())
    # without a declaration, special tokens in raw text are plain text
    whole["added_tokens"] = [t for t in whole.get("added_tokens", []) if not t["special"]]
    whole["truncation"] = whole["padding"] = None  # as the reference loads it
    composed = whole.get("normalizer") == NFC
    if composed:
        whole["normalizer"] = None
    return Model(Tokenizer.from_json(orjson.dumps(whole)), composed)


def _checked(path: Path) -> Model | None:
    """The tokenizer if gigatoken accepts it and encodes the probe as the reference does, else None."""
    try:
        model = _opened(path)
        return model if _agrees(model, path, pa.array(probe(), pa.large_string())) else None
    except Exception:  # it raises many types for a tokenizer that it does not support
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
    """True if gigatoken and the reference give the same ids for all texts."""
    actual, expected = model.encode(texts), reference.encode(path, texts)
    return all(np.array_equal(a, b) for a, b in zip(actual, expected, strict=True))
