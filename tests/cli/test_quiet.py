"""A quiet run prints errors alone; --json prints JSON alone."""

import json
from pathlib import Path

from pipeline.cli import shipped
from tests.cli.processes import malmoi


def test_quiet_run_prints_nothing_and_fails_loudly(tmp_path: Path) -> None:
    recipe = tmp_path / "r.yaml"
    text = "root: out\nstages:\n  ingest: {sources: [{name: a, path: a.txt}]}\n  scrub: {}\n"
    recipe.write_text(text, encoding="utf-8")
    failed = malmoi("run", recipe, "--root", tmp_path / "out", "--quiet")
    assert failed.returncode == 1
    assert "a.txt: no such file" in failed.stderr
    (tmp_path / "a.txt").write_text("글이 있다.", encoding="utf-8")
    done = malmoi("run", recipe, "--root", tmp_path / "out", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out/scrub/marks").is_dir()


def test_json_of_every_answer_is_json(finished: Path) -> None:
    """Also that of no hit, of a packed row and of a list."""
    none = malmoi("search", finished, "nobody wrote this", "--json")
    assert (none.returncode, none.stdout) == (1, "")
    row = json.loads(malmoi("explain", finished, "--row", "train:0:0", "--json").stdout)
    assert sum(piece["tokens"] for piece in row["pieces"]) + row["padding"] == row["tokens"]
    listed = json.loads(malmoi("init", "--list", "--json").stdout)
    assert list(listed) == shipped.names()
