"""Make spam for training, with sound texts that use the same words:

`python -m scripts.label_made [--each NUMBER] [--to FOLDER]`

The folder of real text has no Korean spam of gambling, loans, escorts and messages, and English spam of
three kinds only, so that these texts are **made, not collected**. A family joins parts in an order drawn by
chance, in the spellings of the phone: with and without blanks, with marks between letters. Sound texts have
the same words in news, advice, notices and talk, so that a word alone does not decide. Metrics on made texts
are not metrics: measure on real text and on texts of others.
"""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import zstandard

from scripts import label_made_en, label_made_ko

GRAMMARS: dict[str, ModuleType] = {"ko": label_made_ko, "en": label_made_en}
FOLDER = Path("classifiers/labels")
EACH = 140
SEED = 17
LEVEL = 19

# (language, texts of each family) -> the rows of a file
Examples = Callable[[str, int], list[dict[str, str]]]


class Maker:
    """Makes texts of a grammar by chance; the same seed makes the same texts."""

    def __init__(self, grammar: ModuleType, seed: int) -> None:
        self.grammar = grammar
        self.draw = random.Random(seed)

    def spam(self, family: str) -> str:
        """A text of one of the families."""
        parts = self.grammar.FAMILIES[family]
        chosen = self.draw.sample(parts, self.draw.randint(2, len(parts)))
        if self.draw.random() < 0.25:
            chosen += self.draw.sample(parts, self.draw.randint(1, len(parts)))
        glue = self.draw.choice((" ", " ", "\n", "\n\n", " / ", ", ", " ★ ", "! "))
        return self._spelt(glue.join(self._filled(self.draw.choice(p)) for p in chosen))

    def sound(self) -> str:
        """A sound text, or two."""
        texts = self.draw.sample(self.grammar.SOUND, self.draw.choice((1, 1, 2)))
        return " ".join(self._filled(text) for text in texts)

    def call(self) -> str:
        """An everyday call or talk, whose turns go on from each other only by chance."""
        turns = self.draw.choices(self.grammar.TURNS, k=self.draw.randint(2, 14))
        return self.draw.choice(("\n", "\n", " ")).join(map(self._filled, turns))

    def notice(self) -> str:
        """A page or notice of an office."""
        lines = self.draw.sample(self.grammar.NOTICES, self.draw.randint(1, 10))
        return self.draw.choice(("\n", "\n", " ", " / ")).join(map(self._filled, lines))

    def _filled(self, text: str) -> str:
        """A part with its blanks filled in, each by chance."""
        if "{contact}" in text:
            text = text.replace("{contact}", self.draw.choice(self.grammar.CONTACTS))
        letters = "abcdefghijkmnopqrstuvwxyz0123456789"
        keyword = self.draw.choice(self.grammar.KEYWORDS)
        while "{" in text:
            text = text.replace("{kw}", keyword)
            for blank, value in (
                ("{n}", str(self.draw.randint(1, 9))),
                ("{name}", self.draw.choice(self.grammar.NAMES)),
                ("{city}", self.draw.choice(self.grammar.CITIES)),
                ("{who}", self.draw.choice(self.grammar.WHO)),
                ("{id}", "".join(self.draw.choices(letters, k=self.draw.randint(4, 8)))),
                ("{code}", "".join(self.draw.choices("0123456789", k=self.draw.randint(4, 9)))),
                (
                    "{tel}",
                    f"0{self.draw.choice((2, 31, 70, 505))}-000-{self.draw.randint(0, 9999):04}",
                ),
            ):
                text = text.replace(blank, value, 1)
        return text

    def _spelt(self, text: str) -> str:
        """In a spelling of advertisements: as it is, without blanks, with marks, with signs around."""
        way = self.draw.random()
        if way < 0.2:
            text = "\n".join(line.replace(" ", "") for line in text.split("\n"))
        elif way < 0.3:
            mark = self.draw.choice(".·*~^")
            words = text.split(" ")
            at = self.draw.randrange(len(words))
            words[at] = mark.join(words[at]) if words[at].isalpha() else words[at]
            text = " ".join(words)
        if self.draw.random() < 0.3:
            sign = self.draw.choice("★♥◆▶✅🔥💰※☆♠")
            text = (
                f"{sign * self.draw.randint(1, 3)} {text} {sign * self.draw.randint(0, 3)}".strip()
            )
        return text


def examples(lang: str, each: int = EACH, seed: int = SEED) -> list[dict[str, str]]:
    """`each` texts of every family of a language, and as many of each kind of sound texts as of four
    families. Fields: text, label (spam, sound), source (made/FAMILY), lang."""
    maker = Maker(GRAMMARS[lang], seed)
    made = [
        (family, "spam", maker.spam(family))
        for family in maker.grammar.FAMILIES
        for _ in range(each)
    ]
    made += [
        (make.__name__, "sound", make())
        for make in (maker.sound, maker.call, maker.notice)
        for _ in range(4 * each)
    ]
    rows = [
        {"text": text, "label": label, "source": f"made/{kind}", "lang": lang}
        for kind, label, text in made
    ]
    return list({row["text"]: row for row in rows}.values())


def command(
    name: str, stem: str, each: int, examples: Examples, arguments: list[str] | None
) -> int:
    """The command `python -m scripts.NAME`: write `STEM_LANG.jsonl.zst` for each language."""
    parser = argparse.ArgumentParser(prog=f"python -m scripts.{name}")
    parser.add_argument("--to", type=Path, default=FOLDER, help=f"folder to write to; {FOLDER}")
    parser.add_argument("--each", type=int, default=each, help="texts of each family")
    options = parser.parse_args(arguments)
    for lang in GRAMMARS:
        rows = examples(lang, options.each)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file = options.to / f"{stem}_{lang}.jsonl.zst"
        file.write_bytes(zstandard.ZstdCompressor(level=LEVEL).compress(lines.encode()))
        print(f"{file}: {len(rows)} made texts")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    return command("label_made", "made", EACH, examples, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
