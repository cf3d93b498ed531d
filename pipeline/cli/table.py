"""The commands by name, panel, one-line summary and module: what `malmoi --help` prints.

The summaries repeat the first paragraph of the docstrings of stages and commands, because importing those
takes a second. tests/cli/test_table.py holds the two equal.
"""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import NamedTuple

from pipeline.stages import GROUP

START, STAGE, RESULTS, TOOLS = "Start", "One stage", "Results", "Tools"


class Command(NamedTuple):
    """One command. `module` defines it, as a command of the module's Typer application `app`."""

    name: str
    panel: str
    summary: str
    module: str


_RUN = "pipeline.cli.run"
_INSPECT = "pipeline.cli.inspect"
SHIPPED = (
    Command(
        "look",
        START,
        "Print what files are and hold, by a sample of a few seconds, and write a recipe that runs on them.",
        "pipeline.cli.look",
    ),
    Command(
        "init",
        START,
        "Copy a shipped recipe into a folder, as the beginning of your own.",
        "pipeline.cli.init",
    ),
    Command(
        "plan",
        START,
        "Print what a recipe would do, without doing it, and its costs; exit 1 if a stage would be refused.",
        "pipeline.cli.plan",
    ),
    Command("run", START, "Run every stage of a recipe; finished work is kept.", _RUN),
    Command(
        "demo",
        START,
        "Make the embedded sample, run the main job on it, and print planted against found.",
        "pipeline.cli.demo",
    ),
    Command(
        "ingest",
        STAGE,
        "Read every source into DOCUMENTS shards; records = documents + rejects + those that `sample` "
        "excludes.",
        _RUN,
    ),
    Command(
        "scrub",
        STAGE,
        "Mask personal data, Korean and international, by `<|PI:KIND|>`; docs/pii.md lists the kinds.",
        _RUN,
    ),
    Command(
        "rights",
        STAGE,
        "Mark what documents state about their licence and rights, and drop those of owners who opted out.",
        _RUN,
    ),
    Command(
        "dedup-exact",
        STAGE,
        "Mark all but one of the documents with the same text. The survivor is the first by `keep`, then by "
        "id; every removal names it.",
        _RUN,
    ),
    Command(
        "dedup-paragraph",
        STAGE,
        "Cut lines that occur in many documents; a document with too little left is dropped.",
        _RUN,
    ),
    Command(
        "dedup-fuzzy",
        STAGE,
        "Mark near duplicates by MinHash LSH with verification; one document of each cluster survives.",
        _RUN,
    ),
    Command(
        "import",
        STAGE,
        "Join scores that another program computed, by id, url or hash of the text.",
        _RUN,
    ),
    Command(
        "filter",
        STAGE,
        "Drop documents by conditions: each field is a drop_reason, its value the condition of the drop.",
        _RUN,
    ),
    Command(
        "quality",
        STAGE,
        "Drop documents in other languages, documents that break a rule, and documents that a classifier "
        "scores as poor.",
        _RUN,
    ),
    Command(
        "decontaminate",
        STAGE,
        "Drop or cut documents that contain evaluation items, however they are spaced, cased or inflected.",
        _RUN,
    ),
    Command(
        "mix",
        STAGE,
        "Give each phase its tokens from groups of documents by weight, each document some epochs.",
        _RUN,
    ),
    Command(
        "tokenizer",
        STAGE,
        "Train on living, sampled documents; measure on documents held out from training.",
        _RUN,
    ),
    Command(
        "pack",
        STAGE,
        "Documents in random order, each ended by EOS, in rows of equal length.",
        _RUN,
    ),
    Command(
        "show",
        RESULTS,
        "Print the funnel: what lives after each stage, what was dropped and why, compression.",
        _INSPECT,
    ),
    Command(
        "explain",
        RESULTS,
        "Print the whole life of one document and why it is in or out, or the documents of a packed row.",
        _INSPECT,
    ),
    Command(
        "sample",
        RESULTS,
        "Print documents drawn from what a stage dropped, or from what lives, each with what decided.",
        "pipeline.cli.documents",
    ),
    Command(
        "search",
        RESULTS,
        "Print the documents that hold these words, and whether they are in or out; exit 1 if there is none.",
        "pipeline.cli.documents",
    ),
    Command(
        "whatif",
        RESULTS,
        "Print which documents a changed recipe would keep or drop, from stored scores; nothing is written.",
        "pipeline.cli.compare",
    ),
    Command(
        "diff",
        RESULTS,
        "Print how two roots differ: what lives, documents in one alone, other reasons, with examples.",
        "pipeline.cli.compare",
    ),
    Command(
        "verify",
        RESULTS,
        "Read everything under a root again: files, receipts, checksums, ids, places; exit 1 if something "
        "is wrong.",
        _INSPECT,
    ),
    Command(
        "gc",
        RESULTS,
        "Remove the files that only another run would read; a run that needs them makes them again.",
        "pipeline.cli.gc",
    ),
    Command(
        "forget",
        RESULTS,
        "Remove documents from a root, with every trace of them, and certify what was removed.",
        "pipeline.cli.forget",
    ),
    Command(
        "report",
        RESULTS,
        "Write a page about a root: what happened, each stage with documents to read; opens offline.",
        _INSPECT,
    ),
    Command(
        "audit",
        RESULTS,
        "Write a page to judge dropped documents by keyboard, or add verdicts and print what they show.",
        "pipeline.cli.audit",
    ),
    Command(
        "effect",
        RESULTS,
        "Compare arms of a root by models that are trained on each: bits per byte of held-out text.",
        "pipeline.cli.effect",
    ),
    Command(
        "mixture",
        RESULTS,
        "Search the mixture of a root's buckets that is best for held-out text, by models of drawn mixtures.",
        "pipeline.cli.mixture",
    ),
    Command(
        "card",
        RESULTS,
        "Write a data card: README in English and Korean, Croissant, and the EU summary of training content.",
        "pipeline.cli.card",
    ),
    Command(
        "export",
        RESULTS,
        "Write documents as Parquet or JSON lines, the rejected files, or packed rows for a trainer.",
        "pipeline.cli.export",
    ),
    Command(
        "calibrate",
        TOOLS,
        "Fit the thresholds of a preset to a language and unit from reference text; draw histograms.",
        "pipeline.cli.calibrate",
    ),
    Command(
        "classifier",
        TOOLS,
        "Train a classifier, evaluate it on held-out examples, inspect its features and mistakes.",
        "pipeline.cli.classifier",
    ),
    Command(
        "schema",
        TOOLS,
        "Print the JSON Schema of recipes, for editors and validators.",
        "pipeline.cli.schema",
    ),
)


@cache
def commands() -> dict[str, Command]:
    """Every command by name: the shipped ones, then the stages that installed packages offer. A shipped
    command keeps its name."""
    shipped = {command.name: command for command in SHIPPED}
    return shipped | {c.name: c for c in _offered() if c.name not in shipped}


def stage_of(command: str) -> str:
    """The stage that a command runs, as recipes spell it."""
    return command.replace("-", "_")


def command_of(stage: str) -> str:
    """The command of a stage."""
    return stage.replace("_", "-")


def _offered() -> Iterator[Command]:
    for offer in sorted(entry_points(group=GROUP)):
        yield Command(command_of(offer.name), STAGE, f"Run the stage {offer.value}.", _RUN)
