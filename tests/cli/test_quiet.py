"""A quiet run prints errors alone."""

from pathlib import Path

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
