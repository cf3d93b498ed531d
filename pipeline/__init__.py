"""Malmoi: a fold of stages over a corpus of documents and a ledger of marks."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus

__version__ = "0.2.0"
__all__ = ["Corpus", "__version__"]


def __getattr__(name: str) -> Any:
    """Import `Corpus` at its first use: with pyarrow and polars it takes half a second, and
    `malmoi --help` needs none of it."""
    if name == "Corpus":
        from pipeline.core.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
