"""The finished folder, opened by the libraries that people open it with."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.kernels.encode.reference import load
from pipeline.kernels.nfc import nfc
from pipeline.kernels.words import PATTERN
from pipeline.stages.tokenizer.specials import CONTROL, EOS, PAD

TEXTS = (
    "한국어 토크나이저와 the tokenizer's 12345\n\n  def f(x):\n\treturn x",
    "ㅋㅋㅋ 👩‍💻",
    "",
    " ",
)


@pytest.fixture(scope="module")
def folder(finished: Path) -> Path:
    return finished / "tokenizer" / "model"


def test_transformers_loads_it(folder: Path) -> None:
    transformers = pytest.importorskip("transformers")
    loaded = transformers.PreTrainedTokenizerFast.from_pretrained(str(folder))
    ours = load(folder / "tokenizer.json")
    assert (loaded.eos_token, loaded.pad_token) == (EOS, PAD)
    for text in TEXTS:
        ids = loaded(text)["input_ids"]
        assert ids == ours.encode(text).ids
        assert loaded.decode(ids) == text
    assert set(CONTROL) <= set(loaded.all_special_tokens)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_tiktoken_gives_the_same_ids(folder: Path, text: str) -> None:
    tiktoken = pytest.importorskip("tiktoken")
    from tiktoken.load import load_tiktoken_bpe

    ranks = load_tiktoken_bpe(str(folder / "tokenizer.tiktoken"))
    encoding = tiktoken.Encoding("ours", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})
    assert encoding.encode_ordinary(nfc(text)) == load(folder / "tokenizer.json").encode(text).ids


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=40))
def test_every_byte_string_has_tokens_that_spell_it(folder: Path, raw: bytes) -> None:
    from tiktoken.load import load_tiktoken_bpe

    ranks = load_tiktoken_bpe(str(folder / "tokenizer.tiktoken"))
    spelt = {number: token for token, number in ranks.items()}
    assert b"".join(spelt[ranks[bytes([b])]] for b in raw) == raw


def test_ranks_are_the_ids(folder: Path) -> None:
    vocab = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    lines = (folder / "tokenizer.tiktoken").read_text().splitlines()
    numbers = [int(line.split()[1]) for line in lines]
    assert numbers == sorted(numbers)
    assert numbers[-1] == max(vocab.values())


def test_card_tells_what_it_was_trained_on_and_measures(folder: Path) -> None:
    card = (folder / "README.md").read_text()
    assert "| ko |" in card
    assert "tokens per word" in card
    assert PATTERN in card
