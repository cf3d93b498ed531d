"""`malmoi.effect` and `malmoi.mixture`: the results of the commands as frames."""

from pathlib import Path

import malmoi
from tests.cli.test_effect import RECIPE
from tests.effect.conftest import effect_home as effect_home
from tests.effect.test_compare import gold_set, texts_of


def test_effect_gives_frames_and_a_page(effect_home: Path, tmp_path: Path) -> None:
    fields = {
        **RECIPE,
        "tokenizer": str(effect_home / "tokenizer.json"),
        "strata": [{"name": "held", "path": str(effect_home / "held_ko.jsonl")}],
        "reasons": True,
        "least": 1_000,
        "gold": [gold_set(tmp_path / "g.jsonl", texts_of(effect_home / "held_ko.jsonl"))],
    }
    worth = malmoi.effect(effect_home / "root", malmoi.Effect(**fields), to=tmp_path)  # pyright: ignore[reportArgumentType]
    assert worth.arms["name"].to_list() == ["all", "raw"]
    assert worth.arms["percent"].null_count() == 1
    assert worth.strata.row(0)[:2] == ("held", 60)
    assert worth.gold.columns[:3] == ["name", "g", "bits_per_byte"]
    assert worth.gold["g"].to_list() == worth.gold["bits_per_byte"].to_list()
    assert set(worth.reasons["reason"]) == {"dedup_exact.duplicate", "filter.short"}
    assert "<html" in worth.page("ko")
