"""Needles that the trained tokenizer spells out: its tokens stay, and the user learns it."""

import pyarrow as pa
from tokenizers import Tokenizer

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Folder
from pipeline.forget import needles
from pipeline.forget.asked import Asked

FILE = "tokenizer.json"


def holding(corpus: Corpus, asked: Asked) -> list[int]:
    """The numbers of the needles, from 1, that a token of the vocabulary holds; [] for other requests."""
    built = dict(corpus.built)
    if asked.by != "containing" or "tokenizer" not in built:
        return []
    tokens = pa.array(_tokens(built["tokenizer"]), pa.large_string())
    return [
        number
        for number, needle in enumerate(asked.values, 1)
        if needles.holds(tokens, "text", [needle]).any()
    ]


def _tokens(model: Folder) -> list[str]:
    """Every token as the text that it stands for."""
    loaded = Tokenizer.from_file(str(model.local() / FILE))
    ids = sorted(loaded.get_vocab().values())
    return loaded.decode_batch([[i] for i in ids], skip_special_tokens=False)
