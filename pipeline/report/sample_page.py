"""Sampled documents as one HTML page: masks, deciding spans and differences of copies are marked."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from pipeline.core.errors import RecipeError
from pipeline.core.printable import printable
from pipeline.report import frame
from pipeline.report.marked import with_differences, with_spans
from pipeline.report.page.masking import masked_names
from pipeline.report.sample import Sampled

MOST = 20_000  # characters of a text on the page
STYLE = """<style>
p.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe49a; } mark.mask { background: #d7e3ff; border-radius: .2rem; }
del { background: #ffd7d5; text-decoration: none; } ins { background: #d2f4d3; text-decoration: none; }
</style>"""


def write(path: Path, root: str, found: Sequence[Sampled]) -> None:
    """Write the page. Texts of documents are escaped, personal data in ids is masked; nothing is loaded from
    elsewhere. Raises RecipeError if the file cannot be written."""
    note = f"{len(found)} documents of {root}."
    ids = masked_names([str(one.facts["id"]) for one in found])
    others = masked_names([one.copy[0] if one.copy else "" for one in found])
    sections = [
        frame.section(printable(name), *_parts(one, other))
        for name, one, other in zip(ids, found, others, strict=True)
    ]
    page = frame.document("Sampled documents", note, [STYLE, *sections])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RecipeError(
            f"--html {path}: {error.strerror}; name a file in a folder that you may write to"
        ) from None


def _parts(one: Sampled, other: str) -> list[str]:
    facts = one.facts
    dropped = f"out: {facts['dropped_by']}: {facts['drop_reason']} {one.decided}"
    fate = "in" if facts["dropped_by"] is None else dropped
    about = f"{facts['source']}, {facts['lang']}, {facts['bytes']:,} bytes; {fate}"
    parts = [f'<p class="note">{escape(printable(about))}</p>']
    if one.copy is None:
        return [*parts, f'<p class="text">{with_spans(one, MOST)[0]}</p>']
    _, measure, text = one.copy
    told = f"A copy of {other} {measure}: red is here only, green there only."
    return [
        *parts,
        f'<p class="note">{escape(printable(told))}</p>',
        f'<p class="text">{with_differences(one.text, text, MOST)}</p>',
    ]
