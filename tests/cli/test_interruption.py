"""An interrupted command says what to do next."""

from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.cli import front


def test_interruption_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recipes, "run", interrupted)
    recipe = tmp_path / "r.yaml"
    recipe.write_text("root: out\nstages: {ingest: {sources: [{name: a, path: a}]}}\n")
    monkeypatch.setattr("sys.argv", ["malmoi", "run", str(recipe)])
    with pytest.raises(SystemExit) as ended:
        front.main()
    assert ended.value.code == 130
    expected = "malmoi: interrupted; the same command continues where it stopped\n"
    assert capsys.readouterr().err == expected
