"""What a licence is said of decides whether it is that of the document."""

import pytest

from pipeline.stages.rights.subjects import is_of_other
from pipeline.stages.rights.verdict import in_text, verdict
from tests.stages.rights.licensed import OF_DOCUMENT, WITH_BAN
from tests.stages.rights.subjects import OF_OTHERS, RESERVED_BESIDE, REST_RESERVED
from tests.stages.rights.test_families import PROSE, found

CODE = "import os\n\n\ndef go(x):\n    return x + 1\n\n\n" * 6
MIT = (
    "Permission is hereby granted, free of charge, to any person obtaining a copy\n"
    'of this software and associated documentation files (the "Software"), to deal\nin the Software without restriction.\n'
)


@pytest.mark.parametrize("line", OF_OTHERS)
def test_licence_of_a_part_says_nothing_of_the_text(line: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == "unknown"


@pytest.mark.parametrize("line", [*REST_RESERVED, *RESERVED_BESIDE])
def test_rest_beside_a_free_part_is_reserved(line: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == "reserved"


@pytest.mark.parametrize(("line", "reuse"), OF_DOCUMENT)
def test_licence_of_the_text_counts(line: str, reuse: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == reuse


@pytest.mark.parametrize(("line", "reuse"), WITH_BAN)
def test_added_ban_counts(line: str, reuse: str) -> None:
    assert found(f"{PROSE}\n{line}")[0] == reuse


def test_licence_with_an_added_ban_has_no_name() -> None:
    assert found(f"{PROSE}\n이 글은 CC BY 4.0입니다. 단, 상업적 이용은 금지합니다.") == (
        "noncommercial",
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        f'{CODE}LICENSE_TEXT = """Copyright (c) {{year}}\n\n{MIT}"""\n',
        f"{CODE}const T = `\n{MIT}`;\n",
        f"{CODE}    print('All rights reserved.')\n",
        f'{CODE}    header = "Copyright (c) 2020 Example Corp. All rights reserved."\n',
        f'{CODE}    f.write("// SPDX-License-Identifier: GPL-2.0\\n")\n',
        f"{CODE}TEMPLATES = {{\n  'mit': '''{MIT}''',\n  'own': '''All rights reserved''',\n}}\n",
        f'{CODE}BANNED = ["All rights reserved", "GPL-3.0-only"]\n',
    ],
)
def test_notice_in_a_string_of_a_program_is_not_that_of_its_file(text: str) -> None:
    assert verdict(in_text(text.encode()), None, False).licence is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f'"""A module.\n\nCopyright (c) 2020 Jane\n\n{MIT}"""\n{CODE}', "MIT"),
        (f'"""A module."""\n__license__ = "MIT"\n__copyright__ = "2020 Jane"\n{CODE}', "MIT"),
        (f'"""A module."""\n{CODE}__copyright__ = """\nCopyright (c) 2020 Jane\n\n{MIT}"""\n{CODE}', "MIT"),
        ("<!--\nSPDX-FileCopyrightText: 2022 Foo\n\nSPDX-License-Identifier: CC-BY-SA-4.0\n-->\n\n# T\n\nText.\n", "CC-BY-SA-4.0"),
        ('#!/bin/sh\n# Licensed under the Apache License, Version 2.0\necho "x"\n', "Apache-2.0"),
    ],
)  # fmt: skip
def test_notice_of_a_file_counts(text: str, name: str) -> None:
    assert found(text)[1] == name


@pytest.mark.parametrize("section", ["", "licence"])
def test_code_is_the_document_under_a_heading_of_licences_alone(section: str) -> None:
    sentence = "The code is released under the MIT License."
    start = sentence.index("MIT")
    assert is_of_other(sentence, start, len(sentence) - 1, section) is (section == "")
