"""The registry of formats: the name of each, and its reader.

A format is a file of pipeline/readers/formats, or a module that an installed package offers as an entry
point of the group `malmoi.readers`. Its name is the name of the file or of the entry point.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pipeline.core.errors import DataError, RecipeError
from pipeline.core.identity import fingerprint
from pipeline.core.modules import NamedModule, named_modules
from pipeline.core.source import remembered
from pipeline.readers import Reader, Selects, Splits
from pipeline.readers.containers import Contains
from pipeline.readers.facts import Facts, facts_in

PACKAGE = "pipeline.readers.formats"
GROUP = "malmoi.readers"


@dataclass(frozen=True)
class Format(NamedModule):
    """A format under the name that a recipe gives."""

    KIND: ClassVar = "reader"

    @property
    def facts(self) -> Facts:
        """What the file states about itself. Raises RecipeError for a malformed constant."""
        return _facts(self)

    def load(self) -> Reader:
        """The module. Raises RecipeError if it cannot be imported or defines no `read`."""
        return _reader(self)

    def container(self) -> Contains:
        """The module of a format that states ARCHIVE. Raises RecipeError if it defines no `members`."""
        module = self.imported()
        if not isinstance(module, Contains):
            raise RecipeError(
                f"reader {self.name}: {self.module} states ARCHIVE and must define members(stream, request)"
            )
        return module

    def splitter(self) -> Splits:
        """The module of a format that states SPLITS. Raises RecipeError if it cannot split files."""
        module = self.load()
        if not isinstance(module, Splits):
            raise RecipeError(
                f"reader {self.name}: {self.module} states SPLITS and must define "
                "split(stream, target) and count(stream, part)"
            )
        return module

    def selector(self) -> Selects:
        """The module of a format that states MARKERS. Raises RecipeError if it cannot select files."""
        module = self.load()
        if not isinstance(module, Selects):
            raise RecipeError(
                f"reader {self.name}: {self.module} states MARKERS and must define "
                "data_files(names, load)"
            )
        return module


@cache
def _facts(entry: Format) -> Facts:
    return facts_in(entry.file())


@cache
def _reader(entry: Format) -> Reader:
    try:
        module = entry.imported()
    except RecipeError as error:
        extra = entry.facts.extra
        hint = f"; pip install 'malmoi[{extra}]'" if extra else ""
        raise RecipeError(f"{error}{hint}") from None
    if not isinstance(module, Reader):
        raise RecipeError(f"reader {entry.name}: {entry.module} defines no read(stream, request)")
    return module


@dataclass(frozen=True)
class Formats:
    """A set of formats. Where two of them fit a file equally well, the earlier one is taken."""

    formats: tuple[Format, ...]

    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(f.name for f in self.formats)

    def named(self, name: str) -> Format:
        """The format of that name. Raises DataError, listing all names, if there is none."""
        for entry in self.formats:
            if entry.name == name:
                return entry
        raise DataError(f"unknown format {name!r}; formats are: {', '.join(self.names())}")

    def expected_rejects(self) -> frozenset[str]:
        """Reasons of rejects that no format counts as damage."""
        return frozenset(reason for f in self.formats for reason in f.facts.expected_rejects)

    def identities(self, names: Iterable[str | None]) -> list[dict[str, Any]]:
        """The identities of the readers that files of these formats need.

        None stands for a format that is detected only while the file is read. Any reader may be needed
        then, and also for an archive, whose members may be of any format.
        """
        wanted = set(names)
        if any(name is None or self.named(name).facts.archive for name in wanted):
            return [_identity_of_all(self)]
        return [self.named(name).identity() for name in sorted(filter(None, wanted))]


@remembered
def _identity_of_all(formats: Formats) -> dict[str, Any]:
    code = fingerprint([entry.identity() for entry in formats.formats])
    return {Format.KIND: f"any of {', '.join(formats.names())}", "code": code}


def formats_of(package: str, group: str | None = None) -> Formats:
    """The formats in a package's folder, then those that installed packages offer in a group."""
    modules = named_modules(package, group)
    return Formats(tuple(Format(name, module) for name, module in modules.items()))


@cache
def installed() -> Formats:
    """All formats of this installation. Cached: looking through the installed packages takes 20 ms."""
    return formats_of(PACKAGE, GROUP)
