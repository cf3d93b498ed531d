"""The public files behind figures of the documentation: addresses and licences.

Their hashes are in corpus.lock. Those that it has are of the very files that gave the figures; a file that
it lacks gets its line from the first download with --record.
"""

from dataclasses import dataclass

GITHUB = "https://raw.githubusercontent.com"
GSM8K = f"{GITHUB}/openai/grade-school-math/3101c7d5072418e28b9008a6636bde82a006892c/grade_school_math/data"
KLUE = f"{GITHUB}/KLUE-benchmark/KLUE/3efd98708a40ff49251fddde35453f8fbb11f536/klue_benchmark"
KOCOHUB = f"{GITHUB}/kocohub/korean-hate-speech/f8d05dce2b22007bb149e5139c0060c68ad8f94b"
DAVIDSON = f"{GITHUB}/t-davidson/hate-speech-and-offensive-language/6a1e3f02522963d820e302c3ad48b189552c143b"
PRESIDIO = f"{GITHUB}/microsoft/presidio-research/c49124672f4a751efbb6b06f0f806d9502701dcd"
KORQUAD = "https://korquad.github.io/dataset"
WIKIPEDIA = "https://dumps.wikimedia.org/kowiki/latest"


@dataclass(frozen=True)
class PublicFile:
    """A file by its place below the folder of real text."""

    path: str
    url: str
    licence: str
    what: str


FILES = (
    PublicFile("benchmarks/gsm8k/test.jsonl", f"{GSM8K}/test.jsonl", "MIT", "GSM8K, test"),
    PublicFile("benchmarks/gsm8k/train.jsonl", f"{GSM8K}/train.jsonl", "MIT", "GSM8K, train"),
    PublicFile(
        "benchmarks/klue/klue-ner-v1.1_dev.tsv",
        f"{KLUE}/klue-ner-v1.1/klue-ner-v1.1_dev.tsv",
        "CC-BY-SA-4.0",
        "KLUE, names",
    ),
    PublicFile(
        "benchmarks/klue/klue-nli-v1.1_dev.json",
        f"{KLUE}/klue-nli-v1.1/klue-nli-v1.1_dev.json",
        "CC-BY-SA-4.0",
        "KLUE, inference",
    ),
    PublicFile(
        "benchmarks/klue/klue-sts-v1.1_dev.json",
        f"{KLUE}/klue-sts-v1.1/klue-sts-v1.1_dev.json",
        "CC-BY-SA-4.0",
        "KLUE, similarity",
    ),
    PublicFile(
        "benchmarks/korquad1/KorQuAD_v1.0_dev.json",
        f"{KORQUAD}/KorQuAD_v1.0_dev.json",
        "CC-BY-ND-2.0-KR",
        "KorQuAD 1.0, dev",
    ),
    PublicFile(
        "benchmarks/korquad1/KorQuAD_v1.0_train.json",
        f"{KORQUAD}/KorQuAD_v1.0_train.json",
        "CC-BY-ND-2.0-KR",
        "KorQuAD 1.0, train",
    ),
    PublicFile(
        "labelled/ko_hate_kocohub/train.tsv",
        f"{KOCOHUB}/labeled/train.tsv",
        "CC-BY-SA-4.0",
        "Korean comments labelled hate, offensive, none",
    ),
    PublicFile(
        "labelled/ko_hate_kocohub/dev.tsv",
        f"{KOCOHUB}/labeled/dev.tsv",
        "CC-BY-SA-4.0",
        "the same, dev",
    ),
    PublicFile(
        "labelled/en_hate_davidson/labeled_data.csv",
        f"{DAVIDSON}/data/labeled_data.csv",
        "MIT",
        "English posts labelled hate, offensive, neither",
    ),
    PublicFile(
        "labelled/en_pii_presidio_synth/synth_dataset_v2.json",
        f"{PRESIDIO}/data/synth_dataset_v2.json",
        "MIT",
        "synthetic English sentences with personal data",
    ),
    PublicFile(
        "wiki/kowiki-latest-pages-articles.xml.bz2",
        f"{WIKIPEDIA}/kowiki-latest-pages-articles.xml.bz2",
        "CC-BY-SA-4.0",
        "Korean Wikipedia, the dump of the month",
    ),
    PublicFile(
        "reviews/ratings.txt",
        f"{GITHUB}/e9t/nsmc/master/ratings.txt",
        "CC0-1.0",
        "NSMC, 200,000 Korean film reviews",
    ),
)
