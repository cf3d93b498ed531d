"""README.md: the card that people read, in English or Korean."""

import re
from collections.abc import Iterator, Sequence

import yaml

from pipeline.card.about import About
from pipeline.card.facts import Facts, Named, OfSource, Removed
from pipeline.card.files import Config
from pipeline.card.licences import licence
from pipeline.card.markdown import fenced, linked, plain, table
from pipeline.report.page.numbers import MISSING, count, share, size
from pipeline.report.page.words import Words

# Names of files beside the card.
OTHER = {"en": "README.ko.md", "ko": "README.md"}
SUMMARY = {"en": "training_content.md", "ko": "training_content.ko.md"}


def text(facts: Facts, about: About, configs: Sequence[Config], words: Words) -> str:
    """The card without its block of metadata."""
    return _Card(facts, about, configs, words).text()


class _Card:
    def __init__(self, facts: Facts, about: About, configs: Sequence[Config], words: Words) -> None:
        self.facts, self.about, self.configs, self.words = facts, about, configs, words
        self.say = words.say

    def text(self) -> str:
        parts = [*self._head(), *self._sources(), *self._removed(), *self._personal()]
        parts += [*self._training(), *self._attribution(), *self._made()]
        return "\n".join(part.rstrip() + "\n" for part in parts if part.strip())

    def _head(self) -> Iterator[str]:
        facts, say = self.facts, self.say
        yield f"# {plain(self.about.title)}"
        yield say("card.other", file=OTHER[self.words.lang])
        if self.about.description:
            yield "\n\n".join(plain(part) for part in self.about.description.split("\n\n"))
        amounts = {
            "docs": count(facts.stays.documents),
            "size": size(facts.stays.bytes),
            "num": count(len(facts.sources)),
        }
        yield say("card.lead", **amounts)
        yield table(
            [say("card.what"), say("card.amount")],
            [[name, value] for name, value in self._amounts()],
            1,
        )
        yield from self._loading()

    def _amounts(self) -> Iterator[tuple[str, str]]:
        facts, say = self.facts, self.say
        yield say("card.documents"), count(facts.stays.documents)
        yield say("card.text"), size(facts.stays.bytes)
        if facts.tokens is not None:
            yield say("card.tokens"), count(facts.tokens)
        yield say("card.lang"), self._parts("lang", facts.languages)
        yield say("card.domain"), self._parts("domain", facts.domains)
        yield say("card.licenses"), ", ".join(self._licences())
        if facts.last_date:
            yield say("card.last_date"), facts.last_date

    def _parts(self, group: str, named: Sequence[Named]) -> str:
        return ", ".join(f"{self._name(group, n.name)} {self._part(n)}" for n in named)

    def _licences(self) -> Iterator[str]:
        for one in self.facts.licenses:
            name = linked(one.name, licence(one.name).url) if one.name else self.say("card.none")
            yield f"{name} {self._part(one)}"

    def _part(self, amount: Named | Removed) -> str:
        whole = self.facts.stays.bytes
        return share(amount.bytes / whole if whole else None)

    def _name(self, group: str, name: str | None) -> str:
        return plain(self.words.name(group, name))

    def _loading(self) -> Iterator[str]:
        yield f"## {self.say('card.load')}"
        if not self.configs:
            yield self.say("card.no_data")
            return
        place = _place(self.about.url)
        calls = [f'{_variable(c.name)} = load_dataset("{place}", "{c.name}")' for c in self.configs]
        yield fenced("\n".join(["from datasets import load_dataset", "", *calls]), "python")
        rows = [
            [f"`{c.name}`", f"`{c.pattern}`", _columns(c), count(len(c.files))]
            for c in self.configs
        ]
        heads = ("card.config", "card.files", "card.columns", "card.num_files")
        yield table([self.say(h) for h in heads], rows, 1)

    def _sources(self) -> Iterator[str]:
        say = self.say
        yield f"## {say('card.sources')}"
        rows = [self._source(one) for one in self.facts.sources]
        heads = (
            "card.source",
            "card.kind",
            "card.license",
            "card.dates",
            "card.came",
            "card.documents",
            "card.text",
            "card.share",
        )
        yield table([say(h) for h in heads], rows, 4)
        if self.facts.rights:
            yield f"### {say('card.rights')}"
            named = [
                [self._name("reuse", n.name), count(n.documents), size(n.bytes), self._part(n)]
                for n in self.facts.rights
            ]
            heads = ("card.reuse", "card.documents", "card.text", "card.share")
            yield table([say(h) for h in heads], named, 3)

    def _source(self, one: OfSource) -> list[str]:
        stated = self.about.of(one.name)
        whole = self.facts.stays.bytes
        kind = self.say(f"card.kind_{stated.kind}") if stated.kind else self.say("card.not_stated")
        dates = sorted({d for d in (one.first_date, one.last_date) if d})
        return [
            linked(stated.title or one.name, stated.url),
            kind,
            ", ".join(linked(n, licence(n).url) for n in one.licenses) or self.say("card.none"),
            " – ".join(dates) or MISSING,
            count(one.came.documents),
            count(one.stays.documents),
            size(one.stays.bytes),
            share(one.stays.bytes / whole if whole else None),
        ]

    def _removed(self) -> Iterator[str]:
        facts, say = self.facts, self.say
        yield f"## {say('card.removed')}"
        lost = facts.came.documents - facts.stays.documents
        yield say("card.removed_lead", lost=count(lost), docs=count(facts.came.documents))
        if facts.rejected:
            yield say("card.rejected", num=count(facts.rejected))
        rows = [
            [
                self._stage(one.stage),
                self._name("reason", one.reason),
                count(one.documents),
                share(one.documents / facts.came.documents),
                size(one.bytes),
                self._judged(one),
            ]
            for one in facts.removed
        ]
        heads = (
            "card.stage",
            "card.reason",
            "card.documents",
            "card.share",
            "card.text",
            "card.judged",
        )
        if rows:
            yield table([say(h) for h in heads], rows, 4)
        if facts.test_sets:
            sets = ", ".join(plain(name) for name in facts.test_sets)
            yield say("card.test_sets", sets=sets)
        elif "decontaminate" not in facts.stages:
            yield say("card.no_test_sets")

    def _stage(self, stage: str) -> str:
        return plain(self.words.of_stage(stage))

    def _judged(self, one: Removed) -> str:
        if not one.judged or one.low is None or one.high is None:
            return MISSING
        bounds = {"low": share(one.low), "high": share(one.high)}
        return self.say("card.right", right=count(one.right), num=count(one.judged), **bounds)

    def _personal(self) -> Iterator[str]:
        facts, say = self.facts, self.say
        yield f"## {say('card.personal')}"
        if "scrub" not in facts.stages:
            yield say("card.not_scrubbed")
            return
        yield say("card.scrubbed", num=count(sum(pieces for _, pieces, _ in facts.masked)))
        rows = [[self._name("kind", k), count(p), count(d)] for k, p, d in facts.masked]
        if rows:
            heads = ("card.kind_of", "card.pieces", "card.in_documents")
            yield table([say(h) for h in heads], rows, 2)
        if facts.not_scanned:
            yield say("card.not_scanned", names=", ".join(f"`{n}`" for n in facts.not_scanned))

    def _training(self) -> Iterator[str]:
        facts, say = self.facts, self.say
        if not facts.phases:
            return
        yield f"## {say('card.training')}"
        if facts.vocabulary:
            yield say("card.vocabulary", num=count(facts.vocabulary))
        rows = [
            [plain(p.name), count(p.tokens), count(p.rows), count(p.seq_len)] for p in facts.phases
        ]
        heads = ("card.phase", "card.tokens", "card.rows", "card.seq_len")
        yield table([say(h) for h in heads], rows, 3)

    def _attribution(self) -> Iterator[str]:
        asks = [s for s in self.facts.sources if any(licence(n).attribution for n in s.licenses)]
        if not asks:
            return
        yield f"## {self.say('card.attribution')}"
        yield self.say("card.attribution_lead")
        yield "\n".join(f"- {self._credit(one)}" for one in asks)

    def _credit(self, one: OfSource) -> str:
        stated = self.about.of(one.name)
        named = ", ".join(linked(n, licence(n).url) for n in one.licenses)
        parts = [linked(stated.title or one.name, stated.url), plain(stated.publisher or "")]
        line = ", ".join(part for part in parts if part) + f": {named}"
        if stated.attribution:
            line += f". {plain(stated.attribution)}"
        with_url = one.stays.documents - one.without_url
        return line + f". {self.say('card.addresses', num=count(with_url))}" if with_url else line

    def _made(self) -> Iterator[str]:
        facts, say = self.facts, self.say
        yield f"## {say('card.made')}"
        yield say("card.made_lead", version=facts.version, fingerprint=facts.fingerprint)
        yield say("card.summary", file=SUMMARY[self.words.lang])
        if self.about.contact:
            yield say("card.contact", contact=plain(self.about.contact))
        if self.about.citation:
            yield fenced(self.about.citation, "bibtex")
        recipe = yaml.safe_dump(facts.recipe, allow_unicode=True, sort_keys=False, width=100)
        yield f"<details>\n<summary>{say('card.recipe')}</summary>\n\n{fenced(recipe, 'yaml')}\n</details>"


def _place(url: str | None) -> str:
    """What `load_dataset` takes: the name on the hub if the corpus is published there."""
    found = re.fullmatch(r"https://huggingface\.co/datasets/([\w.-]+/[\w.-]+)/?", url or "")
    return found[1] if found else "path/to/this/folder"


def _variable(name: str) -> str:
    kept = "".join(c if c.isalnum() and c.isascii() else "_" for c in name)
    return kept if kept[:1].isalpha() else f"data_{kept}"


def _columns(config: Config) -> str:
    if config.schema is None:
        return MISSING
    return ", ".join(f"`{name}`" for name in config.schema.names)
