"""datatrove's Gopher, C4 and FineWeb filters: `datatrove_filters.py TEXTS.jsonl LANGUAGE SPLITTER MODE`.

SPLITTER `own`: its default for the language (spaCy); `space`: str.split. MODE `chain`: a document goes on
while it is kept, as in a pipeline, and the seconds are told; `each`: what every filter says of every
document."""

import json
import re
import sys
import time

try:
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        c4_filters,
        fineweb_quality_filter,
        gopher_quality_filter,
        gopher_repetition_filter,
    )
except ImportError:
    sys.exit(3)

MODULES = (c4_filters, fineweb_quality_filter, gopher_quality_filter, gopher_repetition_filter)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
STOP_WORDS = "의 다 이 는 에 을 한 년 하 은 를 했 고 에서 가 있 으로 인 월 로 되"
KOREAN = {  # FineWeb-2, configs/kor_Hang.yml
    "repetition": {
        "dup_para_frac": 0,
        "dup_line_char_frac": 0,
        "dup_para_char_frac": 0,
        "dup_line_frac": 0.374,
        "dup_n_grams": ((5, 0.201), (6, 0.184), (7, 0.168), (8, 0.154), (9, 0.14), (10, 0.127)),
        "top_n_grams": ((2, 0.282), (3, 0.228), (4, 0.185)),
    },
    "quality": {
        "min_avg_word_length": 1,
        "max_avg_word_length": 6,
        "max_non_alpha_words_ratio": 0.791,
        "stop_words": STOP_WORDS.split(),
    },
    "fineweb": {
        "line_punct_thr": 0.062,
        "short_line_thr": 999,
        "char_duplicates_ratio": 0.1,
        "new_line_ratio": 0.196,
    },
}


def split_at_spaces() -> None:
    """Let all filters split by str.split and at the ends of sentences."""
    for module in MODULES:
        if hasattr(module, "split_into_words"):
            module.split_into_words = lambda text, language=None: text.split()
        if hasattr(module, "split_into_sentences"):
            module.split_into_sentences = lambda text, language=None: SENTENCE.split(text)


def filters(language: str) -> dict[str, object]:
    """The four filters, with the thresholds of FineWeb-2 for Korean, else their own."""
    own = KOREAN if language == "ko" else {"repetition": {}, "quality": {}, "fineweb": {}}
    return {
        "repetition": gopher_repetition_filter.GopherRepetitionFilter(**own["repetition"]),
        "quality": gopher_quality_filter.GopherQualityFilter(**own["quality"]),
        "c4": c4_filters.C4QualityFilter(),
        "fineweb": fineweb_quality_filter.FineWebQualityFilter(**own["fineweb"]),
    }


def main(path: str, language: str, splitter: str, mode: str) -> None:
    if splitter == "space":
        split_at_spaces()
    chain = filters(language)
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    for one in chain.values():  # spaCy loads at its first word
        said(one, "The first words load the tokenizer. It is done.")
    started, found, kept = time.perf_counter(), [], 0
    for text in texts:
        verdicts = {}
        for name, one in chain.items():
            verdicts[name] = said(one, text)
            if mode == "chain" and not verdicts[name]:
                break
        kept += all(verdicts.values())
        found.append(verdicts)
    report = {"seconds": time.perf_counter() - started, "kept": kept}
    print(json.dumps(report | ({"verdicts": found} if mode == "each" else {})))


def said(one: object, text: str) -> bool:
    """Whether a filter keeps a text; one that fails on it does not."""
    try:
        return one.filter(Document(text=text, id="0")) is True
    except (AssertionError, ValueError, ZeroDivisionError, IndexError):
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
