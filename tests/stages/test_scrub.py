"""Scrub: policies, columns beside the text, pseudonyms, dropping; and that no value is kept anywhere."""

import json
import os
import stat
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline import recipe as recipes
from pipeline.cli.app import app
from pipeline.core.corpus import Corpus
from pipeline.core.errors import ConservationError, MalmoiError, RecipeError, StaleOutput
from pipeline.core.schema import DOCUMENTS as DOCUMENT_SCHEMA
from pipeline.core.schema import conform
from pipeline.executors.local import LocalExecutor
from pipeline.kernels.pii import KINDS, PUBLIC, pseudonyms
from pipeline.kernels.pii.re2 import find
from pipeline.registry import KERNELS
from pipeline.stages import scrub as stage
from pipeline.stages.scrub import Key, mask, replacement
from tests.corpora import contents
from tests.kernels.pii.examples import EXAMPLES

KERNEL = KERNELS.kernel("pii", "re2")
SECRET_KEY = "a key of more than sixteen bytes"
DOCUMENTS = [
    {"id": "a", "text": "문의 kim@naver.com, 010-2345-6789", "title": "김민지 kim@naver.com"},
    {"id": "b", "text": "아무것도 없는 글", "url": "https://u:pw123@h.com/?q=010-2345-6789"},
    {"id": "c", "text": "사업자등록번호 220-81-62517", "m": {"p": ["010-2345-6789", 7], "n": None}},
    {"id": "d", "text": "주민등록번호 900101-1234567"},
    {"id": "e", "text": "a@b.com c@d.com e@f.com g@h.com"},
    {"id": "f", "text": "이미 <|PI:EMAIL|> 가 있다", "title": "<|PI:PHONE|>"},
]


def run(
    folder: Path,
    replace_stale: bool = False,
    documents: Any = DOCUMENTS,
    trusted: bool = False,
    **scrub: Any,
) -> Corpus:
    folder.mkdir(exist_ok=True)
    lines = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
    (folder / "in.jsonl").write_text(lines)
    source = {
        "name": "s",
        "path": str(folder / "in.jsonl"),
        "id_field": "id",
        "trusted": trusted,
    }
    recipe = {
        "root": str(folder / "root"),
        "stages": {"ingest": {"sources": [source]}, "scrub": scrub},
    }
    (folder / "recipe.yaml").write_text(yaml.safe_dump(recipe))
    return recipes.run(
        recipes.read(folder / "recipe.yaml"), replace_stale=replace_stale, executor=LocalExecutor()
    )


def rows(corpus: Corpus) -> dict[str, dict[str, Any]]:
    return {r["id"]: r for r in corpus.documents.table().to_pylist()}


def test_text_and_fields_are_masked_and_counted_together(tmp_path: Path) -> None:
    found = rows(run(tmp_path))
    assert found["a"]["text"] == "문의 <|PI:EMAIL|>, <|PI:PHONE|>"
    assert found["a"]["title"] == "김민지 <|PI:EMAIL|>"
    assert found["a"]["scrubbed"] == [{"kind": "EMAIL", "count": 2}, {"kind": "PHONE", "count": 1}]
    assert found["b"]["url"] == "https://<|PI:USERINFO|>@h.com/?q=<|PI:PHONE|>"
    assert json.loads(found["c"]["meta"]) == {"m": {"n": None, "p": ["<|PI:PHONE|>", 7]}}
    assert found["a"]["bytes"] == len(found["a"]["text"].encode())


