"""The generated parts of the documentation, each made from the code that it describes."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import kernels as kernel_package
from pipeline import registry
from pipeline.cli.app import app
from pipeline.cli.table import STAGE, commands, stage_of
from pipeline.core import errors
from pipeline.core.libraries import LIBRARIES
from pipeline.kernels import heuristics, pii
from pipeline.readers import listing
from pipeline.recipe.execution import Execution
from pipeline.stages import STAGES
from pipeline.stages.decontaminate.known import KNOWN
from pipeline.stages.quality import presets
from pipeline.training.recipe import ClassifierRecipe
from scripts.corpus_files import FILES
from scripts.fetch_corpus import read_lock
from scripts.fields import linked, section, table

SHIPPED = registry.Registry(STAGES)  # without those that happen to be installed here


def stages() -> str:
    """A section for each stage, in the order of a usual recipe."""
    return "\n\n".join(section(name, SHIPPED.load(name)) for name in SHIPPED.names()) + "\n"


def list_of_stages() -> str:
    """Name, act and summary of each stage."""
    rows = []
    for name in SHIPPED.names():
        model = SHIPPED.load(name)
        summary = " ".join((model.__doc__ or "").split("\n\n")[0].split())
        rows.append([f"[`{name}`](#{name})", model.act, linked(summary)])
    return table(["stage", "act", "what it does"], rows) + "\n"


def execution() -> str:
    """The fields of the key `execution`."""
    return section("execution", Execution) + "\n"


def classifier() -> str:
    """The recipes of `malmoi classifier train`."""
    return section("classifier recipes", ClassifierRecipe) + "\n"


def own_presets() -> str:
    """The presets that are ours, with every rule."""
    rows = []
    for name in presets.names():
        if name.startswith("malmoi_"):
            preset = presets.load(name)
            rules = "; ".join(_rule(n, r) for n, r in preset.rules.items())
            rows.append([name, preset.language, preset.unit, rules])
    return table(["preset", "language", "unit", "rules"], rows) + "\n"


def _rule(name: str, rule: presets.Rule) -> str:
    bounds = [f"{b} {v:g}" for b, v in (("min", rule.min), ("max", rule.max)) if v is not None]
    least = f", from {rule.from_words} words" if rule.from_words else ""
    return f"{name} {' '.join(bounds)}{least}"


def list_of_commands() -> str:
    """Every shipped command with its arguments and summary, panel by panel, then its options."""
    from typer.main import get_group

    group: Any = get_group(app)
    rows, options = [], []
    for name, entry in commands().items():
        if entry.panel == STAGE and stage_of(name) not in STAGES:
            continue
        command = group.get_command(None, name)
        arguments = " ".join(
            a.name.upper() for a in command.params if a.param_type_name == "argument"
        )
        rows.append(
            [entry.panel, f"`malmoi {name} {arguments}`".replace(" `", "`"), linked(entry.summary)]
        )
        if entry.panel != STAGE:
            options += _options(name, command)
    listed = table(["panel", "command", "what it does"], rows)
    return f"{listed}\n\n{table(['command', 'option', 'meaning'], options)}\n"


def _options(name: str, command: Any) -> Iterator[list[str]]:
    """A row for each option of a command, and of the commands below it."""
    for inner in getattr(command, "commands", {}).values():
        yield from _options(f"{name} {inner.name}", inner)
    for option in command.params:
        if option.param_type_name == "option" and not option.hidden and option.name != "help":
            yield [f"`{name}`", f"`{option.opts[0]}`", " ".join((option.help or "").split())]


def exit_codes() -> str:
    """The exit codes, with the errors that lead to them."""
    kinds = [
        k for k in vars(errors).values() if isinstance(k, type) and k is not errors.MalmoiError
    ]
    rows = [["0", "", "Done."]]
    for code in sorted({k.exit_code for k in kinds}):
        for kind in (k for k in kinds if k.exit_code == code):
            rows.append([str(code), f"`{kind.__name__}`", " ".join((kind.__doc__ or "").split())])
    rows.append(["130", "", "Interrupted (Ctrl-C); the same command continues where it stopped."])
    return table(["code", "error in Python", "when"], rows) + "\n"


def kernels() -> str:
    """Kernels with their backends, the preferred one first, and what they compute."""
    found, rows = registry.KERNELS, []
    for folder in sorted(Path(kernel_package.__file__).parent.iterdir()):
        name, backends = folder.name, found.backends(folder.name)
        if backends:
            shown = [f"{b} (GPU)" if found.kernel(name, b).on_gpu else b for b in backends]
            doc = importlib.import_module(f"{found.package}.{name}").__doc__ or ""
            rows.append([f"`{name}`", ", ".join(shown), " ".join(doc.split("\n\n")[0].split())])
    return table(["kernel", "backends", "what it computes"], rows) + "\n"


def known_sets() -> str:
    """The test sets that recipes may name alone."""
    rows = []
    for name, known in KNOWN.items():
        fields = [", ".join(f"`{field}`" for field in of) for of in (known.question, known.answers)]
        rows.append(
            [f"`{name}`", f"[{known.hub}](https://huggingface.co/datasets/{known.hub})", *fields]
        )
    return table(["name", "published as", "question", "answers"], rows) + "\n"


def libraries() -> str:
    """The libraries whose versions are part of a phase's identity."""
    rows = [
        [f"`{name}`", one.package, one.reason]
        for name, one in sorted(LIBRARIES.items(), key=lambda i: i[1].package)
    ]
    return table(["import", "package", "why its version counts: it"], rows) + "\n"


def corpora() -> str:
    """Public files: what, licence, size, address and hash."""
    locked, rows = read_lock(), []
    for file in FILES:
        known = locked.get(file.path)
        size, sha256 = (f"{known.size:,}", f"`{known.sha256}`") if known else ("", "not known here")
        rows.append([f"[{file.path}]({file.url})", file.what, file.licence, size, sha256])
    header = ["file, with its address", "what", "licence", "bytes", "SHA-256"]
    return table(header, rows) + "\n"


# Page below docs/ -> name of a part -> what makes it.
PARTS = {
    "recipes.md": {
        "stages": stages,
        "list of stages": list_of_stages,
        "execution": execution,
        "classifier": classifier,
    },
    "ingest.md": {"formats": listing.table},
    "pii.md": {"kinds": pii.table},
    "quality.md": {"measures": heuristics.table, "presets": own_presets},
    "corpus.md": {"corpora": corpora},
    "decontamination.md": {"known sets": known_sets},
    "commands.md": {"commands": list_of_commands, "exit codes": exit_codes},
    "kernels.md": {"kernels": kernels, "libraries": libraries},
}
