"""A page read by the selectors of its platform: body, title, date, and how many comments stand apart."""

import re
from dataclasses import dataclass

import orjson
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DOMNode, HTMLTree

from pipeline.extractors.platforms import Platform

# Elements of any platform that hold no prose of the page.
NOISE = ("script", "style", "iframe", "noscript", "template", "button", "form")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})"
    r"(?:[^\d:]{0,8}(?P<hour>\d{1,2}):(?P<minute>\d\d))?"
)


@dataclass(frozen=True)
class Post:
    """A page read by the selectors of its platform; an empty `text` if none of BODY matched."""

    text: str
    title: str | None
    date: str | None
    comments: int


def read(html: str, platform: Platform) -> Post:
    """The page by the platform's selectors: paragraphs, lists, tables and code keep their lines."""
    tree = HTMLTree.parse(html)
    root = tree.document
    if root is None:
        return Post("", None, None, 0)
    comments = len(root.query_selector_all(platform.comment)) if platform.comment else 0
    title, date = _first(root, platform.title), _first(root, platform.date)
    bodies = _bodies(root, platform.body)
    for body in bodies:
        _keep_lines(tree, body, platform)
    written = [_text(body, platform.drop) for body in bodies]
    text = "\n\n".join(t for t in written if t)
    return Post(text, title or (tree.title or "").strip() or None, _iso(date), comments)


def _bodies(root: DOMNode, selectors: tuple[str, ...]) -> list[DOMNode]:
    """The elements of the first selector that matches, those inside another one aside."""
    for selector in selectors:
        found = list(root.query_selector_all(selector))
        if found:
            return [node for node in found if not _inside(node, found)]
    return []


def _inside(node: DOMNode, others: list[DOMNode]) -> bool:
    parent = node.parent
    while parent is not None:
        if any(parent == other for other in others):
            return True
        parent = parent.parent
    return False


def _keep_lines(tree: HTMLTree, body: DOMNode, platform: Platform) -> None:
    """Put `pre` in the place of code that stands in other elements, and the LaTeX of formulas in theirs."""
    for selector in platform.code:
        for node in body.query_selector_all(selector):
            _replace(tree, node, "pre", node.text)
    for node in body.query_selector_all(platform.formula) if platform.formula else ():
        if latex := _latex(node):
            _replace(tree, node, "pre", f"$$\n{latex}\n$$")


def _replace(tree: HTMLTree, node: DOMNode, name: str, text: str) -> None:
    element = tree.create_element(name)
    if element is not None and node.parent is not None:
        element.text = text
        node.parent.replace_child(element, node)


def _latex(node: DOMNode) -> str | None:
    """The formula in the JSON of an element's attributes; None if it holds none."""
    for name in node.attrs:
        try:
            data = orjson.loads(node.getattr(name) or "").get("data")
        except (orjson.JSONDecodeError, AttributeError):
            continue
        latex = data.get("latex") if isinstance(data, dict) else None
        if isinstance(latex, str) and latex.strip():
            return latex.strip()
    return None


def _text(body: DOMNode, drop: tuple[str, ...]) -> str:
    for selector in (*NOISE, *drop):
        for node in body.query_selector_all(selector):
            node.decompose()
    inner = HTMLTree.parse(f"<html><body>{body.html}</body></html>")
    text = extract_plain_text(
        inner, main_content=False, alt_texts=False, list_bullets=False, preserve_formatting=True
    )
    # Editors keep empty lines apart by invisible characters.
    return text.replace("\u200b", "").replace("\ufeff", "").strip()


def _first(root: DOMNode, selectors: tuple[str, ...]) -> str | None:
    """The text of the first element with any; of a `meta` or `time` element its content."""
    for selector in selectors:
        node = root.query_selector(selector)
        if node is None:
            continue
        names = ("content", "datetime", "data-date-time", "title")
        stated = next((node.getattr(n) for n in names if node.getattr(n)), None)
        value = " ".join((stated or node.text or "").split())
        if value:
            return value
    return None


def _iso(date: str | None) -> str | None:
    """`2015. 10. 1. 18:33` as `2015-10-01T18:33`; what is written in another way is kept."""
    match = _DATE.search(date) if date else None
    if match is None or date is None or re.match(r"\d{4}-\d\d-\d\dT", date):
        return date
    day = f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return f"{day}T{int(match['hour']):02d}:{match['minute']}" if match["hour"] else day
