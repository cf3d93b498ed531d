"""What lies beside the phases loses what it shows of forgotten documents."""

import json
from pathlib import Path

import pytest

import malmoi
from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.poison import Culprit
from pipeline.core.progress import Silent
from pipeline.core.quarantine import Quarantine
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.forget import beside
from pipeline.recipe.fold import job_of
from tests.cli.processes import malmoi as typed
from tests.forget import world


def test_pages_go_and_verdicts_lose_her_id(root: Path) -> None:
    assert typed("report", root, "--quiet").returncode == 0
    assert typed("audit", root, "--stage", "quality", "--quiet").returncode == 0
    verdict = {
        "document": "she-8",
        "stage": "quality",
        "reason": "r",
        "rater": "x",
        "verdict": "right",
    }
    other = {**verdict, "document": "c1"}
    lines = [json.dumps({**v, "source": "chat"}) for v in (verdict, other)]
    (root / "audit/verdicts.jsonl").write_text("\n".join(lines) + "\n")
    malmoi.forget(root, ids=world.HERS)
    assert not list(root.glob("*/*.html"))
    first, second = map(json.loads, (root / "audit/verdicts.jsonl").read_text().splitlines())
    assert first["document"].startswith("forgotten-")
    assert first["verdict"] == "right"
    assert second["document"] == "c1"
    assert world.traces(root, world.HERS) == set()


def test_messages_that_name_her_go_and_numbers_stay(root: Path) -> None:
    run = json.loads((root / "run.json").read_text())
    run["error"] = "scrub cannot process she-3 (ValueError)"
    (root / "run.json").write_text(json.dumps(run))
    log = (root / "log.jsonl").read_text()
    notes = [{"event": "note", "text": f"about {i}", "rows": 3} for i in ("she-2", "she-22", "b1")]
    (root / "log.jsonl").write_text(log + "".join(json.dumps(n) + "\n" for n in notes))
    malmoi.forget(root, ids=world.HERS)
    assert json.loads((root / "run.json").read_text())["error"] == beside.REMOVED
    lines = (root / "log.jsonl").read_text()
    assert lines.startswith(log)
    told = [json.loads(line) for line in lines[len(log) :].splitlines()]
    assert [t["text"] for t in told] == [beside.REMOVED, "about she-22", "about b1"]
    assert {t["rows"] for t in told} == {3}


def test_prepared_texts_of_effect_go_and_its_numbers_stay(root: Path) -> None:
    (root / "effect/strata/documents").mkdir(parents=True)
    (root / "effect/strata/documents/x.txt").write_text(world.NAME)
    for name in ("result.json", "report.html"):
        (root / "effect" / name).write_text("{}")
    malmoi.forget(root, ids=world.HERS)
    left = sorted(p.name for p in (root / "effect").iterdir())
    assert left == ["report.html", "result.json"]


def quarantined(root: Path, hers: Path, *ids: str) -> None:
    """Run dedup_exact again with documents in quarantine before it."""
    recipe = recipes.read(hers / "recipe.yaml", str(root))
    store, step = Store(str(root)), next(s for s in recipe.stages if s.name() == "dedup_exact")
    job = job_of(
        step, recipe, store, Corpus.open(str(root)), LocalExecutor(), Silent(), False, set()
    )
    culprits = [Culprit(i, "exception", "ValueError", "marks") for i in ids]
    Quarantine.before(step, job).with_more(culprits).write(store)
    recipes.run(recipe, executor=LocalExecutor(), replace_stale=True)


def test_quarantines_know_her_by_another_id_and_stand(root: Path, hers: Path) -> None:
    quarantined(root, hers, "she-1", "b3")
    malmoi.forget(root, ids=world.HERS)
    assert world.traces(root, world.HERS) == set()
    before = contents(root)
    corpus = recipes.run(recipes.read(hers / "recipe.yaml", str(root)), executor=LocalExecutor())
    assert contents(root) == before
    ledger = {r["id"]: r for r in corpus.ledger().to_dicts()}
    assert ledger["b3"]["dropped_by"] == "quarantine_dedup_exact"
    assert sum(r["drop_reason"] == "forgotten" for r in ledger.values()) == len(world.HERS)


def test_what_an_interrupted_run_left_goes(root: Path) -> None:
    (root / "scrub/documents/_commit.json").rename(root / "scrub/documents/kept")
    left = root / "tokenizer/words.spill"
    left.mkdir()
    (left / "_phase.json").write_text("{}")
    (left / "00000.spill").write_text(world.NAME)
    (root / "scrub/documents/kept").rename(root / "scrub/documents/_commit.json")
    malmoi.forget(root, ids=world.HERS)
    assert not list(left.glob("*.spill"))


@pytest.mark.parametrize("is_one", [True, False])
def test_silencing_twice_is_once(is_one: bool) -> None:
    text = '{"error": "about x", "n": 1}' if is_one else '{"text": "a"}\n{"text": "x", "n": 2}\n'
    lines = [0] if is_one else [1]
    once = beside.silenced(text, lines, is_one)
    assert beside.silenced(once, lines, is_one) == once
    assert "x" not in once.replace("text", "")
