"""A document that makes a stage crash, hang, swell or raise is found and quarantined; its neighbours stay."""

import os
import re
import subprocess
import sys
from pathlib import Path

import orjson
import polars as pl
import pytest

from malmoi.testing import contents
from pipeline.core.corpus import Corpus
from pipeline.report.explain import story

REPOSITORY = Path(__file__).parents[2]
SHORT = {"max_seconds_per_unit": 4, "max_seconds_per_record": 3}
POISON = {"crash": "파괴", "timeout": "무한", "memory": "폭식", "exception": "오류"}

MODULE = '''
"""Stages that fail on documents which hold certain words."""

import os
import signal
from typing import ClassVar

import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS
from pipeline.core.stage import Stage


def judge(living: pa.Table) -> pa.Table:
    reasons = []
    for text in living.column("text").to_pylist():
        if "파괴" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        while "무한" in text:
            pass
        eaten = []
        while "폭식" in text:
            eaten.append(bytearray(20 << 20))
        if "오류" in text:
            raise ValueError(f"cannot read {text}")
        reasons.append("short" if len(text) < 8 else None)
    return pa.table({"drop_reason": pa.array(reasons, pa.string())})


def upper(table: pa.Table) -> pa.Table:
    judge(table)
    return table


class Fragile(Stage):
    act: ClassVar = "mark"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        return job.mark(judge, corpus, ("text",))


class FragileRewrite(Stage):
    act: ClassVar = "rewrite"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        return corpus.rewritten(job.map("documents", upper, corpus, DOCUMENTS.names, keep_rows=True))
'''


def recipe(folder: Path, documents: list[str], *stages: str, **execution: object) -> Path:
    """A recipe over these texts, in shards of about 40 documents."""
    (folder / "fragile.py").write_text(MODULE)
    lines = [orjson.dumps({"text": text}) for text in documents]
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    options = "".join(f"  {key}: {value}\n" for key, value in execution.items())
    wanted = "".join(f"  {stage}: {{}}\n" for stage in stages)
    (folder / "r.yaml").write_text(
        "root: root\nuse: [fragile]\nstages:\n"
        "  ingest: {shard_bytes: 1500, sources: [{name: a, path: a.jsonl}]}\n"
        f"{wanted}execution:\n{options}"
    )
    return folder / "r.yaml"


def malmoi(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.front import main; main()", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def texts(*poisoned: int, kind: str, num: int = 200) -> list[str]:
    """Numbered texts; those of the given numbers hold the word that makes the stage fail."""
    return [
        f"{i}번째 문서는 {POISON[kind]} 이다." if i in poisoned else f"{i}번째 문서는 멀쩡하다."
        for i in range(num)
    ]


@pytest.mark.parametrize(
    ("kind", "reason", "limits"),
    [
        ("crash", "its process ended", {"retries": 1}),
        ("timeout", "it takes longer than 3 seconds", SHORT),
        ("memory", "it took too much memory", {"max_memory": 600 << 20}),
        ("exception", "ValueError at fragile.py:27", {}),
    ],
)
def test_41_42_43_44_poison_is_quarantined_and_its_neighbours_stay(
    tmp_path: Path, kind: str, reason: str, limits: dict[str, float]
) -> None:
    poisoned, stages = texts(57, 183, kind=kind), ("fragile", "dedup_exact")
    written = recipe(tmp_path, poisoned, *stages, executor="local", workers=2, **limits)
    done = malmoi(tmp_path, "run", str(written))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert POISON[kind] not in done.stdout + done.stderr
    corpus = Corpus.open(str(tmp_path / "root"))
    out = corpus.ledger().filter(pl.col("drop_reason").is_not_null())
    assert out.select("id", "dropped_by", "drop_reason").rows() == [
        ("a/a.jsonl#58", "quarantine_fragile", kind),
        ("a/a.jsonl#184", "quarantine_fragile", kind),
    ]
    assert corpus.table(["id"]).num_rows == 198
    assert f"fragile cannot process a/a.jsonl#58 ({reason}" in done.stderr.replace("\n", " ")
    assert f"it makes fragile/marks fail: {reason}" in story(corpus, "a/a.jsonl#58")


def test_44_every_way_of_running_gives_the_same_bytes(tmp_path: Path) -> None:
    written = recipe(tmp_path, texts(3, 77, kind="exception"), "fragile", "dedup_exact")
    roots = []
    for options in (
        ["--executor", "local", "--workers", "1"],
        ["--executor", "local", "--workers", "2"],
        ["--executor", "ray", "--workers", "2"],
    ):
        roots.append(tmp_path / f"root{len(roots)}")
        done = malmoi(tmp_path, "run", str(written), "--root", str(roots[-1]), *options)
        assert done.returncode == 0, done.stderr
    first, *others = (contents(root) for root in roots)
    assert all(first == other for other in others)


def test_44_a_second_run_does_nothing_and_a_mended_stage_tries_again(tmp_path: Path) -> None:
    written = recipe(tmp_path, texts(3, kind="exception"), "fragile", executor="local", workers=1)
    assert malmoi(tmp_path, "run", str(written)).returncode == 0
    before = contents(tmp_path / "root")
    again = malmoi(tmp_path, "run", str(written))
    assert again.returncode == 0
    assert "quarantined" not in again.stderr
    assert contents(tmp_path / "root") == before
    mended = MODULE.replace('if "오류" in text', "if False")
    (tmp_path / "fragile.py").write_text(mended)
    stale = malmoi(tmp_path, "run", str(written))
    assert stale.returncode == 1
    assert "was made differently" in stale.stderr
    done = malmoi(tmp_path, "run", str(written), "--replace")
    assert done.returncode == 0, done.stderr
    assert Corpus.open(str(tmp_path / "root")).table(["id"]).num_rows == 200


def test_44_rewrite_leaves_nothing_of_a_document_that_it_could_not_rewrite(tmp_path: Path) -> None:
    documents = texts(57, kind="exception")
    stages = ("fragile_rewrite", "scrub", "dedup_exact")
    written = recipe(tmp_path, documents, *stages, executor="local", workers=2)
    done = malmoi(tmp_path, "run", str(written))
    assert done.returncode == 0, done.stderr
    corpus = Corpus.open(str(tmp_path / "root"))
    ledger = corpus.ledger()
    assert len(ledger) == 200
    out = ledger.filter(pl.col("drop_reason").is_not_null())
    assert out.select("id", "dropped_by").rows() == [("a/a.jsonl#58", "quarantine_fragile_rewrite")]
    kept = "".join(corpus.columns(i, ["text"])["text"].to_pylist()[0] for i in range(1))
    assert POISON["exception"] not in kept
    assert malmoi(tmp_path, "verify", "root").returncode == 0


@pytest.mark.parametrize("executor", ["local", "ray"])
def test_45_stage_that_fails_on_every_document_ends_the_run_with_its_error(
    tmp_path: Path, executor: str
) -> None:
    everything = texts(*range(200), kind="exception")
    written = recipe(tmp_path, everything, "fragile", executor=executor, workers=2)
    done = malmoi(tmp_path, "run", str(written))
    assert done.returncode == 1
    assert re.search(
        r"malmoi: fragile/marks 0000\d failed: ValueError at fragile.py:27", done.stderr
    )
    assert "raise ValueError(f" in done.stderr
    assert POISON["exception"] not in done.stderr
    assert not (tmp_path / "root" / "quarantine_fragile").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["crash", "timeout", "exception"])
