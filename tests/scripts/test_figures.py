"""Figures of the documentation are compared with what their commands print."""

from pathlib import Path

import pytest

from scripts import figures

TABLE = "| | texts | share |\n|---|---|---|\n| news | 1,200 | **.504** |\n| law | 30 | 12 % |\n"


def page(folder: Path, table: str) -> Path:
    (folder / "print.py").write_text(f"print({TABLE!r})")
    path = folder / "page.md"
    command = f"python {folder}/print.py"
    path.write_text(
        f"# A page\n\n<!-- figures: {command} -->\n\n{table}\n<!-- /figures -->\n\nMore.\n"
    )
    return path


def check(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(figures, "DOCS", path.parent)
    return figures.main([])


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (TABLE, ""),
        (TABLE.replace("1,200", "1,210"), ""),
        (TABLE.replace(".504", ".508"), ""),
        (TABLE.replace("1,200", "1,300"), "news: 1,300, and the command prints 1,200"),
        (TABLE.replace(".504", ".604"), "news: .604, and the command prints .504"),
        (TABLE.replace("law", "maths"), "maths: maths, and the command prints law"),
        (TABLE.replace("12 %", "12"), "law: 12, and the command prints 12 %"),
        (TABLE.replace("| law | 30 | 12 % |\n", ""), "2 rows, and the command prints 3"),
        (TABLE.replace(" 12 % |", ""), "law: 2 columns, and the command prints 3"),
    ],
)
def test_page_that_says_otherwise_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stated: str,
    message: str,
) -> None:
    assert check(page(tmp_path, stated), monkeypatch) == bool(message)
    assert message in capsys.readouterr().out


def test_command_that_fails_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text("raise SystemExit('no text here')")
    with pytest.raises(RuntimeError, match="no text here"):
        figures.printed_by(f"python {tmp_path}/fails.py")


def test_pages_have_marked_tables() -> None:
    marked = {t.page.name for page in figures.DOCS.rglob("*.md") for t in figures.tables(page)}
    assert {"decontamination.md", "pii.md"} <= marked
