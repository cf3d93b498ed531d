"""The sections of deduplication: sizes of clusters, similarities, and which source lost to which."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.schema import EVIDENCE
from pipeline.report.copies import COPY_RULES
from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.histogram import histogram
from pipeline.report.page.parts import Column, escape, framed, note, paragraph, table
from pipeline.report.page.sections import marks

# Sources of the matrix; the others are one.
MOST_SOURCES = 10
# Rules of evidence that measure a similarity.
SIMILAR = ("jaccard", "containment")
# Edges of the sizes of clusters.
SIZES = (2, 3, 4, 5, 10, 100, 1000)


def section(context: Context, stage: str) -> Section:
    """The section of a stage that removes copies."""
    parts = [_clusters(context, stage), *_of_evidence(context, stage), _cut(context, stage)]
    return marks.section(context, stage, *parts)


def _clusters(context: Context, stage: str) -> str:
    """Clusters by size: those whose kept document has a cluster size above one."""
    dataset, say = context.corpus.marks_of(stage), context.words.say
    if not dataset.shards or "cluster_size" not in dataset.schema.names:
        return ""
    counts = pl.concat(
        pl.DataFrame(dataset.read(shard, ["drop_reason", "cluster_size"]))
        .filter(pl.col("drop_reason").is_null() & (pl.col("cluster_size") > 1))
        .group_by("cluster_size")
        .agg(clusters=pl.len().cast(pl.Int64))
        for shard in range(dataset.num_shards)
    )
    if not len(counts):
        return ""
    rows = []
    for low, high in zip(SIZES, [*SIZES[1:], None], strict=True):
        size = pl.col("cluster_size")
        inside = counts.filter((size >= low) & (size < high) if high else size >= low)
        total = int(inside["clusters"].sum())
        if total:
            name = (
                f"{low:,}" if high == low + 1 else f"{low:,}–{high - 1:,}" if high else f"{low:,}+"
            )
            rows.append((name, total, int((inside["clusters"] * inside["cluster_size"]).sum())))
    columns = [
        Column(say("dedup.size")),
        Column(say("dedup.clusters"), "count", is_bar=True),
        Column(say("dedup.members"), "count"),
    ]
    return table(say("dedup.sizes"), columns, rows)


def _of_evidence(context: Context, stage: str) -> Iterator[str]:
    """Similarities, and the matrix of sources."""
    found = _removals(context, stage)
    if found is None or not len(found):
        return
    words = context.words
    alike = found["similarity"].drop_nulls()
    if len(alike):
        title = words.say("dedup.similarity")
        yield f'<div class="grid">{histogram(words, title, alike.to_numpy())}</div>'
    yield _matrix(context, stage, found)


def _removals(context: Context, stage: str) -> pl.DataFrame | None:
    """(removed, kept, similarity) of every removal for a copy, ids as hashes; similarity is null for equal
    texts. None without evidence."""
    store, path = context.corpus.documents.store, f"{stage}/evidence"
    if not store.exists(f"{path}/{COMMIT_FILE}"):
        return None
    dataset = Dataset(store, path)
    if not dataset.shards or not set(EVIDENCE.names) <= set(dataset.schema.names):
        return None
    return pl.concat(
        pl.DataFrame(dataset.read(shard, EVIDENCE.names))
        .filter(pl.col("rule").is_in(COPY_RULES))
        .select(
            removed=pl.col("removed_id").hash(),
            kept=pl.col("kept_id").hash(),
            similarity=pl.when(pl.col("rule").is_in(SIMILAR)).then("measure").cast(pl.Float32),
        )
        for shard in range(dataset.num_shards)
    )


def _matrix(context: Context, stage: str, removals: pl.DataFrame) -> str:
    """Rows lose documents because of copies in columns; shares are of what reached the stage."""
    say = context.words.say
    totals = context.reached(stage).group_by("source").agg(pl.col("documents").sum())
    size = dict(totals.iter_rows())
    if len(size) < 2:
        return ""
    sources = _sources_of(context, removals)
    joined = removals.join(
        sources.rename({"hash": "removed", "source": "loser"}), on="removed", how="left"
    )
    joined = joined.join(
        sources.rename({"hash": "kept", "source": "winner"}), on="kept", how="left"
    )
    counts = joined.group_by("loser", "winner").agg(num=pl.len().cast(pl.Int64))
    losers, winners = (_by_number(counts, column) for column in ("loser", "winner"))
    rows = losers[:MOST_SOURCES]
    # The columns in the order of the rows, so that a source's copies of its own are the diagonal.
    columns = [*(n for n in rows if n in winners), *(n for n in winners if n not in rows)][
        :MOST_SOURCES
    ]
    by_pair = {(a, b): n for a, b, n in counts.iter_rows()}
    body = "".join(_line(context, name, columns, by_pair, size) for name in rows)
    head = "".join(f'<th scope="col" class="n">{escape(_named(context, c))}</th>' for c in columns)
    cut = (
        note(say("dedup.largest", num=MOST_SOURCES))
        if max(len(losers), len(winners)) > MOST_SOURCES
        else ""
    )
    loser, lost = escape(say("dedup.loser")), escape(say("dedup.lost"))
    head = f'<th scope="col">{loser}</th>{head}<th scope="col" class="n">{lost}</th>'
    inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return framed(say("dedup.matrix"), inside, "matrix") + note(say("dedup.matrix_note")) + cut


def _by_number(counts: pl.DataFrame, column: str) -> list[str | None]:
    """The sources of a column, those of most removals first."""
    sums = counts.group_by(column).agg(pl.col("num").sum())
    return sums.sort("num", column, descending=[True, False])[column].to_list()


def _named(context: Context, source: str | None) -> str:
    words = context.words
    return words.say("dedup.elsewhere") if source is None else words.name("source", source)


def _line(
    context: Context,
    name: str | None,
    columns: list[str | None],
    by_pair: dict[tuple[str | None, str | None], int],
    size: dict[str | None, int],
) -> str:
    total = size.get(name, 0)
    cells = "".join(_heat(by_pair.get((name, column), 0), total) for column in columns)
    lost = sum(num for (loser, _), num in by_pair.items() if loser == name)
    share = numbers.share(lost / total if total else None)
    return (
        f'<tr><th scope="row">{escape(_named(context, name))}</th>{cells}'
        f'<td class="n">{numbers.count(lost)} ({share})</td></tr>'
    )


def _heat(num: int, total: int) -> str:
    if not num:
        return '<td class="n"></td>'
    strength = min(45.0, 6 + 100 * num / max(total, 1))
    return f'<td class="n heat" style="--w:{strength:.0f}%">{num:,}</td>'


def _sources_of(context: Context, removals: pl.DataFrame) -> pl.DataFrame:
    """(hash of id, source) of every document that a removal names."""
    wanted = pl.concat([removals["removed"], removals["kept"]]).unique()
    frames = []
    for shard in range(context.corpus.num_shards):
        rows = pl.DataFrame(context.corpus.documents.read(shard, ["id", "source"]))
        hashed = rows.select(hash=pl.col("id").hash(), source="source")
        frames.append(hashed.filter(pl.col("hash").is_in(wanted.implode())))
    return pl.concat(frames).unique("hash")


def _cut(context: Context, stage: str) -> str:
    """How much text a stage cut out of documents that live on."""
    dataset = context.corpus.marks_of(stage)
    if not dataset.shards or "cut" not in dataset.schema.names:
        return ""
    docs, size = 0, 0
    for shard in range(dataset.num_shards):
        spans = pl.DataFrame(dataset.read(shard, ["drop_reason", "cut"]))
        spans = spans.filter(pl.col("drop_reason").is_null() & (pl.col("cut").list.len() > 0))
        each = spans.explode("cut").unnest("cut")
        docs, size = docs + len(spans), size + int(np.sum((each["end"] - each["start"]).to_numpy()))
    if not docs:
        return ""
    return paragraph(
        context.words.say("dedup.cut", docs=numbers.count(docs), size=numbers.size(size))
    )
