"""A store writes files whole or not at all."""

import pickle
from pathlib import Path

import pytest
import xxhash

from pipeline.core.errors import DataError
from pipeline.core.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path))


def test_write_that_fails_leaves_the_old_file_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    store.write("p/file", lambda out: out.write(b"old"))

    def fail(out: object) -> None:
        out.write(b"new, but only half")  # type: ignore[attr-defined]
        raise RuntimeError("disk")

    with pytest.raises(RuntimeError):
        store.write("p/file", fail)
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "p").iterdir()] == [("file", b"old")]


def test_folder_whose_name_is_not_utf8_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="this path is not UTF-8; rename the folder"):
        Store(str(tmp_path / "r\udcff")).exists("run.json")


def test_folder_that_does_not_exist_is_empty(store: Store, tmp_path: Path) -> None:
    assert (store.sizes("none"), store.folders("none"), store.exists("none")) == ({}, [], False)
    (tmp_path / "a" / "c").mkdir(parents=True)
    (tmp_path / "a" / "b").write_bytes(b"123")
    assert (store.sizes("a"), store.folders("a"), store.exists("a/b")) == ({"b": 3}, ["c"], True)


def test_store_that_is_only_read_writes_and_deletes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "b").touch()
    store = Store(str(tmp_path), is_read_only=True)
    assert store.write("a", lambda out: out.write(b"4")) == 0
    assert store.put_folder(tmp_path / "from", "to") == {}
    store.delete("a")
    store.restrict("private")
    assert {f.name for f in tmp_path.iterdir()} == {"a", "from"}
    assert (tmp_path / "a").read_bytes() == b"123"


def test_file_and_folder_with_its_content_are_deleted_and_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    for path in ("a/b/c", "a/d", "e"):
        store.write(path, lambda stream: stream.write(b"x"))
    store.delete("a")
    store.delete("nothing")
    assert not (Path(store.at("a"))).exists()
    assert (Path(store.at("e"))).exists()
    store.delete("e")
    assert not (Path(store.at("e"))).exists()


def test_restricted_folder_is_for_its_owner_and_may_exist(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        store.restrict("a/b")
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_files_of_a_folder_are_moved_with_their_bytes_and_hashes(tmp_path: Path) -> None:
    (tmp_path / "from" / "sub").mkdir(parents=True)
    for name in ("a", "sub/b"):
        (tmp_path / "from" / name).write_bytes(name.encode())
    found = Store(str(tmp_path / "root")).put_folder(tmp_path / "from", "to")
    hashes = {n: xxhash.xxh3_128_hexdigest(n.encode()) for n in ("a", "sub/b")}
    assert found == {"a": (1, hashes["a"]), "sub/b": (5, hashes["sub/b"])}
    assert (tmp_path / "root" / "to" / "sub" / "b").read_bytes() == b"sub/b"


def test_store_travels_without_its_open_handle(store: Store) -> None:
    store.exists("x")
    assert pickle.loads(pickle.dumps(store)) == store


def test_store_is_the_same_folder_for_a_worker_in_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    here = Store("root", is_read_only=True)
    Store("root").write("a", lambda out: out.write(b"1"))
    travelling = pickle.dumps([here, Store("s3://bucket/root")])
    monkeypatch.chdir(tmp_path / "elsewhere")
    there, remote = pickle.loads(travelling)
    assert there.read_bytes("a") == b"1"
    assert there.is_read_only
    assert remote == Store("s3://bucket/root")


def test_json_is_read_back_and_equal_values_have_equal_bytes_in_letters_that_people_read(
    store: Store, tmp_path: Path
) -> None:
    value = {"출처": "신문", "b": [1, None, {"é": True, "a": "\u2028"}], "a": 0.1}
    store.write_json("a", value)
    assert store.read_json("a") == value
    store.write_json("b", dict(reversed(value.items())))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert '"출처": "신문"' in (tmp_path / "a").read_text()
    assert store.read_json("none") is None
