"""Personal data and keys stand in the raw text alone: in no message, log, receipt, record, report or page."""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import polars as pl
import pytest

REPOSITORY = Path(__file__).parents[2]
# A value -> the kind that scrub finds it as. All are made up.
VALUES = {
    "010-9318-4427": "PHONE",
    "02-758-3391": "PHONE",
    "haneul.seo@naver.com": "EMAIL",
    "861104-1234563": "RRN",
    "4539-1488-0343-6467": "CARD",
    "110-482-739105": "ACCOUNT",
    "11-03-284917-52": "DRIVER_LICENSE",
    "M58214473": "PASSPORT",
    "서하늘": "NAME",
    "ghp_R4kT9vQe2LmXz8WbYc6NsDf1HgJp3AuKo5Zi": "SECRET",
}
LABELS = {
    "PHONE": "연락처",
    "EMAIL": "이메일",
    "RRN": "주민등록번호",
    "CARD": "카드번호",
    "ACCOUNT": "신한은행 계좌",
    "DRIVER_LICENSE": "면허번호",
    "PASSPORT": "여권번호",
    "NAME": "성명",
    "SECRET": "token",
}
KEYS = {"MALMOI_PII_KEY": "9f2c71d04be85a36", "AWS_SECRET_ACCESS_KEY": "wJalrKq77Utn9/K7MDENG"}
# Where raw text may lie, its owner alone can enter.
RAW = ("ingest/documents/", "ingest/rejects/")

STAGE = '''
"""A stage that fails on one document, and quotes it."""

from typing import ClassVar

from pipeline.core.stage import Stage


def judge(living):
    for text in living.column("text").to_pylist():
        if "폭발" in text:
            raise ValueError(f"cannot take {text}")
    return living.select([]).append_column("drop_reason", [[None] * len(living)])


class Quoting(Stage):
    act: ClassVar = "mark"

    def run(self, corpus, job):
        return job.mark(judge, corpus, ("text",))
'''


def sentence(number: int, value: str) -> str:
    return f"{number}번째 글이다. {LABELS[VALUES[value]]}: {value} 로 알려 주시기 바랍니다."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with values in texts, titles, addresses, fields and in records of every kind of reject."""
    folder = tmp_path_factory.mktemp("leaks")
    lines: list[bytes] = []
    for number, value in enumerate(VALUES):
        text = sentence(number, value)
        # what needs a label to be found has none in an address
        query = value if VALUES[value] in ("PHONE", "EMAIL") else number
        record = {"text": text, "title": text, "url": f"https://a.kr/?q={query}", "memo": text}
        lines.append(orjson.dumps(record))
        lines.append(b"{broken " + text.encode())
        lines.append(orjson.dumps({"body": text}))
        lines.append(orjson.dumps({"text": [text]}))
        lines.append(text.encode("utf-16-le"))
    lines += [orjson.dumps({"text": f"아무 값도 없는 {i}번째 글이다."}) for i in range(40)]
    lines.append(orjson.dumps({"text": f"폭발하는 글이다. {sentence(99, '010-9318-4427')}"}))
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    (folder / "quoting.py").write_text(STAGE)
    (folder / "r.yaml").write_text(
        "root: root\nuse: [quoting]\nstages:\n"
        "  ingest: {max_reject_share: 1, sources: [{name: a, path: a.jsonl, url_field: url, "
        "title_field: title}]}\n"
        "  scrub: {policy: {PHONE: pseudonymize}}\n  quoting: {}\n  dedup_exact: {}\n"
        "  dedup_fuzzy: {}\n  quality: {}\n"
        "execution: {executor: local, workers: 2, events: events.jsonl, metrics: m.prom}\n"
    )
    return folder


def malmoi(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.front import main; main()", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **KEYS, "PYTHONPATH": str(REPOSITORY), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def found_in(text: str | bytes) -> list[str]:
    """The values and keys that stand in a text."""
    data = text.encode() if isinstance(text, str) else text
    planted = (*VALUES, *KEYS.values())
    return [v for v in planted if v.encode() in data or v.encode("unicode_escape") in data]


def test_value_stands_in_nothing_but_raw_text(folder: Path) -> None:
    done = malmoi(folder, "run", "r.yaml")
    assert done.returncode == 0, done.stderr
    assert "quoting cannot process" in done.stderr
    printed = done.stdout + done.stderr
    for command in (
        ("show", "root"),
        ("report", "root"),
        ("verify", "root"),
        ("explain", "root", "a/a.jsonl#1"),
        ("explain", "root", "a/a.jsonl#2"),
        ("plan", "r.yaml"),
    ):
        run = malmoi(folder, *command)
        printed += run.stdout + run.stderr
    assert "ingest rejected that record" in printed
    assert found_in(printed) == []
    written = [p for p in folder.rglob("*") if p.is_file() and p.name != "a.jsonl"]
    leaks = {
        p.relative_to(folder).as_posix(): found
        for p in written
        if not p.relative_to(folder / "root" if "root" in p.parts else folder)
        .as_posix()
        .startswith(RAW)
        and (found := found_in(p.read_bytes()))
    }
    assert leaks == {}
    assert (folder / "root" / "ingest").stat().st_mode & 0o077 == 0


def test_value_is_in_the_raw_text_that_the_search_leaves_out(folder: Path) -> None:
    """The search above would find values: Parquet pages are compressed, so the columns are read."""
    malmoi(folder, "run", "r.yaml")
    raw = pl.read_parquet(folder / "root/ingest/documents/*.parquet")["text"].to_list()
    assert set(found_in("\n".join(raw))) == set(VALUES)
    for phase in ("scrub/documents", "scrub/marks", "quality/marks", "dedup_exact/marks"):
        table = pl.read_parquet(folder / f"root/{phase}/*.parquet")
        assert found_in(repr(table.drop("text_hash", strict=False).to_dicts())) == [], phase


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("ingest.max_reject_share=0", "were rejected"),
        ("execution.max_quarantined_share=0", "done"),
        ("quality.min_score=haneul", "quality.min_score"),
    ],
)
def test_failed_run_quotes_no_record(folder: Path, setting: str, message: str) -> None:
    root = f"other-{setting.partition('=')[0]}"
    done = malmoi(folder, "run", "r.yaml", "--root", root, "--set", setting)
    assert message in done.stdout + done.stderr
    assert found_in(done.stdout + done.stderr) == []
    for name in ("run.json", "log.jsonl", "recipe.yaml"):
        file = folder / root / name
        assert not file.exists() or found_in(file.read_bytes()) == []


def test_address_with_a_key_is_refused_without_showing_it(folder: Path) -> None:
    key = KEYS["AWS_SECRET_ACCESS_KEY"]
    for root in (f"s3://AKIA:{key}@bucket/r", f"s3://bucket/r?secret_key={key}"):
        done = malmoi(folder, "run", "r.yaml", "--root", root)
        assert done.returncode == 2
        assert found_in(done.stdout + done.stderr) == []
