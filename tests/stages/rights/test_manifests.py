"""The licence of a package in its manifest, and not that of its dependencies."""

import pytest

from pipeline.stages.rights.manifests import declared

JSON = (
    '{\n  "name": "harrow",\n  "version": "1.0.0",\n  "license": "MIT",\n  "main": "index.js"\n}\n'
)
TOML = '[project]\nname = "harrow"\nlicense = "Apache-2.0"\n'


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        (JSON, "MIT"),
        (JSON.replace("MIT", "(MIT OR Apache-2.0)"), "(MIT OR Apache-2.0)"),
        (TOML, "Apache-2.0"),
        (TOML.replace('"Apache-2.0"', '{text = "ISC"}'), "ISC"),
        (TOML.replace("project", "package"), "Apache-2.0"),
    ],
)
def test_own_licence_is_found(text: str, licence: str) -> None:
    found = declared(text.encode())
    assert found is not None
    assert found[2].id == licence


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "name": "app",\n  "dependencies": {\n  "left": {\n  "license": "MIT"\n  }\n  }\n}\n',
        '{\n  "packages": [\n  {\n  "name": "left",\n  "license": "MIT"\n  }\n  ]\n}\n',
        'name = "harrow"\nlicense = "MIT"\n',
        "[project]\nname = 'harrow'\nlicense = 'see the file LICENSE'\n",
        'const x = {\n  "name": 1,\n  "license": "MIT",\n}\n',
    ],
)
def test_licence_of_another_thing_or_no_name_is_none(text: str) -> None:
    assert declared(text.encode()) is None


def test_closed_package_is_reserved() -> None:
    found = declared(JSON.replace("MIT", "UNLICENSED").encode())
    assert found is not None
    assert found[2].reuse == "reserved"
