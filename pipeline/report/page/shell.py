"""The page around its sections: head, navigation, style, font and script, all in one file."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.report.page import fonts
from pipeline.report.page.context import Section
from pipeline.report.page.parts import escape
from pipeline.report.page.words import Words

ASSETS = Path(__file__).parent / "assets"
# Nothing may be loaded from elsewhere, whatever a text on the page holds.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)


def page(words: Words, title: str, sections: Sequence[Section], foot: str) -> str:
    """The whole page. `title` is escaped; the sections and `foot` are HTML. The title stands above the first
    section, the summary."""
    first, *others = sections
    nav = "".join(f'<li><a href="#{escape(s.anchor)}">{escape(s.title)}</a></li>' for s in sections)
    rest = "".join(_section(section) for section in others)
    body = (
        f'<a class="skip" href="#main">{escape(words.say("skip"))}</a>'
        f'<nav aria-label="{escape(words.say("nav"))}"><ol>{nav}</ol></nav>'
        f'<main id="main" tabindex="-1"><section id="{escape(first.anchor)}"><h1>{escape(title)}</h1>'
        f"{first.html}</section>{rest}<footer>{foot}</footer></main>"
    )
    return document(words, title, body, "script.js")


def document(words: Words, title: str, body: str, script: str) -> str:
    """A file with the style, the font and one of the scripts of the assets. `title` is escaped, `body` is
    HTML."""
    style = (ASSETS / "style.css").read_text(encoding="utf-8")
    code = (ASSETS / script).read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f"<style>{fonts.style(body)}{style}</style></head><body>{body}<script>{code}</script></body></html>\n"
    )


def _section(section: Section) -> str:
    anchor = escape(section.anchor)
    heading = f'<h2 id="{anchor}-title">{escape(section.title)}</h2>'
    return (
        f'<section id="{anchor}" aria-labelledby="{anchor}-title">{heading}{section.html}</section>'
    )
