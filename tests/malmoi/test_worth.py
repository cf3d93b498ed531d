"""`malmoi.effect` and `malmoi.mixture`: the results of the commands as frames."""

from pathlib import Path

import malmoi
from tests.cli.test_effect import RECIPE
from tests.effect.conftest import effect_home as effect_home


def test_effect_gives_frames_and_a_page(effect_home: Path, tmp_path: Path) -> None:
    fields = {
        **RECIPE,
        "tokenizer": str(effect_home / "tokenizer.json"),
        "strata": [{"name": "held", "path": str(effect_home / "held_ko.jsonl")}],
        "reasons": True,
        "least": 1_000,
    }
    worth = malmoi.effect(effect_home / "root", malmoi.Effect(**fields), to=tmp_path)  # pyright: ignore[reportArgumentType]
    assert worth.arms["name"].to_list() == ["all", "raw"]
    assert worth.arms["percent"].null_count() == 1
    assert worth.strata.row(0)[:2] == ("held", 60)
    assert set(worth.reasons["reason"]) == {"dedup_exact.duplicate", "filter.short"}
    assert "<html" in worth.page("ko")
