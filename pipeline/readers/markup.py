"""HTML that is all content, as in books and letters: its text, without looking for a main part."""

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree


def text_of(html: str, without: str = "") -> str:
    """The text of a page. `without` is a CSS selector of elements that are left out."""
    tree = HTMLTree.parse(html)
    if tree.body is None:
        return ""
    if without:
        for element in tree.body.query_selector_all(without):
            element.decompose()
    text = extract_plain_text(
        tree, main_content=False, alt_texts=False, list_bullets=False, preserve_formatting=True
    )
    return text.strip()
