"""Text that looks like something else, hides what it holds, repeats itself, or is very long."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import yaml

from classifiers.estimators.fasttext import FastText
from classifiers.text import line
from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.executors.local import LocalExecutor
from pipeline.export.packed import opened
from pipeline.kernels.encode.reference import load
from pipeline.kernels.placeholders import placeholder
from pipeline.registry import KERNELS
from pipeline.stages.tokenizer.specials import EOS, special_tokens
from tests.faults.processes import REPOSITORY, run

KOREAN = "비가 내리는 밤이었다. 그는 창밖을 보며 오래 생각했다. 골목에는 아무도 없었다."


def made(
    folder: Path, documents: list[dict[str, Any]], stages: dict[str, Any], **source: Any
) -> Corpus:
    """The corpus of a run over these documents in <folder>/root."""
    folder.mkdir(exist_ok=True)
    rows = (json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
    (folder / "a.jsonl").write_text("".join(rows), encoding="utf-8")
    ingest = {
        "shard_bytes": stages.pop("shard_bytes", 20_000),
        "sources": [{"name": "a", "path": str(folder / "a.jsonl"), "id_field": "id", **source}],
    }
    written = {"root": str(folder / "root"), "stages": {"ingest": ingest, **stages}}
    (folder / "r.yaml").write_text(
        yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


def numbered(texts: list[str]) -> list[dict[str, Any]]:
    return [{"id": f"d{i:07d}", "text": text} for i, text in enumerate(texts)]


POISON = ("__label__1", "__label__owned", "\n__label__7 x", "\x00\x0b\x0c", "____label__0", "")


@pytest.mark.parametrize("poison", POISON)
def test_59_labels_in_texts_are_words(tmp_path: Path, poison: str) -> None:
    texts = [f"비가 온다 {poison} " * 3, "눈이 온다 " * 3] * 20
    lines = [line(text) for text in texts]
    assert not any(c in one for one in lines for c in "\n\0\v\f")
    estimator = FastText(buckets=2000, dim=16)
    estimator.train(lines, np.array([0, 1] * 20), 2, tmp_path, 1)
    model = estimator.open(tmp_path)
    found = model.probabilities([*lines[:2], line(poison), line(None)], 2)
    assert found[:2].argmax(axis=1).tolist() == [0, 1]
    assert np.all((found >= 0) & (found <= 1))
    assert found.sum(axis=1) == pytest.approx(1)


def test_61_text_that_looks_like_special_tokens_makes_none(tmp_path: Path) -> None:
    tokens = special_tokens(0)
    texts = [f"{KOREAN} {token}{token} 끝 {i}" for i, token in enumerate(tokens)]
    texts += [f"{KOREAN} {t[:-1]} {t[1:]} ＜｜{t[2:-2]}｜＞ {i}" for i, t in enumerate(tokens)]
    texts += [f"{KOREAN} 문의는 kim{i}@naver.com 으로 {i}" for i in range(40)]
    documents = [{**d, "title": tokens[0]} for d in numbered(texts)]
    stages = {"scrub": {}, "tokenizer": {"vocab_size": 600}, "pack": {"seq_len": 64}}
    corpus = made(tmp_path, documents, stages)
    model = load(tmp_path / "root/tokenizer/model/tokenizer.json")
    packed = opened(str(tmp_path / "root"), None)
    flat = np.concatenate([ids.ravel() for ids in packed.all_ids()])
    counts = np.bincount(flat, minlength=model.get_vocab_size())
    masked = sum(
        text.count(placeholder("EMAIL")) for text in corpus.table(["text"])["text"].to_pylist()
    )
    assert masked == 40
    assert counts[model.token_to_id(placeholder("EMAIL"))] == 40
    assert counts[model.token_to_id(EOS)] == len(texts)
    others = [t for t in tokens if t not in (EOS, "<|pad|>", placeholder("EMAIL"))]
    assert {t: counts[model.token_to_id(t)] for t in others} == dict.fromkeys(others, 0)


PERSONAL = [
    "연락처 010-2345-6789 입니다.",
    "연락처 010-\n2345-6789 입니다.",
    "연락처 ０１０－２３４５－６７８９ 입니다.",
    "연락처 010\u200b-2345\u200b-6789 입니다.",
    "연락처 0\u20601\u20600-2345-6789 입니다.",
    "메일 kim@naver.com 입니다.",
    "메일 ｋｉｍ＠ｎａｖｅｒ．ｃｏｍ 입니다.",
    "메일 kim@\u200bnaver.com 입니다.",
    "주민등록번호 900101-1234567 입니다.",
]


def test_62_63_hidden_values_are_masked_in_place_and_masking_again_changes_nothing(
    tmp_path: Path,
) -> None:
    texts = [f"앞😀글 \u1112\u1161\u11ab {text} 뒤𝒳글 {i}" for i, text in enumerate(PERSONAL)]
    first = made(tmp_path / "one", numbered(texts), {"scrub": {}})
    masked = first.documents.table(["text"])["text"].to_pylist()
    kinds = ["PHONE"] * 5 + ["EMAIL"] * 3 + ["RRN"]
    labels = ["연락처"] * 5 + ["메일"] * 3 + ["주민등록번호"]
    for i, (text, kind, label) in enumerate(zip(masked, kinds, labels, strict=True)):
        assert text == f"앞😀글 한 {label} {placeholder(kind)} 입니다. 뒤𝒳글 {i}"
    again = made(tmp_path / "two", numbered(masked), {"scrub": {}}, trusted=True)
    assert again.documents.table(["text"])["text"].to_pylist() == masked


def test_64_fields_beside_the_text_are_masked_and_the_others_named(tmp_path: Path) -> None:
    documents = [
        {
            "id": "010-2345-6789",
            "text": KOREAN,
            "title": "문의 kim@naver.com",
            "url": "https://example.com/?tel=010-2345-6789",
            "m": {"author": {"mail": ["kim@naver.com"]}, "phone": "010-2345-6789"},
        }
    ]
    corpus = made(tmp_path, documents, {"scrub": {}})
    row = corpus.documents.table().to_pylist()[0]
    beside = json.dumps({k: row[k] for k in ("title", "url", "meta")}, ensure_ascii=False)
    assert "kim@naver.com" not in beside
    assert "2345" not in beside
    assert beside.count(placeholder("EMAIL")) == 2
    assert beside.count(placeholder("PHONE")) == 2
    shown = run("show", tmp_path / "root")
    assert "not scanned for personal data: id, file" in " ".join(shown.stdout.split())


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "count", [20_000, pytest.param(1_000_000, marks=pytest.mark.slow)], ids=["small", "large"]
)
@pytest.mark.parametrize("stage", ["dedup_exact", "dedup_fuzzy"])
def test_65_cluster_of_all_documents_leaves_one(tmp_path: Path, stage: str, count: int) -> None:
    near = stage == "dedup_fuzzy"
    texts = [
        KOREAN * 2 + (chr(0xAC00 + i % 5000) + chr(0xAC00 + i // 5000) if near else "")
        for i in range(count)
    ]
    began = time.monotonic()
    stages = {"shard_bytes": max(500_000, count * 4), stage: {}}
    corpus = made(tmp_path, numbered(texts), stages)
    assert time.monotonic() - began < 60 + count / 3000
    living = [i for t in corpus.living(["id"]) for i in t["id"].to_pylist()]
    assert living == ["d0000000"]
    evidence = Dataset(corpus.documents.store, f"{stage}/evidence")
    assert evidence.num_rows == count - 1


def test_65_texts_without_a_shingle_are_compared_whole(tmp_path: Path) -> None:
    texts = ["가", "가", "나", "...", "...", "!?", "ㅋ", "a", "b b"]
    corpus = made(tmp_path, numbered(texts), {"dedup_exact": {}, "dedup_fuzzy": {}})
    living = [i for t in corpus.living(["text"]) for i in t["text"].to_pylist()]
    assert living == ["가", "나", "...", "!?", "ㅋ", "a", "b b"]


@pytest.mark.parametrize("morphemes", ["mecab", "soft", "none"])
def test_70_word_of_10_mb_and_nuls_do_not_stop_training(tmp_path: Path, morphemes: str) -> None:
    random = np.random.default_rng(1)
    long = "".join(map(chr, random.integers(0xAC00, 0xD7A4, 3_400_000)))
    texts = [f"{KOREAN}\x00 {i}" for i in range(60)] + [
        long,
        "가" * 3_400_000,
        "\x00" * 1000 + "나",
    ]
    stages = {
        "shard_bytes": 100_000_000,
        "tokenizer": {"vocab_size": 700, "morphemes": morphemes, "held_out": 0.05},
    }
    began = time.monotonic()
    made(tmp_path / "one", numbered(texts), dict(stages))
    assert time.monotonic() - began < 90
    made(tmp_path / "two", numbered(texts), {**stages, "shard_bytes": 2_000_000})
    one, two = (tmp_path / n / "root/tokenizer/model/tokenizer.json" for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_70_counts_beyond_32_bits_keep_their_order() -> None:
    words = pa.array(["ab", "cd", "ef"], pa.large_string())
    train = KERNELS.kernel("bpe", "numba").load().train
    large, small = (
        [tuple(merge) for merge in train(words, np.array(counts, np.int64), 3, 2)]
        for counts in ([(1 << 32) + 5, 7, 1 << 40], [6, 5, 7])
    )
    assert large == small
    assert len(large) == 3


SURROUNDINGS = {
    "plain": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Seoul",
        "OMP_NUM_THREADS": "1",
        "POLARS_MAX_THREADS": "1",
    },
    "korean": {
        "LC_ALL": "ko_KR.EUC-KR",
        "PYTHONIOENCODING": "euc-kr",
        "PYTHONHASHSEED": "0",
        "TZ": "America/New_York",
        "OMP_NUM_THREADS": "5",
        "POLARS_MAX_THREADS": "5",
    },
    "turkish": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4294967295",
        "TZ": "Pacific/Kiritimati",
        "NUMBA_NUM_THREADS": "1",
        "RAYON_NUM_THREADS": "3",
    },
}


@pytest.mark.parametrize(
    ("name", "umask"),
    [
        ("plain", 0o077),
        pytest.param("korean", 0o000, marks=pytest.mark.slow),
        pytest.param("turkish", 0o027, marks=pytest.mark.slow),
    ],
)
def test_72_surroundings_change_no_byte(
    sources: Path, finished: Path, tmp_path: Path, name: str, umask: int
) -> None:
    root = tmp_path / "뿌리"
    main = f"import os; os.umask({umask}); from pipeline.cli.front import main; main()"

    def malmoi(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-c", main, *arguments],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **SURROUNDINGS[name]},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
        return done

    recipe = str(sources / "recipe.yaml")
    malmoi("run", recipe, "--root", str(root), "--executor", "local", "--workers", "2")
    assert contents(root) == contents(finished)
    malmoi("show", str(root))
    malmoi("explain", str(root), "b3")
    malmoi("report", str(root))
