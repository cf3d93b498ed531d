"""`python -m benchmarks.verdicts ROOT [REASON]`: documents that quality dropped in a run, by source and
reason, and the share that each published preset would keep. With a reason, or `kept`, fifty samples to
read."""

import sys
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from benchmarks.heuristics import verdict
from pipeline.core.corpus import Corpus
from pipeline.kernels import hashing
from pipeline.kernels.heuristics.numba import measure
from pipeline.stages.quality import presets

SAMPLES, WIDTH = 50, 150
# Documents of a source that published presets are applied to: MeCab reads 2 MB/s.
MOST = 400


def main(root: str, reason: str | None = None) -> None:
    """Print tables, or samples."""
    corpus = Corpus.open(root)
    frame = pl.concat(list(shards(corpus)))
    if reason:
        samples(corpus, frame, reason)
        return
    dropped = frame.drop_nulls("drop_reason").group_by("source", "drop_reason").len()
    for source, rows in frame.sort("source").group_by("source", maintain_order=True):
        reasons = dropped.filter(pl.col("source") == source[0]).sort("len", descending=True)
        counts = ", ".join(
            f"{name} {num:,}" for name, num in reasons.select("drop_reason", "len").iter_rows()
        )
        kept = rows["drop_reason"].null_count() / len(rows)
        print(f"{source[0]:<18}{len(rows):>8,} {kept:>7.1%} kept; {counts}")
    published(corpus, frame)


def shards(corpus: Corpus) -> list[pl.DataFrame]:
    """(shard, row, id, source, lang, drop_reason, value) of the documents that reached
    quality, a frame for each shard."""
    frames, marks = [], corpus.marks_of("quality")
    for shard in range(corpus.num_shards):
        documents = pl.DataFrame(corpus.documents.read(shard, ["id", "source", "lang"]))
        verdicts = pl.DataFrame(marks.read(shard, ["drop_reason", "value", "korean_lines"]))
        frame = documents.with_columns(verdicts).with_row_index("row")
        frames.append(frame.with_columns(shard=pl.lit(shard)).drop_nulls("korean_lines"))
    return frames


def samples(corpus: Corpus, frame: pl.DataFrame, reason: str) -> None:
    """Print SAMPLES documents with a drop_reason, or of the kept ones, chosen by the hash of their ids."""
    wanted = (
        pl.col("drop_reason").is_null() if reason == "kept" else pl.col("drop_reason") == reason
    )
    frame = frame.filter(wanted)
    order = hashing.uniform(5, frame["id"].to_arrow(), "verdicts")
    for row in frame.with_columns(order=order).sort("order").head(SAMPLES).iter_rows(named=True):
        text = corpus.documents.read(row["shard"], ["text"])["text"][row["row"]].as_py()
        text, value = text.replace("\n", " / "), row["value"]
        half = WIDTH // 2
        short = text if len(text) <= WIDTH else f"{text[:half]} ... {text[len(text) // 2 :][:half]}"
        print(f"[{row['source']} {'' if value is None else f'{value:.3g}'}] {short}")


def published(corpus: Corpus, frame: pl.DataFrame) -> None:
    """Print the share of each source that a preset keeps, and the rules that drop most."""
    settings = (("gopher", "word", "en"), ("c4", "word", "en"), ("fineweb", "word", "en"))
    settings += (("fineweb2_kor_Hang", "morpheme", "ko"),)
    for name, unit, lang in settings:
        print(f"\n{name} ({unit})")
        of_language = frame.filter(pl.col("lang") == lang).sort("source", "shard", "row")
        for source, rows in of_language.group_by("source", maintain_order=True):
            if len(rows) < 10:
                continue
            rows = rows.gather_every(max(1, len(rows) // MOST)).head(MOST)
            texts = []
            for shard, part in rows.group_by("shard", maintain_order=True):
                column = corpus.documents.read(int(str(shard[0])), ["text"])["text"]
                texts += column.take(pa.array(part["row"].to_list())).to_pylist()
            values = measure(pa.array(texts, pa.large_string()), unit, False)
            rules = presets.load(name).rules
            lost = {r: 1 - verdict(values, name, [r]).mean() for r in rules}
            most = sorted(lost.items(), key=lambda x: -x[1])[:4]
            drops = ", ".join(f"{r.partition('_')[2]} {s:.0%}" for r, s in most if s >= 0.005)
            print(f"{source[0]:<18}{np.mean(verdict(values, name)):>7.1%} kept; {drops}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).exists():
        sys.exit(__doc__)
    main(*sys.argv[1:])
