"""Retired phases: their files were removed once a later stage had what it needs; their commit stays.

A retired phase stands: its content is known, and what was made of it stands. If its rows are needed again,
the commit goes, and it is made again.
"""

from pipeline.core.dataset import COMMIT_FILE
from pipeline.core.store import Store

RETIRED = "retired"  # in _commit.json: true


def retire(store: Store, path: str) -> bool:
    """Remove the files of a finished phase, which were all removed before if it is retired already; True if
    there were any."""
    commit = store.read_json(f"{path}/{COMMIT_FILE}")
    if commit is None:
        return False
    if not is_retired(store, path):
        store.write_json(f"{path}/{COMMIT_FILE}", {**commit, RETIRED: True})
    left = files_of(store, path)
    for name in sorted(left):
        store.delete(f"{path}/{name}")
    return bool(left)


def files_of(store: Store, path: str) -> dict[str, int]:
    """The files of a finished phase that are there: name below `path` -> bytes. {} if it is not finished."""
    listed = (store.read_json(f"{path}/{COMMIT_FILE}") or {"shards": []})["shards"]
    names = {shard["name"] for shard in listed}
    folders = {name.rpartition("/")[0] for name in names}
    there = {
        f"{folder}/{name}" if folder else name: size
        for folder in folders
        for name, size in store.sizes(f"{path}/{folder}" if folder else path).items()
    }
    return {name: size for name, size in there.items() if name in names}


def is_retired(store: Store, path: str) -> bool:
    """True for a phase whose files were removed."""
    commit = store.read_json(f"{path}/{COMMIT_FILE}")
    return bool(commit and commit.get(RETIRED))
