"""Every backend of every kernel against its oracle, bit for bit. The folders are listed: a new file is held too."""

import importlib
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.kernels
from pipeline.registry import KERNELS

TEXTS = st.lists(
    st.text(
        st.sampled_from(
            "가나다라마각힣ㅋㅎㅏ한글 \n\t\u00a0\u3000abcXYZ012.-@_:()漢字かナ😀é\u0301\u1100\u1161"
        )
        | st.characters(exclude_categories=["Cs"]),
        max_size=60,
    ),
    max_size=8,
)


def texts_of(values: list[str]) -> pa.Array:
    return pa.array(values, pa.large_string())


def shingled(values: list[str]) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    units = np.array([i % 2 for i in range(len(values))], dtype=np.int32)
    widths = np.array([1 + i % 6 for i in range(len(values))], dtype=np.int32)
    return texts_of(values), units, widths


def signed(values: list[str]) -> tuple[Any, ...]:
    from pipeline.kernels.minhash.reference import sign

    return sign(*shingled(values), 16), 5, 3


def jaccard_input(values: list[str]) -> tuple[Any, ...]:
    from pipeline.kernels.minhash.reference import shingles

    texts, units, widths = shingled(sorted(values * 2))
    offsets, hashes = shingles(texts, np.zeros_like(units), np.full_like(widths, 2))
    clusters = np.array([len(v) // 20 for v in sorted(values * 2)], dtype=np.int64)
    order = np.argsort(clusters, kind="stable")
    sets = [hashes[offsets[i] : offsets[i + 1]] for i in order]
    ends = np.concatenate([[0], np.cumsum([len(s) for s in sets])]).astype(np.int64)
    flat = np.concatenate(sets) if sets else np.zeros(0, np.uint64)
    sources = np.array([len(v) % 3 for v in sorted(values * 2)], dtype=np.int64)[order]
    carried, flags = len(values) % 3 * bool(values), len("".join(values))
    return clusters[order], sources, ends, flat, carried, 0.5, 3, flags % 2 == 0, flags % 3 == 0


def united(values: list[str]) -> tuple[np.ndarray, ...]:
    from pipeline.kernels.components.reference import unite

    a, b = (x % 40 for x in edges(values))
    before = unite(np.arange(40), b[:3], a[:3])
    return before.copy(), a, b


def pairs(values: list[str]) -> tuple[Any, ...]:
    _, _, ends, flat, *_ = jaccard_input(values)
    rows = np.arange(len(ends) - 1)
    return ends, flat, rows, ends, flat, rows[::-1].copy(), len(values) % 2 == 0


def pairs_of_sketches(values: list[str]) -> tuple[Any, ...]:
    """The same with hashes of 32 bits, as an index keeps them."""
    ends, flat, new, _, _, old, containment = pairs(values)
    rows = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
    both = np.unique(np.stack([rows.astype(np.uint64), flat >> np.uint64(32)]), axis=1)
    ends = np.searchsorted(both[0], np.arange(len(ends)).astype(np.uint64))
    flat = both[1].astype(np.uint32)
    return ends, flat, new, ends, flat, old, containment


def edges(values: list[str]) -> tuple[np.ndarray, np.ndarray]:
    a = np.array([len(v) for v in values], dtype=np.int64)
    return a, np.array([len(v) * 7 % 31 for v in values], dtype=np.int64)


def keyed(values: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Members of keys: some of one, some of many, some more than once of the same."""
    a, b = edges(values * 3)
    keys = np.concatenate([b % 11, a // 4 % 5 + 100, b % 11]).astype(np.uint64) << np.uint64(40)
    return keys, np.concatenate([a, a + 7, a])


def table_of_words(values: list[str]) -> tuple[Any, ...]:
    words = sorted({v[:6] for v in values if v})
    return texts_of(words), np.array([1 + len(w) % 4 for w in words], np.int64), 20, 1


def words_with_morphemes(values: list[str]) -> tuple[Any, ...]:
    """Words in which no byte occurs twice, cut here and there."""
    plain = ("".join(dict.fromkeys(c for c in v if c.isascii())) for v in values)
    words = sorted({w[:9] for w in (*plain, "abcdef", "abxdef", "cdef") if w})
    begins = np.array([len(w) * 3 % (i + 2) == 0 for w in words for i in range(len(w))], bool)
    counts = np.array([1 + len(w) % 4 for w in words], np.int64)
    return texts_of(words), counts, 20, 1, begins, len(values) / 8


def borders(values: list[str]) -> tuple[Any, ...]:
    """A text, and tokens and morphemes of some lengths over it."""
    data = np.frombuffer("".join(values).encode(), np.uint8)
    ends = np.cumsum([1 + n % 5 for n in range(len(data))], dtype=np.int64)
    edges = np.cumsum([1 + n * 7 % 6 for n in range(len(data))], dtype=np.int64)
    return data, np.append(ends[ends < len(data)], len(data)), edges[edges < len(data)]


def item_texts(values: list[str]) -> tuple[Any, ...]:
    whole = "".join(values) + " 회의에서는 그 도시의 이름을 THE quick brown fox"
    return texts_of([*values, whole]), len(values) % 2, 1 + len(values) % 4


def with_keys(values: list[str]) -> tuple[Any, ...]:
    from pipeline.kernels.overlap.reference import grams

    texts = item_texts(values)[0]
    keys = [grams(texts, scheme, width)[1][::3] for scheme, width in ((0, 4), (1, 2))]
    return texts, np.unique(np.concatenate(keys)), (4, 2)


def documents_and_held(values: list[str]) -> tuple[Any, ...]:
    """Letters as tokens: some documents, and others that share grams with them."""
    held = [v[len(v) // 3 :] + v[:3] for v in values]
    letters = {c: i for i, c in enumerate(sorted({c for v in values for c in v}))}
    sides = []
    for side in ([*values, "".join(values)] * 2, held):
        offsets = np.cumsum([0, *(len(v) for v in side)], dtype=np.int64)
        sides += [offsets, np.array([letters[c] for v in side for c in v], np.int32)]
    counted = np.array([(len(v) // 2, len(v) + len(v) % 2) for v in held], np.int64).reshape(-1, 2)
    return *sides, counted, len(letters) + 1, 1 + len(values) % 6


def pieces(values: list[str]) -> tuple[Any, ...]:
    lengths = np.array([1 + len(v) % 17 for v in values for _ in range(5)], np.int64)
    return lengths, 17 + len("".join(values)) % 5


def forms(unit: str, exempt: bool) -> Callable[[list[str]], tuple[Any, ...]]:
    """Texts with something for every measure between their lines."""

    def arguments(values: list[str]) -> tuple[Any, ...]:
        lines = [
            line
            for v in values
            for pair in zip(FORMS, [v, v[:9], v[3:]] * 9, strict=False)
            for line in pair
        ]
        pages = ["\n".join(lines[i : i + 29]) for i in range(0, len(lines), 29)]
        return texts_of([*values, *pages, "\n".join(values), "\n\n".join(values * 3)]), unit, exempt

    return arguments


@cache
def trained() -> Path:
    """A tokenizer.json of a few merges."""
    from pipeline.kernels.bpe.numba import train
    from pipeline.stages.tokenizer.assemble import assemble
    from pipeline.stages.tokenizer.specials import special_tokens

    words = pa.array(["가나다", " 가나", " the", "012", "  ", "한글", "abc"], pa.large_string())
    path = Path(tempfile.mkdtemp()) / "tokenizer.json"
    merges = train(words, np.full(len(words), 9, np.int64), 40)
    assemble(merges, special_tokens(4)).save(str(path))
    return path


PERSONAL = (
    ("전화 010-1234-5678", "a@b.co"),
    ("\n211.35.72.130 서버 8.8.8.8", " 주민등록번호 900101-1******"),
    ("여권 M12345678 ０１０－２３４５－６７８９", "성명: 김민지"),
    ("12가3456 서울시 강남구 테헤란로 12, 3동 401호", "https://u:p@h.com/"),
    ("공일공-이삼사오-육칠팔구 a (at) b.com", "\u200b4111 1111 1111 1111"),
    ("국민은행 계좌 123456-12-123456", " 2001:4860:4860::8888 0c:f0:9b:5d:e4:ab"),
)


FORMS = (
    "국회는 법률을 제정하고, 정부는 이를 집행한다. 그런데 그는 말했다! \"정말?\"",
    "The words of the law and the people have to be with us... that is JavaScript.",
    "```python", "def f(x): return {x}", "```", "| 가 | 나 |", "| --- | --- |", "    x = [1, 2];", "a\tb\tc",
    "", "- 항목 하나", "1. 첫째 항목", "2. 둘째 항목 …", "1999년 12월 3일", "2024년 1월 30일", "ㅋㅋㅋㅋㅋㅋ ㅠㅠ 대박!!!!!!!",
    "카지노사이트 먹튀검증 Free Spins 무단전재 및 재배포 금지", "이용약관 개인정보처리방침", "Lorem Ipsum dolor", "다 가 나",
    "띄어쓰기가전혀없는글은사람이읽기에불편하고 그에게서 집에서부터 학교까지", "ë°\x95 Ã© \ufffd", "漢字 for (i) { }", "~~~", "갔다", "갔다",
    "같은 말을 다시 같은 말을 다시 같은 말을 다시 같은 말을 다시 한 번 더 같은 말을", "#tag #tag … ...... 끝",
)  # fmt: skip


SPOKEN = (
    "갑니다. ", "갑니까\n", "했어요~ ", "갔지ㅋㅋ ", "그 페이지\n", "3.14다 ", "좋아)!\" ", "말했다.txt ", "있음... ", "그렇다 漢\n",
    "예 그래\n", "갑니까? 가니까! 니까! ", "버전 2다.3 ", "누구니？ ",
)  # fmt: skip


def dirty(text: str) -> str:
    """A text with something for every rule of cleaning, between its characters."""
    marks = "\r\n\u200b\u00a0\x85Ａ！ﾡ\x00\u1112\u1161\u200d<|PI:A|>\nÃ©í•œ 👩\u200d💻\n漢，字"
    return "".join(a + b for a, b in zip(text, marks, strict=False)) + marks


CASES: dict[str, dict[str, Callable[[list[str]], tuple[Any, ...]]]] = {
    "script": {"count": lambda v: (texts_of(v),)},
    "minhash": {"sign": lambda v: (*shingled(v), 16), "shingles": shingled, "bands": signed},
    "jaccard": {"verify": jaccard_input, "compare": pairs},
    "jaccard of sketches": {"compare": pairs_of_sketches},
    "components": {"components": edges, "grouped": keyed, "unite": united},
    "lines": {"split": lambda v: (texts_of([*v, "\n".join(v), "\n \n".join(v)]), len(v) % 2 == 0)},
    "pii": {"find": lambda v: (texts_of([*v, *(f"{a}{x}{b}" for x in v for a, b in PERSONAL)]),)},
    "clean": {"clean": lambda v: (texts_of([*v, *(dirty(x) for x in v)]),)},
    "words": {"count": lambda v: (texts_of([*v, *(f"{x} <|PI:EMAIL|>{x}<|PI:x|>" for x in v)]),)},
    "encode": {
        "encode": lambda v: (trained(), texts_of([*v, *(f"{x}<|PI:EMAIL|><|pad|>" for x in v)]))
    },
    "alignment": {"count": borders},
    "overlap": {"grams": item_texts, "find": with_keys},
    "bins": {"fit": pieces},
    "ngrams": {"bits": documents_and_held},
    "language": {
        "count": lambda v: (
            texts_of(
                [*v, "The law of the land"]
                + [
                    x
                    for t in v
                    for x in (f"---\na: {t}\n---\n{t}다.", f"a.b {t}`x` http://{t} /x. {t}!")
                ]
            ),
        )
    },
    "register": {
        "count": lambda v: (
            texts_of(
                [
                    *v,
                    *(x + y for x in v for y in SPOKEN),
                    "".join(map("".join, zip(SPOKEN, v, strict=False))),
                ]
            ),
        )
    },
    "heuristics": {"measure": forms("eojeol", True)},
    "heuristics without exemptions": {"measure": forms("word", False)},
    "heuristics by character": {"measure": forms("char", True)},
    "heuristics by morpheme": {"measure": forms("morpheme", True)},
    "bpe": {"train": table_of_words},
    "bpe with morphemes": {"train": words_with_morphemes},
}


def backends() -> list[tuple[str, str]]:
    """(kernel, backend) of every backend that has an oracle beside it."""
    folders = sorted(Path(pipeline.kernels.__path__[0]).iterdir())
    names = [folder.name for folder in folders if (folder / "reference.py").exists()]
    pairs = [(name, backend) for name in names for backend in KERNELS.backends(name)]
    return [(name, backend) for name, backend in pairs if backend != "reference"]


def same(a: Any, b: Any) -> bool:
    if isinstance(a, tuple):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, pa.Array):
        return a.equals(b)
    return a == b


@pytest.mark.parametrize(
    ("kernel", "backend"),
    [pytest.param(k, b, marks=pytest.mark.gpu if b == "cudf" else ()) for k, b in backends()],
)
@settings(max_examples=60, deadline=None)
@given(values=TEXTS)
def test_backend_equals_the_oracle(kernel: str, backend: str, values: list[str]) -> None:
    oracle = importlib.import_module(f"pipeline.kernels.{kernel}.reference")
    other = importlib.import_module(f"pipeline.kernels.{kernel}.{backend}")
    for case in (name for name in CASES if name.split()[0] == kernel):
        for function, arguments in CASES[case].items():
            expected = getattr(oracle, function)(*arguments(values))
            assert same(expected, getattr(other, function)(*arguments(values))), (case, function)


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(bool))
def test_signature_is_a_valid_datasketch_minhash(values: list[str]) -> None:
    from datasketch import MinHash

    from pipeline.kernels.minhash.numba import sign
    from pipeline.kernels.minhash.reference import hashes

    texts, units, widths = shingled(values)
    for row, (text, unit, width) in zip(
        sign(texts, units, widths, 64), zip(values, units, widths, strict=True), strict=True
    ):
        direct = MinHash(num_perm=64, scheme="affine32", hashfunc=lambda h: h >> 32)
        direct.update_batch(hashes(text, unit, width))
        stored = MinHash(hashvalues=row, scheme="affine32")
        assert stored.jaccard(direct) == 1.0
