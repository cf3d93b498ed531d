"""The page on which a person judges documents one after another; it opens without a network."""

import json
from collections.abc import Sequence

from pipeline.report.audit.verdicts import MOST_NAME, RIGHT, UNSURE, VERDICTS, WRONG, key_of
from pipeline.report.page import shell
from pipeline.report.page.documents import card
from pipeline.report.page.masking import masked_names
from pipeline.report.page.parts import escape, note, paragraph
from pipeline.report.page.words import Words
from pipeline.report.sample import Sampled

# Characters of a text, and the key of each verdict.
LENGTH = 4000
KEYS = {RIGHT: "j", WRONG: "k", UNSURE: "u"}


def page(words: Words, stage: str, found: Sequence[Sampled], fingerprint: str) -> str:
    """The HTML of the page. `fingerprint` keeps audits of different corpora apart in a browser's storage. Ids
    are hashed: they may be personal."""
    say = words.say
    title = say("audit.title", stage=words.of_stage(stage))
    names = masked_names([str(one.facts["id"]) for one in found])
    cards = "".join(
        f'<li data-document="{key_of(one.facts["id"])}" data-reason="{escape(one.facts["drop_reason"])}">'
        f"{card(words, one, name, LENGTH)}</li>"
        for one, name in zip(found, names, strict=True)
    )
    buttons = "".join(
        f'<button type="button" data-verdict="{v}" aria-keyshortcuts="{KEYS[v]}">{escape(say(f"audit.{v}"))} '
        f"<kbd>{KEYS[v]}</kbd></button>"
        for v in VERDICTS
    )
    moves = "".join(
        f'<button type="button" id="{name}">{escape(say(f"audit.{name}"))} <kbd>{key}</kbd></button>'
        for name, key in (("back", "←"), ("forward", "→"))
    )
    settings = json.dumps({"stage": stage, "corpus": fingerprint}).replace("<", "\\u003c")
    body = (
        f'<main id="main" class="audit"><h1>{escape(title)}</h1>{paragraph(say("audit.how"))}'
        f"{note(say('audit.keys'))}<noscript>{note(say('audit.script'))}</noscript>"
        f'<p class="tools needs-script"><label class="pick">{escape(say("audit.rater"))} <input id="rater" '
        f'maxlength="{MOST_NAME}" autocomplete="off"></label>'
        f'<span id="progress" role="status" data-format="{escape(say("audit.progress"))}"></span>'
        f'<button type="button" id="save">{escape(say("audit.save"))}</button></p>'
        f'<ol id="documents">{cards}</ol><p class="tools needs-script verdicts">{buttons}{moves}</p></main>'
        f'<script type="application/json" id="settings">{settings}</script>'
    )
    return shell.document(words, title, body, "audit.js")
