"""The stage over a corpus: precedence, opt-outs, policy, and what the marks hold."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError
from pipeline.core.progress import Silent
from pipeline.report import explain
from pipeline.stages.rights.stage import Rights
from tests.stages.rights.conftest import Marked
from tests.stages.rights.made_pages import page

RESERVED = "산길을 걸었다.\n저작권자 © 한빛뉴스, 무단 전재 및 재배포 금지"
FREE = "산길을 걸었다.\n이 글은 CC BY 4.0 라이선스에 따라 이용할 수 있습니다."


def warc(pages: list[tuple[str, str, str]]) -> bytes:
    """A WARC file of (address, further HTTP header, page)."""
    records = []
    for number, (url, header, body) in enumerate(pages):
        data = body.encode()
        http = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n".encode()
            + data
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:08}-0000-0000-0000-000000000000>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def test_text_goes_before_the_declaration_and_conflicts_are_kept(marked: Marked) -> None:
    records = [
        {"id": "r", "text": RESERVED},
        {"id": "f", "text": FREE},
        {"id": "n", "text": "산길을 걸었다."},
    ]
    rows = marked(records, source={"license": "MIT"})
    assert [(rows[i]["reuse"], rows[i]["license"]) for i in "rfn"] == [
        ("reserved", None),
        ("attribution", "CC-BY-4.0"),
        ("attribution", "MIT"),
    ]
    assert rows["r"]["conflict"] == "text: reserved; source: MIT"
    assert rows["f"]["conflict"] == "text: CC-BY-4.0; source: MIT"
    assert (rows["n"]["conflict"], rows["n"]["evidence"]) == (None, None)
    assert [row["drop_reason"] for row in rows.values()] == [None] * 3


@pytest.mark.parametrize("word", ["statute", "ruling", "official_notice"])
def test_what_the_law_frees_is_free_whatever_an_office_says(word: str, marked: Marked) -> None:
    text = "산길을 걸었다.\n저작권자 © 한빛시청, 무단 전재 및 재배포 금지"
    rows = marked([{"id": "a", "text": text}], source={"license": word})
    assert (rows["a"]["reuse"], rows["a"]["license"], rows["a"]["jurisdiction"]) == (
        "free",
        "public-domain",
        "KR",
    )
    assert rows["a"]["evidence"]


@pytest.mark.parametrize("word", ["statute", "ruling"])
def test_ban_of_a_paper_on_its_own_words_about_a_law_stands(word: str, marked: Marked) -> None:
    rows = marked([{"id": "a", "text": RESERVED}], source={"license": word})
    assert (rows["a"]["reuse"], rows["a"]["license"]) == ("reserved", None)


def test_claim_of_copyright_gives_way_to_a_declaration(marked: Marked) -> None:
    records = [{"id": "a", "text": "산길을 걸었다.\n© 2020 홍길동"}]
    assert marked(records, source={"license": "CC BY-SA 4.0"})["a"]["license"] == "CC-BY-SA-4.0"
    assert marked(records, root="other")["a"]["reuse"] == "reserved"


def test_licence_of_each_record(marked: Marked) -> None:
    records = [
        {"id": "a", "text": "산길을 걸었다", "license": "cc-by-nc-4.0"},
        {"id": "b", "text": "산길을 걸었다 2", "license": "?"},
        {"id": "c", "text": "산길을 걸었다 3"},
    ]
    rows = marked(records, source={"license": "CC0-1.0"}, license_field="license")
    assert [rows[i]["reuse"] for i in "abc"] == ["noncommercial", "unknown", "free"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (
            "licence",
            "no record of the first shards has the field 'licence', did you mean 'license'?",
        ),
        ("license", ""),
        ("extra.license", "no record of the first shards has the field 'extra.license'"),
    ],
)
def test_field_that_no_record_has_is_told(
    field: str, told: str, marked: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes: list[str] = []
    monkeypatch.setattr(Silent, "note", lambda _, line: notes.append(line))
    records = [{"id": "a", "text": "산길을 걸었다", "license": "cc-by-nc-4.0", "page": 3}]
    marked(records, license_field=field)
    assert bool(notes) == bool(told)
    assert all(told in note for note in notes)


def test_marks_serve_conditions_of_a_recipe(run: Callable[..., Corpus]) -> None:
    corpus = run([{"id": "r", "text": RESERVED}, {"id": "f", "text": FREE}], drop=["reserved"])
    assert corpus.table(["id", "rights.license", "rights.share_alike"]).to_pylist() == [
        {"id": "f", "rights.license": "CC-BY-4.0", "rights.share_alike": False}
    ]
    assert corpus.dropped("rights", ["id"]).column("drop_reason").to_pylist() == ["reserved"]


def test_evidence_is_masked_and_told(run: Callable[..., Corpus]) -> None:
    corpus = run([{"id": "r", "text": f"{RESERVED} 문의 hong@naver.com"}])
    story = explain.story(corpus, "r")
    assert "text (tail): 저작권자 © 한빛뉴스, 무단 전재 및 재배포 금지" in story
    assert "-> reserved" in story
    assert "hong@naver.com" not in story


@pytest.mark.parametrize(
    ("header", "opts_out"),
    [
        ("X-Robots-Tag: noai\r\n", True),
        ("x-robots-tag: noindex, noimageai\r\n", True),
        ("X-Robots-Tag: GPTBot: noai\r\n", True),
        ("X-Robots-Tag: otherbot: noai\r\n", False),
        ("X-Robots-Tag: max-snippet: 5, noai\r\n", True),
        ("X-Robots-Tag: noindex\r\n", False),
        ("tdm-reservation: 1\r\n", True),
        ("TDM-Reservation: 0\r\n", False),
        ("", False),
    ],
)
def test_http_header_opts_out(header: str, opts_out: bool, marked: Marked) -> None:
    (row,) = marked(warc([("https://a.example/1", header, page())]), "in.warc").values()
    assert (row["drop_reason"] == "opted_out") == opts_out
    assert (row["opt_out"] is not None) == opts_out
    assert row["reuse"] == ("reserved" if opts_out else "unknown")


def test_link_header_states_a_licence(marked: Marked) -> None:
    header = 'Link: <https://creativecommons.org/licenses/by-nd/4.0/>; rel="license"\r\n'
    (row,) = marked(warc([("https://a.example/1", header, page())]), "in.warc").values()
    assert (row["reuse"], row["license"]) == ("no_derivatives", "CC-BY-ND-4.0")


def test_snapshots_of_a_host_opt_out(tmp_path: Path, marked: Marked) -> None:
    snapshots = tmp_path / "snapshots"
    (snapshots / "a.example").mkdir(parents=True)
    (snapshots / "a.example" / "robots.txt").write_text("User-agent: GPTBot\nDisallow: /news/\n")
    (snapshots / "b.example" / ".well-known").mkdir(parents=True)
    (snapshots / "b.example" / ".well-known" / "tdmrep.json").write_text(
        '[{"location": "/*", "tdm-reservation": 1}]'
    )
    (snapshots / "c.example.ai.txt").write_text("User-Agent: *\nDisallow: /\n")
    line = {"host": "d.example", "file": "robots.txt", "text": "User-agent: *\nDisallow: /x"}
    (snapshots / "more.jsonl").write_text(json.dumps(line) + "\n")
    urls = [
        "a.example/news/1",
        "a.example/blog",
        "b.example/",
        "c.example/z",
        "d.example/x",
        "d.example/y",
        "e.example/",
    ]
    records = [{"id": u, "text": f"산길을 걸었다 {u}", "url": f"https://{u}"} for u in urls]
    rows = marked(records, snapshots=str(snapshots))
    out = {i: row["opt_out"] for i, row in rows.items() if row["drop_reason"] == "opted_out"}
    assert out == {
        "a.example/news/1": "robots.txt: GPTBot: Disallow: /news/",
        "b.example/": "tdmrep.json: tdm-reservation: 1: /*",
        "c.example/z": "ai.txt: GPTBot: Disallow: /",
        "d.example/x": "robots.txt: GPTBot: Disallow: /x",
    }


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("robots.txt", "x", "no file is named as a snapshot"),
        ("a.example.tdmrep.json", "{", "cannot be read"),
        ("a.jsonl", '{"host": 1}', "line 1: expected"),
    ],
)
def test_bad_snapshots_are_refused(name: str, data: str, words: str, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / name).write_text(data)
    with pytest.raises(DataError, match=r"rights\.snapshots") as error:
        Rights(snapshots=str(folder)).check()
    assert words in str(error.value)


def test_opt_out_goes_before_lists_and_licences(tmp_path: Path, marked: Marked) -> None:
    (tmp_path / "hosts.txt").write_text("a.example")
    data = warc(
        [
            (
                "https://a.example/1",
                "X-Robots-Tag: noai\r\n",
                page(
                    foot='<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">x</a>'
                ),
            )
        ]
    )
    (row,) = marked(
        data, "in.warc", lists=[{"path": str(tmp_path / "hosts.txt")}], drop=["listed", "opted_out"]
    ).values()
    assert row["drop_reason"] == "opted_out"
    assert (row["listed"], row["license"], row["reuse"]) == ("hosts", None, "reserved")
    assert {e["license"] for e in row["evidence"]} == {None, "CC-BY-4.0"}


def test_scrub_masks_what_a_page_states_without_counting_it(run: Callable[..., Corpus]) -> None:
    corpus = run(
        warc(
            [
                (
                    "https://a.example/1",
                    "",
                    page(foot="<footer>ⓒ 한빛 무단전재 금지 hong@naver.com 010-2345-6789</footer>"),
                )
            ]
        ),
        "in.warc",
    )
    (row,) = corpus.table(["page_rights", "scrubbed"]).to_pylist()
    assert "무단전재 금지" in row["page_rights"]
    assert "hong@naver.com" not in row["page_rights"]
    assert row["scrubbed"] is None
