"""From words to merges, with and without morphemes."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pipeline.core.dataset import Dataset
from pipeline.core.shard import Receipt, write_shard
from pipeline.core.store import Store
from pipeline.kernels.encode.reference import load
from pipeline.kernels.words.morphemes import cut, cut_all
from pipeline.registry import KERNELS
from pipeline.stages.tokenizer.specials import special_tokens
from pipeline.stages.tokenizer.train import begins, pieces, train_tokenizer
from pipeline.stages.tokenizer.words import cut_words

NOUNS = ("학교", "도서관", "사람", "나라", "마을", "바다", "회사", "시장")
WORDS = {
    f" {noun}{josa}": 50 for noun in NOUNS for josa in ("에서", "에서는", "의", "으로", "까지")
}


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    store = Store(str(tmp_path_factory.mktemp("words")))
    plain = pa.table(
        {"word": pa.array(list(WORDS), pa.large_string()), "count": list(WORDS.values())}
    )
    written = write_shard(store, "w/0.parquet", cut_words(plain), Receipt("f", len(plain)))
    shards = [{"name": "0.parquet", "rows": len(plain), "content": written.content}]
    commit = {"fingerprint": "f", "content": written.content, "shards": shards}
    store.write_json("w/_commit.json", commit)
    return Dataset(store, "w")


def tokens_of(
    words: Dataset, tmp_path: Path, morphemes: str, across: float = 0.1, size: int = 500
) -> list[list[str]]:
    """The text of the tokens of each word."""
    specials = tuple(special_tokens(0))
    folder = tmp_path / f"{morphemes}-{across}"
    folder.mkdir()
    train_tokenizer(
        folder, words, morphemes, across, size, 2, specials, KERNELS.kernel("bpe", "numba")
    )
    tokenizer = load(folder / "tokenizer.json")
    return [[tokenizer.decode([i]) for i in tokenizer.encode(w).ids] for w in WORDS]


def test_with_mecab_no_token_crosses_a_cut(words: Dataset, tmp_path: Path) -> None:
    for word, tokens in zip(WORDS, tokens_of(words, tmp_path, "mecab"), strict=True):
        cuts = set(np.cumsum([len(p) for p in cut(word)]).tolist())
        borders = set(np.cumsum([len(t) for t in tokens]).tolist())
        assert cuts <= borders


def test_without_cuts_frequent_words_are_one_token(words: Dataset, tmp_path: Path) -> None:
    assert all(len(tokens) == 1 for tokens in tokens_of(words, tmp_path, "none", size=700))


def test_soft_tokens_are_whole_morphemes_or_parts_of_one(words: Dataset, tmp_path: Path) -> None:
    for across in (0.05, 0.5, 1.0):
        for word, tokens in zip(WORDS, tokens_of(words, tmp_path, "soft", across), strict=True):
            cuts = {0, *np.cumsum([len(p) for p in cut(word)]).tolist()}
            ends = np.cumsum([len(t) for t in tokens]).tolist()
            for a, b in zip([0, *ends], ends, strict=False):
                assert (a in cuts and b in cuts) or not any(a < c < b for c in cuts)


def test_soft_costs_fewer_tokens_than_mecab_and_more_cuts_than_none(
    words: Dataset, tmp_path: Path
) -> None:
    total = {
        name: sum(map(len, tokens_of(words, tmp_path, name, across)))
        for name, across in (("mecab", 0.1), ("soft", 1.0), ("none", 0.1))
    }
    assert total["none"] <= total["soft"] < total["mecab"]


def test_pieces_count_each_morpheme_with_its_words() -> None:
    table = pa.array(["가나", "나", "가다"], pa.large_string())
    found, counts = pieces(table, np.array([5, 7, 2]), np.array([3, 3, 3, 3, 3]))
    assert dict(zip(found.to_pylist(), counts.tolist(), strict=True)) == {
        "가": 7,
        "나": 12,
        "다": 2,
    }


def test_pieces_of_a_slice_are_those_of_the_words_in_it() -> None:
    table = pa.array(["없음", "가나", "나"], pa.large_string()).slice(1)
    found, counts = pieces(table, np.array([5, 7]), np.array([3, 3, 3]))
    assert dict(zip(found.to_pylist(), counts.tolist(), strict=True)) == {"가": 5, "나": 12}


def test_begins_are_the_first_bytes_of_morphemes() -> None:
    lengths = np.array(cut_all(pa.array([" 학교에서"])).to_pylist()[0])
    assert np.flatnonzero(begins(lengths)).tolist() == [0, 7]
