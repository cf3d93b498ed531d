"""Recipes: every mistake is named with file, line, key and what was expected."""

import time
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import MalmoiError, RecipeError
from pipeline.recipe.yaml_file import YamlFile

GOOD = """\
root: out/x
stages:
  ingest:
    sources:
      - {name: a, path: a.jsonl}
  dedup_fuzzy: {threshold: 0.8}
  tokenizer: {vocab_size: 8000}
"""


def complaint(tmp_path: Path, text: str, *settings: str) -> str:
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError) as caught:
        recipes.read(path, settings=settings)
    return str(caught.value).replace(str(tmp_path) + "/", "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "threshold",
            "treshold",
            "r.yaml:6: stages.dedup_fuzzy.treshold: unknown field 'treshold', did you mean 'threshold'?",
        ),
        (
            "0.8",
            "1.8",
            "r.yaml:6: stages.dedup_fuzzy.threshold: expected less than 1, got 1.8",
        ),
        ("0.8", "high", "r.yaml:6: stages.dedup_fuzzy.threshold: expected a number"),
        (
            "dedup_fuzzy",
            "dedup_fuzy",
            "r.yaml:6: stages.dedup_fuzy: unknown stage 'dedup_fuzy', did you mean 'dedup_fuzzy'?",
        ),
        (
            "path",
            "paht",
            "r.yaml:5: stages.ingest.sources[0].paht: unknown field 'paht', did you mean 'path'?",
        ),
        (
            "root: out/x",
            "rot: out/x",
            "r.yaml:1: rot: unknown key 'rot'; expected one of root, use, stages, execution",
        ),
        ("root: out/x", "root: out/x\nroot: y", "r.yaml:2: key 'root' stands here twice"),
        (
            "root: out/x",
            "root: out/x\nuse: own/words.py",
            "own/words.py is a file; give the name of its module: own.words",
        ),
        ("{threshold: 0.8}", "{threshold: 0.8", "not valid YAML"),
        (
            "{vocab_size: 8000}",
            "12",
            "r.yaml:7: stages.tokenizer: expected a mapping of fields, got 12",
        ),
        (
            "vocab_size: 8000",
            "vocab_size: 8000}\n  scrub: {",
            "r.yaml:8: stages.scrub: a stage that rewrites cannot follow tokenizer",
        ),
        ("a.jsonl}", "a.jsonl, encoding: utf-9}", "unknown encoding 'utf-9'"),
        (
            "path: a.jsonl",
            "path: '${NOWHERE_SET}/a'",
            "the environment variable NOWHERE_SET is not set",
        ),
    ],
)
def test_mistake_is_named_with_line_and_key(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert expected in complaint(tmp_path, GOOD.replace(old, new, 1))


def test_list_whose_items_are_wrong_is_not_called_short_as_well(tmp_path: Path) -> None:
    told = complaint(tmp_path, GOOD.replace("path: a.jsonl", "path: a.jsonl, format: jsnl", 1))
    assert (
        "sources[0].format: unknown format 'jsnl'; expected one of arrow, commoncrawl, csv" in told
    )
    assert "at least 1 item" not in told


def test_missing_recipe_and_missing_root_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no such recipe"):
        recipes.read(tmp_path / "none.yaml")
    assert "key 'root' is missing" in complaint(tmp_path, GOOD.replace("root: out/x\n", ""))


def test_recipe_that_cannot_be_read_is_named_without_numbers_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"this is a folder; give the recipe file itself$"):
        recipes.read(tmp_path)
    (tmp_path / "r.yaml").write_bytes("root: 산".encode("cp949"))
    with pytest.raises(RecipeError, match=r"cannot be read as UTF-8 \(byte 6\); save the recipe"):
        recipes.read(tmp_path / "r.yaml")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("scrub.policy={EMAIL: keep}", "the recipe has no stage 'scrub'"),
        ("execution.backends={minhsh: numba}", "minhsh: numba: there is no such kernel"),
        ("execution.backends={pii: cudf}", "pii: cudf: its backends are: re2, reference"),
        ("threshold=0.9", "expected stage.field=value"),
        ("dedup_fuzzy.nothing=1", "unknown field 'nothing'"),
        ("ingest.sources.9.path=b", "no '9' here; it stands in a list of 1, from 0 on"),
        ("dedup_fuzzy.threshold.x=1", "no 'x' here; it stands in no fields"),
    ],
)
def test_wrong_override_is_named(tmp_path: Path, setting: str, expected: str) -> None:
    assert expected in complaint(tmp_path, GOOD, setting)


