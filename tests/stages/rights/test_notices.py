"""What a text states about its own rights, and what only talks of rights."""

import polars as pl
import pytest

from pipeline.stages.rights import commons, software
from pipeline.stages.rights.judge import statements
from pipeline.stages.rights.passages import may_state
from pipeline.stages.rights.verdict import in_text, verdict
from tests.stages.rights.notices import ENDS, TAILS

BODY = {
    "ko": "산길은 아침 안개에 덮여 있었다. 사람들은 천천히 걸었고 아무도 먼저 말을 꺼내지 않았다.\n"
    * 14,
    "en": "The road went up the hill and nobody spoke for a long while. They walked on.\n" * 14,
    "none": "",
}


def reuse(text: str) -> tuple[str, str | None]:
    """(reuse, licence) of a text without a page and a declaration."""
    if not may_state(pl.Series([text]))[0]:
        return "unknown", None
    licence = verdict(in_text(text.encode()), None, False).licence
    return (licence.reuse, licence.id) if licence else ("unknown", None)


@pytest.mark.parametrize("body", BODY)
@pytest.mark.parametrize(("tail", "expected", "licence"), TAILS, ids=[t[0][:40] for t in TAILS])
def test_last_line_says_what_holds(
    tail: str, expected: str, licence: str | None, body: str
) -> None:
    found, name = reuse(BODY[body] + tail)
    assert found == expected
    assert licence in (None, name)


@pytest.mark.parametrize("body", ["ko", "none"])
@pytest.mark.parametrize(("end", "expected"), ENDS, ids=[e[0][:40] for e in ENDS])
def test_end_says_what_holds(end: str, expected: str, body: str) -> None:
    assert reuse(BODY[body] + end)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# SPDX-License-Identifier: MIT\nimport os\n", ("attribution", "MIT")),
        ("// SPDX-License-Identifier: (MIT OR GPL-2.0-only)\nint a;\n", ("attribution", "(MIT OR GPL-2.0-only)")),
        ("/* SPDX-License-Identifier: CC0-1.0 */\nint a;\n", ("free", "CC0-1.0")),
        (
            "# Copyright 2020 Foo. All rights reserved.\n#\n# Licensed under the Apache License, Version 2.0 (the\n"
            '# "License"); you may not use this file except in compliance with the License.\n\nimport os\n',
            ("attribution", "Apache-2.0"),
        ),
        (
            "// Copyright (c) 2009 The Authors. All rights reserved.\n// Redistribution and use in source and binary\n"
            "// forms, with or without modification, are permitted provided that the following\n// conditions are met:\n"
            "// Neither the name of X may be used to endorse products without specific prior written permission.\n",
            ("attribution", "BSD-3-Clause"),
        ),
        (
            "/* This program is free software; you can redistribute it and/or modify it under the terms of the GNU\n"
            " * General Public License as published by the Free Software Foundation; either version 2 of the License,\n"
            " * or (at your option) any later version. It comes WITHOUT ANY WARRANTY. */\n",
            ("attribution", "GPL-2.0-or-later"),
        ),
        ("# Copyright (c) 2020 Example Corp. All rights reserved.\n# Proprietary and confidential.\nimport os\n", ("reserved", None)),
    ],
)  # fmt: skip
def test_header_of_code(text: str, expected: tuple[str, str]) -> None:
    assert reuse(text) == expected


def test_licences_of_other_packages_are_not_that_of_a_readme() -> None:
    text = "# Tool\n\nIt sorts photographs by date.\n\n## Third-party licenses\n\n- foo: MIT License\n- bar: Apache License 2.0\n"
    assert reuse(text) == ("unknown", None)
    assert (
        reuse("# Tool\n\nIt sorts.\n\n## License\n\nTool is released under the MIT License.\n")[1]
        == "MIT"
    )


def test_words_inside_a_fence_are_an_example() -> None:
    assert reuse("설명입니다.\n```\nCopyright (C) Foo. All rights reserved.\n```\n끝입니다.") == (
        "unknown",
        None,
    )


def test_text_that_lists_licences_is_about_them() -> None:
    text = (
        BODY["ko"]
        + "CC BY\n설명이 이어진다.\nCC BY-SA\n설명이 이어진다.\nCC BY-NC-ND\n설명이 이어진다.\nCC BY 4.0"
    )
    assert reuse(text) == ("unknown", None)


def test_title_is_no_badge() -> None:
    assert reuse("CC BY-SA 4.0\n" + BODY["ko"]) == ("unknown", None)


def test_prohibition_in_a_long_line_counts_with_its_owner() -> None:
    body = "산길은 아침 안개에 덮여 있었다. " * 60
    assert reuse(f"{body}ⓒ 한빛뉴스 무단전재 및 재배포 금지 {body}")[0] == "reserved"


@pytest.mark.parametrize(
    ("text", "name", "jurisdiction"),
    [
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", None),
        ("cc-by-sa-3.0", "CC-BY-SA-3.0", None),
        ("크리에이티브 커먼즈 저작자표시-비영리-변경금지 2.0 대한민국", "CC-BY-NC-ND-2.0", "KR"),
        ("저작자 표시 - 동일 조건 변경 허락 4.0", "CC-BY-SA-4.0", None),
        (
            "Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported",
            "CC-BY-NC-ND-3.0",
            None,
        ),
        ("http://creativecommons.org/licenses/by-nc-nd/2.0/kr/", "CC-BY-NC-ND-2.0", "KR"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.ko", "CC0-1.0", None),
        ("공공누리 제 3 유형", "KOGL-3", "KR"),
        ("KOGL Type 4", "KOGL-4", "KR"),
        ("공공누리 출처표시, 변경금지", "KOGL-3", "KR"),
        ("please cc by mistake", None, None),
        ("주소는 공공누리집입니다", None, None),
    ],
)
def test_names_of_licences(text: str, name: str | None, jurisdiction: str | None) -> None:
    found = [licence for _, _, licence in commons.find(text)]
    assert [f.id for f in found] == ([name] if name else [])
    assert [f.jurisdiction for f in found] == ([jurisdiction] if name else [])


@pytest.mark.parametrize(
    ("text", "reuse", "share_alike"),
    [
        ("MIT OR GPL-3.0-only", "attribution", False),
        ("CC-BY-NC-SA-4.0", "noncommercial", True),
        ("MIT AND CC-BY-ND-4.0", "no_derivatives", False),
        ("CC0-1.0", "free", False),
    ],
)
def test_expression_binds_as_it_says(text: str, reuse: str, share_alike: bool) -> None:
    licence = software.expression(text)
    assert licence is not None
    assert (licence.reuse, licence.share_alike) == (reuse, share_alike)


def test_cached_judgement_depends_on_place() -> None:
    assert statements("CC BY 4.0", "tail")
    assert not statements("CC BY 4.0", "line")
