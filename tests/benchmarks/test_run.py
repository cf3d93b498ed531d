"""The command of the benchmark: whole processes on the demo's text, and how it fails."""

from pathlib import Path

import pytest

from benchmarks import copies, material, page, run
from benchmarks.process import Usage
from benchmarks.stages.tool import Outcome, Stage, Tool


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No corpus, no peers, and another page."""
    monkeypatch.setenv("MALMOI_CORPUS", str(tmp_path / "absent"))
    monkeypatch.setenv("MALMOI_PEERS_HOME", str(tmp_path / "peers"))
    for module in (copies, material, run):
        monkeypatch.setattr(module, "CORPUS", tmp_path / "absent")
    file = tmp_path / "page.md"
    file.write_text(f"{page.BEGIN}\n{page.END}\n")
    monkeypatch.setattr(page, "README", file)
    return file


def stage(name: str, *documents: int) -> Stage:
    """A stage whose tools give these numbers of documents."""

    def tool(number: int, count: int) -> Tool:
        found = Outcome(Usage(1.0, 1.0, 1000, 0, 0, 0.0), {"documents": count})
        return Tool(f"tool {number}", 1, 1.0, lambda folder: found, "ours")

    return Stage(name, name, lambda material: [tool(i, n) for i, n in enumerate(documents)])


def test_stage_is_measured_without_peers(capsys, alone: Path) -> None:
    assert run.main(["--quick", "--size", "0.2", "--only", "exact"]) == 0
    printed = capsys.readouterr().out
    ours = [line for line in printed.splitlines() if line.startswith("| malmoi")]
    assert [line.split(" | ")[1] for line in ours[:2]] == ["1", "2"]
    assert "| orjson is not installed |" in printed
    assert alone.read_text() == f"{page.BEGIN}\n{page.END}\n"


def test_crawls_are_left_out_without_a_corpus(capsys) -> None:
    assert run.main(["--quick", "--size", "0.1", "--only", "pages"]) == 0
    assert "pages: left out" in capsys.readouterr().out


def test_whole_run_writes_the_page(monkeypatch, alone: Path) -> None:
    monkeypatch.setattr(run, "STAGES", (stage("same", 7, 7),))
    monkeypatch.setattr(run, "_whole", lambda folder, quick: ["by phase"])
    assert run.main(["--size", "0.1"]) == 0
    assert "| tool 1 | 1 |" in alone.read_text()
    assert "by phase" in alone.read_text()


def test_results_that_differ_exit_with_1(monkeypatch, capsys) -> None:
    monkeypatch.setattr(run, "STAGES", (stage("other", 7, 6),))
    assert run.main(["--quick", "--size", "0.1", "--only", "other"]) == 1
    assert "other: documents: tool 0 7, tool 1 6" in capsys.readouterr().err


def test_failure_of_malmoi_exits_with_1(monkeypatch, capsys) -> None:
    def fails(folder: Path) -> Outcome:
        raise RuntimeError("malmoi scrub: no space left")

    broken = Stage("broken", "broken", lambda material: [Tool("malmoi", 1, 1.0, fails, "ours")])
    monkeypatch.setattr(run, "STAGES", (broken,))
    assert run.main(["--quick", "--size", "0.1", "--only", "broken"]) == 1
    assert "malmoi scrub: no space left" in capsys.readouterr().err


def test_text_that_cannot_be_prepared_is_named_and_leaves_the_other_stages(
    monkeypatch, capsys, alone: Path
) -> None:
    def fails(material: object) -> list[Tool]:
        raise RuntimeError("malmoi ingest: no space left")

    stages = (Stage("first", "first", fails), stage("second", 7))
    monkeypatch.setattr(run, "STAGES", stages)
    monkeypatch.setattr(run, "_whole", lambda folder, quick: ["by phase"])
    assert run.main(["--size", "0.1"]) == 1
    printed = capsys.readouterr()
    assert "first: malmoi ingest: no space left" in printed.err
    assert "| tool 0 | 1 |" in printed.out
    assert alone.read_text() == f"{page.BEGIN}\n{page.END}\n"
