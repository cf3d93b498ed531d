"""Documents to read, kept and dropped by the shipped recipe, by domain:

`MALMOI_CORPUS=... python -m benchmarks.reading FOLDER` draws EACH documents of every source by the hash of
their text, and runs the stages of configs/ko_en.yaml up to quality on them. `python -m benchmarks.reading
FOLDER DOMAIN kept|dropped` prints up to fifty of a domain. MALMOI_MODELS may name a folder of models (mt_ko,
spam_ko, spam_en), which then judge with the thresholds of BARS.
"""

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import orjson
import polars as pl
import xxhash
import yaml
import zstandard

from benchmarks.verdicts import shards
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus

EACH, SAMPLES, WIDTH = 300, 50, 110
RECIPE = Path("configs/ko_en.yaml")
BARS = {"mt": 0.5, "spam": 0.8}
# Domain -> files below MALMOI_CORPUS.
DOMAINS: dict[str, tuple[str, ...]] = {
    "ko-encyclopedia": ("jsonl/ko_wiki.jsonl.zst", "wide/good_ko/ko_namuwiki_sample.jsonl.zst"),
    "ko-law": ("jsonl/ko_law.jsonl.zst", "wide/good_ko/ko_assembly_bills.jsonl.zst"),
    "ko-docs": (
        "jsonl/ko_docs_cpp.jsonl.zst",
        "jsonl/ko_docs_pytorch.jsonl.zst",
        "docs_tree/rust-ko",
        "docs_tree/react-ko",
        "html/libreoffice_help_ko.gold.jsonl",
        "wide/good_ko/ko_product_manual.jsonl.zst",
    ),
    "ko-talk": (
        "parquet/ko_reviews_pages.parquet",
        "parquet/ko_reviews_short.parquet",
        "jsonl/ko_comments.jsonl.zst",
        "jsonl/ko_dialog.jsonl.zst",
        "wide/raw_web/ko_youtube_comments.jsonl.zst",
        "wide/good_ko/ko_survey_answers.jsonl.zst",
    ),
    "ko-web": (
        "wide/labelled/ko_news_8_topics.jsonl.zst",
        "wide/good_ko/ko_blog_nolboo.jsonl.zst",
        "wide/good_ko/ko_blog_til.jsonl.zst",
        "wide/good_ko/ko_gsd_sentences.jsonl.zst",
        "wide/good_ko/ko_recipes.jsonl.zst",
        "wide/good_ko/ko_president_speeches.jsonl.zst",
        "wide/good_ko/ko_stories_1920s_30s.jsonl.zst",
        "wide/html/ko_city_pages.jsonl.zst",
    ),
    "ko-spam": (
        "wide/raw_web/ko_insta_ads_by_hashtag.jsonl.zst",
        "wide/raw_web/ko_seo_affiliate_posts.jsonl.zst",
        "wide/raw_web/ko_voice_phishing.jsonl.zst",
    ),
    "en-web": (
        "parquet/en_web_dclm_labelled.parquet",
        "wide/good_en/en_abc_news.jsonl.zst",
        "wide/good_en/en_masc_20_genres.jsonl.zst",
        "wide/good_en/en_webtext.jsonl.zst",
        "wide/raw_web/en_youtube_spam.jsonl.zst",
        "wide/raw_web/en_sms_smishing.jsonl.zst",
    ),
    "en-docs": ("jsonl/en_docs_cpp.jsonl.zst", "jsonl/en_math_stacks.jsonl.zst"),
    "en-novels": ("jsonl/en_novels.jsonl.zst", "wide/good_en/en_brown_15_genres.jsonl.zst"),
    "en-qa": ("jsonl/en_web_samples.jsonl.zst",),
}


def draw(folder: Path, root: Path) -> None:
    """Write EACH documents of every file to folder/DOMAIN--SOURCE.jsonl."""
    for domain, files in DOMAINS.items():
        for name in files:
            texts = sorted(
                _texts(root / name), key=lambda t: xxhash.xxh3_64_intdigest(t.encode(), 5)
            )[:EACH]
            source = name.split("/")[-1].split(".")[0]
            lines = "".join(
                json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)
            )
            (folder / f"{domain}--{source}.jsonl").write_text(lines)


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file or of a folder of Markdown, without talk pages and templates of wikis."""
    if path.is_dir():
        yield from (p.read_text(encoding="utf-8") for p in path.rglob("*.md"))
        return
    if path.suffix == ".parquet":
        yield from (t for t in pl.read_parquet(path)["text"].to_list() if t)
        return
    raw = path.read_bytes()
    if path.suffix == ".zst":
        raw = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(raw).read()
    for record in map(orjson.loads, filter(bytes.strip, raw.split(b"\n"))):
        if record.get("domain") != "wiki-talk" and "kowiki/틀:" not in str(record.get("id")):
            yield record["text"]


def run(folder: Path) -> None:
    """Run the stages of the shipped recipe up to quality on the drawn documents, without deduplication."""
    shipped = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))["stages"]
    sources = [
        {"name": p.stem, "path": str(p), "domain": p.stem.split("--")[0]}
        for p in sorted(folder.glob("*--*.jsonl"))
    ]
    quality = dict(shipped["quality"])
    models = os.environ.get("MALMOI_MODELS")
    if models:
        quality["classifiers"] = {
            "mt": {"models": {"ko": f"{models}/mt_ko"}, "max": BARS["mt"], "trust_form": True},
            "spam": {
                "models": {lang: f"{models}/spam_{lang}" for lang in ("ko", "en")},
                "max": BARS["spam"],
                "trust_form": True,
            },
        }
    stages = {"ingest": {"sources": sources}, "scrub": {}, "quality": quality}
    file = folder / "recipe.yaml"
    file.write_text(
        yaml.safe_dump({"root": str(folder / "out"), "stages": stages}, sort_keys=False)
    )
    recipes.run(recipes.read(file), replace_stale=True)


def show(folder: Path, domain: str, verdict: str) -> None:
    """Print up to SAMPLES documents of a domain that were kept or dropped."""
    corpus = Corpus.open(str(folder / "out"))
    frame = pl.concat(shards(corpus)).filter(pl.col("source").str.starts_with(domain + "--"))
    is_kept = pl.col("drop_reason").is_null()
    frame = frame.filter(is_kept if verdict == "kept" else ~is_kept)
    frame = frame.sample(min(SAMPLES, len(frame)), seed=5, shuffle=True).sort("source")
    for row in frame.iter_rows(named=True):
        text = corpus.documents.read(row["shard"], ["text"])["text"][row["row"]].as_py()
        text, half = text.replace("\n", " / "), WIDTH // 2
        at = len(text) // 2
        short = text if len(text) <= WIDTH else f"{text[:half]} ... {text[at : at + half]}"
        print(f"[{row['source'].split('--')[1]} {row['drop_reason'] or ''}] {short}")


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.add_argument("folder", type=Path)
    parser.add_argument("domain", nargs="?", choices=sorted(DOMAINS))
    parser.add_argument("verdict", nargs="?", choices=("kept", "dropped"), default="kept")
    options = parser.parse_args(arguments)
    if options.domain:
        show(options.folder, options.domain, options.verdict)
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    draw(options.folder, Path(os.environ.get("MALMOI_CORPUS", "../../shared/corpus")))
    run(options.folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
