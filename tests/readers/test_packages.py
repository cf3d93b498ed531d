"""Packages: zip bombs, passwords, entities, nesting."""

import io
import zipfile

import pytest

from pipeline.readers import packages
from pipeline.readers.apart import UnreadableError
from pipeline.readers.packages import Package, parsed
from tests.readers import office


def reason(data: bytes, name: str = "a") -> str:
    with pytest.raises(UnreadableError) as error:
        Package(data).read(name)
    return error.value.args[0]


def test_members_are_read_by_name() -> None:
    assert Package(office.package({"a": "글", "b": "b"})).read("a").decode() == "글"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", office.package({"a": "글"})[:-30], b"\0" * 99],
    ids=["empty", "signature", "cut", "zeros"],
)
def test_what_is_no_whole_archive_is_broken(data: bytes) -> None:
    assert reason(data) == "broken"


def test_missing_member_is_broken() -> None:
    assert reason(office.package({"b": "b"})) == "broken"


def test_bomb_is_stopped_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "EXPANDED", 1000)
    data = office.package({"a": b"\0" * 600, "b": b"\0" * 600})
    package = Package(data)
    package.read("a")
    with pytest.raises(UnreadableError, match="too_large"):
        package.read("b")


def test_member_with_a_password_is_encrypted() -> None:
    data = bytearray(office.package({"a": "글"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert reason(bytes(data)) == "encrypted"


def test_office_file_with_a_password_is_encrypted() -> None:
    assert reason(office.ole({"EncryptedPackage": b"x"})) == "encrypted"
    assert reason(office.ole({"WordDocument": b"x"})) == "broken"


def test_damaged_member_is_broken() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a", "text" * 50)
    data = sink.getvalue()
    at = data.index(b"texttext")
    assert reason(data[:at] + b"X" + data[at + 1 :]) == "broken"


def test_entities_stay_unexpanded_and_files_unread() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY f SYSTEM "file:///etc/hostname">]><a>1&b;&f;2</a>'
    assert "x" not in "".join(parsed(bomb).itertext())
    assert len("".join(parsed(bomb).itertext())) <= len("1&b;&f;2")


def test_a_million_levels_are_broken() -> None:
    with pytest.raises(UnreadableError, match="broken"):
        parsed(b"<a>" * 1_000_000)
