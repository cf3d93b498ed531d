"""The format of a file: what its first bytes say before what its name says."""

from pipeline.readers import compression

BY_EXTENSION = {
    ".arrow": "arrow",
    ".csv": "csv",
    ".feather": "arrow",
    ".htm": "html",
    ".html": "html",
    ".ipc": "arrow",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "text",
    ".md": "text",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".rst": "text",
    ".tar": "tar",
    ".tab": "csv",
    ".tgz": "tar",
    ".tsv": "csv",
    ".txt": "text",
    ".warc": "warc",
    ".wet": "warc",
    ".xhtml": "html",
}
# Formats that their first bytes give away, whatever the name says.
BY_MAGIC = (
    (b"PAR1", "parquet"),
    (b"ARROW1\0\0", "arrow"),
    (b"FEA1", "arrow"),
    (b"\xff\xff\xff\xff", "arrow"),  # an IPC stream
    (b"WARC/", "warc"),
    (b"<mediawiki", "mediawiki"),
)
HEAD = 4096


def format_by_name(name: str) -> str | None:
    """The format that a file name tells, compression aside; None if it tells none."""
    stem = name.lower()
    for ending in compression.EXTENSIONS:
        stem = stem.removesuffix(ending)
    return next((f for e, f in BY_EXTENSION.items() if stem.endswith(e)), None)


def format_of(name: str, head: bytes) -> str | None:
    """The format of a file with this name and these first (decompressed) bytes; None if unknown."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, found in BY_MAGIC:
        if start.startswith(magic):
            return found
    if head[257:262] == b"ustar":
        return "tar"
    named = format_by_name(name)
    if named is None and start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if named == "json" and not start.startswith(b"["):
        return "jsonl"  # one object a line under the general name
    return named


def odd_name(name: str, found: str | None, codec: str | None) -> str | None:
    """What a name claims that its bytes deny, as a warning; None if they agree. `found` is None where
    the recipe says the format."""
    claimed = next((c for e, c in compression.EXTENSIONS.items() if name.lower().endswith(e)), None)
    if name.lower().endswith(".tgz"):
        claimed = "gzip"
    if claimed != codec:
        return f"named_{claimed or 'plain'}_is_{codec or 'plain'}"
    named = format_by_name(name)
    if found and named and named != found and {named, found} != {"json", "jsonl"}:
        return f"named_{named}_is_{found}"
    return None
