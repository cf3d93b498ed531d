"""A seeded generator of the demo's input: the 80 originals, documents composed from them, and planted
records.

Every record has a line in truth.jsonl with its id, its kind, and the expected outcome.
"""

import gzip
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

import zstandard

from pipeline.demo import personal
from pipeline.demo.texts import Text, lines, originals
from pipeline.kernels.heuristics import phrases

NUM_FRESH = 1_800
# Sentences of a composed document.
PIECES = 9


@dataclass
class Truth:
    """One record and its expected outcome: `expect` is `stage:reason`, `mask`, `no mask`, `repair:what`,
    `reject:reason`, `keep` or `any`; `values` are the planted pieces of personal data."""

    id: str
    kind: str
    expect: str
    lang: str
    values: list[str] = field(default_factory=list)


class Sample:
    """The records by source, and their truth, while the sample is generated."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.records: dict[str, list[bytes]] = {}
        self.files: dict[str, bytes] = {}
        self.truth: list[Truth] = []
        self.texts = originals()
        # documents that should stay in the corpus; copies are made of them
        self.living: list[tuple[str, Text]] = []
        self._numbers = 0
        self._composed: dict[str, list[frozenset[str]]] = {}

    def identifier(self, kind: str) -> str:
        """The next id, such as `exact-00017`."""
        self._numbers += 1
        return f"{kind}-{self._numbers:05d}"

    def add(self, source: str, text: object, truth: Truth) -> None:
        """Add a JSON record to a source; without a field `text` if `text` is None."""
        row = {"id": truth.id} if text is None else {"id": truth.id, "text": text}
        self.records.setdefault(source, []).append(json.dumps(row, ensure_ascii=False).encode())
        self.truth.append(truth)

    def add_raw(self, source: str, line: bytes, kind: str, reason: str) -> None:
        """Add a raw line that should be rejected with `reason`."""
        self.records.setdefault(source, []).append(line)
        self.truth.append(Truth("", kind, f"reject:{reason}", ""))

    def choose(self, pool: list[str], num: int) -> list[str]:
        """`num` pieces of a pool in random order; at least a fifth of their characters are new compared with
        every earlier choice. Raises ValueError if the pool is exhausted."""
        earlier = self._composed.setdefault(pool[0], [])
        for _ in range(5000):
            chosen = self.random.sample(pool, num)
            size = sum(map(len, chosen))
            if all(5 * sum(map(len, old.intersection(chosen))) < 4 * size for old in earlier):
                earlier.append(frozenset(chosen))
                return chosen
        raise ValueError(f"{len(pool)} pieces are too few for another choice of {num}")

    def compose(self, lang: str, genre: str) -> Text:
        """A new document of pieces from all originals of a language and genre."""
        originals_of_genre = [t for t in self.texts if t.lang == lang and t.genre == genre]
        pool = [piece for t in originals_of_genre for piece in t.pieces]
        chosen = self.choose(pool, 6 if genre == "code" else PIECES)
        title = self.random.choice(originals_of_genre).title
        return Text(lang, genre, title, ("\n\n" if genre == "code" else " ").join(chosen))


def write(folder: Path, seed: int = 20) -> list[Truth]:
    """Write the sources and truth.jsonl into `folder`; returns the truth. The same seed gives the same
    bytes."""
    sample = Sample(seed)
    for plant in (
        fresh,
        exact_copies,
        near_copies,
        personal_data,
        spam,
        chatter,
        encodings,
        foreign,
        broken,
    ):
        plant(sample)
    folder.mkdir(parents=True, exist_ok=True)
    for source, records in sorted(sample.records.items()):
        sample.random.shuffle(records)
        _write_lines(folder, source, records)
    for name, data in sample.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    rows = (json.dumps(asdict(t), ensure_ascii=False) + "\n" for t in sample.truth)
    (folder / "truth.jsonl").write_text("".join(rows), encoding="utf-8")
    return sample.truth


def _write_lines(folder: Path, source: str, records: list[bytes]) -> None:
    data = b"\n".join(records) + b"\n"
    if source == "crawl":
        (folder / f"{source}.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(data))
    elif source == "mirror":
        (folder / f"{source}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
    else:
        (folder / f"{source}.jsonl").write_bytes(data)


def fresh(sample: Sample) -> None:
    """The originals and documents composed from them, which should all be kept."""
    genres = sorted({t.genre for t in sample.texts})
    new = list(sample.texts)
    for number in range(NUM_FRESH):
        new.append(sample.compose(("ko", "en")[number % 2], genres[number // 2 % len(genres)]))
    for text in new:
        truth = Truth(sample.identifier("fresh"), "fresh document", "keep", text.lang)
        sample.add(text.genre, text.body, truth)
        sample.living.append((truth.id, text))


def exact_copies(sample: Sample) -> None:
    """200 exact copies of kept documents."""
    for _, text in sample.random.sample(sample.living, 200):
        truth = Truth(sample.identifier("exact"), "exact copy", "dedup_exact:duplicate", text.lang)
        sample.add("mirror", text.body, truth)


def near_copies(sample: Sample) -> None:
    """60 near copies of each kind, whose Jaccard similarity is above the threshold by construction."""
    kinds: dict[str, Callable[[Random, Text], str]] = {
        "near copy: edited words": _edited,
        "near copy: reordered": _reordered,
        "near copy: spacing changed": _respaced,
        "near copy: boilerplate added": _framed,
    }
    for kind, change in kinds.items():
        pool = [t for _, t in sample.living if len(t.body) > 500 and t.genre != "code"]
        pool = [t for t in pool if t.lang == "ko"] if "spacing" in kind else pool
        for text in sample.random.sample(pool, 60):
            truth = Truth(sample.identifier("near"), kind, "dedup_fuzzy:near_duplicate", text.lang)
            sample.add("mirror", change(sample.random, text), truth)


def _edited(random: Random, text: Text) -> str:
    words = text.body.split(" ")
    for at in random.sample(range(len(words)), 1 + len(words) // 120):
        words[at] = random.choice(words)
    return " ".join(words)


def _reordered(random: Random, text: Text) -> str:
    half = len(text.pieces) // 2
    return " ".join(text.pieces[half:] + text.pieces[:half])


def _respaced(random: Random, text: Text) -> str:
    words = text.body.split(" ")
    glued = set(random.sample(range(1, len(words)), len(words) // 12))
    return "".join(word if i == 0 or i in glued else " " + word for i, word in enumerate(words))


def _framed(random: Random, text: Text) -> str:
    if text.lang == "ko":
        day = f"{random.randint(1, 12)}월 {random.randint(1, 28)}일"
        return f"입력 {day}\n{text.body}\n무단 전재 및 재배포 금지"
    return f"Posted on day {random.randint(1, 365)}\n{text.body}\nAll rights reserved."


def personal_data(sample: Sample) -> None:
    """30 documents for each kind with two values each, and 120 hard negatives."""
    for kind, make in personal.MAKERS.items():
        for number in range(30):
            text = sample.compose(("ko", "en")[number % 2], "news")
            values = [make(sample.random) for _ in range(2)]
            first, last = (
                sentence.format(value)
                for sentence, value in zip(personal.SENTENCES[text.lang][kind], values, strict=True)
            )
            truth = Truth(
                sample.identifier("pii"), f"personal data: {kind}", "mask", text.lang, values
            )
            sample.add("crawl", f"{first} {text.body} {last}", truth)
    for number in range(120):
        text = sample.compose(("ko", "en")[number % 2], "essay")
        truth = Truth(
            sample.identifier("hard"), "numbers that are no personal data", "no mask", text.lang
        )
        sentence = personal.negative(sample.random, text.lang)
        sample.add("crawl", f"{text.body} {sentence}", truth)


def spam(sample: Sample) -> None:
    """80 advertisements with terms of the rule `spam`, in sentences without such terms."""
    terms = phrases.of_kind(phrases.SPAM)
    korean = [t for t in terms if not t.isascii()]
    english = [t for t in terms if t.isascii()]
    for number in range(80):
        lang, of_language = ("ko", korean) if number % 4 else ("en", english)
        chosen = sample.random.sample(of_language, 5)
        if lang == "ko":
            text = " ".join(
                f"{a} 지금 바로 {b} 확인하고 혜택을 받으세요."
                for a, b in zip(chosen, chosen[1:], strict=False)
            )
        else:
            text = " ".join(
                f"The best {a} and the {b} that you have been waiting for."
                for a, b in zip(chosen, chosen[1:], strict=False)
            )
        sample.add("crawl", text, Truth(sample.identifier("spam"), "spam", "quality:spam", lang))


def chatter(sample: Sample) -> None:
    """Chatter: 160 examples of poor text, and 60 documents hidden in the crawl, which should be dropped."""
    talk = lines("chatter")
    for number in range(220):
        lang = ("ko", "en")[number % 2]
        text = "\n".join(sample.random.sample(talk[lang], 8))
        hidden = number >= 160
        kind, expect = (
            ("chatter", "quality:any rule") if hidden else ("examples of poor text", "any")
        )
        truth = Truth(sample.identifier("chat"), kind, expect, lang)
        sample.add("crawl" if hidden else "chatter", text, truth)


def encodings(sample: Sample) -> None:
    """Texts in NFD, CP949 and mojibake, which should be repaired."""
    for number in range(40):
        text = sample.compose("ko", ("review", "news")[number % 2])
        truth = Truth(sample.identifier("nfd"), "NFD text", "repair:nfc", "ko")
        sample.add("crawl", unicodedata.normalize("NFD", text.body), truth)
    for number in range(30):
        text = sample.compose("ko", "notice")
        name = f"board/{number:03d}.txt"
        sample.files[name] = text.body.encode("cp949", "ignore")
        sample.truth.append(Truth(f"board/{number:03d}.txt#1", "CP949 file", "repair:cp949", "ko"))
    for _ in range(30):
        text = sample.compose("ko", "essay").body.encode().decode("latin-1")
        truth = Truth(sample.identifier("moji"), "mojibake", "repair:mojibake", "ko")
        sample.add("crawl", text, truth)


def foreign(sample: Sample) -> None:
    """40 texts in other languages."""
    for number in range(40):
        lang, of_language = sorted(lines("foreign").items())[number % 5]
        text = ("" if lang in ("ja", "zh") else " ").join(sample.choose(of_language, 2))
        sample.add(
            "crawl",
            text,
            Truth(sample.identifier("lang"), "other languages", "quality:language", lang),
        )


def broken(sample: Sample) -> None:
    """Records that should be rejected, two of them huge, and texts that are too short."""
    for text in ("", "   \n\t  ") * 10:
        sample.add(
            "crawl", text, Truth(sample.identifier("empty"), "empty text", "reject:empty_text", "")
        )
    for number in range(10):
        sample.add(
            "crawl", None, Truth(sample.identifier("null"), "text missing", "reject:no_text", "")
        )
        sample.add(
            "crawl",
            [number],
            Truth(sample.identifier("type"), "text not a string", "reject:text_not_a_string", ""),
        )
    for number in range(15):
        sample.add_raw(
            "crawl", b'{"id": "cut-%d", "text": "the line ends' % number, "malformed JSON", "json"
        )
    for number in range(5):
        sample.add_raw("crawl", b"[%d]" % number, "line without an object", "not_an_object")
        broken_bytes = f'{{"id": "bytes-{number}", "text": "깨진 '.encode() + b'\xff\xfe"}'
        sample.add_raw("crawl", broken_bytes, "invalid UTF-8", "encoding")
    for number in range(2):
        huge = json.dumps(
            {"id": f"huge-{number}", "text": "끝없이 이어지는 글. " * 100_000}, ensure_ascii=False
        )
        sample.add_raw("crawl", huge.encode(), "huge record", "record_too_large")
    for number in range(30):
        text = sample.random.choice(
            ("좋아요", "ㅋㅋㅋㅋ", "감사합니다!", "ok thanks", "first!")
        ) + "!" * (number % 3)
        text += f" {number}"
        sample.add(
            "crawl", text, Truth(sample.identifier("short"), "too short", "quality:too_short", "ko")
        )
