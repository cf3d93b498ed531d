"""Scrub: policies, columns beside the text, samples; and that no value is kept anywhere."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.core.errors import ConservationError
from pipeline.stages.scrub import stage
from tests.stages.scrub.making import rows, run


def test_text_and_fields_are_masked_and_counted_together(tmp_path: Path) -> None:
    found = rows(run(tmp_path))
    assert found["a"]["text"] == "문의 <|PI:EMAIL|>, <|PI:PHONE|>"
    assert found["a"]["title"] == "김민지 <|PI:EMAIL|>"
    assert found["a"]["scrubbed"] == [{"kind": "EMAIL", "count": 2}, {"kind": "PHONE", "count": 1}]
    assert found["b"]["url"] == "https://<|PI:USERINFO|>@h.com/?q=<|PI:PHONE|>"
    assert json.loads(found["c"]["meta"]) == {"m": {"n": None, "p": ["<|PI:PHONE|>", 7]}}
    assert found["a"]["bytes"] == len(found["a"]["text"].encode())


def test_companies_are_kept_unless_asked(tmp_path: Path) -> None:
    assert rows(run(tmp_path))["c"]["text"] == "사업자등록번호 220-81-62517"
    masked = rows(run(tmp_path, True, policy={"BRN": "mask"}))
    assert masked["c"]["text"] == "사업자등록번호 <|PI:BRN|>"


def test_kept_kind_stays_as_it_is(tmp_path: Path) -> None:
    found = rows(run(tmp_path, policy={"EMAIL": "keep"}))
    assert found["a"]["text"] == "문의 kim@naver.com, <|PI:PHONE|>"


def test_scrub_that_loses_a_document_fails_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "scrub_documents", lose_one)
    with pytest.raises(ConservationError, match="6 documents went in, 5 came out"):
        run(tmp_path)


def lose_one(table: pa.Table, **_: Any) -> pa.Table:
    return table.slice(1)


def test_columns_that_are_not_named_are_not_touched(tmp_path: Path) -> None:
    found = rows(run(tmp_path, columns=["url"]))
    assert found["a"]["title"] == "김민지 kim@naver.com"
    assert "<|PI:PHONE|>" in found["b"]["url"]


def test_forged_placeholders_are_escaped_in_every_column_and_counted(tmp_path: Path) -> None:
    found = rows(run(tmp_path))
    assert (found["f"]["text"], found["f"]["title"]) == (
        "이미 < |PI:EMAIL|> 가 있다",
        "< |PI:PHONE|>",
    )
    assert (found["f"]["repairs"], found["f"]["scrubbed"]) == (["placeholder"], None)


def test_scrubbed_output_of_a_trusted_source_comes_out_as_it_went_in(tmp_path: Path) -> None:
    first = rows(run(tmp_path / "first"))
    again = [
        {"id": i, "text": r["text"], "title": r["title"], "url": r["url"]} for i, r in first.items()
    ]
    trusted = rows(run(tmp_path / "again", documents=again, trusted=True))
    for i, row in first.items():
        for column in ("text", "title", "url", "text_hash", "bytes"):
            assert trusted[i][column] == row[column], (i, column)
        assert trusted[i]["scrubbed"] is None
    assert "<|PI:EMAIL|>" in trusted["a"]["text"]
    assert "< |PI:EMAIL|>" in rows(run(tmp_path / "other", documents=again))["a"]["text"]


def test_no_value_stands_in_anything_that_is_written_for_people(tmp_path: Path) -> None:
    corpus = run(tmp_path, max_per_document=2)
    root = corpus.documents.store.at("")
    report = CliRunner().invoke(app, ["report", root])
    assert report.exit_code == 0
    shown = CliRunner().invoke(app, ["show", root]).stdout
    explained = CliRunner().invoke(app, ["explain", root, "e"]).stdout
    page = (Path(root) / "report/index.html").read_text()
    marks = json.dumps(corpus.marks_of("scrub").table().to_pylist())
    for place in (shown, explained, page, marks, (Path(root) / "log.jsonl").read_text()):
        assert not any(v in place for v in ("kim@naver", "2345-6789", "900101", "a@b.com"))
    assert "not scanned for personal data: id, file" in " ".join(shown.split())


def test_samples_for_review_are_written_on_request_to_an_own_folder(tmp_path: Path) -> None:
    run(tmp_path)
    folder = tmp_path / "review"
    done = CliRunner().invoke(
        app,
        [
            "scrub",
            str(tmp_path / "recipe.yaml"),
            "--executor",
            "local",
            "--unsafe-samples",
            str(folder),
        ],
    )
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    samples = [json.loads(x) for x in (folder / "EMAIL.jsonl").read_text().splitlines()]
    assert samples[0] == {
        "id": "a",
        "before": "문의 ",
        "value": "kim@naver.com",
        "after": ", 010-2345-6789",
    }
    assert stat.S_IMODE(os.stat(folder / "EMAIL.jsonl").st_mode) == 0o600
    assert "kim@naver" not in done.output
