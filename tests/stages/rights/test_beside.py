"""Bans beside licences, licences in plain shapes, banners of code, and their look-alikes."""

import pytest

from tests.stages.rights.beside import BESIDE, MIXED, NOTHING, PLAIN
from tests.stages.rights.test_families import PROSE, found

CODE = "\n\nimport os\n\n\ndef go(x):\n    return x + 1\n" * 6


@pytest.mark.parametrize(("line", "reuse"), [*BESIDE, *PLAIN, *MIXED, *NOTHING])
def test_last_line_counts_by_its_words(line: str, reuse: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == reuse


@pytest.mark.parametrize(
    ("head", "reuse"),
    [
        ("/*! moorings.js v1.2.0 | (c) 2020 Tobias Renn | MIT License */", "attribution"),
        ("# Copyright (c) 2020 Tobias Renn\n# MIT License", "attribution"),
        ("# MIT License. Copyright (c) 2019 Jane Harrow", "attribution"),
        ("/* @license MIT (c) Foo */", "attribution"),
        ("// Copyright 2020 Foo. All rights reserved.", "reserved"),
        ("/* (c) 2020 Foo. Uses parts of bar.js (MIT License) */", "reserved"),
        ("# Copyright 2020 Foo. Proprietary. Not under the MIT License.", "reserved"),
    ],
)
def test_banner_of_a_file(head: str, reuse: str) -> None:
    assert found(head + CODE)[0] == reuse
