"""Trafilatura: slower (1 to 20 MB of HTML a second), stricter on news pages."""

import trafilatura
from lxml import etree
from trafilatura.metadata import extract_metadata

from pipeline.extractors import Page


def extract(html: str) -> Page:
    """The text without comments, by its default rules and fallbacks."""
    try:
        tree = trafilatura.load_html(html)
    except (etree.LxmlError, ValueError):
        tree = None
    if tree is None:
        return Page("", None)
    title = extract_metadata(tree)
    text = trafilatura.extract(html, include_comments=False) or ""
    return Page(text, title.title if title else None)
