"""datatrove's Trafilatura over the labelled pages: texts and seconds by set."""

import json
import logging
import sys
import time
from pathlib import Path

from datatrove.pipeline.extractors import Trafilatura
from loguru import logger

logger.remove()
logging.disable(logging.CRITICAL)


def main(file: str) -> None:
    decoded = json.loads(Path(file).read_text())  # set -> pages
    extractor = Trafilatura(favour_precision=True)
    texts, seconds = {}, {}
    for name, pages in decoded.items():
        started = time.perf_counter()
        texts[name] = []
        for page in pages:
            try:
                texts[name].append(extractor.extract(page) or "")
            except Exception:  # as its pipeline does: the page is lost
                texts[name].append("")
        seconds[name] = time.perf_counter() - started
    print(json.dumps({"texts": texts, "seconds": seconds}))


main(sys.argv[1])
