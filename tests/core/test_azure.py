"""Azure's addresses: what they name, and what a user reads who made a mistake in one."""

import pytest

from pipeline.core import azure
from pipeline.core.errors import DataError
from pipeline.core.filesystem import addressed, located, without_secret

KEY = "c2VjcmV0LWtleQ=="
ADDRESSES = {
    "abfss://box@name.dfs.core.windows.net/a/b#1.txt": "box/a/b#1.txt",
    "abfss://name.blob.core.windows.net/box/a/b#1.txt": "box/a/b#1.txt",
    "abfss://name@box/a/b#1.txt": "box/a/b#1.txt",
    "abfs://name@127.0.0.1:10000/box/a/b#1.txt?enable_tls=false": "box/a/b#1.txt",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_names_the_same_file(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_STORAGE_KEY", KEY)
    account, path, server = azure._parts(address)
    assert (account, path) == ("name", ADDRESSES[address])
    assert bool(server) == ("127.0.0.1" in address)
    assert located(address)[1] == path


@pytest.mark.parametrize("address", ADDRESSES)
def test_path_of_the_same_account_keeps_the_form(address: str) -> None:
    assert addressed(address, ADDRESSES[address]) == address
    other = addressed(address, "box/c d/e.txt")
    assert azure._parts(other)[:2] == ("name", "box/c d/e.txt")


@pytest.mark.parametrize(
    ("address", "key", "message"),
    [
        ("abfss:///box/a", KEY, "no account; write abfss://CONTAINER@ACCOUNT"),
        ("abfs://n@h:1/box?enable_tsl=false", KEY, "unknown option enable_tsl"),
        (
            "abfss://box@name.dfs.core.windows.net/a",
            "not base64!",
            "AZURE_STORAGE_KEY is not a key",
        ),
    ],
)
def test_mistake_is_named_without_the_key(
    address: str, key: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_KEY", key)
    with pytest.raises(DataError, match=message) as raised:
        located(address)
    assert key not in str(raised.value)


def test_without_any_token_the_ways_to_one_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in azure.KEYS:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DataError, match="Azure gives no token here; set AZURE_STORAGE_KEY"):
        located("abfs://name@127.0.0.1:1/box/a?enable_tls=false")


@pytest.mark.parametrize("secret", ["sig=abc", "sas_token=abc", "account_key=abc"])
def test_address_with_a_signature_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="an address with a key in it"):
        without_secret(f"abfss://box@name.dfs.core.windows.net/a?{secret}")
