"""What is kept between processes: found again by content, never out of date, never trusted when damaged."""

import marshal
from pathlib import Path

import pytest

from pipeline.core.kept import Kept
from pipeline.core.syntax import source_of


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "malmoi" / "sources"


def never() -> None:
    pytest.fail("it is kept already")


def test_value_is_made_once_for_a_content(cache: Path) -> None:
    first = Kept("parts", b"code")
    assert first.value(b"a", lambda: ("x", frozenset("y"))) == ("x", frozenset("y"))
    assert first.value(b"a", never) == ("x", frozenset("y"))
    first.write()
    later = Kept("parts", b"code")
    assert later.value(b"a", never) == ("x", frozenset("y"))
    assert later.value(b"b", lambda: 2) == 2
    assert Kept("parts", b"other code").value(b"a", lambda: 3) == 3


@pytest.mark.parametrize("damage", ["cut", "bit", "empty"])
def test_damaged_file_is_made_again(cache: Path, damage: str) -> None:
    first = Kept("parts", b"code")
    first.value(b"a", lambda: "x" * 100)
    first.write()
    (file,) = cache.iterdir()
    data = bytearray(file.read_bytes())
    data[40] ^= 1
    file.write_bytes({"cut": bytes(data[:30]), "bit": bytes(data), "empty": b""}[damage])
    again = Kept("parts", b"code")
    assert again.value(b"a", lambda: "y") == "y"
    again.write()
    assert Kept("parts", b"code").value(b"a", never) == "y"


def test_cache_that_cannot_be_written_costs_nothing_but_time(cache: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    kept = Kept("parts", b"code")
    assert kept.value(b"a", lambda: 1) == 1
    kept.write()


def test_parts_of_every_module_come_back_as_they_were_read() -> None:
    folder = Path(__file__).parents[2] / "pipeline"
    files = sorted(p for p in folder.rglob("*.py") if "demo" not in p.parts)
    assert len(files) > 200
    for file in files:
        parts = file.relative_to(folder.parent).with_suffix("").parts
        module = source_of(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        assert module is not None
        packed = marshal.loads(marshal.dumps(module._packed_parts()))
        assert packed == module._packed_parts()
        assert module._parts == module._read_parts()
