"""`malmoi diff` takes roots and recipes."""

import json
from pathlib import Path

import pytest

from tests.cli.processes import malmoi

RECIPE = """\
root: {root}
stages:
  ingest: {{sources: [{{name: a, path: a.jsonl, domain: web}}]}}
  scrub: {{}}
  filter: {{short: "chars < {least}"}}
execution: {{executor: local, workers: 1}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two recipes that differ in one bound; the first has run."""
    lines = [json.dumps({"text": "가" * n}, ensure_ascii=False) for n in (3, 8, 20)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name, least in (("a", 5), ("b", 10)):
        text = RECIPE.format(root=tmp_path / name, least=least)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert malmoi("run", tmp_path / "a.yaml", "-q").returncode == 0
    return tmp_path


def changes(*arguments: Path) -> list[tuple[str, str, int]]:
    done = malmoi("diff", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["changes"]
    return [(row["before"], row["after"], row["documents"]) for row in found]


def test_two_recipes_differ_as_their_roots_do(folder: Path) -> None:
    expected = [("lives", "filter: short", 1)]
    before = malmoi("diff", folder / "a.yaml", folder / "b.yaml")
    assert "b.yaml has not run: what it would decide for" in before.stdout
    assert changes(folder / "a.yaml", folder / "b.yaml") == expected
    assert not (folder / "b").exists()
    assert malmoi("run", folder / "b.yaml", "-q").returncode == 0
    for pair in (("a.yaml", "b.yaml"), ("a", "b"), ("a", "b.yaml"), ("a.yaml", "b")):
        assert changes(*(folder / name for name in pair)) == expected, pair


def test_funnels_stand_beside_each_other(folder: Path) -> None:
    assert malmoi("run", folder / "b.yaml", "-q").returncode == 0
    done = malmoi("diff", folder / "a", folder / "b", "--json")
    funnel = json.loads(done.stdout)["funnel"]
    assert [(r["stage"], r["before"], r["after"]) for r in funnel] == [
        ("ingest", 3, 3),
        ("scrub", 3, 3),
        ("filter", 2, 1),
    ]
    assert "Documents living after each" in malmoi("diff", folder / "a", folder / "b").stdout


def test_a_recipe_without_a_root_is_named(folder: Path) -> None:
    done = malmoi("diff", folder / "b.yaml", folder / "a")
    assert done.returncode == 1
    assert "no corpus here" in done.stderr
