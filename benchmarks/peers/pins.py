"""The peers: what each is installed from, by exact version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """A tool that Malmoi is measured beside."""

    name: str
    # The module whose import shows that the installation works.
    module: str
    requirements: tuple[str, ...]
    # Installed without their dependencies, whose bounds cannot be resolved: `requirements` holds those used.
    bare: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The pinned version of the peer itself, the first requirement."""
        return (*self.bare, *self.requirements)[0].partition("==")[2]


# The packages that several of them read and write with.
JSON = "orjson==3.13.0"
ARROW = "pyarrow==26.0.1"
NUMPY = "numpy==2.4.6"
PEERS = (
    Peer("orjson", "orjson", (JSON, "zstandard==0.25.0", ARROW)),
    Peer("polars", "polars", ("polars==2.1.0",)),
    Peer("fastwarc", "fastwarc", ("fastwarc==2.0.1", "resiliparse==2.0.1", JSON)),
    Peer("gigatoken", "gigatoken", ("gigatoken==0.10.0", JSON, NUMPY)),
    Peer("rustbpe", "rustbpe", ("rustbpe==0.1.0", JSON)),
    Peer("tokenizers", "tokenizers", ("tokenizers==0.23.3", JSON, NUMPY)),
    Peer("rensa", "rensa", ("rensa==0.5.0",)),
    # Daft 0.7 excludes pyarrow 26.
    Peer("daft", "daft", ("daft==0.7.26", "pyarrow==25.0.0", NUMPY)),
    # Its Trafilatura needs lxml.html.clean, which lxml no longer has: without it pages are dropped silently.
    Peer(
        "datatrove",
        "datatrove",
        (
            "datatrove==0.10.1",
            "trafilatura==1.11.0",
            "lxml-html-clean==0.4.6",
            "warcio==1.8.1",
            "faust-cchardet==3.2.0",
            "python-magic==0.4.27",
            "spacy==3.8.18",
            "regex==2026.11.19",
            "nltk==3.10.4",
            "ftfy==6.3.1",
            # it asks for a model of Kiwi that 0.21 no longer has
            "kiwipiepy==0.20.4",
            "tokenizers==0.23.3",
            "zstandard==0.25.0",
            # release 4 refuses the strings that it hashes
            "xxhash==3.8.2",
            JSON,
            ARROW,
            NUMPY,
        ),
    ),
    # numpy<2, tokenizers<=0.19.1 and s3fs==2023.6.0 together keep pip searching for minutes.
    Peer(
        "dolma",
        "dolma",
        (
            "numpy==1.26.4",
            "anyascii==0.3.3",
            "blingfire==0.1.8",
            "boto3==1.44.8",
            "charset-normalizer==3.5.3",
            "fasttext-wheel==0.9.2",
            "fsspec==2026.9.0",
            "jsonpath-ng==1.16.0",
            "jq==1.13.0",
            "LTpycld2==0.42",
            "msgspec==0.23.0",
            "necessary==0.4.3",
            "nltk==3.10.4",
            "omegaconf==2.4.0",
            "platformdirs==4.14.8",
            "python-dotenv==1.2.4",
            "requests==2.34.2",
            "rich==15.0.0",
            "smart-open==9.0.2",
            "tokenizers==0.19.1",
            "tqdm==4.70.1",
            "uniseg==0.10.1",
            "zstandard==0.25.0",
            JSON,
        ),
        ("dolma==1.2.1",),
    ),
    # pyspark and unisim, 400 MB, serve other commands than minhash.
    Peer(
        "text-dedup",
        "text_dedup",
        (
            NUMPY,
            "click==8.5.1",
            "click-option-group==0.5.10",
            "datasets==5.2.0",
            "ftfy==6.3.1",
            "psutil==7.2.2",
            "regex==2026.11.19",
            "rich==15.0.0",
            "scipy==1.17.1",
            "setuptools==84.2.1",
            "tqdm==4.70.1",
            "xxhash==4.1.0",
            "zstandard==0.25.0",
        ),
        ("text-dedup==0.4.0",),
    ),
    # Its command does not start without aiohttp, and installs the others, 5 GB, during its first run.
    Peer(
        "data-juicer",
        "data_juicer",
        (
            "py-data-juicer==1.6.1",
            "aiohttp==3.14.5",
            "ray==2.60.0",
            "scipy==1.17.1",
            "torch==2.14.1",
        ),
    ),
)
