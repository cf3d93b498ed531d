"""The recipe that a look writes: sources with the reasons of their keys, and stages that suit the size."""

import json
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from pipeline.core.printable import printable
from pipeline.look.findings import Findings, OfSource
from pipeline.look.listing import source_name
from pipeline.look.look import Look, Proposal
from pipeline.readers.opening import DAMAGED
from pipeline.recipe.grade import size
from pipeline.stages.ingest import GRACE

# Bytes of text up to which a vocabulary of this size suits; the last one is for more.
VOCABULARIES = (
    (2e6, 4096),
    (20e6, 16_000),
    (200e6, 32_000),
    (2e9, 64_000),
    (float("inf"), 102_400),
)
# Tokens up to which rows of this length suit: a hundred rows and more.
ROWS = ((1e5, 512), (1e6, 2048), (float("inf"), 4096))
# About so many bytes of text are a token.
BYTES_PER_TOKEN = 4
# A run that allows this many times the rejects of the sample, and at least so large a share of a sample that
# is not everything.
MARGIN, LEAST = 2.0, 0.05
# Values that need no quotes.
_PLAIN = re.compile(r"[^\W\d][\w./-]*")
# Bytes of text below which a pair of letters that occurs once is merged as well.
SMALL = 100_000


def recipe_text(look: Look, folder: Path) -> str | None:
    """The recipe, as a file in `folder`; None if no source has a document."""
    found, by_name = look.findings, {s.name: s for s in look.findings.sources}
    states = [
        (p, by_name[p.source.name], _why_not(p, by_name[p.source.name])) for p in look.proposals
    ]
    taken = [(p, s) for p, s, why in states if not why]
    if not taken:
        return None
    lines = [
        f"# Written by `malmoi look {printable(shlex.join(found.paths))}`.",
        "# What stands here is a guess with its reason: change what you know better. Fields: docs/recipes.md",
        f"root: {quoted('out/' + root_name(found))}  # the folder of the results",
        "stages:",
        *_ingest(found, [s for _, s in taken]),
        "    sources:",
    ]
    for proposal, state, why in states:
        of_source = list(_source(proposal, state, folder))
        lines += [f"      # {why}"] if why else []
        lines += [f"      # {line}" if why else f"      {line}" for line in of_source]
    return "\n".join([*lines, *_stages(found, [s for _, s in taken])]) + "\n"


def root_name(found: Findings) -> str:
    """The name of the folder of the results, by the first path."""
    path = found.paths[0].rstrip("/")
    return source_name(os.path.basename(os.path.abspath(path)).split(".")[0] or "mine")


def quoted(value: Any) -> str:
    """A value as YAML writes it on one line."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and yaml.safe_load(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def path_in(path: str, folder: Path) -> str:
    """A path as a recipe in `folder` writes it: relative if it lies under the folder."""
    if "://" in path:
        return path
    whole, base = os.path.abspath(path), os.path.abspath(folder)
    return os.path.relpath(whole, base) if whole.startswith(base.rstrip("/") + "/") else whole


def _why_not(proposal: Proposal, state: OfSource) -> str:
    """Why a source is written behind signs of comment; empty if it is read."""
    if proposal.is_doubtful:
        text, length = proposal.guess.roles["text_field"], proposal.guess.length
        return (
            f"{state.name}: its longest field, {text}, has {length:,} bytes on average: perhaps not "
            "text. Take the signs off if it is"
        )
    if state.documents == 0 and state.is_complete:
        return f"{state.name}: no document came out of it; see what `malmoi look` says"
    return ""


def _source(proposal: Proposal, state: OfSource, folder: Path) -> Iterator[str]:
    """The lines of a source."""
    source, guess = proposal.source, proposal.guess
    files = f"{state.files:,} file{'s' if state.files > 1 else ''}"
    yield f"- name: {quoted(source.name)}  # {files}, {size(state.bytes)}"
    yield f"  path: {quoted(path_in(source.path, folder))}"
    if source.endings is not None:
        yield f"  endings: {quoted(list(source.endings))}  # beside files of other kinds"
    yield f"  domain: {quoted(source.domain)}  # {proposal.domain_reason}"
    for key, value in guess.keys.items():
        yield f"  {key}: {quoted(value)}{_reason(key, value)}"
    if guess.is_code:
        yield "  lang: code  # its records say so"
    if not state.documents and not state.is_complete and not proposal.is_doubtful:
        yield "  allow_empty: true  # the sample had no document of it"


def _reason(key: str, value: Any) -> str:
    if value == "auto":
        return "  # in each file the field that stands out"
    return {
        "text_field": "  # the field that stands out by name and length",
        "id_field": "  # its values differ",
    }.get(key, "")


def _ingest(found: Findings, taken: Sequence[OfSource]) -> Iterator[str]:
    """The lines of ingest before its sources."""
    yield "  ingest:  # reads files into documents"
    if any("id_field" in s.fields for s in taken):
        yield "    on_repeated_id: rename  # a second document with an id gets another one"
    share = max((s.rejects / max(1, s.documents + s.rejects) for s in taken), default=0.0)
    wanted = max(share * MARGIN, 0.0 if found.is_complete else LEAST)
    if not found.is_complete or any(s.rejects > GRACE for s in taken):
        allowed = min(1.0, round(wanted + 0.005, 2))
        yield f"    max_reject_share: {allowed:g}  # of the records of a source may be damaged"
    may_be_damaged = any(not s.is_complete and s.is_by_file for s in taken)
    if DAMAGED in found.rejects or may_be_damaged:
        yield "    on_bad_file: reject  # go on without damaged files; each file is read twice"


def _stages(found: Findings, taken: Sequence[OfSource]) -> Iterator[str]:
    """The lines of the stages behind ingest."""
    text = sum(s.text_bytes for s in taken)
    tokens = text / BYTES_PER_TOKEN
    vocabulary = next(num for bound, num in VOCABULARIES if text <= bound)
    row = next(num for bound, num in ROWS if tokens <= bound)
    yield "  scrub: {}  # masks personal data"
    yield "  dedup_exact: {}  # drops all but one of the same texts"
    yield "  dedup_fuzzy: {threshold: 0.8}  # drops near duplicates"
    has_quality = found.living.get("quality", 1) > 0
    if has_quality:
        yield "  quality: {}  # drops what is not Korean or English prose; `malmoi show` gives the reasons"
    else:
        reasons = [why for why in found.dropped if why.startswith("quality: ")]
        yield f"  # it drops every document of the sample: {', '.join(reasons).replace('quality: ', '')}"
        yield "  # quality: {}"
    fields: dict[str, Any] = {"vocab_size": vocabulary}
    if not has_quality:
        fields["sample"] = {"*": 1}
    if text < SMALL:
        fields["min_frequency"] = 1
    yield f"  tokenizer: {json.dumps(fields)}  # {size(text)} of text fill no larger vocabulary"
    yield "  mix:  # decides how often each document is trained on"
    yield "    phases:"
    yield f"      - {{name: train, tokens: 100%}}  # all that lives, about {_rounded(tokens)} tokens"
    yield f"  pack: {{seq_len: {row}}}  # tokens of a row"


def _rounded(number: float) -> str:
    for unit, scale in (("B", 1e9), ("M", 1e6), ("k", 1e3)):
        if number >= scale:
            return f"{number / scale:.{0 if number >= 10 * scale else 1}f}{unit}"
    return f"{number:.0f}"
