"""The files of a card: written into a folder, or compared with those that lie there."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.card import about as statements
from pipeline.card import croissant, metadata, readme, summary
from pipeline.card.facts import Facts, facts
from pipeline.card.files import Config, configs
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.report.page.words import LANGUAGES, Words

FACTS_FILE = "card.json"


def write(corpus: Corpus, folder: Path) -> tuple[list[Path], list[str]]:
    """Write the card of a corpus into a folder, and `about.yaml` if it has none.

    Returns the written files, and the fields of `about.yaml` that nobody has stated. Raises RecipeError if
    the folder holds a README of another hand or cannot be written, MalmoiError if the corpus is not
    finished."""
    found = facts(corpus)
    stated = folder / statements.FILE
    _check(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not stated.exists():
            name = folder.resolve().name or "Corpus"
            stated.write_text(statements.draft(found, name), encoding="utf-8")
        written = []
        for name, text in texts(found, folder).items():
            (folder / name).write_text(text, encoding="utf-8")
            written.append(folder / name)
    except OSError as error:
        raise RecipeError(
            f"--to {folder}: {error.strerror}; give a folder that you may write to"
        ) from None
    known = statements.read(stated)
    return [*written, stated], known.open_fields([s.name for s in found.sources])


def problems(corpus: Corpus, folder: Path) -> Iterator[str]:
    """A line for each file of a card that is not what the root and `about.yaml` make today."""
    if not (folder / statements.FILE).is_file():
        yield f"{folder / statements.FILE}: missing; `malmoi card ROOT --to {folder}` writes a card"
        return
    for name, text in texts(facts(corpus), folder).items():
        path = folder / name
        if not path.is_file():
            yield f"{path}: missing"
        elif path.read_text(encoding="utf-8") != text:
            yield f"{path}: not what this root and {statements.FILE} say; `malmoi card` writes it again"


def texts(found: Facts, folder: Path) -> dict[str, str]:
    """Name of each file -> its text."""
    about = statements.read(folder / statements.FILE)
    about.check([s.name for s in found.sources], folder / statements.FILE)
    data: list[Config] = configs(folder)
    name = "-".join(about.title.split()) or "corpus"
    files = {
        "croissant.json": croissant.text(found, about, data, folder, name),
        FACTS_FILE: json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n",
    }
    for lang in LANGUAGES:
        words = Words(lang)
        head = metadata.block(found, about, data) if lang == "en" else ""
        other = "ko" if lang == "en" else "en"
        body = readme.text(found, about, data, words)
        files[readme.OTHER[other]] = f"{head}\n{body}" if head else body
        files[readme.SUMMARY[lang]] = summary.text(found, about, words)
    return files


def _check(folder: Path) -> None:
    """Raise RecipeError for a README that no card has written: it is somebody's."""
    if folder.is_file():
        raise RecipeError(f"--to {folder} is a file; give a folder")
    if (folder / "README.md").exists() and not (folder / FACTS_FILE).exists():
        raise RecipeError(
            f"{folder / 'README.md'} exists and is not a card of Malmoi; give another folder, or move it away"
        )
