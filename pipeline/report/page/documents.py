"""Documents to read: a card for each, with what decided, and masks, spans and differences marked. A search
field and pages come with the script of the page; without it all cards are visible."""

from collections.abc import Sequence

from pipeline.report.marked import with_differences, with_spans
from pipeline.report.page import numbers
from pipeline.report.page.context import Context
from pipeline.report.page.masking import masked_names
from pipeline.report.page.parts import escape, heading, note
from pipeline.report.page.words import Words
from pipeline.report.sample import Sampled

# Documents of a section, and characters of a text.
MOST, LENGTH = 24, 700


def cards(context: Context, title: str, found: Sequence[Sampled], length: int = LENGTH) -> str:
    """A heading and the cards, with at most `length` characters of each text; a note instead of them if texts
    must not be shown. With less than LENGTH a copy is shown as its text and not as differences."""
    say = context.words.say
    if not context.has_texts:
        return heading(title) + note(say("docs.unscrubbed"))
    if not found:
        return ""
    chosen = list(found)[:MOST]
    names = masked_names([str(one.facts["id"]) for one in chosen])
    about = note(say("docs.marked")) if length >= LENGTH and any(map(_differs, chosen)) else ""
    inside = "".join(
        card(context.words, one, name, length) for one, name in zip(chosen, names, strict=True)
    )
    search = f'<label class="pick">{escape(say("docs.search"))} <input type="search"></label>'
    status = f'<span class="found" role="status" data-format="{escape(say("docs.found"))}"></span>'
    pages = "".join(
        f'<button type="button">{escape(say(key))}</button>' for key in ("docs.back", "docs.next")
    )
    return (
        f'{heading(title)}{about}<div class="docs"><div class="tools needs-script">{search}'
        f"{_reasons(context, chosen)}{status}</div>{inside}"
        f'<div class="pages needs-script">{pages}</div></div>'
    )


def _reasons(context: Context, chosen: Sequence[Sampled]) -> str:
    """A choice of reasons; nothing if there is only one."""
    reasons = list(dict.fromkeys(reason_of(one) for one in chosen))
    if len(reasons) < 2:
        return ""
    options = "".join(
        f'<option value="{escape(r)}">{escape(context.words.name("reason", r))}</option>'
        for r in reasons
    )
    say = context.words.say
    every = f'<option value="">{escape(say("docs.any"))}</option>'
    return f'<label class="pick">{escape(say("docs.reason"))} <select>{every}{options}</select></label>'


def reason_of(one: Sampled) -> str:
    """The reason for which a document was dropped; empty for a living one."""
    return one.facts["drop_reason"] or ""


def card(words: Words, one: Sampled, name: str, length: int = LENGTH) -> str:
    """A document with what decided and at most `length` characters of its text. `name` is its masked id."""
    facts = one.facts
    about = [
        words.name("source", facts["source"]),
        words.name("lang", facts["lang"]),
        numbers.size(facts["bytes"]),
    ]
    fate = (
        words.name("reason", facts["drop_reason"])
        if facts["drop_reason"]
        else words.say("fate.lives")
    )
    more = (
        f"{_decided(words, one)}<span>{escape(' · '.join(about))}</span><code>{escape(name)}</code>"
    )
    return (
        f'<article class="doc" data-reason="{escape(reason_of(one))}"><header>'
        f"<strong>{escape(fate)}</strong> {more}</header>{_body(words, one, length)}</article>"
    )


def _decided(words: Words, one: Sampled) -> str:
    if one.value is None:
        return ""
    known = {"value": numbers.measure(one.value), "bound": numbers.measure(one.bound)}
    key = "docs.decided" if one.bound is not None else "docs.value"
    return f"<span>{escape(words.say(key, **known))}</span>"


def _differs(one: Sampled) -> bool:
    """True if the document was dropped for one that is in the corpus and has other words."""
    return one.copy is not None and bool(one.copy[2]) and one.copy[2].split() != one.text.split()


def _body(words: Words, one: Sampled, length: int) -> str:
    say = words.say
    if length >= LENGTH and one.copy is not None and _differs(one):
        pieces = with_differences(one.text, one.copy[2], length)
        return f'{_copy_of(words, "docs.copy", one)}<p class="text">{pieces}</p>'
    text, is_cut = with_spans(one, length)
    more = note(say("docs.cut", size=numbers.size(one.facts["bytes"]))) if is_cut else ""
    same = _copy_of(words, "docs.same", one) if one.copy is not None and not _differs(one) else ""
    return f'{same}<p class="text">{text}</p>{more}'


def _copy_of(words: Words, key: str, one: Sampled) -> str:
    """Which document was kept instead, and how like it this one is."""
    other = masked_names([one.copy[0] if one.copy else ""])[0]
    return note(words.say(key, other=other, share=numbers.share(one.similarity)))
