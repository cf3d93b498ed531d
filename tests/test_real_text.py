"""The pipeline on real text, where it can be had (MALMOI_CORPUS)."""

from pathlib import Path

import orjson
import polars as pl
import pytest
import zstandard

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.executors.local import LocalExecutor
from pipeline.report.queries import Findings

RECIPE = """
root: {root}
stages:
  ingest:
    shard_bytes: 4000000
    sources:
      - {{name: wiki, path: {corpus}/jsonl/ko_wiki.jsonl.zst, domain: encyclopedia, lang: ko, priority: 1, max_documents: 3000}}
      - {{name: comments, path: {corpus}/jsonl/ko_comments.jsonl.zst, domain: community, lang: ko, priority: 9, max_documents: 6000}}
      - {{name: web, path: {corpus}/jsonl/en_web_samples.jsonl.zst, domain: web, lang: en, priority: 3}}
      - {{name: reviews, path: {corpus}/parquet/ko_reviews_pages.parquet, domain: reviews, lang: ko, priority: 3, max_documents: 300}}
      - {{name: rust, path: {corpus}/docs_tree/rust-ko, domain: docs, priority: 2}}
      - {{name: code, path: {corpus}/jsonl/code_cpp_samples.jsonl.zst, domain: code, lang: code, priority: 2}}
  scrub: {{}}
  dedup_exact: {{}}
  dedup_fuzzy: {{}}
  quality: {{positive: [wiki], negative: [comments], min_score: 0.01}}
  tokenizer: {{vocab_size: 16000, held_out: 0.05}}
  pack: {{seq_len: 1024}}
"""


@pytest.fixture(scope="module")
def real(real_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("real")
    (folder / "r.yaml").write_text(RECIPE.format(root=folder / "root", corpus=real_corpus))
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


def test_nothing_is_lost_on_the_way(real: Corpus) -> None:
    findings = Findings(real)
    funnel = dict(findings.funnel([]).select("stage", "documents").iter_rows())
    assert funnel["ingest"] == funnel["pack"] + findings.drops["documents"].sum()
    assert findings.tokens["documents"].sum() == funnel["pack"]
    assert set(findings.inflow.rejects["reason"]) <= {
        "unknown_format"
    }  # stray files of the docs tree


def test_exact_repeats_of_the_comments_are_found(real: Corpus) -> None:
    texts = pl.concat(
        pl.DataFrame(real.columns(s, ["source", "text"])) for s in range(real.num_shards)
    )
    comments = texts.filter(pl.col("source") == "comments")["text"]
    gone = real.dropped("dedup_exact", ["source"]).column("source").to_pylist().count("comments")
    assert gone >= len(comments) - comments.n_unique() > 100


def test_every_near_duplicate_is_verified(real: Corpus) -> None:
    evidence = Dataset(real.documents.store, "dedup_fuzzy/evidence").table()
    assert evidence.num_rows >= 5
    assert min(evidence.column("measure").to_pylist()) >= 0.8


def test_tokenizer_compresses_both_languages(real: Corpus) -> None:
    rows = Findings(real).compression.filter(pl.col("domain") == "all")
    ratios = dict(rows.select("lang", "tokens_per_word").iter_rows())
    assert ratios["ko"] < 3.0
    assert ratios["en"] < 2.2


def deduplicated(folder: Path, rows: list[dict[str, str]]) -> tuple[set[str], dict[str, float]]:
    """(ids that live, measure of each removed id) after dedup_fuzzy with its defaults."""
    (folder / "in.jsonl").write_bytes(b"\n".join(orjson.dumps(r) for r in rows))
    (folder / "r.yaml").write_text(
        f"root: {folder}/root\nstages: {{ingest: {{sources: [{{name: s, path: in.jsonl, id_field: id}}]}}, "
        "dedup_fuzzy: {}}\n"
    )
    corpus = recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())
    evidence = Dataset(corpus.documents.store, "dedup_fuzzy/evidence").table().to_pylist()
    living = set(corpus.table(["id"])["id"].to_pylist())
    return living, {e["removed_id"]: e["measure"] for e in evidence}


def lines_of(path: Path) -> list[dict[str, str]]:
    raw = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(path.open("rb")).read()
    return [orjson.loads(line) for line in raw.splitlines()]


def test_novels_are_not_swallowed(real_corpus: Path, tmp_path: Path) -> None:
    novels = lines_of(real_corpus / "jsonl/en_novels.jsonl.zst")
    rows = [{"id": r["id"], "text": r["text"]} for r in novels]
    rows.append({"id": "copy", "text": rows[3]["text"][: len(rows[3]["text"]) * 9 // 10]})
    living, removed = deduplicated(tmp_path, rows)
    assert living == {r["id"] for r in novels}
    assert removed["copy"] == pytest.approx(0.9, abs=0.02)


def test_versions_of_one_law_are_copies_and_laws_of_one_form_are_not(
    real_corpus: Path, tmp_path: Path
) -> None:
    """600 statutes in two versions each: a version goes only for the other one of its own statute,
    but for a handful of decrees that two bodies have word for word."""
    pairs = lines_of(real_corpus / "neardup/law_version_pairs.jsonl.zst")
    rows = [{"id": f"{i}/{v}", "text": p[v]} for i, p in enumerate(pairs) for v in "ab"]
    living, removed = deduplicated(tmp_path, rows)
    gone = [i for i in range(len(pairs)) if f"{i}/a" in removed or f"{i}/b" in removed]
    both = [i for i in range(len(pairs)) if f"{i}/a" in removed and f"{i}/b" in removed]
    assert len(living) + len(removed) == len(rows)
    assert len(gone) >= 0.85 * len(pairs)
    assert len(both) <= 0.02 * len(pairs)