@pytest.mark.parametrize("at_once", [1, 40, 10**9])
def test_result_does_not_depend_on_how_much_is_scrubbed_at_once(
    tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(run(tmp_path / "whole"))
    monkeypatch.setattr(stage, "AT_ONCE", at_once)
    assert rows(run(tmp_path / "parts")) == whole
    none = DOCUMENT_SCHEMA.empty_table()
    assert stage.scrub_documents(none, {"EMAIL": "mask"}, ("title",), None, KERNEL) == none


def _footer(text: str) -> str:
    """`page_rights` of a page that states this in its footer."""
    rights = [{"kind": "copyright", "place": "footer", "text": text}]
    return json.dumps(rights, ensure_ascii=False, separators=(",", ":"))


def test_rights_of_a_page_are_masked_and_count_for_nothing() -> None:
    """What a footer states about rights stays, but for the address in it."""
    table = pa.table(
        {
            "id": ["a", "b", "c"],
            "text": ["글 하나", "글 둘, kim@naver.com", "글 셋"],
            "page_rights": [_footer("저작권 문의 kim@naver.com"), None, _footer("CC BY")],
            "bytes": [10, 30, 10],
        }
    )
    table = conform(table, DOCUMENT_SCHEMA)
    found = stage.scrub_documents(table, {"EMAIL": "mask"}, ("title",), None, KERNEL)
    assert found["page_rights"].to_pylist() == [
        _footer("저작권 문의 <|PI:EMAIL|>"),
        None,
        _footer("CC BY"),
    ]
    assert found["scrubbed"].to_pylist() == [None, [{"kind": "EMAIL", "count": 1}], None]
    kept = stage.scrub_documents(table, {"EMAIL": "keep"}, (), None, KERNEL)
    assert kept.equals(table)


def test_companies_are_kept_unless_asked(tmp_path: Path) -> None:
    assert rows(run(tmp_path))["c"]["text"] == "사업자등록번호 220-81-62517"
    masked = rows(run(tmp_path, True, policy={"BRN": "mask"}))
    assert masked["c"]["text"] == "사업자등록번호 <|PI:BRN|>"


def test_kept_kind_stays_as_it_is(tmp_path: Path) -> None:
    found = rows(run(tmp_path, policy={"EMAIL": "keep"}))
    assert found["a"]["text"] == "문의 kim@naver.com, <|PI:PHONE|>"


# no rule finds this name: only the model does
NEAR = "주민회 위원장 박도현 등 24명, 연락 010-2345-6789"


def test_names_near_an_identifier_are_masked_or_counted_if_asked(tmp_path: Path) -> None:
    documents = [{"id": "a", "text": NEAR}, {"id": "b", "text": "주민회 위원장 박도현 등 24명"}]
    off = run(tmp_path, documents=documents)
    assert rows(off)["a"]["text"] == "주민회 위원장 박도현 등 24명, 연락 <|PI:PHONE|>"
    assert "names" not in off.marks_of("scrub").table().column_names
    marked = run(tmp_path, True, documents=documents, names="mark")
    assert rows(marked) == rows(off)
    assert marked.marks_of("scrub").table().column("names").to_pylist() == [1, 0]
    masked = rows(run(tmp_path, True, documents=documents, names="mask"))
    assert masked["a"]["text"] == "주민회 위원장 <|PI:NAME|> 등 24명, 연락 <|PI:PHONE|>"
    assert masked["a"]["scrubbed"] == [{"kind": "NAME", "count": 1}, {"kind": "PHONE", "count": 1}]
    assert masked["b"]["text"] == "주민회 위원장 박도현 등 24명"


def test_names_stand_near_identifiers_that_are_kept_too_and_masking_twice_changes_nothing() -> None:
    texts = pa.array([f"{NEAR}, 위원장 최수빈 외 3명, kim@naver.com"], pa.large_string())
    _, once = mask(texts, ("EMAIL",), KERNEL, names=stage.Names())
    assert once[0].count("<|PI:NAME|>") == 2
    again = pa.array([once[0]], pa.large_string())
    assert mask(again, ("EMAIL",), KERNEL, names=stage.Names()) == ({}, {})


def test_weights_of_the_names_are_a_part_of_the_phase_that_uses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, names="mask")
    run(tmp_path, names="mask")
    monkeypatch.setattr(stage.model, "digest", lambda: "other weights")
    with pytest.raises(StaleOutput, match="weights"):
        run(tmp_path, names="mask")


def test_name_that_touches_a_span_is_masked_and_one_that_overlaps_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(0, 4), (4, 10), (8, 12), (12, 20), (20, 21)]
    monkeypatch.setattr(stage.finding, "names_near", lambda text, spans: found)
    names = stage.Names().near(b"", [(10, 20, "PHONE")])
    assert names == [(0, 4, "NAME"), (4, 10, "NAME"), (20, 21, "NAME")]


def test_scrub_that_loses_a_document_fails_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "scrub_documents", lose_one)
    with pytest.raises(ConservationError, match="6 documents went in, 5 came out"):
        run(tmp_path)


def lose_one(table: pa.Table, **_: Any) -> pa.Table:
    return table.slice(1)


def test_names_cannot_be_masked_and_kept() -> None:
    with pytest.raises(RecipeError, match="choose one"):
        stage.Scrub(names="mask", policy={"NAME": "keep"})


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


def test_identifiers_that_meet_in_a_document_are_counted_and_can_drop_it(tmp_path: Path) -> None:
    documents = [
        {"id": "none", "text": "아무것도 없는 글"},
        {"id": "contact", "text": "010-2345-6789, kim@naver.com"},
        {"id": "two", "text": "생년월일: 1987-03-02, 010-2345-6789"},
        {"id": "three", "text": "성명: 김민지, 생년월일: 1987-03-02, 010-2345-6789"},
    ]
    corpus = run(tmp_path, documents=documents, max_identifiers=2)
    marks = {r["id"]: r for r in corpus.marks_of("scrub").table().to_pylist()}
    assert {i: r["identifiers"] for i, r in marks.items()} == {
        "none": 0,
        "contact": 1,
        "two": 2,
        "three": 3,
    }
    assert {i: r["drop_reason"] for i, r in marks.items()} == {
        "none": None,
        "contact": None,
        "two": None,
        "three": "pii_identifying",
    }


def test_documents_are_dropped_by_kind_and_by_number(tmp_path: Path) -> None:
    corpus = run(tmp_path, policy={"RRN": "drop_document"}, max_per_document=3)
    reasons = dict(corpus.dropped("scrub", ["id"]).to_pydict().items())
    assert dict(zip(reasons["id"], reasons["drop_reason"], strict=True)) == {
        "d": "pii_rrn",
        "e": "pii_many",
    }
    assert "900101" not in rows(corpus)["d"]["text"]  # masked as well
    assert sum(len(t) for t in corpus.living(["id"])) == 4


