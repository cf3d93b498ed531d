"""Make pitches for training, spam of whole sentences, with honest sentences of the same subjects:

`python -m scripts.label_made_pitches [--each NUMBER] [--to FOLDER]`

There is hardly any free Korean spam to train on, so these texts are **made from general knowledge, not
collected**; nothing of a test is in them. A text takes sentences of its family in one register, a way to be
reached, and the spellings by which senders hide words. `host` texts are labelled sound texts with pitches
between their sentences. A metric on made texts is none: measure on real text and on texts of others.
"""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import zstandard

from scripts import label_made_pitches_en, label_made_pitches_ko
from scripts.label_made import FOLDER, command
from scripts.label_made_spellings import hide, with_particle

GRAMMARS: dict[str, ModuleType] = {"ko": label_made_pitches_ko, "en": label_made_pitches_en}
HOSTS = FOLDER / "texts.jsonl.zst"
EACH = 350
SEED = 17
# Sound texts and hosts for each text of a family: every family has its honest neighbours.
SOUND_EACH, HOST_EACH = 13, 4

_SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+")


class Pitcher:
    """Makes pitches of a grammar by chance; the same seed makes the same texts."""

    def __init__(self, grammar: ModuleType, seed: int) -> None:
        self.grammar = grammar
        self.draw = random.Random(seed)
        self._hidden = 0.0
        endings = "|".join(sorted(map(re.escape, grammar.ENDINGS), key=len, reverse=True))
        self._ending = re.compile(f"({endings})~") if endings else re.compile(r"(?!)")
        particles = "으로|로|을|를|은|는|이나|이라도|이에요|이|가|과|와"
        self._slot = re.compile(rf"\{{(\w+)\}}(?:({particles})(?![가-힣]))?")

    def spam(self, family: str) -> str:
        """A text of one of the families."""
        draw, grammar = self.draw, self.grammar
        first, rest = grammar.FAMILIES[family]
        if family in grammar.CALLS:
            return self._call(first, rest)
        self._hidden = draw.choice((0, 0, 0, 0.2, 0.5))
        sentences = draw.sample(first, min(len(first), draw.choice((0, 1, 1, 1, 2))))
        sentences += draw.sample(rest, draw.randint(1, min(4, len(rest))))
        if family not in grammar.PLAIN:
            for slot in ("{trust}", "{hurry}"):
                if draw.random() < 0.3:
                    sentences.insert(draw.randint(0, len(sentences)), slot)
        if draw.random() < (0.35 if family in grammar.SHORT else 0.65):
            sentences.append("{reach}")
        if draw.random() < 0.15:
            draw.shuffle(sentences)
        glue = draw.choice(
            (" ", ". ", "! ", "\n", "\n\n", " ", " / ", " ★ ", "~ ", ", ", "!! ", "\n- ")
        )
        register = draw.choice((-1, -1, 0, 0, 1, 2))
        said = (self._spoken(self._filled(x), register).rstrip(".") for x in sentences)
        return self._spelt(glue.join(said))

    def sound(self) -> str:
        """One to three honest sentences of the same subjects."""
        self._hidden = 0.0
        num = self.draw.choice((1, 1, 2, 3))
        return " ".join(map(self._filled, self.draw.sample(self.grammar.SOUND, num)))

    def host(self, text: str) -> str:
        """The beginning of a sound text, with pitches between its sentences."""
        parts = _SENTENCE_END.split(text[: self.draw.choice((150, 300, 600))])
        family = self.draw.choice(self.grammar.GUESTS)
        for _ in range(self.draw.randint(1, 1 + len(parts) // 2)):
            pitch = self.spam(family)[: self.draw.choice((60, 120, 200))]
            parts.insert(self.draw.randint(0, len(parts)), pitch)
        return " ".join(parts)

    def _call(self, first: Sequence[str], rest: Sequence[str]) -> str:
        """A call, with or without what the called person says."""
        draw, self._hidden = self.draw, 0.0
        turns = draw.sample(first, draw.choice((0, 1, 1, 2))) + draw.sample(
            rest, draw.randint(2, 7)
        )
        answers = draw.choice((0.0, 0.6, 0.6))
        said = []
        for turn in turns:
            said.append(self._filled(turn))
            if draw.random() < answers:
                said.append(draw.choice(self.grammar.REPLIES))
        return draw.choice(("\n", " ", " ", ". ")).join(said)

    def _filled(self, template: str) -> str:
        return self._slot.sub(self._word, template)

    def _word(self, slot: re.Match[str]) -> str:
        name, particle = slot[1], slot[2]
        if name.isdigit():
            return with_particle(str(self.draw.randint(1, 9)), particle)
        word = self._filled(self.draw.choice(self.grammar.SLOTS[name].split("|")))
        if name in self.grammar.HIDDEN and self.draw.random() < self._hidden:
            word = hide(self.draw, word)
        return with_particle(word, particle)

    def _spoken(self, text: str, register: int) -> str:
        """The text with its endings in a register: -1 as written, else a column of ENDINGS."""
        endings = self.grammar.ENDINGS
        said = self._ending.sub(lambda m: m[1] if register < 0 else endings[m[1]][register], text)
        return said.replace("~", "")

    def _spelt(self, text: str) -> str:
        """The text as it is, without blanks, with words or digits in another spelling."""
        way = self.draw.random()
        if way < 0.12:
            text = "\n".join(line.replace(" ", "") for line in text.split("\n"))
        elif way < 0.2:
            words = text.split(" ")
            text = " ".join(
                hide(self.draw, w) if 1 < len(w) < 7 and self.draw.random() < 0.2 else w
                for w in words
            )
        if self.draw.random() < 0.14:
            text = text.translate(self.draw.choice(self.grammar.DIGITS))
        return text


def examples(
    lang: str, each: int = EACH, seed: int = SEED, hosts: Path = HOSTS
) -> list[dict[str, str]]:
    """`each` texts of every family of a language, SOUND_EACH times as many sound ones and HOST_EACH times as
    many of labelled sound texts with pitches. Fields: text, label (spam, sound), source (pitch/FAMILY),
    lang."""
    maker = Pitcher(GRAMMARS[lang], seed)
    made = [(f, "spam", maker.spam(f)) for f in maker.grammar.FAMILIES for _ in range(each)]
    made += [("sound", "sound", maker.sound()) for _ in range(SOUND_EACH * each)]
    sound = _sound_texts(hosts, lang)
    made += [
        ("host", "spam", maker.host(maker.draw.choice(sound))) for _ in range(HOST_EACH * each)
    ]
    rows = [
        {"text": text, "label": label, "source": f"pitch/{kind}", "lang": lang}
        for kind, label, text in made
    ]
    return list({row["text"]: row for row in rows}.values())


def _sound_texts(file: Path, lang: str) -> list[str]:
    """The training texts of a language that readers flagged neither `spam` nor `ad`."""
    lines = zstandard.ZstdDecompressor().stream_reader(file.open("rb")).read().splitlines()
    return [
        row["text"]
        for row in map(json.loads, lines)
        if row["lang"] == lang
        and row["source"].startswith("train/")
        and not int(row["spam"])
        and not int(row["ad"])
    ]


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    return command("label_made_pitches", "pitches", EACH, examples, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
