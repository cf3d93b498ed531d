"""training_content.md: the summary of training content in the layout of the European Union's template.

Source: Explanatory Notice and Template for the Public Summary of Training Content for general-purpose AI
models, Article 53(1)(d) of Regulation (EU) 2024/1689. Sections and fields are named as there.
"""

from collections.abc import Iterator, Sequence

from pipeline.card.about import KINDS, About, Kind
from pipeline.card.facts import Facts, Named, OfSource
from pipeline.card.markdown import linked, plain, table
from pipeline.report.page.numbers import MISSING, count, share, size
from pipeline.report.page.words import Words

# The ranges of the template for text, in tokens.
_RANGES = ((1e9, "eu.below_billion"), (1e13, "eu.below_10_trillion"))
# Text without a tokenizer: bytes of a token, by which a size is put into a range.
_BYTES_PER_TOKEN = 4


def text(facts: Facts, about: About, words: Words) -> str:
    """The summary. What neither the ledger nor `about.yaml` knows is printed as not stated."""
    return _Summary(facts, about, words).text()


class _Summary:
    def __init__(self, facts: Facts, about: About, words: Words) -> None:
        self.facts, self.about, self.words, self.say = facts, about, words, words.say

    def text(self) -> str:
        parts = [f"# {self.say('eu.title')}", self.say("eu.lead"), *self._general()]
        parts += [*self._listed(), *self._processing()]
        return "\n".join(part.rstrip() + "\n" for part in parts)

    def _fields(self, rows: Sequence[tuple[str, str | None]]) -> str:
        none = self.say("card.not_stated")
        cells = [[self.say(key), plain(value) if value else none] for key, value in rows]
        return table([self.say("eu.field"), self.say("eu.statement")], cells, 0)

    def _general(self) -> Iterator[str]:
        about, facts, say = self.about, self.facts, self.say
        yield f"## 1. {say('eu.general')}"
        yield f"### 1.1 {say('eu.provider')}"
        yield self._fields(
            [
                ("eu.provider_name", _joined(about.provider, about.contact)),
                ("eu.representative", about.representative),
            ]
        )
        yield f"### 1.2 {say('eu.model')}"
        yield self._fields(
            [
                ("eu.model_name", about.model),
                ("eu.model_dependencies", about.model_depends_on),
                ("eu.placed", about.placed_on_market),
            ]
        )
        yield f"### 1.3 {say('eu.modalities')}"
        yield self._fields(
            [
                ("eu.modality", say("eu.text_modality")),
                ("eu.size", self._size()),
                ("eu.types", self._parts("domain", facts.domains)),
                ("eu.latest", facts.last_date),
                ("eu.languages", self._parts("lang", facts.languages)),
            ]
        )

    def _size(self) -> str:
        facts = self.facts
        tokens = facts.tokens or facts.stays.bytes / _BYTES_PER_TOKEN
        key = next((key for bound, key in _RANGES if tokens < bound), "eu.above_10_trillion")
        amount = {
            "docs": count(facts.stays.documents),
            "size": size(facts.stays.bytes),
            "tokens": count(facts.tokens),
        }
        return f"{self.say(key)} ({self.say('eu.amount', **amount)})"

    def _parts(self, group: str, named: Sequence[Named]) -> str:
        whole = self.facts.stays.bytes
        return ", ".join(
            f"{self.words.name(group, n.name)} {share(n.bytes / whole if whole else None)}"
            for n in named
        )

    def _listed(self) -> Iterator[str]:
        say = self.say
        yield f"## 2. {say('eu.sources')}"
        yield f"### 2.1 {say('eu.public')}"
        yield from self._of_kind("public_dataset")
        yield f"### 2.2 {say('eu.private')}"
        yield f"#### 2.2.1 {say('eu.licensed')}"
        yield from self._of_kind("licensed")
        yield f"#### 2.2.2 {say('eu.third_party')}"
        yield from self._of_kind("third_party")
        yield f"### 2.3 {say('eu.crawled')}"
        yield from self._of_kind("crawl")
        yield from self._hosts()
        yield f"### 2.4 {say('eu.user_data')}"
        yield from self._of_kind("user_data")
        yield f"### 2.5 {say('eu.synthetic')}"
        yield from self._of_kind("synthetic")
        yield f"### 2.6 {say('eu.other')}"
        yield from self._of_kind("other")
        open_ones = [s for s in self.facts.sources if self.about.of(s.name).kind is None]
        if open_ones:
            yield f"### {say('eu.unstated')}"
            yield self._sources(open_ones)

    def _of_kind(self, kind: Kind) -> Iterator[str]:
        assert kind in KINDS
        chosen = [s for s in self.facts.sources if self.about.of(s.name).kind == kind]
        yield self._sources(chosen) if chosen else self.say("eu.none_used")

    def _sources(self, sources: Sequence[OfSource]) -> str:
        heads = ("card.source", "card.license", "card.dates", "card.documents", "card.text")
        return table([self.say(h) for h in heads], [self._row(s) for s in sources], 2)

    def _row(self, one: OfSource) -> list[str]:
        stated = self.about.of(one.name)
        named = _joined(stated.title or one.name, stated.publisher, stated.crawler) or one.name
        dates = sorted({d for d in (one.first_date, one.last_date) if d})
        return [
            linked(named, stated.url),
            ", ".join(map(plain, one.licenses)) or self.say("card.none"),
            " – ".join(dates) or MISSING,
            count(one.stays.documents),
            size(one.stays.bytes),
        ]

    def _hosts(self) -> Iterator[str]:
        """The hosts of the crawled sources with most text."""
        crawled = {s.name: s for s in self.facts.sources if self.about.of(s.name).kind == "crawl"}
        hosts = [h for h in self.facts.hosts if h.source in crawled]
        if not hosts:
            return
        whole = sum(s.hosts for s in crawled.values())
        yield self.say("eu.hosts", num=count(len(hosts)), all=count(whole))
        rows = [[plain(h.source), plain(h.host), count(h.documents), size(h.bytes)] for h in hosts]
        heads = ("card.source", "card.host", "card.documents", "card.text")
        yield table([self.say(h) for h in heads], rows, 2)

    def _processing(self) -> Iterator[str]:
        about, say = self.about, self.say
        yield f"## 3. {say('eu.processing')}"
        yield f"### 3.1 {say('eu.reservation')}"
        yield self._fields(
            [
                ("eu.code_of_practice", self._signed()),
                ("eu.opt_outs", _joined(about.opt_outs, self._opted_out(), sign=" ")),
            ]
        )
        yield f"### 3.2 {say('eu.illegal')}"
        yield self._fields(
            [("eu.measures", _joined(about.illegal_content, self._measures(), sign=" "))]
        )
        yield f"### 3.3 {say('eu.other_information')}"
        yield say("eu.card")

    def _signed(self) -> str | None:
        if self.about.code_of_practice is None:
            return None
        return self.say("eu.yes" if self.about.code_of_practice else "eu.no")

    def _opted_out(self) -> str | None:
        gone = sum(r.documents for r in self.facts.removed if r.stage == "rights")
        if "rights" not in self.facts.stages:
            return None
        return self.say("eu.opted_out", num=count(gone))

    def _measures(self) -> str | None:
        if "scrub" not in self.facts.stages:
            return None
        return self.say("eu.scrubbed", num=count(sum(p for _, p, _ in self.facts.masked)))


def _joined(*parts: str | None, sign: str = ", ") -> str | None:
    return sign.join(part for part in parts if part) or None
