"""Shell completion: the scripts, and the answers to what they ask."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.cli.table import SHIPPED
from tests.cli.processes import MALMOI, malmoi

# Typer takes the shell from its parents' names; with this, as the value of the option
NAMED = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}


def completed(line: str) -> list[str]:
    """The answers to bash for the last word of a command line."""
    words = line.split(" ")
    done = malmoi(_MALMOI_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert done.stderr == ""
    return done.stdout.split()


def test_commands_are_completed() -> None:
    assert completed("malmoi ") == [c.name for c in SHIPPED]
    assert completed("malmoi dedup") == ["dedup-exact", "dedup-paragraph", "dedup-fuzzy"]
    assert completed("malmoi dedup_f") == ["dedup-fuzzy"]
    assert completed("malmoi zzz") == []


def test_options_are_completed() -> None:
    assert "--version" in completed("malmoi --")
    assert completed("malmoi run --ro") == ["--root"]
    assert "--unsafe-samples" in completed("malmoi scrub --")
    assert "--unsafe-samples" not in completed("malmoi pack --")


def test_values_are_completed() -> None:
    assert completed("malmoi schema cl") == ["classifier"]
    assert completed("malmoi init d --recipe classifiers/quality") == [
        "classifiers/quality_en",
        "classifiers/quality_ko",
    ]


def test_zsh_gets_summaries() -> None:
    done = malmoi(_MALMOI_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="malmoi pac")
    assert '"pack":"Documents in random order' in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_is_printed_for_each_shell(shell: str) -> None:
    done = malmoi("--show-completion", shell, **NAMED)
    assert done.returncode == 0
    assert f"_MALMOI_COMPLETE=complete_{shell}" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_by_the_script(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(malmoi("--show-completion", "bash", **NAMED).stdout)
    asked = (
        f"PATH={Path(MALMOI).parent}:$PATH; source ./script; COMP_WORDS=(malmoi exp); COMP_CWORD=1; "
        "_malmoi_completion malmoi; echo ${COMPREPLY[@]}; complete -p malmoi"
    )
    done = subprocess.run(
        ["bash", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        "explain export",
        "complete -o default -F _malmoi_completion malmoi",
    ]


def test_completion_is_installed_for_bash(tmp_path: Path) -> None:
    done = malmoi("--install-completion", "bash", HOME=str(tmp_path), **NAMED)
    assert done.returncode == 0, done.stderr
    assert "malmoi" in (tmp_path / ".bashrc").read_text()
