"""The record of a phase on storage: its description, the units that are done, the shards it consists of.

In `<root>/<stage>/<phase>/`, `_phase.json` describes the phase, each shard carries its receipt, and
`_commit.json` lists the shards once all are written. Each side output has its own commit.
"""

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.core import spill
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE
from pipeline.core.errors import DamagedOutput, StaleOutput
from pipeline.core.growth import GROWN_FROM, obstacles
from pipeline.core.identity import fingerprint
from pipeline.core.retired import RETIRED
from pipeline.core.shard import Receipt, content_of, read_receipt
from pipeline.core.store import TEMPORARY, Store
from pipeline.core.unit import Output, Unit, Written

BESIDE = ("fields", "corpus", GROWN_FROM)  # in _phase.json beside the description
# Names of the shards of a unit, and of the temporary files of their writers. Other files in the folder of a
# phase belong to somebody else, and stay.
SHARD = re.compile(
    rf"({re.escape(TEMPORARY)}[0-9a-f]{{12}}-)?\d{{5,}}(_[0-9a-f]{{8}})?(-\d{{3,}})?\.(parquet|arrow|spill)"
)
READERS = 16  # threads that read receipts: on an object store each takes tens of milliseconds


@dataclass(frozen=True)
class Record:
    """The state of one output on storage; `made` is its description now, as JSON reads it back."""

    output: Output
    made: dict[str, Any]
    sides: tuple[str, ...] = ()
    replace: bool = False
    # Fields and corpus of the stage.
    around: dict[str, Any] = field(default_factory=dict)
    # Path -> the phase and the number of later ones that a replacement would redo, in words.
    later: Callable[[str], str] = str

    def stands(self) -> bool:
        """True if the phase is finished and complete, side outputs too. If not, its commit is removed.

        Raises StaleOutput if the phase on storage has another description, unless its inputs only grew.
        With `replace` it does not raise, and units that are still valid are kept.
        """
        self._admit()
        if all(self._is_whole(path) for path in (self.output.path, *self._side_paths())):
            return True
        self._store.delete(f"{self.output.path}/{COMMIT_FILE}")
        return False

    def match(self, units: list[Unit]) -> tuple[dict[int, list[Written]], list[Unit]]:
        """(shards of the units that are done, by index; units to run). Files of no unit are removed.

        A unit is identified by its fingerprint: if files are added to the inputs, its place in the
        order moves, and its shards keep their names. A unit whose name is taken gets its
        fingerprint added to its name.
        """
        standing = self._standing()
        done = {u.index: u.name for u in units if _made(standing, u.name) == u.fingerprint}
        free: dict[str, list[str]] = {}
        for stem in sorted(standing.keys() - set(done.values()), key=lambda s: (len(s), s)):
            free.setdefault(_made(standing, stem), []).append(stem)
        for unit in units:
            if unit.index not in done and (stems := free.get(unit.fingerprint)):
                done[unit.index] = stems.pop(0)
        taken = set(done.values())
        for stem in standing.keys() - taken:
            self._remove(standing[stem])
        pending = [u for u in units if u.index not in done]
        renamed = (f"{u.index:05d}_{u.fingerprint[:8]}" for u in pending)
        pending = [
            dataclasses.replace(u, stem=other) if u.name in taken else u
            for u, other in zip(pending, renamed, strict=True)
        ]
        return {i: standing[stem] for i, stem in done.items()}, pending

    def _standing(self) -> dict[str, list[Written]]:
        """Stem -> shards of every unit on storage that is whole; the files of others are removed."""
        names = filter(SHARD.fullmatch, self._store.sizes(self.output.path))
        units: dict[str, list[Written]] = {}
        # by length first: part 1000 comes after part 999
        ordered = sorted(names, key=lambda n: (len(n), n))
        with ThreadPoolExecutor(READERS) as pool:
            for name, shard in zip(ordered, pool.map(self._written, ordered), strict=True):
                if shard is None:
                    self._store.delete(f"{self.output.path}/{name}")
                else:
                    units.setdefault(name.split(".")[0].split("-")[0], []).append(shard)
        broken = [stem for stem, shards in units.items() if not self._has_all(stem, shards)]
        for stem in broken:
            self._remove(units.pop(stem))
        return units

    def _written(self, name: str) -> Written | None:
        """A file of the phase with the receipts of its side outputs; None if the file is not whole."""
        receipt = (
            None
            if name.startswith(TEMPORARY)
            else _receipt(self._store, f"{self.output.path}/{name}")
        )
        if receipt is None:
            return None
        found = {
            s: read_receipt(self._store, f"{self.output.side(s)}/{_of_side(name)}")
            for s in self.sides
        }
        return Written(name, receipt, {s: r for s, r in found.items() if r is not None})

    def _remove(self, shards: list[Written]) -> None:
        for shard in shards:
            self._store.delete(f"{self.output.path}/{shard.name}")

    def commit(self, shards: list[Written]) -> None:
        """Commit the phase with these shards, in this order; other files in its folder are removed."""
        for side in self.sides:
            receipts = [(_of_side(s.name), s.sides[side]) for s in shards]
            self._commit_shards(self.output.side(side), receipts)
        facts = _sum_facts(s.receipt.facts for s in shards)
        self._commit_shards(self.output.path, [(s.name, s.receipt) for s in shards], facts=facts)

    def begin_folder(self) -> None:
        """Empty the folder but for what the phase is made of."""
        for name in [*self._store.sizes(self.output.path), *self._store.folders(self.output.path)]:
            if name != PHASE_FILE:
                self._store.delete(f"{self.output.path}/{name}")

    def commit_folder(self, written: dict[str, tuple[int, str]]) -> None:
        """Commit a phase of files that are not shards (name -> bytes, hash): a model, a tokenizer."""
        files = [
            {"name": name, "rows": 0, "size": size, "content": content}
            for name, (size, content) in written.items()
        ]
        named = fingerprint([[name, content] for name, (_, content) in written.items()])
        self._list(self.output.path, files, content=named)

    @property
    def _store(self) -> Store:
        return self.output.store

    def _side_paths(self) -> list[str]:
        return [self.output.side(s) for s in self.sides]

    def _admit(self) -> None:
        stored = self._store.read_json(f"{self.output.path}/{PHASE_FILE}")
        described = {k: v for k, v in (stored or {}).items() if k not in BESIDE}
        if stored is not None and described == self.made:
            grown = stored.pop(GROWN_FROM, {})
            # what the phase is made of is the same; a refusal compares with the fields of the last run
            around = json.loads(json.dumps(self.around))  # tuples become lists, as stored
            if self.replace and stored != {**self.made, **around}:
                self._describe(grown)
            return
        grown_from: dict[str, list[str]] = {}
        if stored is not None and not self.replace:
            then = {k: stored[k] for k in BESIDE if k in stored}
            around = then, self.around
            lines = obstacles(described, self.made, around, self._store)
            if lines:
                raise StaleOutput(
                    f"{self._store.at(self.output.path)} was made differently:\n  "
                    + "\n  ".join(lines)
                    + f"\nThis would redo {self.later(self.output.path)}. Run again with --replace to make "
                    "them again, or give another --root."
                )
            grown_from = {p: self._contents(p) for p in (self.output.path, *self._side_paths())}
        # described first: what a phase has grown from is known from its commit, which goes next
        self._describe(grown_from)
        for path in (self.output.path, *self._side_paths()):
            self._store.delete(f"{path}/{COMMIT_FILE}")

    def _contents(self, path: str) -> list[str]:
        """The contents that a phase has had since it was last replaced, the present one last."""
        commit = self._store.read_json(f"{path}/{COMMIT_FILE}") or {}
        earlier = self._grown_from().get(path, [])
        return [*earlier, *([commit["content"]] if "content" in commit else [])]

    def _grown_from(self) -> dict[str, list[str]]:
        """Phase and sides -> the contents that they have grown from, as `_phase.json` keeps them."""
        stored = self._store.read_json(f"{self.output.path}/{PHASE_FILE}") or {}
        return stored.get(GROWN_FROM, {})

    def _describe(self, grown_from: dict[str, list[str]]) -> None:
        beside = {**self.around, **({GROWN_FROM: grown_from} if grown_from else {})}
        self._store.write_json(f"{self.output.path}/{PHASE_FILE}", {**self.made, **beside})

    def _is_whole(self, path: str) -> bool:
        """True if every file that the commit lists exists with the size that it was written with."""
        commit = self._store.read_json(f"{path}/{COMMIT_FILE}")
        if commit is None or commit["fingerprint"] != fingerprint(self.made):
            return False
        if commit.get(RETIRED):
            return True
        folders: dict[str, dict[str, int]] = {}
        for shard in commit["shards"]:
            folder, _, name = f"{path}/{shard['name']}".rpartition("/")
            if folder not in folders:
                folders[folder] = self._store.sizes(folder)
            if folders[folder].get(name) != shard["size"]:
                return False
        return True

    def _has_all(self, stem: str, shards: list[Written]) -> bool:
        """True if all parts of a unit exist, including its side outputs."""
        stems = [s.name.split(".")[0] for s in shards]
        made = {s.receipt.fingerprint for s in shards}
        expected = [f"{stem}-{part:03d}" for part in range(len(stems))]
        if stems not in ([stem], expected) or not shards[-1].receipt.last or len(made) > 1:
            return False
        return all(set(s.sides) == set(self.sides) for s in shards) and all(
            r.fingerprint in made for s in shards for r in s.sides.values()
        )

    def _commit_shards(
        self, path: str, receipts: Sequence[tuple[str, Receipt]], **more: Any
    ) -> None:
        """Commit a folder with these files, in this order; other files in it are removed.

        Raises DamagedOutput if one of them has vanished since it was written."""
        sizes = self._store.sizes(path)
        for name, _ in receipts:
            if name not in sizes:
                raise DamagedOutput(self._store.uri, f"{path}/{name}", "it is gone")
        for stray in sizes.keys() - {n for n, _ in receipts}:
            if SHARD.fullmatch(stray):
                self._store.delete(f"{path}/{stray}")
        self._list(path, [listed(n, r, sizes[n]) for n, r in receipts], **more)

    def _list(self, path: str, shards: list[dict[str, Any]], **more: Any) -> None:
        content = fingerprint([s["content"] for s in shards])
        commit: dict[str, Any] = {"fingerprint": fingerprint(self.made), "content": content}
        commit["shards"] = shards
        if earlier := self._grown_from().get(path):
            commit[GROWN_FROM] = earlier
        self._store.write_json(f"{path}/{COMMIT_FILE}", {**commit, **more})


def _of_side(name: str) -> str:
    """The file of a side output that belongs to a shard."""
    return Path(name).with_suffix(".parquet").name


def listed(name: str, receipt: Receipt, size: int) -> dict[str, Any]:
    """The entry of a shard in a commit."""
    entry = {"name": name, "rows": receipt.rows, "size": size, "content": content_of(receipt)}
    more = {n: v for n in ("footer", "stored", "forgotten") if (v := getattr(receipt, n))}
    return {**entry, **more}


def _made(standing: dict[str, list[Written]], stem: str) -> str:
    """The fingerprint of the unit with that stem; "" if there is none."""
    return standing[stem][0].receipt.fingerprint if stem in standing else ""


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
