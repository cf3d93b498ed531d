"""Malmoi: a fold of stages over a corpus of documents and a ledger of marks."""

from pipeline.core.corpus import Corpus

__version__ = "0.1.0"
__all__ = ["Corpus", "__version__"]
