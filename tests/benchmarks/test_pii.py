"""The scorecard of finding and its peers."""

from typing import Any

import pytest

from benchmarks import peers, pii

CASES = [("tel 010-1234-5678 a", "010-1234-5678"), ("tel 010-1234-5678 b", ""), ("mail", "")]


def test_value_counts_when_exactly_its_characters_are_replaced() -> None:
    spans = [[(4, 17)], [(4, 17)], []]
    assert pii.shares(CASES, {"spans": spans}) == pytest.approx(2 / 3)
    assert pii.shares(CASES, {"spans": [[(4, 12)], [], []]}) == pytest.approx(2 / 3)
    outputs = ["tel <P> a", "tel 010-1234-5678 b", "mail"]
    assert pii.shares(CASES, {"outputs": outputs, "seconds": 1.0}) == 1
    assert pii.shares(CASES, {"outputs": ["<P>", "tel <P>", "mail"]}) == pytest.approx(1 / 3)


def test_each_peer_that_is_installed_is_a_column(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(script: str, peer: str, file: str) -> dict[str, Any] | None:
        given = {"outputs": ["tel <P> a", "-", "mail"] * 2, "seconds": 1.0}
        return {**given, "wall": 2.0, "peak_mb": 90.0} if peer == "datatrove" else None

    monkeypatch.setattr(peers, "run", run)
    pii.table("recall", ["first", "second"], lambda name: CASES)
    head, *rows, mean = capsys.readouterr().out.strip().splitlines()
    assert head.split() == ["recall", "malmoi", "datatrove"]
    assert [row.split() for row in rows] == [
        ["first", "0.6667", "0.6667"],
        ["second", "0.6667", "0.6667"],
    ]
    assert mean.split() == ["mean", "0.6667", "0.6667"]
