"""Installation of peers: pins, names, and failures."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.peers import install
from benchmarks.peers.pins import PEERS, Peer
from benchmarks.stages import fuzzy


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("MALMOI_PEERS_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("peer", PEERS, ids=lambda p: p.name)
def test_every_requirement_is_pinned(peer: Peer) -> None:
    for requirement in (*peer.bare, *peer.requirements):
        name, _, version = requirement.partition("==")
        assert name
        assert version, requirement
    assert peer.version[0].isdigit()


def test_all_peers_are_chosen_without_names_and_unknown_ones_are_refused() -> None:
    assert install.chosen([]) == list(PEERS)
    assert [p.name for p in install.chosen(["rensa", "daft"])] == ["rensa", "daft"]
    with pytest.raises(ValueError, match=r"rens: unknown peer; peers are: .*rensa"):
        install.chosen(["rens"])


def test_installed_peer_has_an_interpreter_of_its_own(home: Path) -> None:
    assert install.install(Peer("json", "json", ())) == ""
    python = install.python_of("json")
    assert python.is_relative_to(home)
    code = "import sys; print(sys.prefix)"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert Path(found.stdout.strip()) == home / "json"


def test_failures_give_a_reason_in_one_line() -> None:
    missing = install.install(Peer("missing", "json", ("./no-such-folder",)))
    assert "no-such-folder" in missing
    broken = install.install(Peer("broken", "no_such_module", ()))
    assert broken == "ModuleNotFoundError: No module named 'no_such_module'"
    assert "\n" not in missing + broken


def test_installation_that_takes_too_long_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    late = tmp_path / "late"
    child = [sys.executable, "-c", f"import time; time.sleep(2); open({str(late)!r}, 'w')"]
    code = f"import subprocess; subprocess.run({child!r})"
    monkeypatch.setattr(install, "LIMIT", 1)
    with pytest.raises(RuntimeError, match="ended after 1 s"):
        install.run([sys.executable, "-c", code])
    time.sleep(2)
    assert not late.exists()


def test_peer_that_fails_is_not_taken_for_installed() -> None:
    install.install(Peer("broken", "no_such_module", ()))
    assert not install.python_of("broken").exists()


def test_environments_of_stages_are_peers() -> None:
    assert {name for name, *_ in fuzzy.PEERS.values()} <= {p.name for p in PEERS}
