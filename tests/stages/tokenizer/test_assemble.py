"""The saved tokenizer: every text comes back, control tokens never come out of raw text."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from pipeline.kernels.encode.gigatoken import encode
from pipeline.kernels.encode.reference import load
from pipeline.stages.tokenizer.assemble import assemble
from pipeline.stages.tokenizer.specials import CONTROL, special_tokens


@pytest.fixture(scope="module")
def tokenizer(finished: Path) -> Tokenizer:
    return load(finished / "tokenizer" / "model" / "tokenizer.json")


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_decoding_gives_the_normalised_text_back(tokenizer: Tokenizer, text: str) -> None:
    import unicodedata

    ids = tokenizer.encode(text, add_special_tokens=False).ids
    assert tokenizer.decode(ids, skip_special_tokens=False) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("token", CONTROL)
def test_control_token_in_raw_text_stays_text(tokenizer: Tokenizer, token: str) -> None:
    ids = tokenizer.encode(f"앞 {token} 뒤").ids
    assert tokenizer.token_to_id(token) not in ids
    assert tokenizer.decode(ids) == f"앞 {token} 뒤"


def test_placeholder_is_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.token_to_id("<|PI:EMAIL|>") in tokenizer.encode("메일 <|PI:EMAIL|>로").ids


def test_ids_are_specials_then_bytes_then_merges() -> None:
    specials = special_tokens(3)
    tokenizer = assemble(np.array([[0, 1]]), specials)
    assert [tokenizer.id_to_token(i) for i in range(len(specials))] == specials
    assert tokenizer.get_vocab_size() == len(specials) + 256 + 1


def test_encode_gives_the_ids_of_each_text(tokenizer: Tokenizer, finished: Path) -> None:
    texts = pa.array(["하나 둘", "", "three 4"], pa.large_string())
    offsets, ids = encode(finished / "tokenizer/model/tokenizer.json", texts)
    expected = [tokenizer.encode(t).ids for t in texts.to_pylist()]
    assert [ids[a:b].tolist() for a, b in zip(offsets, offsets[1:], strict=False)] == expected


def test_a_tokenizer_that_is_written_anew_is_another(tmp_path: Path) -> None:
    path, texts = tmp_path / "tokenizer.json", pa.array(["abab"], pa.large_string())
    assemble(np.zeros((0, 2), np.int64), []).save(str(path))
    before = encode(path, texts)[1].tolist()
    assemble(np.array([[before[0], before[1]]]), []).save(str(path))
    assert len(before) == 4
    assert encode(path, texts)[1].tolist() == [256, 256]
