"""The command line as a person uses it: real processes, exit codes, never a traceback."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline.core.corpus import Corpus
from pipeline.registry import installed
from tests.corpora import contents

MALMOI = str(Path(sys.executable).parent / "malmoi")


def malmoi(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [MALMOI, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, timeout=300
    )


def test_stage_by_stage_gives_the_bytes_of_run(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    for stage in ("ingest", "scrub", "rights", "dedup-exact"):
        done = malmoi(
            stage, sources / "recipe.yaml", "--root", tmp_path / "root", "--executor", "local"
        )
        assert done.returncode == 0, done.stderr
    for stage in ("ingest", "scrub", "rights", "dedup_exact"):
        assert contents(tmp_path / "root" / stage) == contents(finished / stage)


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["run", "nowhere.yaml"], 2, "nowhere.yaml: no such recipe"),
        (["run", "."], 2, ".: this is a folder; give the recipe file itself, such as r.yaml"),
        (["run"], 2, "Missing argument"),
        (
            ["run", "r.yaml", "--root", "r.yaml/out"],
            1,
            "r.yaml/out: Malmoi cannot write here (Not a directory); give --root a folder that you may "
            "write to",
        ),
        (["rum", "x"], 2, "no command 'rum', did you mean 'run'?"),
        (["show", "nowhere"], 1, "no corpus here"),
        (["export", "nowhere"], 2, "Missing option"),
        (
            ["run", "r.yaml", "--set", "scrub.polic=x"],
            2,
            "unknown field 'polic', did you mean 'policy'?",
        ),
        (["run", "r.yaml", "--executor", "spark"], 2, "--executor spark: expected one of auto"),
        (["run", "r.yaml", "--executor", "local"], 1, "source a: "),
        (["mix", "r.yaml"], 2, "the recipe has no stage mix"),
    ],
)
def test_mistake_gets_a_message_and_its_code(
    tmp_path: Path, arguments: list[str], code: int, expected: str
) -> None:
    (tmp_path / "r.yaml").write_text(
        "root: x\nstages: {ingest: {sources: [{name: a, path: no.jsonl}]}, scrub: {}}\n"
    )
    done = malmoi(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_damaged_input_names_source_and_file(tmp_path: Path) -> None:
    whole = zstandard.compress(b'{"text": "x"}\n' * 100_000)
    (tmp_path / "a.jsonl.zst").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "r.yaml").write_text(
        "root: x\nstages: {ingest: {sources: [{name: a, path: a.jsonl.zst}]}}\n"
    )
    done = malmoi("run", "r.yaml", "--executor", "local", cwd=tmp_path)
    assert done.returncode == 1
    assert "malmoi: source a: " in done.stderr
    assert "a.jsonl.zst: damaged or unreadable" in done.stderr
    assert not list((tmp_path / "x").rglob("*.parquet"))


def test_repeated_ids_are_refused_naming_both_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": 1, "text": "하나"}\n{"id": 2, "text": "둘"}\n{"id": 1, "text": "셋"}\n'
    )
    (tmp_path / "r.yaml").write_text(
        "root: x\nstages: {ingest: {sources: [{name: a, path: a.jsonl, id_field: id}]}}\n"
    )
    done = malmoi("run", "r.yaml", "--executor", "local", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.jsonl record 1" in done.stderr
    assert "a.jsonl record 3" in done.stderr


def test_empty_source_runs_through_if_it_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    text = "root: x\nstages: {ingest: {sources: [{name: a, path: a.jsonl, allow_empty: true}]}, scrub: {}, dedup_exact: {}, dedup_fuzzy: {}, quality: {}, tokenizer: {vocab_size: 600}, pack: {}}\n"
    (tmp_path / "r.yaml").write_text(text)
    done = malmoi("run", "r.yaml", "--executor", "local", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert malmoi("show", tmp_path / "x").returncode == 0
    assert malmoi("report", tmp_path / "x").returncode == 0


def test_show_prints_the_funnel(finished: Path) -> None:
    done = malmoi("show", finished)
    assert done.returncode == 0
    for stage in installed().names():
        assert stage in done.stdout
    assert "near_duplicate" in done.stdout


def test_explain_tells_why_a_document_is_out_with_the_evidence(
    finished: Path, corpus: Corpus
) -> None:
    gone = corpus.dropped("dedup_fuzzy", ["id"]).column("id")[0].as_py()
    done = malmoi("explain", finished, gone)
    assert done.returncode == 0
    assert "OUT: dropped by dedup_fuzzy: near_duplicate" in done.stdout
    assert "its copy stays: b" in done.stdout
    assert "(jaccard = 0." in done.stdout


def test_explain_tells_the_life_of_a_packed_document(finished: Path, corpus: Corpus) -> None:
    living = corpus.table(["id", "scrubbed"])
    masked = next(r["id"] for r in living.to_pylist() if r["scrubbed"])
    done = malmoi("explain", finished, masked)
    assert "masked: EMAIL x 1, PHONE x 1" in done.stdout
    assert "epoch 1: 0000" in done.stdout
    assert done.stdout.rstrip().endswith("IN: it lives in the corpus")


def test_explain_of_an_unknown_id_is_a_mistake(finished: Path) -> None:
    done = malmoi("explain", finished, "nobody")
    command = f"malmoi search {shlex.quote(str(finished))} nobody"
    said = f"malmoi: no document has the id 'nobody'; {command} looks for it in"
    assert done.returncode == 2
    assert done.stderr.startswith(said)


def test_export_writes_what_lives_and_what_was_dropped(
    finished: Path, corpus: Corpus, tmp_path: Path
) -> None:
    ids = corpus.table(["id"]).column("id").to_pylist()
    for name in ("a.parquet", "a.jsonl", "a.jsonl.zst", "folder"):
        assert malmoi("export", finished, "--to", tmp_path / name).returncode == 0
    packed = (
        zstandard.ZstdDecompressor().stream_reader((tmp_path / "a.jsonl.zst").read_bytes()).read()
    )
    assert packed == (tmp_path / "a.jsonl").read_bytes()
    assert [json.loads(line)["id"] for line in packed.splitlines()] == ids
    assert pq.read_table(tmp_path / "a.parquet").column("id").to_pylist() == ids
    assert pq.read_table(tmp_path / "folder").column("id").to_pylist() == ids
    assert (
        malmoi(
            "export", finished, "--dropped", "dedup-exact", "--to", tmp_path / "d.jsonl"
        ).returncode
        == 0
    )
    gone = [json.loads(line) for line in (tmp_path / "d.jsonl").read_text().splitlines()]
    assert {g["drop_reason"] for g in gone} == {"duplicate"}
    assert malmoi("export", finished, "--to", tmp_path / "a.xlsx").returncode == 2


def test_second_driver_on_a_root_is_refused(sources: Path, tmp_path: Path) -> None:
    import fcntl

    (tmp_path / "root").mkdir()
    with (tmp_path / "root" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = malmoi(
            "run", sources / "recipe.yaml", "--root", tmp_path / "root", "--executor", "local"
        )
    assert done.returncode == 1
    assert "another malmoi runs on this root" in done.stderr


def test_output_that_nobody_reads_to_the_end_ends_quietly(finished: Path) -> None:
    shell = f"{MALMOI} show {finished} | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Living after each stage")
    assert done.stderr == ""


def test_plan_tells_what_would_be_refused_and_the_rest_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "root: x\nstages: {ingest: {sources: [{name: a, path: no.jsonl}]}, dedup_fuzzy: {}}\n"
    )
    done = malmoi("plan", tmp_path / "r.yaml", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "would be refused: source a" in done.stdout
    assert "18 bands of 7 of 128 values" in done.stdout
    assert not (tmp_path / "x").exists()


def test_plan_of_a_finished_root_shows_the_mixture(sources: Path, finished: Path) -> None:
    done = malmoi("plan", sources / "recipe.yaml", "--root", finished)
    assert done.returncode == 0, done.stderr
    assert "phase train: 30 k tokens (estimated from bytes)" in done.stdout


def test_plan_knows_stages_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own_stage.py").write_text(
        "from typing import ClassVar, Literal\n"
        "from pipeline.core.stage import Stage\n"
        "class KeepAll(Stage):\n"
        '    """Keep every document."""\n'
        "    act: ClassVar[Literal['mark']] = 'mark'\n"
    )
    (tmp_path / "a.jsonl").write_text('{"text": "글"}\n')
    (tmp_path / "r.yaml").write_text(
        "root: x\nuse: own_stage\n"
        "stages: {ingest: {sources: [{name: a, path: a.jsonl}]}, keep_all: {}}\n"
    )
    done = malmoi("plan", "r.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "keep_all (mark): Keep every document." in done.stdout


def test_stage_may_be_spelt_as_in_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("root: x\nstages: {ingest: {sources: []}, scrub: {}}\n")
    done = malmoi("dedup_exact", tmp_path / "r.yaml", cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
