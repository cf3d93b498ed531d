"""The certificate of a removal: which files changed, from which hash to which, and what was removed where.

It names no document but by the keyed hash of its id, no needle, no machine and no user. It may be signed by a
key of the user's, with the programs `ssh-keygen` or `minisign`.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline.core.errors import DataError, RecipeError
from pipeline.core.forgotten import FOLDER
from pipeline.core.store import Store
from pipeline.forget.journal import Journal, sha256

FORM = "malmoi forget 1"
# The namespace of signatures by ssh-keygen.
NAMESPACE = "malmoi-forget"
# Why the tokenizer stays.
TOKENIZER = "its merges were trained with these documents and are unchanged"


@dataclass(frozen=True)
class Check:
    """What a certificate and a root have to do with each other: a line for each file that differs, and the
    numbers of files that are as it states."""

    same: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True if every file is as the certificate, or a later one, states."""
        return not self.changed and not self.gone


def path_of(number: int) -> str:
    """The path of the certificate of a request under the root; requests count from 0, certificates from 1."""
    return f"{FOLDER}/{number + 1:04d}.json"


def made(store: Store, journal: Journal) -> dict[str, Any]:
    """The certificate of a removal whose files are all as they will stay."""
    aliases = journal.aliases
    documents = [{"id": aliases[d["id"]], "how": d["how"]} for d in journal.documents]
    return {
        "form": FORM,
        "malmoi": _version(),
        "date": journal.date,
        "number": journal.number + 1,
        "asked": {"by": journal.by, "hashes": journal.values},
        "removed": journal.removed,
        "documents": sorted(documents, key=lambda d: d["id"]),
        "files": list(_files(store, journal)),
        "phases_without_files": journal.retired,
        "stays": {"tokenizer": TOKENIZER} if "model" in store.folders("tokenizer") else {},
        "needles_in_vocabulary": journal.in_vocabulary,
    }


def _files(store: Store, journal: Journal) -> Iterator[dict[str, Any]]:
    """Every file that was changed or removed: path, hash and bytes before and after; of a removed one the
    hash after is null."""
    for action in journal.actions:
        place = store if not action.root else Store(action.root)
        after = sha256(place, action.path) if action.do != "remove" else ""
        size = (place.fs.get_file_info(place.at(action.path)).size or 0) if after else 0
        yield {
            "path": action.path,
            **({"outside": True} if action.root else {}),
            "before": action.before or None,
            "after": after or None,
            "bytes_before": action.size,
            "bytes_after": size,
        }


def _version() -> str:
    try:
        return version("malmoi")
    except PackageNotFoundError:
        return "unknown"


def check(root: Store, path: Path) -> Check:
    """Compare every file of a certificate with the root. A file that a later certificate of the root has
    changed is compared with that one.

    Raises RecipeError if the file is not a certificate."""
    stated = _read(path)
    now = {f["path"]: f["after"] for f in stated["files"] if not f.get("outside")}
    for name in sorted(root.sizes(FOLDER)):
        is_certificate = name[:4].isdigit() and name.endswith(".json")
        later = root.read_json(f"{FOLDER}/{name}") if is_certificate else None
        if isinstance(later, dict) and later.get("number", 0) > stated["number"]:
            now |= {f["path"]: f["after"] for f in later["files"] if f["path"] in now}
    changed, gone, same = [], [], 0
    for name, wanted in now.items():
        found = sha256(root, name) or None
        if found == wanted:
            same += 1
        elif found is None:
            gone.append(name)
        else:
            changed.append(name)
    return Check(same, tuple(changed), tuple(gone))


def _read(path: Path) -> dict[str, Any]:
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise RecipeError(
            f"{path}: is no certificate; give the file that malmoi forget wrote"
        ) from None
    if not isinstance(stated, dict) or stated.get("form") != FORM:
        raise RecipeError(f"{path}: is no certificate of this version ({FORM})")
    return stated


def check_key(key: Path) -> None:
    """Raise RecipeError, before anything is changed, if a key cannot sign."""
    program = _program(key)
    if shutil.which(program) is None:
        raise RecipeError(
            f"--sign {key}: needs the program {program}; install it, or leave --sign out"
        )


def _program(key: Path) -> str:
    """The program that signs with a key: minisign for its secret keys, else ssh-keygen."""
    try:
        head = key.read_bytes()[:64]
    except OSError as error:
        raise RecipeError(f"--sign {key}: cannot be read: {error.strerror}") from None
    return "minisign" if head.startswith(b"untrusted comment: minisign") else "ssh-keygen"


def sign(key: Path, certificate: Path) -> Path:
    """Sign a file of this machine; returns the path of the signature.

    Raises DataError with what the program said and the command to type."""
    program = _program(key)
    if program == "minisign":
        command = ["minisign", "-S", "-s", str(key), "-m", str(certificate)]
        signature = certificate.with_name(certificate.name + ".minisig")
    else:
        command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(certificate)]
        signature = certificate.with_name(certificate.name + ".sig")
    if signature.exists():
        os.unlink(signature)  # ssh-keygen asks before it writes over one
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not signature.exists():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise DataError(
            f"{certificate}: is written and not signed: {said[-1] if said else program}; type: "
            + " ".join(command)
        )
    return signature
