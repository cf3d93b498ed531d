"""A run tells which records it could not read, why, and how to see more."""

import json
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli.app import app


def recipe(folder: Path, broken: dict[str, list[str]]) -> Path:
    """Sources of forty good lines each, and these behind them."""
    for source, lines in broken.items():
        good = [json.dumps({"text": f"{source}의 {i}번 글은 충분히 길다."}) for i in range(40)]
        (folder / f"{source}.jsonl").write_text("\n".join([*good, *lines]) + "\n")
    sources = ", ".join(f"{{name: {source}, path: {source}.jsonl}}" for source in broken)
    path = folder / "r.yaml"
    path.write_text(
        f"root: {folder}/out\nstages:\n  ingest: {{sources: [{sources}], on_bad_file: reject, max_reject_share: 1}}\nexecution: {{executor: local}}\n"
    )
    return path


def run(path: Path) -> list[str]:
    result = CliRunner().invoke(app, ["run", str(path)])
    assert result.exit_code == 0, result.output
    return [line for line in result.output.splitlines() if line.startswith("note: ingest rej")]


def test_records_are_counted_by_source_and_reason_with_the_first_of_each(tmp_path: Path) -> None:
    path = recipe(tmp_path, {"a": ["{", '{"other": 1}', "x"], "b": [], "c": ["["]})
    first, second = run(path)
    command = f"malmoi explain {tmp_path}/out 'a/a.jsonl#41'"
    assert first.startswith(
        "note: ingest rejected 3 of 43 records of source a: json 2, such as a/a.jsonl#41; "
    )
    assert first.endswith(f"1, such as a/a.jsonl#42  ({command})")
    assert "1 of 41 records of source c: json 1, such as c/c.jsonl#41" in second
    explained = CliRunner().invoke(app, ["explain", f"{tmp_path}/out", "a/a.jsonl#41"])
    assert "ingest rejected that record or file: json" in str(explained.exception)
    assert run(path) == [], "nothing was read anew"


def test_damaged_file_is_a_record_of_its_own(tmp_path: Path) -> None:
    path = recipe(tmp_path, {"a": []})
    (tmp_path / "a.jsonl").rename(tmp_path / "good.jsonl")
    (tmp_path / "bad.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00 torn")
    path.write_text(path.read_text().replace("path: a.jsonl", "path: '*.jsonl*'"))
    (note,) = run(path)
    assert "such as a/bad.jsonl.gz" in note
    of_file = CliRunner().invoke(app, ["explain", f"{tmp_path}/out", "a/bad.jsonl.gz#0"])
    assert "ingest rejected that record or file: damaged_file" in str(of_file.exception)


def test_sources_beyond_the_eighth_are_summed(tmp_path: Path) -> None:
    told = run(recipe(tmp_path, {f"s{i}": ["{"] * (12 - i) for i in range(10)}))
    assert len(told) == 9
    assert "12 of 52 records of source s0" in told[0]
    assert told[-1] == "note: ingest rejected 7 records of 2 other sources"


def test_records_of_all_shards_are_counted(tmp_path: Path) -> None:
    path = recipe(tmp_path, {"a": ["{"] * 3, "b": []})
    (tmp_path / "a.jsonl").rename(tmp_path / "a1.jsonl")
    (tmp_path / "a2.jsonl").write_text((tmp_path / "a1.jsonl").read_text())
    path.write_text(
        path.read_text()
        .replace("path: a.jsonl", "path: 'a*.jsonl'")
        .replace("on_bad_file", "shard_bytes: 1000, on_bad_file")
    )
    (note,) = run(path)
    assert len(list((tmp_path / "out/ingest/rejects").glob("*.parquet"))) > 1
    assert "6 of 86 records of source a: json 6, such as a/a1.jsonl#41" in note
