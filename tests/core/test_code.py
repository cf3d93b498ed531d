"""Identity of code: it follows the source of a module, without running it."""

import sys
from pathlib import Path

import pytest

from pipeline.core.code import module_digest


def test_digest_follows_the_source_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, source in (("digested_a", "raise OSError"), ("digested_b", "x = 2")):
        (tmp_path / f"{name}.py").write_text(source)
    (tmp_path / "digested_c.py").write_text("x = 2")
    assert module_digest("digested_b") == module_digest("digested_c") != module_digest("digested_a")
    assert not {"digested_a", "digested_b", "digested_c"} & set(sys.modules)


def test_module_without_a_source_is_refused() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"no source file for module 'pipeline\.nowhere'"):
        module_digest("pipeline.nowhere")
