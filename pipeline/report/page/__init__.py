"""`malmoi report`: one HTML file about a root that opens without a network, in English or Korean."""

from pipeline.report.page.compose import page, write
from pipeline.report.page.words import LANGUAGES, Language, language

__all__ = ["LANGUAGES", "Language", "language", "page", "write"]
