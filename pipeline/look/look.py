"""A look at files: list, guess, sample, gather; the findings, and the recipe that fits them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.core.inputs import InputFile
from pipeline.look import findings as found
from pipeline.look.domains import domain_of
from pipeline.look.fields import Guess, guess
from pipeline.look.findings import Findings, OfSource
from pipeline.look.listing import (
    ARCHIVES,
    DOCUMENTS,
    UNKNOWN,
    Group,
    Listed,
    distinct,
    families_of,
    groups_of,
    listed,
)
from pipeline.look.sampling import Sampled, are_compiled, sampled
from pipeline.readers.candidates import NAMES
from pipeline.readers.opening import SHARD_BYTES
from pipeline.readers.source import Source
from pipeline.report.inflow import Inflow
from pipeline.stages.dedup.exact import DedupExact
from pipeline.stages.dedup.fuzzy import DedupFuzzy
from pipeline.stages.mix.stage import Mix
from pipeline.stages.pack.stage import Pack
from pipeline.stages.quality.stage import Quality
from pipeline.stages.scrub.stage import Scrub
from pipeline.stages.tokenizer.stage import Tokenizer

# The vocabulary of the sample's tokenizer: its size costs a look time and changes nothing that is shown.
VOCABULARY = 4096
# A field that is called unlike texts holds text from so many bytes on; a Hangul syllable has three.
TEXT = 200


@dataclass(frozen=True)
class Proposal:
    """A source that a recipe may have, and why it is so."""

    group: Group
    guess: Guess
    source: Source
    domain_reason: str

    # True if what stands out as the text may be something else, beside sources whose texts are clear.
    is_doubtful: bool = False


@dataclass(frozen=True)
class Look:
    """The findings, and the proposals for the sources of a recipe."""

    findings: Findings
    proposals: tuple[Proposal, ...]


def look(paths: Sequence[str], tell: Callable[[str], None]) -> Look:
    """Look at the files under these paths; `tell` gets a line on what takes time.

    Raises RecipeError for a path that does not exist, DataError if none of the files can be read."""
    begun = time.monotonic()
    lists = [listed(path) for path in paths]
    groups = distinct([group for one in lists for group in groups_of(one)])
    proposals = _with_doubts([_proposal(group) for group in groups])
    num = sum(len(one.files) for one in lists)
    tell(f"{_counted(num, 'file')} listed; reading a sample of {_counted(len(groups), 'source')}")
    if not are_compiled():
        tell("the first time here kernels are compiled, which takes most of a minute")
    read = [p for p in proposals if not p.is_doubtful]
    if not read:
        return Look(_of_nothing(lists), ())
    files = [p.group.files for p in read]
    with sampled([p.source for p in read], files, _stages(), begun) as sample:
        return Look(_findings(lists, proposals, sample), proposals)


def _counted(num: int, thing: str) -> str:
    return f"{num:,} {thing}" if num == 1 else f"{num:,} {thing}s"


def _proposal(group: Group) -> Proposal:
    fields = guess(group)
    domain, reason = domain_of(group, fields)
    keys = {**fields.keys, **({"lang": "code"} if fields.is_code else {})}
    source = Source(
        name=group.name, path=group.pattern, endings=group.endings, domain=domain, **keys
    )
    return Proposal(group, fields, source, reason)


def _with_doubts(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals, doubtful ones marked unless all of them are."""
    doubts = [_may_be_no_text(p.guess) for p in proposals]
    if all(doubts):
        return tuple(proposals)
    return tuple(replace(p, is_doubtful=d) for p, d in zip(proposals, doubts, strict=True))


def _may_be_no_text(guess: Guess) -> bool:
    """True if the texts are short, and their field is called unlike texts."""
    text = guess.roles.get("text_field", "")
    named = text.replace("[]", "").rpartition(".")[2].lower() in NAMES
    return bool(text) and not named and 0 < guess.length < TEXT


def _stages() -> tuple[Scrub | DedupExact | DedupFuzzy | Quality | Tokenizer | Mix | Pack, ...]:
    """The stages of the recipe that a look writes, for a sample."""
    mix = Mix.model_validate({"phases": [{"name": "train", "tokens": "100%"}]})
    tokenizer = Tokenizer(vocab_size=VOCABULARY, sample={"*": 1.0})
    return Scrub(), DedupExact(), DedupFuzzy(), Quality(), tokenizer, mix, Pack()


def _unread(lists: Sequence[Listed]) -> list[InputFile]:
    """The files that no reader knows."""
    unread = []
    for one in lists:
        families = families_of(one.files)
        unread += [f for f in one.files if families[f.name] == UNKNOWN]
    return unread


def _of_nothing(lists: Sequence[Listed]) -> Findings:
    """The findings if no reader knows any file."""
    return Findings(
        paths=tuple(one.path for one in lists),
        formats=found.formats_in(lists),
        skipped=found.skipped_in(lists),
        unread=found.unread_in(_unread(lists)),
    )


def _findings(lists: Sequence[Listed], proposals: Sequence[Proposal], sample: Sampled) -> Findings:
    corpus = sample.corpus
    inflow = Inflow(corpus.documents.store, corpus.documents)
    living = found.living_after(corpus)
    names = [p.source.name for p in proposals]
    forecast = None
    if not sample.failure and sample.text:
        whole = sample.forecast(_stages(), SHARD_BYTES).wall
        forecast = (whole.value, whole.low, whole.high)
    return Findings(
        paths=tuple(one.path for one in lists),
        formats=found.formats_in(lists),
        skipped=found.skipped_in(lists),
        unread=found.unread_in(_unread(lists)),
        sources=tuple(_of_source(p, sample) for p in proposals),
        doubtful=tuple(
            (p.source.name, p.guess.roles["text_field"]) for p in proposals if p.is_doubtful
        ),
        is_complete=sample.is_complete,
        documents=corpus.documents.num_rows,
        text_bytes=sum(sample.text.values()),
        rejects=found.rejects_in(inflow),
        encodings=found.encodings_in(inflow),
        languages=found.languages_in(corpus),
        exact_copies=living.get("scrub", 0) - living.get("dedup_exact", 0),
        personal=found.personal_in(corpus),
        living=living,
        dropped=found.dropped_in(corpus),
        unreadable=found.unreadable_in(corpus, names),
        beginnings=found.beginnings_in(corpus),
        seconds=forecast,
        failure=sample.failure,
    )


def _of_source(proposal: Proposal, sample: Sampled) -> OfSource:
    source, group = proposal.source, proposal.group
    return OfSource(
        name=source.name,
        path=source.path,
        files=len(group.files),
        bytes=group.size,
        text_bytes=round(sample.whole_text().get(source.name, 0)),
        domain=source.domain or "",
        fields=proposal.guess.roles,
        sampled=sample.read.get(source.name, {}).get("files", 0),
        is_complete=sample.has_all_of(source.name),
        is_by_file=group.family in (ARCHIVES, DOCUMENTS),
        documents=sample.documents.get(source.name, 0),
        rejects=sample.rejects.get(source.name, 0),
    )
