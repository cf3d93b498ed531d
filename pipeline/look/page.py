"""The findings of a look as lines for a terminal."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size

from pipeline.look.findings import Findings
from pipeline.recipe.grade import duration, size

# Endings, languages and kinds that a line names, and lines of a list.
NAMED, LINES = 8, 12
# Columns of the name of a source beside a beginning.
SOURCE = 16
# Seconds of a forecast that the start of a run outweighs.
SHORT = 30


def lines(found: Findings) -> Iterator[str]:
    """The lines, section by section."""
    number = sum(num for num, _ in found.formats.values())
    stored = sum(bytes_ for _, bytes_ in found.formats.values())
    yield f"{', '.join(found.paths)}: {number:,} file{'s' * (number != 1)}, {size(stored)}"
    yield _row("formats", (f"{e} {num:,} ({size(b)})" for e, (num, b) in found.formats.items()))
    if found.skipped:
        yield _row("skipped", (f"{e} {num:,} ({k})" for e, (num, k) in found.skipped.items()))
    if found.unread:
        counts = (f"{ending} {num:,}" for ending, num in found.unread.items())
        yield _row("no reader", counts) + "; docs/ingest.md lists the formats"
    if not found.sources:
        return
    read = sum(s.sampled for s in found.sources)
    is_all = found.is_complete and not found.doubtful
    part = "all of it" if is_all else f"a sample of {read:,} file{'s' * (read != 1)}"
    yield ""
    yield (
        f"read: {part}, {found.documents:,} documents, {size(found.text_bytes)} of text"
        + ("" if found.is_complete else f"; everything is about {size(found.whole_text)} of text")
    )
    yield from _sources(found)
    if found.documents:
        yield ""
        yield from _sample(found)
    if found.doubtful:
        yield ""
        yield "left out of the recipe, behind #: perhaps not text; take the signs off if it is"
        yield from (
            f"  {name}: its longest field, {text}, is short" for name, text in found.doubtful
        )
    if found.unreadable:
        yield from ("", "cannot be read:")
        yield from (f"  {line}" for line in found.unreadable[:LINES])
        if len(found.unreadable) > LINES:
            yield f"  and {len(found.unreadable) - LINES:,} lines more"
    if found.beginnings:
        yield from ("", "beginnings, personal data masked:")
        yield from (
            f"  {b.lang:<4} {set_cell_size(b.source, SOURCE)} {b.text}" for b in found.beginnings
        )
    yield ""
    if found.seconds is not None:
        value, low, high = found.seconds
        how_long = f"about {duration(value)} ({duration(low)} to {duration(high)})"
        how_long = how_long if value > SHORT else "less than a minute"
        yield (
            f"a whole run would take {how_long} on this machine; `malmoi plan RECIPE --probe` forecasts it "
            "with memory and disk"
        )
    elif found.documents and found.living.get("quality") == 0:
        yield "quality drops every document of the sample: the recipe leaves it out"
    elif found.documents and found.failure:
        yield f"the stages ended early on the sample: {found.failure}"


def _sample(found: Findings) -> Iterator[str]:
    """What the documents of the sample are, and what the stages make of them."""
    yield _row("encodings", (f"{e} {num:,}" for e, num in found.encodings.items()))
    total = max(1, found.text_bytes)
    yield _row("languages", (f"{e} {b / total:.1%}" for e, (_, b) in found.languages.items()))
    copies = f"{found.exact_copies / found.documents:.1%} of the documents"
    # of two copies a sample rarely holds both
    yield _row(
        "copies",
        [
            f"{copies} are exact copies"
            if found.is_complete
            else f"{copies} read are exact copies of another one; a whole run finds more"
        ],
    )
    megabytes = total / 1e6
    kinds = [f"{kind} {_short(num / megabytes)}" for kind, num in found.personal.items()]
    yield _row("masked", kinds or ["nothing"]) + (" per MB of text" if kinds else "")
    lives = (f"{stage} {num:,}" for stage, num in found.living.items() if stage in _DROPPING)
    yield _row("left after", lives)
    if found.dropped:
        yield _row("dropped", (f"{why} {num:,}" for why, num in found.dropped.items()))


_DROPPING = ("ingest", "dedup_exact", "dedup_fuzzy", "quality")


def _row(title: str, values: Iterable[str]) -> str:
    """A line with a title, the first values, and how many more there are."""
    items = list(values)
    more = f", {len(items) - NAMED} more" if len(items) > NAMED else ""
    return f"  {title:<11}{', '.join(items[:NAMED])}{more}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _sources(found: Findings) -> Iterator[str]:
    """A line for each source: its files, its text and its fields."""
    head = ("source", "files", "read", "text", "domain", "fields")
    rows = [
        (
            s.name,
            f"{s.files:,}",
            f"{s.sampled:,}",
            size(s.text_bytes),
            s.domain,
            ", ".join(f"{key.removesuffix('_field')}={name}" for key, name in s.fields.items()),
        )
        for s in found.sources
    ]
    # Hangul takes two columns of a terminal
    widths = [max(cell_len(row[i]) for row in (head, *rows)) for i in range(5)]
    for row in (head, *rows):
        numbers = [row[i].rjust(widths[i]) for i in (1, 2, 3)]
        names = [set_cell_size(row[i], widths[i]) for i in (0, 4)]
        yield f"  {'  '.join([names[0], *numbers, names[1], row[5]])}".rstrip()
