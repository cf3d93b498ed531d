"""The table of formats for the documentation, made from what the formats' files state."""

from collections.abc import Iterable

from pipeline.readers.facts import Facts
from pipeline.readers.registry import PACKAGE, formats_of

HEADER = (
    "format",
    "extensions",
    "first bytes",
    "split when large",
    "compressed",
    "rejects that are expected",
    "records",
)


def table() -> str:
    """The formats that ship, one a row, as a Markdown table. It ends with a line feed."""
    rows = [HEADER, ("---",) * len(HEADER)]
    for entry in formats_of(PACKAGE).formats:
        facts = entry.facts
        extensions = (*facts.extensions, *(e for e, _ in facts.compressed_extensions))
        rows.append(
            (
                entry.name,
                _listed(extensions),
                _first_bytes(facts),
                f"if {' or '.join(facts.splits)}" if facts.splits else "no",
                "as a temporary copy" if facts.seekable else "yes",
                _listed(facts.expected_rejects),
                facts.about.replace("|", "\\|"),
            )
        )
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _first_bytes(facts: Facts) -> str:
    """How a file, or the folder of it, is recognized beside its name."""
    magic = [
        _shown(sign) + (f" at byte {offset}" if offset else "") for offset, sign in facts.magic
    ]
    weak = [f"{_shown(sign)} if the name fits no format" for sign in facts.weak_magic]
    required = [f"{_shown(sign)} and the extension" for sign in facts.required_start]
    parts = [f"`{part}` inside" for part in facts.inside]
    folder = [f"a folder with {_listed(facts.markers)}"] if facts.markers else []
    return ", ".join([*magic, *parts, *weak, *required, *folder])


def _shown(sign: bytes) -> str:
    """Printable bytes as text, others as hexadecimal digits."""
    text = sign.rstrip(b"\0").decode("latin-1")
    return f"`{text if text.isascii() and text.isprintable() else sign.hex(' ')}`"
