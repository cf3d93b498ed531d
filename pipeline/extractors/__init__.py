"""The main content of an HTML page, one library a file: `extract(html) -> Page`.

docs/ingest.md holds their F1 on labelled Korean and English pages.
"""

import importlib
from dataclasses import dataclass
from typing import Protocol

NAMES = ("resiliparse", "trafilatura")


@dataclass(frozen=True)
class Page:
    """What a page is about: text without navigation, and its title."""

    text: str
    title: str | None


class Extractor(Protocol):
    def extract(self, html: str) -> Page: ...


def load(name: str) -> Extractor:
    """The module pipeline/extractors/<name>.py."""
    return importlib.import_module(f"pipeline.extractors.{name}")  # type: ignore[return-value]