def test_41_42_44_poison_is_quarantined_by_ray_too(tmp_path: Path, kind: str) -> None:
    limits = SHORT if kind == "timeout" else {"retries": 1}
    poisoned = texts(57, kind=kind)
    written = recipe(tmp_path, poisoned, "fragile", executor="ray", workers=2, **limits)
    done = malmoi(tmp_path, "run", str(written))
    assert done.returncode == 0, done.stderr
    out = Corpus.open(str(tmp_path / "root")).ledger().filter(pl.col("drop_reason").is_not_null())
    assert out.select("id", "drop_reason").rows() == [("a/a.jsonl#58", kind)]


FEW = '''
"""A stage that cannot take a single row, and fails on one document in another way."""

import statistics
from typing import ClassVar

import pyarrow as pa

from pipeline.core.stage import Stage


def judge(living):
    texts = living.column("text").to_pylist()
    for text in texts:
        if "오류" in text:
            open(text * 50)
    statistics.stdev(map(len, texts))
    return pa.table({"drop_reason": pa.nulls(len(living), pa.string())})


class Fragile(Stage):
    act: ClassVar = "mark"

    def run(self, corpus, job):
        return job.mark(judge, corpus, ("text",))
'''


def test_44_sound_documents_are_not_blamed_for_failing_otherwise(tmp_path: Path) -> None:
    written = recipe(tmp_path, texts(57, kind="exception"), "fragile", executor="local", workers=2)
    (tmp_path / "fragile.py").write_text(FEW)
    done = malmoi(tmp_path, "run", str(written))
    assert done.returncode == 0, done.stderr
    assert POISON["exception"] not in done.stderr
    out = Corpus.open(str(tmp_path / "root")).ledger().filter(pl.col("drop_reason").is_not_null())
    assert out["id"].to_list() == ["a/a.jsonl#58"]
    (found,) = orjson.loads((tmp_path / "root/quarantine_fragile/documents.json").read_bytes())[
        "documents"
    ]
    assert found["reason"].startswith("OSError at fragile.py:")


def test_list_of_quarantined_documents_that_is_damaged_is_named(tmp_path: Path) -> None:
    written = recipe(tmp_path, texts(3, kind="exception"), "fragile", executor="local", workers=1)
    assert malmoi(tmp_path, "run", str(written)).returncode == 0
    listed = tmp_path / "root/quarantine_fragile/documents.json"
    for broken in ("", "{}", "[]", '{"made": "x", "documents": [{}]}'):
        listed.write_text(broken)
        done = malmoi(tmp_path, "run", str(written))
        assert done.returncode == 1
        assert "documents.json: is no list of quarantined documents; delete it" in done.stderr
        assert "Traceback" not in done.stderr
    listed.unlink()
    assert malmoi(tmp_path, "run", str(written)).returncode == 0
