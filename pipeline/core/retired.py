"""Retired phases: their files were removed once a later stage had what it needs; their commit stays.

A retired phase stands: its content is known, and what was made of it stands. If its rows are needed again,
the commit goes, and it is made again.
"""

from pipeline.core.dataset import COMMIT_FILE, Store

RETIRED = "retired"  # in _commit.json: true


def retire(store: Store, path: str) -> bool:
    """Remove the files of a finished phase, which were all removed before if it is retired already; True if
    there were any."""
    commit = store.read_json(f"{path}/{COMMIT_FILE}")
    if commit is None:
        return False
    if not is_retired(store, path):
        store.write_json(f"{path}/{COMMIT_FILE}", {**commit, RETIRED: True})
    left = store.sizes(path).keys() & {shard["name"] for shard in commit["shards"]}
    for name in sorted(left):
        store.delete(f"{path}/{name}")
    return bool(left)


def is_retired(store: Store, path: str) -> bool:
    """True for a phase whose files were removed."""
    commit = store.read_json(f"{path}/{COMMIT_FILE}")
    return bool(commit and commit.get(RETIRED))
