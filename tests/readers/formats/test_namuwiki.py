"""The dump of Namuwiki: pages one by one, their markup reduced to prose."""

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.readers import DamagedError, Request
from pipeline.readers.formats import namuwiki
from pipeline.readers.namumark import prose
from tests.faults.outcome import ingest

PAGE = """\
[[분류:한국의 강]][include(틀:강)]
[목차]
== 개요 ==
'''한강'''은 [[대한민국|한국]] 중부를 흐르는 [[강]]이다.[* 각주 [[서울|링크]]도 있다.]
~~물이 많다~~ 길이는 494km이다. {{{+1 크다}}}, {{{#red,#blue 빨갛다}}}.[br]다음 줄
|| 길이 || 494km ||
||<table width=300> 여러
줄 ||
=== 지류 ===
 * 남한강
 * 북한강
  1. 의암호
> 인용된 말
{{{#!folding [펼치기]
접힌 글이다.
}}}
{{{#!syntax python
if 1:
    print("강  물", a[[0]])
}}}
{{{#!html <b>x</b>}}}
----
##주석
[[https://example.org|바깥]] [[https://example.org]] [[파일:a.png|width=3]] __밑줄__ x^^2^^ H,,2,,O [[강#상류]]
"""
PROSE = """\
== 개요 ==
한강은 한국 중부를 흐르는 강이다.
 길이는 494km이다. 크다, 빨갛다.
다음 줄
=== 지류 ===
* 남한강
* 북한강
1. 의암호
인용된 말
접힌 글이다.

if 1:

바깥 밑줄 x2 H2O 강"""


def dump(pages: list[dict[str, Any]]) -> bytes:
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode()


def page(text: str, title: str = "한강", namespace: str = "0") -> dict[str, Any]:
    return {
        "namespace": namespace,
        "title": title,
        "text": text,
        "contributors": ["kim", "1.2.3.4"],
    }


def test_markup_becomes_prose() -> None:
    found = prose(PAGE)
    for line in PROSE.split("\n"):
        assert line.strip() in found.split("\n") or not line.strip(), line
    for gone in (
        "분류",
        "틀:강",
        "목차",
        "각주",
        "물이",
        "494km |",
        "여러",
        "<b>",
        "----",
        "주석",
        "파일",
        "'''",
        "{{{",
        "[[강",
    ):
        assert gone not in found, gone
    assert '\n    print("강  물", a[[0]])\n' in found


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (
            r"\--선이 아니다--, \{{{#red 색이 아니다}}}, \\ 빗금",
            r"--선이 아니다--, {{{#red 색이 아니다}}}, \ 빗금",
        ),
        ("{{{+5 {{{+5 큰 글}}}}}} {{{#888,#ff0 두 색}}}", "큰 글 두 색"),
        ('{{{#!syntax c\nprintf("\\n");  // a\n}}}', 'printf("\\n");  // a'),
        (r"{{{a\b}}} \{{{{c}}}", r"a\b {c"),
        ("{{{[[그대로]]}}} {{{#212529}}}", "[[그대로]] #212529"),
        ("{{{#!wiki style=\"a: b\" dark-style='c: d' 한 줄}}}", "한 줄"),
        ("{{{#!wiki style=\"a: b\"\n'''굵은''' 글\n}}}", "굵은 글"),
        ('{{{#!folding [ 펼치기 ]\n{{{#!wiki style="a"\n속\n}}}\n}}}', "속"),
        ("{{{\n## 주석이 아니다\n}}}\n## 주석", "## 주석이 아니다"),
        ("[[문서#기능]] [[#개요]] [[:분류:강]] [[C##]] [[문서:/가]]", "문서 #개요 분류:강 C# /가"),
        ("[[https://a.kr|[[파일:a.png]]]] [[파일:b.png|width=3]]끝", "끝"),
        ("'''여러\n줄''' ''기울임'' '''''둘'''''", "여러\n줄 기울임 둘"),
        ("[목차(hide)][date][anchor(가)][age(2000-01-01)][math(x^2)]끝[* 각주][*A 이름]", "끝"),
        ("[ruby(글자,ruby=루비,color=red)] [V] [Chorus]", "글자 [V] [Chorus]"),
        ("|설명| 칸 || 칸 ||\n|| 한\n두 ||\n뒤", "뒤"),
        ("||<table align=center> 칸 ||\n\n|| 열린 채", "|| 열린 채"),
        ("==# 접힌 문단 #==\n글", "== 접힌 문단 ==\n글"),
        (" *붙은 글\n i.#11 로마\n>> 인용", "* 붙은 글\ni.#11 로마\n인용"),
        ("---\n----\n----------\n글", "---\n\n----------\n글"),
    ],
)
def test_markup_shows_what_the_wiki_shows(markup: str, shown: str) -> None:
    assert prose(markup) == shown


def test_pages_are_documents_and_others_have_their_reason(tmp_path: Path) -> None:
    pages = [
        page("== 가 ==\n'''나'''다."),
        page("#redirect 한강", "漢江"),
        page("#넘겨주기 한강", "Han"),
        page("틀의 글", "틀:강", "1"),
        page('따옴표 " 와 } 와 \\ 가 있는 글', "부호"),
    ]
    out = ingest(tmp_path, {"namu.json": dump(pages)})
    assert [(d["title"], d["text"]) for d in out.documents] == [
        ("한강", "== 가 ==\n나다."),
        ("부호", '따옴표 " 와 } 와  가 있는 글'),
    ]
    assert [r["reason"] for r in out.rejects] == ["redirect", "redirect", "not_an_article"]
    assert "kim" not in str(out.documents)


@pytest.mark.parametrize("block", [1, 7, 100, 1 << 20])
def test_pages_do_not_depend_on_the_bytes_read_at_a_time(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(namuwiki, "BLOCK", block)
    pages = [page(f'글 {i} "{{" \\\\ }}' * i, f"제목 {i}") for i in range(9)]
    data = dump(pages)
    found = [json.loads(raw)["title"] for raw in namuwiki._objects(io.BytesIO(data), 1 << 20)]
    assert found == [p["title"] for p in pages]


def test_file_that_is_cut_short_and_page_without_end_are_damage() -> None:
    data = dump([page("글"), page("다른 글")])
    with pytest.raises(DamagedError, match="ends inside a page"):
        list(namuwiki.read(io.BytesIO(data[:-9]), Request()))
    with pytest.raises(DamagedError, match="without an end"):
        list(namuwiki.read(io.BytesIO(b'[{"text":"' + b"x" * 5000), Request(max_record=1000)))


@pytest.mark.parametrize(
    "text",
    [
        "{{{" * 100_000,
        "[[" * 100_000,
        "[*" * 100_000,
        "||\n" * 50_000,
        "'''" * 50_000,
        "~~-" * 50_000,
        "\\" * 100_000,
    ],
)
def test_hostile_markup_takes_time_in_proportion(text: str) -> None:
    started = time.process_time()
    prose(text)
    assert time.process_time() - started < 10
