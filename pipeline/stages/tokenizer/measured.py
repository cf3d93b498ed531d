"""The tokenizers that are measured: the one trained here, and the baselines of the recipe."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.dataset import Folder
from pipeline.core.errors import DataError
from pipeline.core.identity import describe
from pipeline.core.inputs import InputFile, local
from pipeline.core.kernel import Kernel
from pipeline.kernels.bpe import byte_characters
from pipeline.kernels.encode.gigatoken import Model
from pipeline.kernels.encode.reference import Version, version

# Schemes of splitting texts, for .tiktoken files.
SCHEMES = ("gpt2", "cl100k", "o200k", "qwen2", "deepseek_v3", "kimi")
_SPACE = "\u2581"  # how SentencePiece writes a space


@dataclass(frozen=True)
class Measured:
    """A tokenizer by name: a folder built here, or a file of a baseline."""

    name: str
    model: Folder | InputFile
    kernel: Kernel

    def identity(self) -> dict[str, Any]:
        return {
            "tokenizer": self.name,
            "model": describe(self.model),
            "kernel": describe(self.kernel),
        }

    def loaded(self) -> "Loaded":
        """The tokenizer, ready to encode. Raises DataError if the file is not a tokenizer."""
        if isinstance(self.model, Folder):
            return load(self.model.local() / "tokenizer.json", self.kernel)
        return load(local(self.model), self.kernel)


@dataclass(frozen=True)
class Loaded:
    """`encode(texts)` -> (offsets int64 [n + 1], ids int32); `token_bytes`: the bytes of the token of each
    id, int64, 0 for unused ids; `size`: the number of tokens."""

    encode: Callable[[Any], tuple[np.ndarray, np.ndarray]]
    token_bytes: np.ndarray
    size: int


def load(path: Path, kernel: Kernel) -> Loaded:
    """The tokenizer of a .json, .tiktoken or .model file. Raises DataError for anything else."""
    return _load(path, kernel, version(path))


@cache
def _load(path: Path, kernel: Kernel, version: Version) -> Loaded:
    try:
        if path.name.endswith(".json"):
            return _from_json(path, kernel)
        if path.name.endswith((".tiktoken", ".model")):
            return _from_gigatoken(path)
    except DataError:
        raise
    # Libraries raise errors of many types for a file that they cannot read.
    except Exception as error:
        raise DataError(f"{path}: not a tokenizer: {str(error).splitlines()[0][:200]}") from None
    raise DataError(
        f"{path}: expected a tokenizer.json, a .tiktoken or a SentencePiece .model file"
    )


def _from_json(path: Path, kernel: Kernel) -> Loaded:
    whole = json.loads(path.read_text(encoding="utf-8"))
    vocab = whole["model"]["vocab"]
    if not isinstance(vocab, dict):
        raise DataError(f"{path}: a {whole['model'].get('type')} model; expected BPE")
    added = {t["id"]: t["content"] for t in whole.get("added_tokens", [])}
    by_bytes = not whole["model"].get("byte_fallback") and _is_byte_level(vocab)
    sizes = np.zeros(max([*vocab.values(), *added]) + 1, np.int64)
    for token, number in vocab.items():
        sizes[number] = len(token) if by_bytes else _bytes_of(token)
    for number, token in added.items():
        # Spelt as in a text, except for the spaces of SentencePiece.
        sizes[number] = len(token.encode()) if by_bytes else _bytes_of(token)
    encode = kernel.load().encode
    return Loaded(
        lambda texts: encode(path, texts),
        sizes,
        len(vocab.keys()) + len(added.keys() - set(vocab.values())),
    )


def _is_byte_level(vocab: dict[str, int]) -> bool:
    """True if nine tenths of a vocabulary are spelt in byte characters; special tokens may not be."""
    alphabet = set(byte_characters())
    sample = list(vocab)[:: max(1, len(vocab) // 1000)]
    return sum(set(token) <= alphabet for token in sample) > 0.9 * len(sample)


def _bytes_of(token: str) -> int:
    """The bytes of a token as SentencePiece writes it."""
    if len(token) == 6 and token.startswith("<0x") and token.endswith(">"):
        return 1
    return len(token.replace(_SPACE, " ").encode())


def _from_zero(ranks: bytes) -> bytes:
    """A rank file with the first rank moved to 0. It is higher if special tokens have the first ids, as
    here."""
    rows = [line.split() for line in ranks.splitlines() if line]
    first = min(int(rank) for _, rank in rows)
    return b"".join(b"%s %d\n" % (token, int(rank) - first) for token, rank in rows)


def _from_gigatoken(path: Path) -> Loaded:
    """A rank file, whose name begins with its scheme of splitting, or a SentencePiece model."""
    from gigatoken import Tokenizer

    if path.name.endswith(".model"):
        model = Tokenizer.from_sentencepiece(path)
    else:
        scheme = next((s for s in SCHEMES if path.name.startswith(s)), None)
        if scheme is None:
            raise DataError(
                f"{path}: a rank file does not contain how texts are split; name it after its scheme: "
                + ", ".join(f"{s}*.tiktoken" for s in SCHEMES)
            )
        with tempfile.NamedTemporaryFile(suffix=".tiktoken") as dense:
            dense.write(_from_zero(path.read_bytes()))
            dense.flush()
            model = Tokenizer.from_tiktoken(dense.name, pretokenizer=scheme)
    sizes = np.zeros(model.vocab_size, np.int64)
    for number, token in model.vocab.items():
        sizes[number] = len(token)

    def encode(texts: pa.ChunkedArray | pa.Array) -> tuple[np.ndarray, np.ndarray]:
        return Model(model, False).encode(texts)

    return Loaded(encode, sizes, len(model.vocab))
