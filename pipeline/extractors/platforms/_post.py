"""A page read by the selectors of its platform: body, title, date, and how many comments stand apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DOMNode, HTMLTree

from pipeline.extractors.platforms import Platform

# Elements of any platform that hold no prose of the page.
NOISE = ("script", "style", "iframe", "noscript", "template", "button", "form")
# `2015. 10. 1. 18:33`, `2019.03.05. 오후 3:20`, `24-03-05 18:33` of boards.
_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d(?=[-./]\d\d[-./]\d\d(?!\d)))"
    r"\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})"
    r"(?:[^\d:]{0,8}?(?P<half>오전|오후|[AP]M)?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d))?",
    re.IGNORECASE,
)
# `20240305101010`, as Daum states it.
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")


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
    comments = list(root.query_selector_all(platform.comment)) if platform.comment else []
    title, date = _first(root, platform.title), _first(root, platform.date)
    bodies = _bodies(root, platform.body, comments)
    for body in bodies:
        _keep_lines(tree, body, platform)
    for comment in comments:
        comment.decompose()
    written = [_text(body, platform.drop) for body in bodies]
    text = "\n\n".join(t for t in written if t)
    return Post(text, title or (tree.title or "").strip() or None, _iso(date), len(comments))


def _bodies(
    root: DOMNode, selectors: tuple[str, ...], comments: Sequence[DOMNode]
) -> list[DOMNode]:
    """The elements of the first selector that matches, those inside another one or in comments aside."""
    for selector in selectors:
        found = list(root.query_selector_all(selector))
        posts = [n for n in found if n not in comments and not _inside(n, comments)]
        if posts:
            return [node for node in posts if not _inside(node, posts)]
    return []


def _inside(node: DOMNode, others: Sequence[DOMNode]) -> bool:
    parent = node.parent
    while parent is not None:
        if any(parent == other for other in others):
            return True
        parent = parent.parent
    return False


def _keep_lines(tree: HTMLTree, body: DOMNode, platform: Platform) -> None:
    """Put `pre` in the place of code that stands in other elements, and the LaTeX of formulas in theirs.

    Paragraphs in a cell of a table would break its row.
    """
    for node in body.query_selector_all(platform.cell) if platform.cell else ():
        parts = [p.text for p in node.query_selector_all("p")] or [node.text]
        _replace(tree, node, "td", " ".join(" ".join(parts).split()))
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
    if date is None or re.match(r"\d{4}-\d\d-\d\dT", date):
        return date
    if digits := _DIGITS.fullmatch(date):
        year, month, day, hour, minute, _ = digits.groups()
        return f"{year}-{month}-{day}" + (f"T{hour}:{minute}" if hour else "")
    match = _DATE.search(date)
    if match is None:
        return date
    # Two digits are a year from 1970 to 2069.
    year = int(match["year"])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    day = f"{year}-{int(match['month']):02d}-{int(match['day']):02d}"
    if match["hour"] is None:
        return day
    hour = int(match["hour"])
    half = (match["half"] or "").upper()
    if half in ("오후", "PM") and hour < 12:
        hour += 12
    elif half in ("오전", "AM") and hour == 12:
        hour = 0
    return f"{day}T{hour:02d}:{match['minute']}"
