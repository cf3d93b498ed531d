"""The record of a phase on storage: what it is made of, which of its units are done, what it consists of.

In `<root>/<stage>/<phase>/`, `_phase.json` says what the phase is made of, each shard carries its receipt,
`_commit.json` lists the shards once all are there. A side of the phase has a commit of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core import spill
from pipeline.core.dataset import (
    COMMIT_FILE,
    PHASE_FILE,
    TEMPORARY,
    Receipt,
    Store,
    read_receipt,
)
from pipeline.core.errors import StaleOutput
from pipeline.core.identity import difference, fingerprint
from pipeline.core.unit import Output, Unit

Shards = list[tuple[str, Receipt]]  # of one unit, in order: file name and receipt


@dataclass(frozen=True)
class Record:
    """What stands of one output, and whether it is what `made` describes (as JSON reads it back)."""

    output: Output
    made: dict[str, Any]
    sides: tuple[str, ...] = ()
    replace: bool = False

    def stands(self) -> bool:
        """Whether the phase is finished and whole, sides too; if not, it has no commit afterwards.

        Raises StaleOutput where something else made it; with `replace`, only what is still right stays.
        """
        self._admit()
        if all(self._is_whole(path) for path in (self.output.path, *self._side_paths())):
            return True
        self._store.delete(f"{self.output.path}/{COMMIT_FILE}")
        return False

    def finished(self, units: list[Unit]) -> dict[int, Shards]:
        """Units whose shards and side shards are all there with the right receipts. What has a wrong
        receipt is removed."""
        wanted = {u.name: u for u in units}
        found: dict[str, Shards] = {}
        # by length first: part 1000 comes after part 999
        for name in sorted(self._store.sizes(self.output.path), key=lambda n: (len(n), n)):
            if name in (PHASE_FILE, COMMIT_FILE):
                continue
            unit = wanted.get(name.split(".")[0].split("-")[0])
            path = f"{self.output.path}/{name}"
            receipt = None if name.startswith(TEMPORARY) else _receipt(self._store, path)
            if unit is None or receipt is None or receipt.fingerprint != unit.fingerprint:
                self._store.delete(path)
                continue
            found.setdefault(unit.name, []).append((name, receipt))
        return {
            wanted[n].index: shards
            for n, shards in found.items()
            if self._has_all(wanted[n], shards)
        }

    def commit(self, shards: Shards) -> None:
        """The phase consists of these shards: what else lies there goes."""
        for side in self._side_paths():
            self._commit_side(side, [name for name, _ in shards])
        sizes = self._store.sizes(self.output.path)
        listed = [{"name": n, "rows": r.rows, "size": sizes[n]} for n, r in shards]
        for stray in sizes.keys() - {n for n, _ in shards} - {PHASE_FILE, COMMIT_FILE}:
            self._store.delete(f"{self.output.path}/{stray}")
        self._list(self.output.path, listed, facts=_sum_facts(r.facts for _, r in shards))

    def begin_folder(self) -> None:
        """Nothing is there but what the phase is made of."""
        self._store.delete(self.output.path)
        self._store.write_json(f"{self.output.path}/{PHASE_FILE}", self.made)

    def commit_folder(self, sizes: dict[str, int]) -> None:
        """The phase consists of these files, which are no shards."""
        self._list(self.output.path, [{"name": n, "rows": 0, "size": s} for n, s in sizes.items()])

    @property
    def _store(self) -> Store:
        return self.output.store

    def _side_paths(self) -> list[str]:
        return [self.output.side(s) for s in self.sides]

    def _admit(self) -> None:
        found = self._store.read_json(f"{self.output.path}/{PHASE_FILE}")
        if found == self.made:
            return
        if found is not None and not self.replace:
            lines = "\n  ".join(difference(found, self.made)[:12])
            raise StaleOutput(
                f"{self._store.at(self.output.path)} was made differently:\n  {lines}\n"
                "Run again with --replace to make it anew, or give another --root."
            )
        for path in (self.output.path, *self._side_paths()):
            self._store.delete(f"{path}/{COMMIT_FILE}")
        self._store.write_json(f"{self.output.path}/{PHASE_FILE}", self.made)

    def _is_whole(self, path: str) -> bool:
        """Whether every file that the commit lists is there with the size it was written with."""
        commit = self._store.read_json(f"{path}/{COMMIT_FILE}")
        if commit is None or commit["fingerprint"] != fingerprint(self.made):
            return False
        folders: dict[str, dict[str, int]] = {}
        for shard in commit["shards"]:
            folder, _, name = f"{path}/{shard['name']}".rpartition("/")
            if folder not in folders:
                folders[folder] = self._store.sizes(folder)
            if folders[folder].get(name) != shard["size"]:
                return False
        return True

    def _has_all(self, unit: Unit, shards: Shards) -> bool:
        """Whether no part of a unit is missing: neither in the middle, nor at the end, nor beside it."""
        stems = [name.split(".")[0] for name, _ in shards]
        expected = [f"{unit.name}-{part:03d}" for part in range(len(stems))]
        if stems not in ([unit.name], expected) or not shards[-1][1].last:
            return False
        receipts = (
            read_receipt(self._store, f"{side}/{stem}.parquet")
            for side in self._side_paths()
            for stem in stems
        )
        return all(r is not None and r.fingerprint == unit.fingerprint for r in receipts)

    def _commit_side(self, path: str, names: list[str]) -> None:
        sizes = self._store.sizes(path)
        names = [Path(n).with_suffix(".parquet").name for n in names]
        receipts = {n: read_receipt(self._store, f"{path}/{n}") for n in names}
        for stray in sizes.keys() - set(names) - {COMMIT_FILE}:
            self._store.delete(f"{path}/{stray}")
        self._list(
            path,
            [
                {"name": n, "rows": r.rows if r else 0, "size": sizes[n]}
                for n, r in receipts.items()
            ],
        )

    def _list(self, path: str, shards: list[dict[str, Any]], **more: Any) -> None:
        commit = {"fingerprint": fingerprint(self.made), "shards": shards, **more}
        self._store.write_json(f"{path}/{COMMIT_FILE}", commit)


def _receipt(store: Store, path: str) -> Receipt | None:
    reads = spill.read_receipt if path.endswith(spill.EXTENSION) else read_receipt
    return reads(store, path)


def _sum_facts(facts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    total: dict[str, Any] = {}
    for one in facts:
        for key, value in one.items():
            if isinstance(value, dict):
                total[key] = _sum_facts([total.get(key, {}), value])
            else:
                total[key] = total.get(key, 0) + value
    return total
