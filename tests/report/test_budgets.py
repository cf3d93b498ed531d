"""A budget of tokens that was missed is said; a tokenizer before the mix meets it."""

import json
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.core.corpus import Corpus
from pipeline.report.queries import Findings

MIX = "mix: {phases: [{name: train, tokens: 20k, weights: {law: 0.5, web: 0.5}}]}"
TOKENIZER = "tokenizer: {vocab_size: 600, held_out: 0.05, morphemes: none}"


def output(folder: Path, *stages: str) -> str:
    """The output of a run over two domains of repeated words, which a small tokenizer learns whole."""
    random, words = Random(5), ["위원회는", "법률을", "committee", "deliberates", "extraordinary"]
    for domain in ("law", "web"):
        rows = [
            {"id": f"{domain}{i}", "text": " ".join(random.choices(words, k=40)) + f" {i}"}
            for i in range(400)
        ]
        text = "".join(json.dumps(r) + "\n" for r in rows)
        (folder / f"{domain}.jsonl").write_text(text)
    sources = ", ".join(
        f"{{name: {d}, path: {d}.jsonl, id_field: id, domain: {d}}}" for d in ("law", "web")
    )
    recipe = folder / "r.yaml"
    recipe.write_text(
        f"root: {folder}/out\nstages:\n  ingest: {{sources: [{sources}]}}\n"
        + "".join(f"  {stage}\n" for stage in (*stages, "pack: {seq_len: 64}"))
        + "execution: {executor: local}\n"
    )
    result = CliRunner().invoke(app, ["run", str(recipe)])
    assert result.exit_code == 0, result.output
    return result.output


def test_missed_budget_is_said_with_what_to_do(tmp_path: Path) -> None:
    found = output(tmp_path, MIX, TOKENIZER)
    assert "note: mix planned 20,000 tokens for phase train, pack wrote " in found
    assert "put the stage tokenizer before mix, or give mix a tokenizer" in found


def test_tokenizer_before_the_mix_meets_the_budget(tmp_path: Path) -> None:
    assert "note: mix planned" not in output(tmp_path, TOKENIZER, MIX)
    findings = Findings(Corpus.open(str(tmp_path / "out")))
    assert findings.tokens_counted
    packed = findings.rows["tokens"].sum()
    assert packed == pytest.approx(20_000, rel=0.005)
    assert findings.mixture["difference"].abs().max() < 0.005
