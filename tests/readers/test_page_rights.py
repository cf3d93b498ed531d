"""What is collected from a page beside its text, and where it stands."""

import json
from typing import Any

import pytest

from pipeline.readers import page_rights

LONG = "<p>" + "바람이 불었다. " * 400 + "</p>"


def found(
    html: str, text: str = "", headers: tuple[tuple[str, str], ...] = ()
) -> list[dict[str, Any]]:
    stored = page_rights.of_page(html.encode(), text, headers)
    return json.loads(stored) if stored else []


def test_page_without_words_of_rights_has_nothing() -> None:
    assert page_rights.of_page(LONG.encode(), "") is None


@pytest.mark.parametrize(
    ("html", "kind", "place"),
    [
        (f"<body>{LONG}<footer><p>© 2024 한빛</p></footer>", "notice", "footer"),
        (f"<BODY>{LONG}<P>COPYRIGHT 2004 HANBIT</P>{LONG}", "notice", "body"),
        (f"<body><div class='copy_right foot'>ⓒ 한빛</div>{LONG}", "notice", "footer"),
        ("<head><link rel='license' href='https://creativecommons.org/licenses/by/4.0/'></head><body>", "rel_license", "head"),
        (f"<body><a class=x rel='nofollow license' href=/l>l</a>{LONG}", "rel_license", "body"),
        (f"<body><figure><figcaption><a rel=license href=/l>l</a></figcaption></figure>{LONG}", "rel_license", "figure"),
        (f"<body><img src='//i.creativecommons.org/l/by/4.0/88x31.png'>{LONG}", "image", "body"),
        ("<head><meta property='og:license' content='CC0'></head><body>", "meta", "head"),
        ("<head><meta content='1' name='tdm-reservation'></head><body>", "meta", "head"),
        ('<head><script type="application/ld+json">[{"@type":"Article","license":"x"}]</script></head><body>', "json_ld", "head"),
    ],
)  # fmt: skip
def test_statement_has_its_kind_and_place(html: str, kind: str, place: str) -> None:
    assert [(f["kind"], f["place"]) for f in found(html)] == [(kind, place)]


@pytest.mark.parametrize(
    "html",
    [
        "<body><script>/* Copyright 2019 Foo. MIT License */</script>",
        "<body><style>/* Copyright 2019 Foo */</style>",
        "<body><!-- Copyright 2019 Foo, all rights reserved -->",
        '<head><script type="application/ld+json">{"@type":"ImageObject","license":"x"}</script></head>',
        '<head><script type="application/ld+json">{"license": broken</script></head>',
        "<head><meta name='robots' content='noindex'></head>",
    ],
)
def test_what_no_reader_sees_states_nothing(html: str) -> None:
    assert found(html) == []


def test_block_is_taken_whole_and_without_tags() -> None:
    (one,) = found(
        f"<body>{LONG}<div>저작권자 &copy; <b>한빛</b>뉴스<br>무단 전재 및 재배포 금지</div>"
    )
    assert one["text"] == "저작권자 © 한빛 뉴스\n무단 전재 및 재배포 금지"


def test_passage_of_the_text_is_left_out() -> None:
    html = f"<body>{LONG}<p>© 2024 한빛</p>"
    assert found(html, "앞\n© 2024  한빛\n뒤") == []
    assert len(found(html, "앞\n뒤")) == 1


def test_last_words_of_a_long_page_are_read() -> None:
    many = "<p>copyright law is a law</p>" * 500
    assert found(f"<body>{many}<p>© 2024 한빛</p>")[-1]["text"] == "© 2024 한빛"


def test_statements_are_bounded() -> None:
    rows = "".join(f"<p>© 2024 한빛 {i} {'가' * 900}</p>" for i in range(100))
    statements = found(f"<body>{rows}")
    assert len(statements) == page_rights.MOST
    assert max(len(s["text"]) for s in statements) <= page_rights.LONGEST + 3


def test_headers_of_rights_alone_are_kept() -> None:
    headers = (
        ("X-Robots-Tag", "noai"),
        ("Link", '<https://a.example>; rel="license"'),
        ("Link", '<https://a.example>; rel="next"'),
        ("Content-Type", "text/html"),
        ("tdm-policy", "https://a.example/p"),
    )
    assert [f["text"].split(":")[0] for f in found("", headers=headers)] == [
        "x-robots-tag",
        "link",
        "tdm-policy",
    ]
