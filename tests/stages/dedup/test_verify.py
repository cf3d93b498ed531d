"""Verification in chunks: however a part is cut, the same documents go for the same reasons."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.registry import KERNELS
from pipeline.stages.dedup.comparison import Comparison
from pipeline.stages.dedup.shingling import SHINGLES
from pipeline.stages.dedup.verify import verify_clusters

WORDS = "one two three four five six seven eight nine ten".split()  # noqa: SIM905


def comparison(measure: str, cross: bool, backend: str) -> Comparison:
    kernels = KERNELS.kernel("minhash", backend), KERNELS.kernel("jaccard", backend)
    return Comparison(measure, 0.5, cross, SHINGLES, *kernels)


def members(seed: int, num: int = 60) -> pa.Table:
    """Texts of few words in five clusters, many of them alike."""
    rng = np.random.default_rng(seed)
    texts = [" ".join(rng.choice(WORDS, 12)) for _ in range(8)]
    rows = []
    for _ in range(num):
        words = texts[rng.integers(8)].split()
        words[rng.integers(12)] = WORDS[rng.integers(10)]
        rows.append(" ".join(words))
    return pa.table(
        {
            "address": np.arange(num) * 7,
            "id": [f"d{i}" for i in range(num)],
            "source": [f"s{i % 3}" for i in range(num)],
            "lang": ["en"] * num,
            "text": pa.array(rows, pa.large_string()),
            "cluster": np.sort(rng.integers(0, 3, num)),
        }
    )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 50),
    st.lists(st.integers(0, 60), max_size=5),
    st.sampled_from(["jaccard", "containment"]),
    st.booleans(),
    st.integers(1, 9),
)
def test_removals_do_not_depend_on_the_chunks(
    seed: int, cuts: list[int], measure: str, cross: bool, most: int
) -> None:
    table = members(seed)
    ends = [0, *sorted(cuts), len(table)]
    chunks = [table.slice(a, b - a) for a, b in zip(ends, ends[1:], strict=False)]
    found = [
        verify_clusters(
            iter(given_chunks),
            comparison=comparison(measure, cross, "numba"),
            max_compared=most,
        )
        for given_chunks in ([table], chunks)
    ]
    assert found[0].equals(found[1])


@pytest.mark.parametrize("measure", ["jaccard", "containment"])
def test_removed_documents_name_a_survivor_of_their_cluster(measure: str) -> None:
    table = members(1)
    found = verify_clusters(
        iter([table]),
        comparison=comparison(measure, True, "reference"),
        max_compared=100,
    ).to_pylist()
    assert found
    rows = {r["address"]: r for r in table.to_pylist()}
    gone = {r["address"] for r in found}
    for removal in found:
        one, other = rows[removal["address"]], rows[removal["kept"]]
        assert other["id"] == removal["kept_id"]
        assert removal["kept"] not in gone
        assert (one["cluster"], removal["rule"]) == (other["cluster"], measure)
        assert one["source"] != other["source"]
        assert removal["measure"] >= 0.5
