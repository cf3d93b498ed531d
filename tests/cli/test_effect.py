"""`malmoi effect` as a command: files, tables, JSON, and mistakes without a traceback."""

import json
from pathlib import Path

from tests.cli.processes import malmoi
from tests.effect.conftest import effect_home as effect_home

RECIPE = {
    "tokenizer": "tokenizer.json",
    "strata": [{"name": "held", "path": "held_ko.jsonl"}],
    "arms": {"all": "all", "raw": "raw"},
    "seeds": [1],
    "order": 3,
    "execution": {"executor": "local", "workers": 1},
}


def written(home: Path, **fields: object) -> Path:
    path = home / "effect.yaml"
    path.write_text(json.dumps({**RECIPE, **fields}), encoding="utf-8")
    return path


def test_report_and_result_lie_in_the_root(effect_home: Path) -> None:
    recipe = written(effect_home)
    done = malmoi("effect", effect_home / "root", "--recipe", recipe, "--lang", "ko")
    assert done.returncode == 0, done.stderr
    home = effect_home / "root" / "effect"
    assert f"report: {home / 'report.html'}" in done.stdout
    assert '<html lang="ko">' in (home / "report.html").read_text(encoding="utf-8")
    kept = json.loads((home / "result.json").read_text(encoding="utf-8"))
    again = malmoi("effect", effect_home / "root", "--recipe", recipe, "--json")
    assert json.loads(again.stdout) == kept
    # the root is as it was: nothing of a comparison belongs to a stage
    assert malmoi("verify", effect_home / "root").returncode == 0


def test_mistakes_name_file_line_and_key(effect_home: Path) -> None:
    recipe = written(effect_home, arms={"all": {"bse": "all"}})
    done = malmoi("effect", effect_home / "root", "--recipe", recipe)
    assert done.returncode == 2
    assert "effect.yaml:1: arms.all.bse: unknown field 'bse', did you mean 'base'?" in done.stderr
    assert "Traceback" not in done.stderr
