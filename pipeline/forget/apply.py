"""Do what a journal says. Every step may be done again: a killed removal is ended by doing all of it."""

import json
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import QUARANTINE
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE
from pipeline.core.errors import DamagedOutput
from pipeline.core.forgotten import FORGOTTEN
from pipeline.core.identity import fingerprint
from pipeline.core.quarantine import LIST
from pipeline.core.record import BESIDE
from pipeline.core.record import listed as entry_of
from pipeline.core.retired import retire
from pipeline.core.shard import Receipt, read_receipt, read_shard, write_shard, write_stream
from pipeline.core.store import Store
from pipeline.forget import beside
from pipeline.forget.blank import blanked, facts_without, put, renamed
from pipeline.forget.journal import Action, Journal, by_phase
from pipeline.forget.packed import padded, pieces_of, without_pieces
from pipeline.forget.plan import first_marking
from pipeline.kernels.minhash import NO_SHINGLE


class Removal:
    """A journal in a root, while it is done."""

    def __init__(self, store: Store, journal: Journal) -> None:
        self.store, self.journal = store, journal

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Id -> the id that the document has afterwards."""
        return self.journal.aliases

    def run(self) -> None:
        """Change and remove the files, then the commits that list them."""
        for action in self.journal.actions:
            store = self.store if not action.root else Store(action.root)
            getattr(self, f"_{action.do}")(store, action)
        for root, phase, actions in by_phase(self.journal.actions):
            store = self.store if not root else Store(root)
            recommit(store, phase, [a.path for a in actions], self.journal.facts.get(phase))
        for one in self.journal.retired:
            if one.get("unfinished"):
                self._empty(one["path"])
            else:
                retire(self.store, one["path"])

    def _empty(self, path: str) -> None:
        for name in sorted(self.store.sizes(path)):
            self.store.delete(f"{path}/{name}")

    # -- what is done to a shard ---------------------------------------------------------------

    def _rows(self, store: Store, action: Action) -> None:
        """Blank the rows of the documents in a table that has a row for each document."""
        receipt = receipt_of(store, action.path)
        rows = set(action.args["rows"])
        if rows <= set(receipt.forgotten):
            return
        of_shard = [d for d in self.journal.documents if d["shard"] == action.args["shard"]]
        aliases = {d["row"]: self.aliases[d["id"]] for d in of_shard}
        facts, reason = receipt.facts, None
        if stage := action.args.get("mark"):
            stages = self.journal.stages
            place, first = stages.index(stage), first_marking(stages)
            reason = FORGOTTEN if place == first else None
            fates = [(d["stage"], d["reason"]) for d in of_shard]
            facts = facts_without(facts, fates, place, stages, first)
        table = blanked(read_shard(store, action.path), aliases, reason)
        gone = sorted(rows | set(receipt.forgotten))
        write(store, action.path, table, replace(receipt, facts=facts, forgotten=gone))

    def _signatures(self, store: Store, action: Action) -> None:
        """Give the documents the signature of a text without shingles, which is near nothing. Their rows
        stay: their number decides how many parts the search for near duplicates has."""
        receipt, rows = receipt_of(store, action.path), action.args["rows"]
        if set(rows) <= set(receipt.forgotten):
            return
        table = read_shard(store, action.path)
        places = np.flatnonzero(np.isin(table.column("row").to_numpy(), rows)).tolist()
        at = table.schema.get_field_index("signature")
        nothing = signature_of_nothing(table.schema.field(at).type)
        changed = put(table.column(at), dict.fromkeys(places, nothing))
        table = table.set_column(at, table.schema.field(at), changed)
        gone = sorted({*rows, *receipt.forgotten})
        write(store, action.path, table, replace(receipt, forgotten=gone))

    def _scores(self, store: Store, action: Action) -> None:
        """Remove the rows at the places of the documents among those that lived."""
        receipt, rows = receipt_of(store, action.path), action.args["rows"]
        if set(rows) <= set(receipt.forgotten):
            return
        table = read_shard(store, action.path)
        places = np.isin(np.arange(len(table)), action.args["places"])
        kept = table.filter(pa.array(~places))
        gone = sorted({*rows, *receipt.forgotten})
        write(store, action.path, kept, replace(receipt, rows=len(kept), forgotten=gone))

    def _without_places(self, store: Store, action: Action) -> None:
        """Remove rows of a shard of the index. The receipt lists their places as they were then: those of the
        journal at its end say that it is done."""
        receipt, rows = receipt_of(store, action.path), action.args["rows"]
        if receipt.forgotten[-len(rows) :] == rows:
            return
        table = read_shard(store, action.path)
        kept = table.filter(pa.array(~np.isin(np.arange(len(table)), rows)))
        gone = [*receipt.forgotten, *rows]
        write(store, action.path, kept, replace(receipt, rows=len(kept), forgotten=gone))

    def _names(self, store: Store, action: Action) -> None:
        """Replace the ids of the documents in evidence."""
        table = read_shard(store, action.path)
        changed = renamed(table, self.aliases)
        if not changed.equals(table):
            write(store, action.path, changed, receipt_of(store, action.path))

    def _rejects(self, store: Store, action: Action) -> None:
        """Remove the beginnings of rejected records that hold a needle."""
        table = read_shard(store, action.path)
        at = table.schema.get_field_index("raw")
        raw = put(table.column("raw"), dict.fromkeys(action.args["rows"], ""))
        if not raw.equals(table.column("raw")):
            changed = table.set_column(at, table.schema.field(at), raw)
            write(store, action.path, changed, receipt_of(store, action.path))

    def _packed(self, store: Store, action: Action) -> None:
        """Overwrite the tokens of the documents by padding; nothing if the index has lost them already."""
        pieces = pieces_of(read_shard(store, action.args["index"]), self.aliases)
        if len(pieces):
            receipt = receipt_of(store, action.path)
            rows = padded(read_shard(store, action.path), pieces, action.args["pad"])
            write_stream(store, action.path, rows, receipt)

    def _pieces(self, store: Store, action: Action) -> None:
        """Remove the pieces of the documents from an index of packed rows."""
        index = read_shard(store, action.path)
        kept = without_pieces(index, self.aliases)
        if len(kept) < len(index):
            receipt = replace(receipt_of(store, action.path), rows=len(kept))
            write(store, action.path, kept, receipt)

    # -- what is done to other files -------------------------------------------------------------

    def _remove(self, store: Store, action: Action) -> None:
        store.delete(action.path)

    def _listed(self, store: Store, action: Action) -> None:
        """Nothing: a commit is written once the files that it lists are."""

    def _lines(self, store: Store, action: Action) -> None:
        """Remove the messages of some lines of a log."""
        text = store.read_bytes(action.path).decode("utf-8", "replace")
        is_one = action.path == beside.RUN_FILE
        data = beside.silenced(text, action.args["lines"], is_one).encode()
        store.write(action.path, lambda out: out.write(data))

    def _verdicts(self, store: Store, action: Action) -> None:
        """Replace the ids of the documents in the verdicts of people."""
        lines = [json.loads(line) for line in store.read_bytes(action.path).decode().splitlines()]
        for line in lines:
            line["document"] = self.aliases.get(line["document"], line["document"])
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        store.write(action.path, lambda out: out.write(data))

    def _quarantine(self, store: Store, action: Action) -> None:
        """Replace the ids of the documents in a quarantine: in what its marks are made of as well, so that
        they stand."""
        name = action.path.removesuffix(f"/{LIST}")
        assert name.startswith(QUARANTINE)
        stored = store.read_json(action.path) or {"documents": []}
        for one in stored["documents"]:
            one["id"] = self.aliases.get(one["id"], one["id"])
        stored["documents"].sort(key=lambda one: one["id"])
        path = f"{name}/marks"
        made = store.read_json(f"{path}/{PHASE_FILE}")
        if made is not None:
            reasons = made["arguments"]["reasons"]
            made["arguments"]["reasons"] = {self.aliases.get(i, i): r for i, r in reasons.items()}
            commit = store.read_json(f"{path}/{COMMIT_FILE}")
            described = {k: v for k, v in made.items() if k not in BESIDE}
            store.write_json(f"{path}/{PHASE_FILE}", made)
            if commit is not None:
                commit = {**commit, "fingerprint": fingerprint(described)}
                store.write_json(f"{path}/{COMMIT_FILE}", commit)
        store.write_json(action.path, stored)


def signature_of_nothing(kind: pa.DataType) -> bytes | list[int]:
    """The signature of a text without shingles, as a column of this type holds it: roots of before December
    2026 hold lists."""
    if pa.types.is_fixed_size_list(kind):
        return [NO_SHINGLE] * kind.list_size
    return np.full(kind.byte_width // 4, NO_SHINGLE, "<u4").tobytes()


def receipt_of(store: Store, path: str) -> Receipt:
    """The receipt of a shard. Raises DamagedOutput if it has none."""
    receipt = read_receipt(store, path)
    if receipt is None:
        raise DamagedOutput(store.uri, path, "it is gone, or cut short")
    return receipt


def write(store: Store, path: str, table: pa.Table, receipt: Receipt) -> None:
    """Write a shard whose rows were blanked, under the content that it was made with."""
    whole = replace(receipt, rows=len(table), stored="", footer="")
    write_shard(store, path, table.replace_schema_metadata(None), whole)


def recommit(store: Store, phase: str, paths: list[str], facts: dict[str, Any] | None) -> None:
    """List the shards of a finished phase with their present sizes and hashes. Its content stays: what was
    made of it stands."""
    commit = store.read_json(f"{phase}/{COMMIT_FILE}")
    assert commit is not None, f"{phase} is finished"
    changed = {path.rpartition("/")[2] for path in paths}
    sizes = store.sizes(phase)
    entries = [
        {
            **entry_of(e["name"], receipt_of(store, f"{phase}/{e['name']}"), sizes[e["name"]]),
            "content": e["content"],
        }
        if e["name"] in changed
        else e
        for e in commit["shards"]
    ]
    now = {**commit, "shards": entries, **({"facts": facts} if facts is not None else {})}
    if now != commit:
        store.write_json(f"{phase}/{COMMIT_FILE}", now)
