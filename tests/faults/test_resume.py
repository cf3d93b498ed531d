"""A run that goes on where another one ended: other settings, other inputs, other drivers, lost files."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.fs as pafs
import pytest

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import StaleOutput
from pipeline.core.filesystem import located
from pipeline.executors.local import LocalExecutor
from tests.core.test_object_store import ACCESS, Server, server
from tests.faults.processes import first_of, gated, run, started, wait_for
from tests.faults.test_disk import damage
from tests.faults.test_killed import Late, held

__all__ = ["server"]  # a fixture


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gated(tmp_path_factory.mktemp("gated"))


@pytest.fixture(scope="module")
def undisturbed(recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("undisturbed") / "root"
    recipes.run(recipes.read(recipe, str(root)), executor=LocalExecutor())
    return root


def test_47_root_that_cannot_be_written_is_named_before_any_work(
    recipe: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    root = tmp_path / "file" / "root"
    done = run("run", recipe, "--root", root, "--executor", "local")
    assert done.returncode == 1
    assert f"{root}: Malmoi cannot write here (Not a directory); give --root" in done.stderr
    assert "Traceback" not in done.stderr


def test_47_files_of_others_in_a_root_stay(recipe: Path, undisturbed: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    own = {"notes.txt": b"a", "ingest/notes.txt": b"b", "ingest/documents/.tmp-x": b"c"}
    for name, data in own.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    recipes.run(recipes.read(recipe, str(root)), executor=LocalExecutor())
    assert contents(root) == {**contents(undisturbed), **own}


def test_47_49_other_settings_are_refused_and_replaced_on_demand(
    recipe: Path, undisturbed: Path, tmp_path: Path
) -> None:
    """The run before ended in the middle."""
    root = tmp_path / "root"
    first = recipes.read(recipe, str(root), ["scrub.policy={EMAIL: keep}"])
    recipes.run(replace(first, stages=first.stages[:2]), executor=LocalExecutor())
    before = contents(root)
    done = run("run", recipe, "--root", root, "--executor", "local")
    assert done.returncode == 1
    assert "scrub/documents was made differently" in done.stderr
    assert "--replace" in done.stderr
    assert contents(root) == before
    again = run("run", recipe, "--root", root, "--executor", "local", "--replace")
    assert again.returncode == 0, again.stderr
    assert without_descriptions(root) == without_descriptions(undisturbed)
    assert [line["kept"] for line in log_of(root) if line["phase"] == "documents"] == [0, 0, 0]


def without_descriptions(root: Path) -> dict[str, bytes]:
    """The files of a root but for `_phase.json`, which names the fields of the run that made the phase."""
    return {n: b for n, b in contents(root).items() if not n.endswith("_phase.json")}


def log_of(root: Path) -> list[dict[str, Any]]:
    """The lines of the log about phases."""
    lines = [json.loads(line) for line in (root / "log.jsonl").read_text().splitlines()]
    return [line for line in lines if "phase" in line]


@pytest.mark.parametrize("executor", ["local", pytest.param("ray", marks=pytest.mark.slow)])
def test_50_other_number_of_workers_goes_on_with_the_same_units(
    executor: str, recipe: Path, undisturbed: Path, tmp_path: Path
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    command = ("run", recipe, "--root", root, "--executor", executor, "--workers")
    process = started(*command, "3", **held(gate))
    wait_for(lambda: len(list(gate.glob("meanwhile-*"))) > 5, process)
    process.kill()
    process.communicate()
    done = run(*command, "1")
    assert done.returncode == 0, done.stderr
    assert contents(root) == contents(undisturbed)
    (last,) = (line for line in log_of(root) if line["stage"] == "gate")
    assert 5 < last["kept"] < last["units"]


def test_50_other_size_of_shards_gives_the_same_documents(
    recipe: Path, undisturbed: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(undisturbed, tmp_path / "root"))
    settings = ("--set", "ingest.shard_bytes=2000", "--executor", "local")
    done = run("run", recipe, "--root", root, *settings)
    assert "ingest" in done.stderr
    assert done.returncode == 1
    done = run("run", recipe, "--root", root, *settings, "--replace")
    assert done.returncode == 0, done.stderr
    before, after = (Corpus.open(str(r)) for r in (undisturbed, root))
    assert after.num_shards < before.num_shards
    columns = ["id", "text"]
    assert after.table(columns).sort_by("id").equals(before.table(columns).sort_by("id"))


def test_51_new_file_runs_its_own_units_and_counts(tmp_path: Path) -> None:
    folder = gated(tmp_path).parent
    rows = (folder / "a.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "in").mkdir()
    for i in range(6):
        (folder / "in" / f"{i}.jsonl").write_text("".join(rows[i::6]), encoding="utf-8")
    text = (folder / "r.yaml").read_text().replace("path: a.jsonl", "path: in")
    (folder / "r.yaml").write_text(text)
    recipe = recipes.read(folder / "r.yaml", str(folder / "root"))
    recipes.run(recipe, executor=LocalExecutor())
    before = len(log_of(folder / "root"))
    late = json.dumps({"text": "나중에 온 글이다."}, ensure_ascii=False)
    (folder / "in" / "9.jsonl").write_text(late, encoding="utf-8")
    corpus = recipes.run(recipe, executor=LocalExecutor())
    assert sum(len(t) for t in corpus.living(["id"])) == len(rows) + 1
    runs = {
        f"{line['stage']}/{line['phase']}": line["units"] - line["kept"]
        for line in log_of(folder / "root")[before:]
    }
    # the last shard of the files before grows by it, or it is a shard of its own
    assert 1 <= runs["scrub/documents"] <= 2
    assert 1 <= runs["gate/marks"] <= 2
    recipes.run(recipes.read(folder / "r.yaml", str(folder / "fresh")), executor=LocalExecutor())
    fresh = Corpus.open(str(folder / "fresh")).table(["id", "text"])
    assert corpus.table(["id", "text"]).sort_by("id").equals(fresh.sort_by("id"))


def refused_and_taken_over(recipe: Path, root: str, folder: Path, **environment: str) -> None:
    """A second driver is refused while the first one runs, and goes on once that one is killed."""
    command = ("run", recipe, "--root", root, "--executor", "local")
    first = started(*command, **held(folder), **environment)
    wait_for(lambda: first_of(folder), first)
    second = run(*command, **environment)
    assert second.returncode == 1
    assert f"{root}: another malmoi runs on this root" in second.stderr
    assert first.poll() is None
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    third = run(*command, **environment)
    assert third.returncode == 0, third.stderr


def test_52_second_driver_is_refused_until_the_first_is_dead(
    recipe: Path, undisturbed: Path, tmp_path: Path
) -> None:
    refused_and_taken_over(recipe, str(tmp_path / "root"), tmp_path / "gate")
    assert contents(tmp_path / "root") == contents(undisturbed)


@pytest.mark.slow
def test_52_second_driver_on_an_object_store_is_refused_until_the_first_is_dead(
    recipe: Path, undisturbed: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    root = f"{server.before}leased/root{server.query}"
    fs, path = located(root)
    fs.create_dir(os.path.dirname(path))
    refused_and_taken_over(recipe, root, tmp_path / "gate", **ACCESS)
    pafs.copy_files(path, str(tmp_path / "copy"), fs, pafs.LocalFileSystem())
    found = {n: b for n, b in contents(tmp_path / "copy").items() if not n.startswith(".leases")}
    assert found == contents(undisturbed)


def test_60_tokenizer_that_is_another_under_its_name_is_noticed(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    model = tmp_path / "tokenizer.json"
    shutil.copyfile(finished / "tokenizer/model/tokenizer.json", model)
    (tmp_path / "r.yaml").write_text(
        "root: unused\nstages:\n"
        f"  ingest: {{sources: [{{name: books, path: {sources}/books.jsonl, id_field: id}}]}}\n"
        f"  pack: {{seq_len: 64, tokenizer: {model}}}\n"
    )

    def pack(root: str, replace_stale: bool = False) -> dict[str, bytes]:
        recipe = recipes.read(tmp_path / "r.yaml", str(tmp_path / root))
        recipes.run(recipe, executor=LocalExecutor(), replace_stale=replace_stale)
        return contents(tmp_path / root)

    first = pack("root")
    changed = json.loads(model.read_text(encoding="utf-8"))
    del changed["model"]["merges"][200:]
    model.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(
        StaleOutput, match=r"pack/train was made differently:\n  tokenizer.json changed\n"
    ):
        pack("root")
    assert pack("root", replace_stale=True) == pack("fresh")
    assert pack("fresh") != first


@pytest.mark.parametrize(
    ("phase", "change"),
    [("dedup_fuzzy/routed", "remove"), ("tokenizer/words", "flip"), ("pack/train", "cut")],
)
def test_66_file_that_an_exchange_loses_is_made_again(
    phase: str, change: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    """The stage fails by the count of the rows if only a row is lost (tests/core/test_shuffle.py)."""
    lost = list[str]()

    def late(path: str, attempts: list[Callable[[], Any]]) -> None:
        if path == f"{phase}.spill" and not lost:
            files = (tmp_path / "root" / path).glob("*.spill")
            lost.append(path)
            damage(max(files, key=lambda p: p.stat().st_size), change)

    whole = recipes.read(sources / "recipe.yaml", str(tmp_path / "root"))
    shutil.copytree(finished, tmp_path / "root")
    shutil.rmtree(tmp_path / "root" / phase)
    recipes.run(whole, executor=Late(late))
    assert lost
    assert contents(tmp_path / "root") == contents(finished)
