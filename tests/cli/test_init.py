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
        "next:   put files into 'my texts/texts', or change its sources, then",
        "        malmoi plan 'my texts/start.yaml'",
        "        malmoi run 'my texts/start.yaml'",
    ]


def test_printed_commands_run(tmp_path: Path) -> None:
    printed = malmoi("init", "mine", cwd=tmp_path).stdout
    sample, folder = Sample(3), tmp_path / "mine" / "texts"
    folder.mkdir()
    texts = [sample.compose(("ko", "en")[i % 2], "essay").body for i in range(200)]
    rows = (json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    (folder / "a.jsonl").write_text("".join(rows))
    plan, run = (shlex.split(line)[1:] for line in printed.splitlines()[-2:])
    planned = malmoi(*plan, cwd=tmp_path)
    assert planned.returncode == 0, planned.stdout
    ran = malmoi(*run, cwd=tmp_path)
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
    assert "next:   malmoi classifier train c/domain.yaml --to c/domain" in done.stdout


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "start.yaml").write_text("mine")
    done = malmoi("init", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "malmoi: start.yaml exists; give another folder, or remove it first\n",
    )
    assert (tmp_path / "start.yaml").read_text() == "mine"
    assert malmoi("init", "start.yaml", cwd=tmp_path).returncode == 2


def test_folder_that_cannot_be_written_is_named() -> None:
    done = malmoi("init", "start", "/sys/mine")
    assert (done.returncode, done.stderr) == (
        2,
        "malmoi: /sys/mine: Operation not permitted; give a folder that you may write to\n",
    )


def test_unknown_name_lists_the_recipes() -> None:
    with pytest.raises(
        RecipeError, match="no shipped recipe is called 'sart'; they are: classifiers/"
    ):
        shipped.path("sart")


def test_template_is_begun_by_its_name(tmp_path: Path) -> None:
    done = malmoi("init", "web_crawl", "my crawl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "next:   put files into 'my crawl/data/crawl', then" in done.stdout.splitlines()
    page = "<html><body><p>{}</p></body></html>"
    for i in range(3):
        body = Sample(i).compose("ko", "essay").body
        file = tmp_path / "my crawl" / "data" / "crawl" / f"{i}.html"
        file.write_text(page.format(body), encoding="utf-8")
    run = shlex.split(done.stdout.splitlines()[-1])[1:]
    ran = malmoi(*run, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert malmoi("init", "demo", cwd=tmp_path).returncode == 0
    assert (tmp_path / "demo.yaml").exists()


def test_folders_of_data_are_made_and_named(tmp_path: Path) -> None:
    done = malmoi("init", "fortytwodot", "f", cwd=tmp_path)
    assert "put JSON lines" in done.stdout
    assert {p.name for p in (tmp_path / "f" / "data").iterdir()} == {
        "web_ko",
        "wiki_ko",
        "web_en",
        "code",
    }
    assert "${MALMOI_DATA:-data}/web_ko" in (tmp_path / "f" / "fortytwodot.yaml").read_text()


def test_name_that_is_neither_is_refused_with_the_list(tmp_path: Path) -> None:
    for arguments in (["ko_eng"], ["nothing", "folder"]):
        done = malmoi("init", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert "no shipped recipe is called" in done.stderr
        assert "fineweb2_ko, fortytwodot" in done.stderr
        assert list(tmp_path.iterdir()) == []
    assert "did you mean ko_en?" in malmoi("init", "ko_eng", cwd=tmp_path).stderr


def test_list_has_a_line_for_each_recipe() -> None:
    lines = malmoi("init", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == shipped.names()
    assert all(len(line.split()) > 2 for line in lines)


def test_examples_that_ship_are_named_by_whole_paths(tmp_path: Path) -> None:
    malmoi("init", "classifiers/quality_ko", "c", cwd=tmp_path)
    text = (tmp_path / "c" / "quality_ko.yaml").read_text()
    path = text.partition("MALMOI_LABELS:-")[2].partition("}")[0]
    assert Path(path).is_absolute()
    assert Path(path).exists()
