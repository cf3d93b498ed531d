"""Mutations: the list of those that change nothing names changes that there are."""

from scripts.mutations.changes import REPOSITORY, mutations
from scripts.mutations.equivalent import EQUIVALENT
from scripts.mutations.nearest import NEAREST


def test_changes_that_are_left_out_still_exist(monkeypatch) -> None:
    """A line that was rewritten takes its entry along."""
    left_out = dict(EQUIVALENT)
    monkeypatch.setattr("scripts.mutations.changes.EQUIVALENT", {})
    found = set()
    for module in {module for module, _, _ in left_out}:
        lines = (REPOSITORY / module).read_text(encoding="utf-8").splitlines()
        found |= {(module, lines[m.line - 1].strip(), m.change) for m in mutations(module)}
    assert left_out.keys() <= found
    assert all(left_out.values())


def test_changes_that_are_left_out_are_not_tried() -> None:
    module = "pipeline/stages/pack/rows.py"
    assert not [m for m in mutations(module) if m.change.startswith("source < first + rows")]
    assert [m for m in mutations(module) if m.change.startswith("source >= first")]


def test_nearest_tests_exist() -> None:
    missing = [t for tests in NEAREST.values() for t in tests if not (REPOSITORY / t).exists()]
    assert missing == []
    assert [m for m in NEAREST if not (REPOSITORY / m).exists()] == []
