"""Malmoi: a fold of stages over a corpus of documents and a ledger of marks."""

__version__ = "0.1.0"
