"""The journal of a removal: what goes, decided before anything is changed, so that a killed one can end.

It lies in the root until all is done. It holds the ids of the documents, which their tables hold as well
until then, and none of their texts, and no needle.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.core.dataset import COMMIT_FILE
from pipeline.core.errors import MalmoiError
from pipeline.core.forgotten import PENDING, Listed
from pipeline.core.store import Store

BLOCK = 1 << 22  # bytes that are hashed at a time


@dataclass(frozen=True)
class Action:
    """One file that is changed or removed. `do` names what is done, `args` say to which rows; `root` is
    another folder than the root, such as that of an index."""

    path: str
    do: str
    args: dict[str, Any] = field(default_factory=dict)
    before: str = ""
    size: int = 0
    root: str = ""


@dataclass(frozen=True)
class Journal:
    """A removal. `documents` have id, shard, row, how they came to go, and the stage and reason that dropped
    them; `stages` are the marking stages in order, `facts` those of the commits of marks afterwards,
    `retired` the phases whose files go as a whole, `removed` the numbers for the certificate."""

    asked: str
    by: str
    date: str
    number: int
    salt: str
    values: list[str]
    documents: list[dict[str, Any]]
    read: list[str]
    actions: list[Action]
    stages: list[str]
    facts: dict[str, dict[str, Any]]
    retired: list[dict[str, Any]]
    removed: dict[str, Any]
    # Numbers of the needles that a token of the vocabulary holds, from 1.
    in_vocabulary: list[int]

    @property
    def listed(self) -> Listed:
        """The key of the root, by which ids become aliases."""
        return Listed(self.salt)

    @property
    def aliases(self) -> dict[str, str]:
        """Id -> the id that the document has afterwards."""
        listed = self.listed
        return {d["id"]: listed.alias(d["id"]) for d in self.documents}

    def write(self, store: Store) -> None:
        """Write the journal: from here on the removal is to be ended."""
        store.write_json(PENDING, asdict(self))

    @staticmethod
    def read_from(store: Store) -> "Journal | None":
        """The journal of a removal that has not ended; None if there is none."""
        stored = store.read_json(PENDING)
        if stored is None:
            return None
        try:
            actions = [Action(**one) for one in stored.pop("actions")]
            return Journal(**stored, actions=actions)
        except (KeyError, TypeError):
            raise MalmoiError(
                f"{store.uri}/{PENDING}: was written by another version of Malmoi; use that one to end it"
            ) from None


def sha256(store: Store, path: str) -> str:
    """The SHA-256 of a file, 64 hex digits; "" if it does not exist."""
    state = hashlib.sha256()
    try:
        with store.fs.open_input_stream(store.at(path)) as stream:
            while block := stream.read(BLOCK):
                state.update(block)
    except FileNotFoundError:
        return ""
    return state.hexdigest()


def measured(store: Store, path: str, do: str, root: str = "", **args: Any) -> Action:
    """An action on a file, with the hash and size that it has now."""
    size = store.fs.get_file_info(store.at(path)).size or 0
    return Action(path, do, args, sha256(store, path), size, root)


def with_commits(store: Store, actions: list[Action], retired: list[str]) -> list[Action]:
    """The actions, and one for the commit of each phase whose files change or go."""
    commits = {(root, phase): None for root, phase, _ in by_phase(actions)}
    commits |= {("", path): None for path in retired}
    return [
        *actions,
        *(
            measured(store if not root else Store(root), f"{phase}/{COMMIT_FILE}", "listed", root)
            for root, phase in commits
        ),
    ]


def by_phase(actions: list[Action]) -> Iterator[tuple[str, str, list[Action]]]:
    """(other root, phase, actions on its shards) of the actions on shards, in order."""
    phases: dict[tuple[str, str], list[Action]] = {}
    for action in actions:
        if action.do not in ("remove", "lines", "verdicts", "quarantine", "listed"):
            phase = action.path.rpartition("/")[0]
            phases.setdefault((action.root, phase), []).append(action)
    yield from ((root, phase, of_phase) for (root, phase), of_phase in phases.items())
