"""One peer over given texts: the spans that it found or the texts that came out, and seconds.

Arguments: the peer, and a JSON file of texts.
Output: {"spans" | "outputs": [...], "seconds": s}.
"""

import json
import logging
import sys
import time
from pathlib import Path

logging.disable(logging.CRITICAL)


def datatrove(texts):
    from datatrove.pipeline.formatters import PIIFormatter

    formatter = PIIFormatter()
    started = time.perf_counter()
    return {
        "outputs": [formatter.format(t) for t in texts],
        "seconds": time.perf_counter() - started,
    }


def dolma(texts):
    from dolma.core.data_types import Document
    from dolma.taggers.pii import PiiRegexV2

    tagger = PiiRegexV2()
    documents = [Document(source="", version="", id="", text=t) for t in texts]
    started = time.perf_counter()
    found = [tagger.predict(d).spans for d in documents]
    seconds = time.perf_counter() - started
    return {
        "spans": [[(s.start, s.end) for s in f if s.type != "doc"] for f in found],
        "seconds": seconds,
    }


def presidio(texts):
    """Its pattern recognizers, the five Korean ones and a phone recognizer for KR and US among them."""
    import spacy
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer.nlp_engine import NlpArtifacts
    from presidio_analyzer.predefined_recognizers.country_specific import korea

    recognizers = [
        known.EmailRecognizer(),
        known.CreditCardRecognizer(),
        known.IbanRecognizer(),
        known.IpRecognizer(),
        known.UsSsnRecognizer(),
        known.PhoneRecognizer(supported_regions=("KR", "US")),
        korea.KrRrnRecognizer(),
        korea.KrFrnRecognizer(),
        korea.KrDriverLicenseRecognizer(),
        korea.KrPassportRecognizer(),
    ]
    blank = spacy.blank("xx")
    started, spans = time.perf_counter(), []
    for text in texts:
        artifacts = NlpArtifacts([], blank(text), [], [], None, "en")
        found = []
        for recognizer in recognizers:
            results = recognizer.analyze(text, recognizer.supported_entities, artifacts)
            found += [(r.start, r.end) for r in results or []]
        spans.append(found)
    return {"spans": spans, "seconds": time.perf_counter() - started}


def main(peer, file):
    texts = json.loads(Path(file).read_text())
    print(json.dumps(globals()[peer](texts)))


main(*sys.argv[1:])
