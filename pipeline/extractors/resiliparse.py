"""Resiliparse: rules over the tree of a C++ parser; 20 to 100 MB of HTML a second."""

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from pipeline.extractors import Page


def extract(html: str) -> Page:
    """The main content by the same rules in every language; paragraphs, lists and code keep their lines."""
    tree = HTMLTree.parse(html)
    text = extract_plain_text(
        tree, main_content=True, alt_texts=False, list_bullets=False, preserve_formatting=True
    )
    return Page(text, (tree.title or "").strip() or None)
