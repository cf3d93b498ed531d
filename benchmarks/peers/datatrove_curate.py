"""datatrove's published curation: `datatrove_curate.py TEXTS.jsonl KEPT.jsonl`, lines of id, text and lang.

Korean as FineWeb-2 does it (fineweb-2-pipeline.py, configs/kor_Hang.yml): MinHash of words by Kiwi, filters,
ftfy, personal data. English as FineWeb does it (examples/fineweb.py): filters, MinHash, personal data. The
language is that of the line, as GlotLID cannot be had without a network; texts in others are left out.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

try:
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline import filters
    from datatrove.pipeline.dedup import minhash
    from datatrove.pipeline.formatters import FTFYFormatter, PIIFormatter, SymbolLinesFormatter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from datatrove.utils import word_tokenizers
    from datatrove_filters import KOREAN
    from loguru import logger
except ImportError:
    sys.exit(3)

logger.remove()
TASKS = 4


class Remembered:
    """A word tokenizer that cuts each text once: five steps ask for the same words, and Kiwi cuts 27 kB/s."""

    def __init__(self, tokenizer: object) -> None:
        self.tokenizer = tokenizer
        self.words: dict[str, list[str]] = {}

    def word_tokenize(self, text: str) -> list[str]:
        if text not in self.words:
            self.words[text] = self.tokenizer.word_tokenize(text)
        return self.words[text]

    def sent_tokenize(self, text: str) -> list[str]:
        return self.tokenizer.sent_tokenize(text)

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return self.tokenizer.span_tokenize(text)


def remember() -> None:
    """Let every step share the words of a text."""
    load, made = word_tokenizers.load_word_tokenizer, {}

    def loaded(language: str) -> Remembered:
        if language not in made:
            made[language] = Remembered(load(language))
        return made[language]

    for module in list(sys.modules.values()):
        if getattr(module, "load_word_tokenizer", None) is load:
            module.load_word_tokenizer = loaded


def without_copies(rows: list[dict], language: str) -> list[dict]:
    """The rows that MinHash keeps: 14 buckets of 8 hashes of 5 words."""
    config = minhash.MinhashConfig(
        hash_config=minhash.HashConfig(hash_fc="xxhash", precision=64),
        num_buckets=14,
        hashes_per_bucket=8,
        n_grams=5,
    )
    with tempfile.TemporaryDirectory() as out:
        for task in range(TASKS):
            part = Path(f"{out}/in/{task}.jsonl")
            part.parent.mkdir(exist_ok=True)
            with part.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(r) + "\n" for r in rows[task::TASKS])

        def execute(*steps: object, tasks: int = TASKS) -> None:
            log = f"{out}/log/{len(list(Path(out).glob('log/*')))}"
            LocalPipelineExecutor(list(steps), tasks=tasks, workers=1, logging_dir=log).run()

        reader = JsonlReader(f"{out}/in", glob_pattern="*.jsonl", compression=None)
        sign = minhash.MinhashDedupSignature(f"{out}/sig", config=config, language=language)
        execute(reader, sign)
        buckets = minhash.MinhashDedupBuckets(f"{out}/sig", f"{out}/buckets", config=config)
        execute(buckets, tasks=config.num_buckets)
        execute(
            minhash.MinhashDedupCluster(f"{out}/buckets", f"{out}/gone", config=config), tasks=1
        )
        writer = JsonlWriter(f"{out}/kept", compression=None)
        execute(reader, minhash.MinhashDedupFilter(f"{out}/gone"), writer)
        kept = {json.loads(x)["id"] for f in Path(f"{out}/kept").glob("*") for x in f.open()}
    return [r for r in rows if r["id"] in kept]


def korean() -> list[object]:
    """The filters of FineWeb-2."""
    lang = "kor_Hang"
    return [
        filters.GopherRepetitionFilter(language=lang, **KOREAN["repetition"]),
        filters.FineWebQualityFilter(language=lang, **KOREAN["fineweb"]),
        filters.GopherQualityFilter(language=lang, min_stop_words=2, **KOREAN["quality"]),
    ]


def english() -> list[object]:
    """The filters of FineWeb."""
    return [
        filters.GopherRepetitionFilter(),
        filters.GopherQualityFilter(),
        filters.C4QualityFilter(filter_no_terminal_punct=False),
        filters.FineWebQualityFilter(),
    ]


def kept_by(chain: list[object], rows: list[dict], lost: Counter) -> Iterator[dict]:
    """The rows that every filter keeps; `lost` counts those that one drops."""
    for row in rows:
        document = Document(text=row["text"], id=row["id"])
        dropped = next((f for f in chain if not said(f, document)), None)
        if dropped is None:
            yield {**row, "text": document.text}
        else:
            lost[type(dropped).__name__] += 1


def said(one: object, document: "Document") -> bool:
    """Whether a filter keeps a document; one that fails on it does not."""
    try:
        return one.filter(document) is True
    except (AssertionError, ValueError, ZeroDivisionError, IndexError):
        return False


def main(source: str, target: str) -> None:
    remember()
    with open(source, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    by_language = {lang: [r for r in rows if r["lang"] == lang] for lang in ("ko", "en")}
    lost: Counter = Counter(other=len(rows) - sum(map(len, by_language.values())))
    started = time.perf_counter()
    ko = without_copies(by_language["ko"], "kor_Hang")
    lost["ko_copies"] = len(by_language["ko"]) - len(ko)
    ko = list(kept_by(korean(), ko, lost))
    good = list(kept_by(english(), by_language["en"], lost))
    en = without_copies(good, "eng_Latn")
    lost["en_copies"] = len(good) - len(en)
    ends = [FTFYFormatter(), PIIFormatter(), SymbolLinesFormatter(["|"], "\n")]
    with open(target, "w", encoding="utf-8") as out:
        for row in [*ko, *en]:
            text = row["text"]
            for one in ends if row["lang"] == "ko" else ends[:2]:
                text = one.format(text)
            out.write(json.dumps({**row, "text": text}, ensure_ascii=False) + "\n")
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "kept": len(ko) + len(en), "lost": dict(lost)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
