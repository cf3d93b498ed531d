"""Errors for a source that yields no document, or too few: its files, the reasons, and what mends them."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from pipeline.core.dataset import Dataset
from pipeline.core.store import Store
from pipeline.readers import unread
from pipeline.readers.candidates import is_of_fields
from pipeline.readers.skipped import extension_of

# Lines of an error, and files that a line names.
LINES, NAMED = 8, 3
# Reasons that a warning about the file explains: one about its fields, or one about its damage.
OF_FIELDS, OF_DAMAGE = frozenset({"no_text"}), frozenset({"json", "damaged_file"})
MENDS = {
    "empty_text": "they hold no text: an empty document, or an empty text field",
    "empty_file": "of 0 bytes; fetch them again, or leave them",
    "no_content": "the extractor found no main content; look at the pages, or try extractor: trafilatura",
    "encoding": "bytes that no encoding explains; state `encoding`, or `undecodable: replace`",
    "json": "lines that are not JSON; state `format` if they are something else",
    "not_an_object": "values that are no objects with fields",
    "text_not_a_string": "the text field holds something else than a string; name another as text_field",
    "no_id": "records without the field that id_field names",
    "encrypted": "it needs a password; save it without one",
    "damaged_file": "damaged; fetch it again",
    "record_too_large": "above max_record_bytes",
    "depth": "objects and lists nested more than 254 deep",
    "too_slow": "above max_seconds_per_record",
    "http_status": "answers of the server that are no pages, such as redirects",
    "not_a_page": "records of a crawl that are no pages",
    "not_text": "records of a crawl that are no text",
    "no_text_layer": "scans; hand them to OCR: malmoi export ROOT --rejects no_text_layer --to files.txt",
    "unreadable_text": "its fonts do not say which characters they draw; hand them to OCR",
    "broken": "cut short, damaged, or of another format; open it in its program and save it again",
    "hwp3_unsupported": "HWP 3; save it as HWPX in Hangul, or: soffice --headless --convert-to odt FILE",
    "word95_unsupported": "Word 6 or 95; convert it: soffice --headless --convert-to docx FILE",
    "distribution_placeholder": "its text is not in the file; ask its author for one without protection",
    "forgotten": "removed by request, and not read again (malmoi forget)",
    **unread.mends(),
}


def of_source(name: str, store: Store, stage: str) -> str:
    """The error of a source, from FILES and REJECTS of the stage."""
    source = pl.col("source") == name
    files = pl.DataFrame(Dataset(store, f"{stage}/files").table()).filter(source)
    rejects = pl.DataFrame(Dataset(store, f"{stage}/rejects").table(["source", "file", "reason"]))
    shown = _first([*_by_reason(rejects.filter(source), _warnings(files)), *_silent(files)])
    counts = f"{_several(len(files), 'file')} with {_several(files['records'].sum(), 'record')}"
    return "\n".join(
        [
            f"source {name}: no document came out of {counts}:",
            *shown,
            "Mend the source, or write `allow_empty: true` into it if it may be empty.",
        ]
    )


def of_rejects(name: str, rejects: pl.DataFrame, store: Store, stage: str) -> str:
    """Lines on these rejects of a source (file, reason), by extension and reason, with what mends them."""
    files = pl.DataFrame(Dataset(store, f"{stage}/files").table(["source", "file", "warnings"]))
    return "\n".join(
        _first([*_by_reason(rejects, _warnings(files.filter(pl.col("source") == name)))])
    )


def _first(lines: list[str]) -> list[str]:
    """The first lines, and how many there are."""
    more = len(lines) - LINES
    return [*lines[:LINES], *([f"  and {more} lines more"] if more > 0 else [])]


def _warnings(files: pl.DataFrame) -> dict[tuple[str, bool], str]:
    """(file, whether it is about fields) -> what reading the file showed, except contradicting names."""
    listed = files.select("file", "warnings").explode("warnings").drop_nulls()
    return {
        (file, is_of_fields(warning)): warning
        for file, warning in listed.iter_rows()
        if not warning.startswith("named_")
    }


def _by_reason(rejects: pl.DataFrame, warnings: dict[tuple[str, bool], str]) -> Iterator[str]:
    """A line for each extension and reason, the most frequent first, with what mends it."""
    endings = pl.col("file").map_elements(extension_of, pl.String)
    grouped = (
        rejects.with_columns(extension=endings)
        .group_by("extension", "reason", maintain_order=True)
        .agg(records=pl.len(), files=pl.col("file").unique(maintain_order=True))
        .sort("records", descending=True, maintain_order=True)
    )
    for row in grouped.iter_rows(named=True):
        files, reason = row["files"], row["reason"]
        explained = (
            (file, reason in OF_FIELDS) for file in files if reason in OF_FIELDS | OF_DAMAGE
        )
        warning = next((warnings[key] for key in explained if key in warnings), None)
        mend = warning or _mend(row["extension"], reason)
        why = f"{_several(row['records'], 'record')} {reason}"
        yield f"  {_named(files)}: {why}{f': {mend}' if mend else ''}"


def _silent(files: pl.DataFrame) -> Iterator[str]:
    """A line for the files without a record, and one for those that hold no text."""
    archives = {f.rpartition("!")[0] for f in files["file"] if "!" in f}
    quiet = files.filter((pl.col("records") == 0) & pl.col("skipped").is_null())
    names = [f for f in quiet["file"].unique(maintain_order=True) if f not in archives]
    if names:
        yield f"  {_named(names)}: no record at all"
    passed = files.filter(pl.col("skipped").is_not_null())["file"].to_list()
    if passed:
        yield f"  {_named(passed)}: nothing but what holds no text, or also such members (pictures, programs)"


def _named(files: list[str]) -> str:
    """The first names, and how many there are."""
    shown = ", ".join(files[:NAMED])
    return f"{shown} and {len(files) - NAMED:,} more" if len(files) > NAMED else shown


def _mend(extension: str, reason: str) -> str | None:
    if reason != unread.UNKNOWN:
        return MENDS.get(reason)
    known = "state `format` if it is one that docs/ingest.md lists, or convert them"
    return f"no reader knows {extension or 'them'}; {known}"


def _several(number: Any, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
