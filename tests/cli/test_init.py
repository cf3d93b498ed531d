"""`malmoi init`: a shipped recipe as the beginning of one's own."""

import json
import shlex
from pathlib import Path

import pytest

from pipeline.cli import shipped
from pipeline.core.errors import RecipeError
from pipeline.demo.sample import Sample
from tests.cli.processes import malmoi


def test_recipe_is_copied_and_the_next_command_is_printed(tmp_path: Path) -> None:
    done = malmoi("init", "my texts", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = tmp_path / "my texts" / "start.yaml"
    assert written.read_bytes() == shipped.path("start").read_bytes()
    assert done.stdout.splitlines() == [
        "recipe: my texts/start.yaml",
        "next:   change its sources, then malmoi plan 'my texts/start.yaml'",
    ]


def test_printed_commands_run(tmp_path: Path) -> None:
    printed = malmoi("init", "mine", cwd=tmp_path).stdout
    sample, folder = Sample(3), tmp_path / "mine" / "texts"
    folder.mkdir()
    texts = [sample.compose(("ko", "en")[i % 2], "essay").body for i in range(200)]
    rows = (json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    (folder / "a.jsonl").write_text("".join(rows))
    plan = shlex.split(printed.split(", then malmoi ")[1])
    planned = malmoi(*plan, cwd=tmp_path)
    assert planned.returncode == 0, planned.stdout
    small = ["--set", "tokenizer.vocab_size=1000", "--set", "pack.seq_len=64"]
    ran = malmoi("run", "mine/start.yaml", *small, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out/mine/pack/train/state.json").exists()


def test_every_shipped_recipe_can_be_begun_from(tmp_path: Path) -> None:
    for name in shipped.names():
        done = malmoi("init", tmp_path / name, "--recipe", name)
        assert done.returncode == 0, done.stderr
        assert list((tmp_path / name).glob("*.yaml"))
    assert "malmoi classifier train" in done.stdout or "classifiers/" not in name
    assert {"start", "demo", "ko_en", "classifiers/quality_ko"} <= set(shipped.names())


def test_next_step_of_a_classifier_is_its_training(tmp_path: Path) -> None:
    done = malmoi("init", "c", "--recipe", "classifiers/domain", cwd=tmp_path)
    assert "then malmoi classifier train c/domain.yaml --to c/domain" in done.stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "start.yaml").write_text("mine")
    done = malmoi("init", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "malmoi: start.yaml exists; give another folder, or remove it first\n",
    )
    assert (tmp_path / "start.yaml").read_text() == "mine"
    assert malmoi("init", "start.yaml", cwd=tmp_path).returncode == 2


def test_unknown_name_lists_the_recipes() -> None:
    with pytest.raises(
        RecipeError, match="no shipped recipe is called 'sart'; they are: classifiers/"
    ):
        shipped.path("sart")
