"""Extractors: the main content of an HTML page, one library per file.

An extractor is a module with `extract(html) -> Page`: a file of this folder, or a module that an
installed package offers as an entry point of the group `malmoi.extractors`. docs/ingest.md holds their
F1 on labelled Korean and English pages.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from pipeline.core.errors import DataError, RecipeError
from pipeline.core.modules import NamedModule, named_modules

if TYPE_CHECKING:
    from pipeline.extractors.platforms import Platform

GROUP = "malmoi.extractors"


@dataclass(frozen=True)
class Page:
    """The main content of a page: its text without navigation, and its title if it has one.

    `date` and `meta` (platform, number of comments) are what a known platform states; `drift` names the
    platform whose selectors found no body.
    """

    text: str
    title: str | None
    date: str | None = None
    meta: dict[str, str | int] = field(default_factory=dict)
    drift: str | None = None


@runtime_checkable
class Extracts(Protocol):
    """The module of an extractor."""

    def extract(self, html: str) -> Page:
        """The main content of a page; an empty text if it has none."""
        ...


@dataclass(frozen=True)
class Extractor(NamedModule):
    """An extractor under the name that a recipe gives."""

    KIND: ClassVar = "extractor"

    def load(self) -> Extracts:
        """The module. Raises RecipeError if it cannot be imported or defines no `extract`."""
        module = self.imported()
        if not isinstance(module, Extracts):
            raise RecipeError(f"extractor {self.name}: {self.module} defines no extract(html)")
        return module


@cache
def installed() -> dict[str, Extractor]:
    """Name -> extractor: the files of this folder, then those of installed packages."""
    return {
        name: Extractor(name, module) for name, module in named_modules(__name__, GROUP).items()
    }


def named(name: str) -> Extractor:
    """The extractor of that name. Raises DataError, listing all names, if there is none."""
    if name not in installed():
        raise DataError(f"unknown extractor {name!r}; extractors are: {', '.join(installed())}")
    return installed()[name]


@cache
def load(name: str) -> Extracts:
    """The module of an extractor. Cached: it is called for every page. Raises DataError, RecipeError."""
    return named(name).load()


def main_content(html: str, name: str, platform: "Platform | None" = None) -> Page:
    """The main content by the selectors of a platform; by the extractor of that name if it is None or they
    find no body."""
    if platform is None:
        return load(name).extract(html)
    from pipeline.extractors.platforms import _post

    post = _post.read(html, platform)
    if not post.text:
        return replace(load(name).extract(html), drift=platform.name)
    meta: dict[str, str | int] = {"platform": platform.name}
    if post.comments:
        meta["comments"] = post.comments
    return Page(post.text, post.title, post.date, meta)
