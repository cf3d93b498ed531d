"""Text that no tokenizer here was trained on: Wikipedia and news, as anchors for compression.

Korean: the paragraphs of KorQuAD 1.0 and the sentences of KLUE (NLI, STS, NER). English: the hand-made
article bodies of scrapinghub's benchmark."""

import json
import os
import re
from pathlib import Path

ENTITY = re.compile(r"<([^<>]*):[A-Z]{2}>")  # KLUE's marks of names


def folder() -> Path:
    return Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus"))


def korean() -> list[str]:
    """13,000 texts, 2.6 MB."""
    texts: list[str] = []
    for path in sorted((folder() / "benchmarks/korquad1").glob("*.json")):
        articles = json.loads(path.read_text())["data"]
        texts += [p["context"] for article in articles for p in article["paragraphs"]]
    for path in sorted((folder() / "benchmarks/klue").glob("*.json")):
        for row in json.loads(path.read_text()):
            names = ("premise", "hypothesis", "sentence1", "sentence2")
            texts += [row[n] for n in names if n in row]
    for path in sorted((folder() / "benchmarks/klue").glob("*.tsv")):
        lines = (
            line.split("\t") for line in path.read_text().splitlines() if line.startswith("##")
        )
        texts += [ENTITY.sub(r"\1", line[1].strip()) for line in lines if len(line) > 1]
    return texts


def english() -> list[str]:
    """181 texts, .8 MB."""
    articles = json.loads((folder() / "html/scrapinghub/ground-truth.json").read_text())
    return [article["articleBody"] for article in articles.values()]
