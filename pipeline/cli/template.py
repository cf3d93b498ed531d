"""A shipped recipe as a template: its summary, its copy for a folder, and the commands that come next."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

# Where the published recipes look for data unless MALMOI_DATA says, and where their copies do.
SHIPPED_DATA, DATA = "../data", "data"
_DEFAULT = re.compile(r"\$\{(\w+):-([^}]*)\}([^\"'\s,}]*)")


def summary(source: Path) -> str:
    """The first sentence of a recipe's comment, on one line."""
    comment = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# "))
    whole = re.sub(r" \([^()]*\)", "", " ".join(comment))
    return re.split(r"(?<=[a-z)])[.:;] ", whole, maxsplit=1)[0].rstrip(".")


def text_for(source: Path, folder: Path) -> tuple[str, list[Path]]:
    """(the text of a recipe for a folder, the folders that its data belongs into).

    Files that ship are named by whole paths, as the copy lies elsewhere; data is looked for beside it."""
    folders: list[Path] = []

    def moved(found: re.Match[str]) -> str:
        name, default, rest = found.groups()
        if default == SHIPPED_DATA:
            top = rest.strip("/").partition("/")[0]
            folders.append(folder / DATA / top)
            return f"${{{name}:-{DATA}}}{rest}"
        shipped = (source.parent / default).resolve()
        return f"${{{name}:-{shipped}}}{rest}" if shipped.exists() else found[0]

    return _DEFAULT.sub(moved, source.read_text(encoding="utf-8")), list(dict.fromkeys(folders))


def next_lines(name: str, target: Path, folders: Sequence[Path]) -> list[str]:
    """The commands that come after the copy, in order."""
    written = shlex.quote(str(target))
    if name.startswith("classifiers/"):
        model = shlex.quote(str(target.with_suffix("")))
        return [f"next:   malmoi classifier train {written} --to {model}"]
    if name.startswith("effect/") and not _is_run(target):
        command = "mixture" if "\nbuckets:" in target.read_text(encoding="utf-8") else "effect"
        return [f"next:   change its strata, then malmoi {command} ROOT --recipe {written}"]
    if name == "demo":
        sample = "MALMOI_SAMPLE=$PWD/out/demo/sample"
        return ["next:   malmoi demo", f"        {sample} malmoi run {written} --root out/my_demo"]
    run = [f"        malmoi plan {written}", f"        malmoi run {written}"]
    if folders:
        shown = ", ".join(shlex.quote(str(f)) for f in folders)
        is_lines = ".jsonl" in target.read_text(encoding="utf-8")
        what = "JSON lines (.jsonl, .jsonl.gz, .jsonl.zst)" if is_lines else "files"
        return [f"next:   put {what} into {shown}, then", *run]
    if name == "start":
        put = f"put files into {shlex.quote(str(target.parent / 'texts'))}"
        return [f"next:   {put}, or change its sources, then", *run]
    paths = ", ".join(_paths(target)[:2])
    return [f"next:   change its sources ({paths}, ...), then", *run]


def _is_run(target: Path) -> bool:
    """True for a recipe of stages."""
    return "\nstages:" in target.read_text(encoding="utf-8")


def _paths(target: Path) -> list[str]:
    """The names of the sources of a recipe."""
    import yaml

    stages = yaml.safe_load(target.read_text(encoding="utf-8"))["stages"]
    return [source["name"] for source in stages["ingest"]["sources"]]