def test_pseudonyms_need_a_key_and_kinds_that_allow_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MALMOI_PII_KEY", raising=False)
    with pytest.raises(RecipeError, match="MALMOI_PII_KEY with at least 16 bytes"):
        run(tmp_path, policy={"PHONE": "pseudonymize"})
    monkeypatch.setenv("MALMOI_PII_KEY", "k" * 15)
    with pytest.raises(RecipeError, match="at least 16 bytes"):
        stage.Scrub(policy={"PHONE": "pseudonymize"}).check()
    monkeypatch.setenv("MALMOI_PII_KEY", "k" * 16)
    stage.Scrub(policy={"PHONE": "pseudonymize"}).check()
    with pytest.raises(MalmoiError, match="SECRET cannot be pseudonymized"):
        run(tmp_path, policy={"SECRET": "pseudonymize"})


def test_pseudonyms_are_functions_of_value_and_key_and_the_key_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALMOI_PII_KEY", SECRET_KEY)
    corpus = run(tmp_path, policy={"PHONE": "pseudonymize", "EMAIL": "pseudonymize"})
    found = rows(corpus)
    phone = found["a"]["text"].rpartition(", ")[2]
    assert phone.startswith("010-0")
    assert phone != "010-2345-6789"
    assert phone in found["b"]["url"]
    assert phone in found["c"]["meta"]
    assert found["a"]["title"].endswith(".invalid")
    assert not any(SECRET_KEY.encode() in data for data in contents(tmp_path / "root").values())
    monkeypatch.setenv("MALMOI_PII_KEY", SECRET_KEY[::-1])
    with pytest.raises(StaleOutput):
        run(tmp_path, policy={"PHONE": "pseudonymize", "EMAIL": "pseudonymize"})


def test_pseudonym_is_the_same_for_all_spellings_of_a_value() -> None:
    key = SECRET_KEY.encode()
    plain = pseudonyms.pseudonym(key, "RRN", b"900101-1234567")
    for spelling in (
        "９００１０１-１２３４５６７",
        "900101&#45;1234567",
        "구공공일공일-일이삼사오육칠",
    ):
        assert pseudonyms.pseudonym(key, "RRN", spelling.encode()) == plain


@pytest.mark.parametrize(
    "text",
    [
        "운전면허 11-**-123456-78", "전화 010-12##-5678", "전화 ***-2345-6789", "주민번호 900101-1XXXXXX", "계좌 110-____-567890",
        "카드번호 4111-1111-1111-####", "사회보장번호 123-**-6789", "전화 02-●●●●-6789", "건강보험증 1-23456*****",
    ],
)  # fmt: skip
def test_pseudonym_of_a_hidden_value_is_not_found_again(text: str) -> None:
    policies = {k: "pseudonymize" if k in pseudonyms.KINDS else "mask" for k in KINDS}
    replace = partial(replacement, policies=policies, key=Key(SECRET_KEY.encode()))
    once = mask(pa.array([text], pa.large_string()), KINDS, KERNEL, replace)[1][0]
    _, _, _, kinds = find(pa.array([once], pa.large_string()))
    assert [KINDS[k] for k in kinds if KINDS[k] not in PUBLIC] == []
    assert not set(once) & set("*#X●_")


@pytest.mark.parametrize("kind", sorted(set(pseudonyms.KINDS)))
def test_pseudonym_has_the_shape_of_its_value_and_is_nobodys(kind: str) -> None:
    from random import Random

    random = Random(kind)
    for maker in EXAMPLES[kind].makers:
        for _ in range(100):
            value = maker.make(random).encode()
            made = pseudonyms.pseudonym(SECRET_KEY.encode(), kind, value)
            assert made == pseudonyms.pseudonym(SECRET_KEY.encode(), kind, value)
            text = f"{maker.before}{made.decode()}"
            _, _, _, kinds = find(pa.array([text], pa.large_string()))
            assert [KINDS[k] for k in kinds if KINDS[k] not in PUBLIC] == [], (value, text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["010-2345-6789", "kim@naver.com", "8.8.8.8", " ", "은 ", ","]), max_size=8
    )
)
def test_scrubbing_twice_changes_nothing_with_pseudonyms(pieces: list[str]) -> None:
    kinds = tuple(k for k in KINDS if k not in PUBLIC)
    policies = {k: "pseudonymize" if k in pseudonyms.KINDS else "mask" for k in kinds}

    def replace(kind: str, value: bytes) -> bytes:
        return replacement(kind, value, policies, Key(SECRET_KEY.encode()))

    text = "".join(pieces)
    _, once = mask(pa.array([text], pa.large_string()), kinds, KERNEL, replace)
    _, twice = mask(pa.array([once.get(0, text)], pa.large_string()), kinds, KERNEL, replace)
    assert twice == {}


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
