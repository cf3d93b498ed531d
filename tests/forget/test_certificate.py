"""A certificate states every file that changed, says nothing of what was removed, and can be signed."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import malmoi
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.store import Store
from pipeline.forget import certificate
from tests.forget import world

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")


def files(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in root.rglob("*")
        if p.is_file()
    }


def test_it_states_every_file_that_changed(root: Path, tmp_path: Path) -> None:
    before = files(root)
    to = tmp_path / "given.json"
    done = malmoi.forget(root, containing=world.NEEDLES, max_share=1, certificate=to)
    after = files(root)
    stated = json.loads(to.read_text())
    assert stated == json.loads((root / done["certificate"]).read_text())
    retired = {one["path"] for one in stated["phases_without_files"]}
    apart = {n for n in before if n.rpartition("/")[0].split("/quality")[0] in retired}
    changed = {n for n in before if before[n] != after.get(n)} - {".lock"}
    assert {f["path"] for f in stated["files"]} == changed - apart | {
        f["path"] for f in stated["files"] if f["path"].endswith("_commit.json")
    }
    for file in stated["files"]:
        assert file["before"] == before[file["path"]]
        assert file["after"] == after.get(file["path"])
    assert stated["removed"]["documents"] == len(world.HERS)
    text = world.stripped(to.read_text())
    assert not [w for w in (*world.NEEDLES, *world.HERS) if world.stripped(w) in text]


def test_check_finds_what_changed_since(root: Path) -> None:
    malmoi.forget(root, ids=world.HERS[:3])
    store, path = Store(str(root)), root / "forgotten/0001.json"
    assert certificate.check(store, path).holds
    malmoi.forget(root, ids=world.HERS[3:])
    assert certificate.check(store, path).holds  # by what the later one states
    shard = root / "scrub/documents/00000.parquet"
    shard.write_bytes(shard.read_bytes()[:-1])
    (root / "pack/train.index/00000.parquet").unlink()
    found = certificate.check(store, path)
    assert "scrub/documents/00000.parquet" in found.changed
    assert not found.holds
    with pytest.raises(RecipeError, match="is no certificate"):
        certificate.check(store, root / "run.json")


@needs_ssh
def test_a_signed_certificate_is_compared(root: Path, tmp_path: Path) -> None:
    key, to = tmp_path / "key", tmp_path / "given.json"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    malmoi.forget(root, ids=["she-0"], sign=key, certificate=to)
    assert list((root / "forgotten").glob("*.sig"))
    assert certificate.check(Store(str(root)), to).holds


@needs_ssh
def test_it_is_signed_and_the_signature_is_of_its_bytes(root: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(made, check=True)
    malmoi.forget(root, ids=world.HERS, sign=key)
    path = root / "forgotten/0001.json"
    signers = tmp_path / "signers"
    signers.write_text(f"me {key.with_suffix('.pub').read_text()}")
    verify = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "me", "-n", "malmoi-forget"]
    verify += ["-s", f"{path}.sig"]
    assert subprocess.run(verify, input=path.read_bytes(), check=False).returncode == 0
    other = path.read_bytes().replace(b"asked", b"Asked", 1)
    assert subprocess.run(verify, input=other, check=False).returncode != 0


@needs_ssh
def test_a_key_that_cannot_sign_says_what_to_type_and_nothing_waits(
    root: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("no key\n")
    with pytest.raises(DataError, match=r"is written and not signed.*ssh-keygen -Y sign"):
        malmoi.forget(root, ids=world.HERS, sign=key)
    assert world.traces(root, world.HERS) == set()
    assert malmoi.forget(root, ids=world.HERS)["removed"]["documents"] == 0
    with pytest.raises(RecipeError, match="cannot be read"):
        malmoi.forget(root, ids=world.HERS, sign=tmp_path / "none")