def test_override_changes_a_field_and_execution(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(GOOD)
    settings = [
        "ingest.sources.0.path=c.jsonl",
        "dedup-fuzzy.threshold=0.9",
        "execution.workers=3",
        "dedup_fuzzy.lsh={bands: 2, rows: 3}",
    ]
    recipe = recipes.read(tmp_path / "r.yaml", "elsewhere", settings)
    fuzzy = recipe.stages[1].model_dump()
    assert (fuzzy["threshold"], fuzzy["lsh"]) == (0.9, {"bands": 2, "rows": 3})
    assert (recipe.root, recipe.execution.workers) == ("elsewhere", 3)
    assert recipe.stages[0].model_dump()["sources"][0]["path"].endswith("c.jsonl")


def test_source_path_is_beside_the_recipe_and_may_name_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA", str(tmp_path / "data"))
    text = GOOD.replace("path: a.jsonl", 'path: "${DATA}/${MISSING:-b}.jsonl"')
    (tmp_path / "r.yaml").write_text(text)
    ingest = recipes.read(tmp_path / "r.yaml").stages[0].model_dump()
    assert ingest["sources"][0]["path"] == f"{tmp_path}/data/b.jsonl"
    (tmp_path / "r.yaml").write_text(GOOD)
    assert (
        recipes.read(tmp_path / "r.yaml").stages[0].model_dump()["sources"][0]["path"]
        == f"{tmp_path}/a.jsonl"
    )


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "configs").glob("*.yaml")), ids=lambda p: p.stem
)
def test_shipped_recipe_is_valid(path: Path) -> None:
    assert recipes.read(path).names()[0] == "ingest"


def test_stage_before_its_predecessor_is_refused(sources: Path, tmp_path: Path) -> None:
    recipe = recipes.read(
        sources / "recipe.yaml", str(tmp_path / "root"), ["execution.executor=local"]
    )
    with pytest.raises(MalmoiError, match="stage ingest has not run here yet; run `malmoi ingest"):
        recipes.run(recipe, only="scrub")


@pytest.mark.parametrize("where", ["root", "source"])
@pytest.mark.parametrize(
    "address", ["s3://AKIAKEY:hidden@bucket/x", "s3://bucket/x?region=eu&secret_key=hidden"]
)
def test_address_with_a_key_in_it_is_refused_without_showing_it(
    tmp_path: Path, where: str, address: str
) -> None:
    recipe = tmp_path / "r.yaml"
    root, source = (address, "a") if where == "root" else ("out", address)
    recipe.write_text(
        f'root: "{root}"\nstages: {{ingest: {{sources: [{{name: a, path: "{source}"}}]}}}}\n'
    )
    with pytest.raises(RecipeError, match="give keys by the environment") as refused:
        recipes.read(recipe)
    assert "hidden" not in str(refused.value)


def test_aliases_that_repeat_each_other_are_refused_before_they_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    started = time.monotonic()
    assert "r.yaml:6: not valid YAML: its aliases stand for more than 200,000 values" in complaint(
        tmp_path, "\n".join([*lines, GOOD])
    )
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("root: " + "[" * 3000 + "]" * 3000, "nested more than 64 deep"),
        ("root: 2026-13-45", "a value cannot be read: month must be in 1..12"),
        ("root: " + "9" * 6000, "a value cannot be read"),
        ("root: " + "x" * (5 << 20), "longer than 4 MB"),
        ("root: &r [*r]", "*r stands inside itself"),
    ],
)
def test_yaml_that_would_end_in_a_traceback_is_one_line(
    tmp_path: Path, text: str, expected: str
) -> None:
    found = complaint(tmp_path, text)
    assert expected in found
    assert len(found) < 300


def test_aliases_of_a_recipe_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "root: out\nstages: {ingest: {sources: [&s {name: a, path: a}, {<<: *s, name: b}]}}\n"
    )
    assert [s.name for s in recipes.read(path).stages[0].sources] == ["a", "b"]


def test_message_without_a_key_names_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("root: out\nstages: {}\n", encoding="utf-8")
    file = YamlFile.read(path)
    assert file.at(()) == str(path)
    assert file.at(("stages",)) == f"{path}:2: stages"
