"""Real documents with copies of them, altered in the ways that copies on the web are."""

import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import orjson
import zstandard

CORPUS = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve()
DOCUMENTS = {  # file -> (language, documents at most): 20,000 together
    "ko_wiki": ("ko", 6500),
    "ko_docs_cpp": ("ko", 3000),
    "ko_comments": ("ko", 2500),
    "ko_bible": ("ko", 600),
    "en_docs_cpp": ("en", 6500),
    "en_web_samples": ("en", 300),
    "code_cpython": ("code", 400),
    "code_cpp_samples": ("code", 200),
}
MIXED = {  # language -> (bytes, files)
    "ko": (49_000_000, ("ko_wiki", "ko_comments", "ko_dialog", "ko_docs_cpp")),
    "en": (42_000_000, ("en_web_samples", "en_docs_cpp")),
    "code": (8_000_000, ("code_cpython",)),
}
LONGEST = 30_000  # bytes of a document
PER_KIND = 120  # copies of each kind in each language
SHORTEST = 600  # characters of what is copied: below it an edit rate is no rate


@dataclass(frozen=True)
class Text:
    """A document; of a copy, the `kind` of its change and the id of its `original`."""

    id: str
    lang: str
    text: str
    kind: str = ""
    original: str = ""


def _edited(rate: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, rng: random.Random) -> str:
        words = text.split(" ")
        return " ".join(rng.choice(words) if rng.random() < rate else w for w in words)

    return edit


def _reordered(text: str, rng: random.Random) -> str:
    paragraphs = text.split("\n")
    rng.shuffle(paragraphs)
    return "\n".join(paragraphs)


def _unspaced(text: str, rng: random.Random) -> str:
    return "".join(c for c in text if c != " " or rng.random() >= 0.05)


def _framed(text: str, rng: random.Random) -> str:
    number = rng.randrange(1000)
    date = f"2024.0{number % 9}.1{number % 9}"
    head = f"홈 > 뉴스 > 사회 글자크기 기사입력 {date} 조회수 {number} 댓글 {number % 7}"
    foot = f"저작권자 (c) 신문 {number} 무단전재 및 재배포 금지 기사제보 카카오톡 구독 좋아요 추천"
    return f"{head}\n{text}\n{foot}"


def _bylined(text: str, rng: random.Random) -> str:
    return f"[서울=뉴스] {rng.choice('김이박최정')}{rng.choice('민서지현우')} 기자 = {text}"


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "exact": lambda text, rng: text,
    **{
        f"{rate:.0%} of words edited": _edited(rate) for rate in (0.01, 0.02, 0.04, 0.08, 0.15, 0.3)
    },
    "paragraphs reordered": _reordered,
    "5% of spaces dropped": _unspaced,
    "header and footer": _framed,
    "byline before it": _bylined,
    "12% cut off its end": lambda text, rng: text[: len(text) * 88 // 100],
    "upper case, double newlines": lambda text, rng: text.upper().replace("\n", "\n\n"),
}


def real() -> list[Text]:
    """20,000 documents of Korean, English and code."""
    found = []
    for name, (lang, most) in DOCUMENTS.items():
        texts = (t for t in texts_of(name) if len(t.encode()) <= LONGEST)
        found += [Text(f"{name}-{i:05d}", lang, text) for i, text in enumerate(islice(texts, most))]
    return found


def mixed() -> list[Text]:
    """100 MB: 49 of Korean, 42 of English, 8 of code; no document above 200 kB."""
    found = []
    for lang, (size, names) in MIXED.items():
        for name in names:
            for i, text in enumerate(texts_of(name)):
                if size > 0 and len(text.encode()) <= 200_000:
                    found.append(Text(f"{name}-{i:05d}", lang, text))
                    size -= len(text.encode())
    return found


def scrambled(texts: list[Text], seed: int) -> list[Text]:
    """The same texts with their words in another order: as much to do, and no copies of the first."""
    rng = random.Random(seed)
    made = []
    for text in texts:
        words = text.text.split(" ")
        rng.shuffle(words)
        made.append(Text(f"{seed}-{text.id}", text.lang, " ".join(words)))
    return made


def texts_of(name: str) -> Iterator[str]:
    """The texts of one file of the corpus."""
    with (CORPUS / "jsonl" / f"{name}.jsonl.zst").open("rb") as raw:
        stream = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(raw)
        for line in stream.read().splitlines():
            yield orjson.loads(line)["text"]


def planted(texts: list[Text], seed: int = 5) -> list[Text]:
    """Copies of every kind: PER_KIND in Korean and in English."""
    rng = random.Random(seed)
    copies = []
    for lang in ("ko", "en"):
        long = [t for t in texts if t.lang == lang and len(t.text) >= SHORTEST]
        chosen = rng.sample(long, PER_KIND * len(KINDS))
        for i, (kind, change) in enumerate(KINDS.items()):
            for text in chosen[i * PER_KIND : (i + 1) * PER_KIND]:
                copy = change(text.text, rng)
                copies.append(Text(f"copy-{lang}-{len(copies):05d}", lang, copy, kind, text.id))
    return copies


def written(texts: list[Text], folder: Path) -> Path:
    """The recipe of texts written as JSON lines, each language a source of its own."""
    langs = dict.fromkeys(t.lang for t in texts)
    for lang in langs:
        lines = (json.dumps({"id": t.id, "text": t.text}) for t in texts if t.lang == lang)
        (folder / f"{lang}.jsonl").write_text("\n".join(lines))
    sources = ", ".join(f"{{name: {x}, path: {x}.jsonl, id_field: id, lang: {x}}}" for x in langs)
    recipe = folder / "recipe.yaml"
    recipe.write_text(
        f"root: {folder}/root\nstages: {{ingest: {{sources: [{sources}], shard_bytes: 16000000}}, "
        "dedup_fuzzy: {}}\n"
    )
    return recipe
