"""Mark near duplicates: MinHash LSH finds candidates, an exact measure decides.

LSH with connected components alone removes wrong documents (half of the removals in one peer's
audit), so a document is removed only if its similarity to a document that is kept reaches the threshold.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.core.corpus import Corpus
from pipeline.core.exchange import Rows
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.stages.dedup import lsh, survivors
from pipeline.stages.dedup.clean import judged, judges_for, rules_of
from pipeline.stages.dedup.clusters import clustered
from pipeline.stages.dedup.comparison import Comparison
from pipeline.stages.dedup.index.lookup import find_copies
from pipeline.stages.dedup.index.storage import open_index
from pipeline.stages.dedup.index.update import add_generation
from pipeline.stages.dedup.lsh import Lsh
from pipeline.stages.dedup.removals import mark_removals, routed
from pipeline.stages.dedup.shingling import SHINGLES, Shingle
from pipeline.stages.dedup.survivors import Keep
from pipeline.stages.dedup.verify import verified


class DedupFuzzy(Stage):
    """Mark near duplicates by MinHash LSH with verification; one document of each cluster survives.

    A text shorter than one shingle is compared whole; a text without letters or signs has no near duplicate.
    """

    act: ClassVar = "mark"

    threshold: float = Field(default=0.8, gt=0, lt=1)
    """Similarity from which on two documents are copies."""
    measure: Literal["jaccard", "containment"] = "jaccard"
    """Shingles in common by those of both, or by those of the document that would go."""
    num_perm: int = Field(default=128, ge=16, le=1024)
    """Values per signature; more find more and cost more."""
    lsh: Lsh | None = None
    """Bands and rows; default: datasketch's optimal ones for threshold and num_perm, recall first."""
    shingles: dict[str, Shingle] = SHINGLES
    """Shingle by language; `default` for the others."""
    keep: tuple[Keep, ...] = ("clean", "priority", "longest")
    """Which one stays, rule by rule: clean (later filters and quality rules keep it), priority, quality,
    longest, shortest, newest, oldest."""
    scope: Literal["all", "cross_source"] = "all"
    """`cross_source`: a document goes only for one of another source; copies inside a source stay."""
    max_compared: int = Field(default=256, ge=1)
    """Survivors of its cluster that a document is compared with, at most, those next to it in the order
    of `keep`: a cluster of a million costs a million times this, and memory for this many."""

    index: str | None = None
    """Folder or address of an index: documents with a copy in it are dropped, naming the old document, and
    documents that are kept are added to it."""

    def banding(self) -> Lsh:
        """(bands, rows) in use."""
        return self.lsh or lsh.optimal(self.threshold, self.num_perm)

    def check(self, earlier: Sequence[str] = ()) -> None:
        survivors.check(self.name(), self.keep, earlier)

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        banding = self.banding()
        yield f"{banding.bands} bands of {banding.rows} of {self.num_perm} values; pairs that meet:"
        steps = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
        yield "  similarity  " + "".join(f"{s:>7.2f}" for s in steps)
        yield "  probability " + "".join(f"{banding.meets(s):>7.3f}" for s in steps)
        yield f"of those that meet, copies are those of {self.measure} >= {self.threshold}"

    def scaled(self, share: float) -> "DedupFuzzy":
        """Without an index: a probe adds nothing to it."""
        return self.model_copy(update={"index": None})

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        job, judges = judges_for(job, corpus, self.keep)
        shingles = {"default": SHINGLES["default"], **self.shingles}
        banding, minhash = self.banding(), job.kernel("minhash")
        across = self.scope == "cross_source"
        comparison = Comparison(
            self.measure, self.threshold, across, shingles, minhash, job.kernel("jaccard")
        )
        sign = partial(
            lsh.sign_documents, shingles=shingles, num_perm=self.num_perm, kernel=minhash
        )
        signatures = job.map("signatures", sign, corpus, ("text", "lang", "row"))
        bands = partial(lsh.band_rows, **banding.model_dump(), kernel=minhash)

        made_by = {
            "shingles": shingles,
            "num_perm": self.num_perm,
            "lsh": banding,
            "kernel": minhash,
        }
        index = open_index(self.index, made_by, corpus, job) if self.index else None
        in_index = find_copies(index, job, corpus, signatures, bands, comparison, self.max_compared)
        components = job.kernel("components")
        banded = Rows(signatures, ("address", "signature"), bands, in_index)
        clusters = clustered(job, banded, corpus, components, banding.bands)
        clean, keep = judged(job, corpus, clusters, judges), rules_of(self.keep, judges)
        removals = verified(job, corpus, clusters, clean, comparison, keep, self.max_compared)
        in_corpus = routed(job, corpus, removals)

        mark = partial(mark_removals, reason="near_duplicate")
        marked = job.mark(mark, corpus, ("address",), (in_corpus, *in_index), sides=("evidence",))
        if index:
            removed = (in_corpus, *in_index)
            add_generation(index, job, corpus, marked, signatures, bands, removed, comparison)
        return marked
