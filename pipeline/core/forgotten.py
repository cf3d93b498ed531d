"""Documents that were forgotten by request: what a root remembers of them, so that they do not come back.

`forgotten/list.json` holds keyed hashes of their ids, places and texts, and the requests. In all tables a
forgotten document has the id `forgotten-` and the hash of the one that it had. The key lies beside the
hashes: it keeps those of two roots apart, and does not hide an id that somebody can guess.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.core.errors import JobError
from pipeline.core.store import Store

# The drop_reason of such a document, and the reason of the reject that its record becomes when it is read
# again.
FORGOTTEN = "forgotten"
# The folder of the list, of certificates, and of a removal that has not ended.
FOLDER = "forgotten"
LIST, PENDING = f"{FOLDER}/list.json", f"{FOLDER}/pending.json"
# The beginning of the id that a forgotten document has in all tables.
PREFIX = "forgotten-"
# Bytes of a keyed hash.
WIDTH = 16


@dataclass(frozen=True)
class Request:
    """One removal: its date, the path of its certificate under the root, and its number of documents."""

    date: str
    certificate: str
    documents: int


@dataclass(frozen=True)
class Listed:
    """The list of a root. `ids` has the number of the request by the hash of an id; `read` are the hashes by
    which ingest knows a record again, of its id, of its place or of its text."""

    salt: str = ""
    requests: tuple[Request, ...] = ()
    ids: dict[str, int] = field(default_factory=dict)
    read: frozenset[str] = frozenset()

    @staticmethod
    def of(store: Store) -> "Listed":
        """The list of a root; an empty one if nothing was forgotten."""
        stored = store.read_json(LIST)
        if stored is None:
            return Listed()
        requests = tuple(Request(**one) for one in stored["requests"])
        return Listed(stored["salt"], requests, stored["ids"], frozenset(stored["read"]))

    def write(self, store: Store) -> None:
        """Write the list to the root."""
        requests = [one.__dict__ for one in self.requests]
        read = sorted(self.read)
        store.write_json(
            LIST, {"salt": self.salt, "requests": requests, "ids": self.ids, "read": read}
        )

    def key(self, *parts: str | bytes) -> str:
        """The keyed hash of some words, as 32 hex digits."""
        state = hashlib.blake2b(digest_size=WIDTH, key=self.salt.encode())
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            state.update(len(data).to_bytes(8, "little") + data)
        return state.hexdigest()

    def alias(self, document: str) -> str:
        """The id that a document has once it is forgotten; an alias is its own."""
        return document if document.startswith(PREFIX) else PREFIX + self.key("id", document)

    def request_of(self, document: str) -> Request | None:
        """The request by which a document was forgotten; None if it was not. `document` is its id, or the one
        that it has now."""
        if not self.requests:
            return None
        number = self.ids.get(self.alias(document).removeprefix(PREFIX))
        return None if number is None else self.requests[number]

    def keys_of(self, document: str, content: str, text_hash: bytes) -> Iterable[str]:
        """The hashes by which a record is known: `content` is the hash of the file that holds it."""
        return (
            self.key("id", document),
            self.key("place", document, content),
            self.key("text", text_hash),
        )


def refuse_half_forgotten(store: Store) -> None:
    """Raise JobError if a removal in this root has not ended, with the command that ends it."""
    if store.exists(PENDING):
        raise JobError(
            f"{store.uri}: documents are being forgotten here, and that has not ended; type: "
            f"malmoi forget {store.uri}"
        )


def told(request: Request) -> str:
    """What `explain` prints about a forgotten document."""
    return f"forgotten on {request.date} by request (certificate {request.certificate})"
