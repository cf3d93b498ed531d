"""Files that hold no text: pictures, fonts, sound, programs, and what tools keep beside a folder's files.

They are listed by extension and are neither records nor rejects: a thousand pictures beside the posts of a
folder do not stop a run. Licence files, change logs and lock files are text, but the same in every project:
they are skipped unless a source states `notices: true`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.core.inputs import InputFile


def _all(kind: str, endings: str) -> dict[str, str]:
    return {f".{ending}": kind for ending in endings.split()}


# Extension -> what such files are. `.ts` is not among them: it is TypeScript as often as video.
KINDS = {
    **_all(
        "picture", "jpg jpeg png gif bmp webp tif tiff ico svg heic heif avif psd ai eps cr2 nef"
    ),
    **_all("font", "ttf otf ttc woff woff2 eot"),
    **_all("sound", "mp3 wav flac ogg m4a aac wma opus pcm mid amr aiff"),
    **_all("video", "mp4 avi mkv mov wmv webm flv m4v mpg mpeg 3gp swf"),
    **_all(
        "program",
        "exe dll so dylib o a obj lib class jar war apk msi deb rpm dmg iso pyc pyd wasm whl",
    ),
    **_all(
        "data",
        "bin dat db sqlite sqlite3 mdb pkl pickle npy npz pt pth ckpt safetensors onnx h5 hdf5 gguf",
    ),
    **_all("beside", "css map lock lnk url crdownload part"),
}
# Folders and files that tools keep beside the files of people.
FOLDERS = frozenset({"node_modules", "__MACOSX", "__pycache__", "site-packages", "$RECYCLE.BIN"})
NAMES = frozenset({"Thumbs.db", "desktop.ini", "Icon\r"})
# Licences and change logs by their names: in capitals if a text could be called so too. Then the lists of
# packages that package managers write.
_PAPERS = re.compile(
    r"(?:(?i:licen[cs]e|copying|change[-_]?log)|CHANGES|HISTORY|NOTICE|RELEASES)(?:[-._][\w.+-]*)?"
)
_PAPER_ENDINGS = frozenset({"", ".md", ".markdown", ".rst", ".txt", ".html"})
LOCKS = frozenset(
    [
        "package-lock.json",
        "npm-shrinkwrap.json",
        "composer.lock",
        "Pipfile.lock",
        "pnpm-lock.yaml",
        "packages.lock.json",
        "go.sum",
    ]
)
# Office keeps the name of who has `a.docx` open in `~$a.docx`, and leaves it behind after a crash.
OWNER = "~$"
# (offset, bytes) -> what begins so, for files whose names say nothing.
MAGIC = (
    (0, b"\x89PNG\r\n", "picture"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"GIF8", "picture"),
    (8, b"WEBP", "picture"),
    (8, b"WAVE", "sound"),
    (8, b"AVI ", "video"),
    (4, b"ftyp", "video"),
    (0, b"ID3", "sound"),
    (0, b"fLaC", "sound"),
    (0, b"OggS", "sound"),
    (0, b"\x1aE\xdf\xa3", "video"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
    (0, b"\x00\x01\x00\x00\x00", "font"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ\x90", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"SQLite format 3", "data"),
)


@dataclass(frozen=True)
class Skipped:
    """Files that are not read: how they end (or the folder that holds them), and what they are."""

    extension: str
    kind: str


def by_name(name: str) -> Skipped | None:
    """What a file with this relative path is, if its name says that it holds no text; else None."""
    *folders, last = name.split("/")
    for part in (*folders, last):
        if part in FOLDERS or (part.startswith(".") and part not in (".", "..")):
            return Skipped(part, "hidden" if part.startswith(".") else "beside")
    if last in NAMES:
        return Skipped(last, "beside")
    if last.startswith(OWNER):
        return Skipped(f"{OWNER}*", "beside")
    extension = extension_of(last)
    kind = KINDS.get(extension)
    return Skipped(extension, kind) if kind else None


def notice(name: str) -> Skipped | None:
    """What a file with this relative path is, if it is a licence, a change log or a lock file; else None."""
    last = name.rpartition("/")[2]
    if last in LOCKS:
        return Skipped(last, "lock")
    stem, dot, ending = last.rpartition(".")
    ending = f".{ending.lower()}" if dot and stem else ""
    # LICENSE-2.0 ends with a number, not with an extension
    known = ending in _PAPER_ENDINGS or ending[1:].isdigit()
    return Skipped(last, "notice") if known and _PAPERS.fullmatch(last) else None


def by_bytes(name: str, head: bytes) -> Skipped | None:
    """What a file of unknown format is, if its first bytes say that it holds no text; else None."""
    for offset, sign, kind in MAGIC:
        if head.startswith(sign, offset):
            return Skipped(extension_of(name) or "(no extension)", kind)
    return None


def extension_of(name: str) -> str:
    """The ending of a file's name from its last dot, in lower case; empty if it has none."""
    last = name.rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def listed(source: str, files: Iterable[tuple[Skipped, InputFile]]) -> list[dict[str, Any]]:
    """Rows (source, extension, kind, files, bytes) of skipped files, sorted by extension."""
    number: Counter[Skipped] = Counter()
    size: Counter[Skipped] = Counter()
    for skipped, file in files:
        number[skipped] += 1
        size[skipped] += file.size
    return [
        {
            "source": source,
            "extension": s.extension,
            "kind": s.kind,
            "files": number[s],
            "bytes": size[s],
        }
        for s in sorted(number, key=lambda s: (s.extension, s.kind))
    ]
