"""Mark near duplicates: MinHash LSH finds candidates, an exact measure decides.

LSH with connected components alone removes wrong documents (half of the removals in one peer's
audit), so a document goes only if it is as similar as the threshold to one that stays.
"""

from functools import partial
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.dedup import lsh, survivors
from pipeline.dedup.clusters import clustered
from pipeline.dedup.lsh import Lsh
from pipeline.dedup.removals import mark_removals, routed
from pipeline.dedup.shingling import SHINGLES, Shingle
from pipeline.dedup.survivors import Keep
from pipeline.dedup.verify import cluster_members, verify_clusters

VERSION = 2


class DedupFuzzy(Stage):
    """Mark near duplicates by MinHash LSH with verification; one document of each cluster survives.

    A text shorter than one shingle is compared whole; a text without letters or signs has no twin.
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
    keep: tuple[Keep, ...] = ("priority", "longest")
    """Which one stays, rule by rule: priority, quality, longest, shortest, newest, oldest."""
    scope: Literal["all", "cross_source"] = "all"
    """`cross_source`: a document goes only for one of another source; copies inside a source stay."""
    max_compared: int = Field(default=256, ge=1)
    """Survivors of its cluster that a document is compared with, at most, those next to it in the order
    of `keep`: a cluster of a million costs a million times this, and memory for this many."""

    def banding(self) -> Lsh:
        """(bands, rows) in use."""
        return self.lsh or lsh.optimal(self.threshold, self.num_perm)

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        shingles = {"default": SHINGLES["default"], **self.shingles}
        banding, minhash = self.banding(), job.kernel("minhash")

        sign = partial(
            lsh.sign_documents, shingles=shingles, num_perm=self.num_perm, kernel=minhash
        )
        signatures = job.map("signatures", sign, corpus, ("text", "lang", "address"))

        bands = partial(lsh.band_rows, **banding.model_dump(), kernel=minhash)
        clusters = clustered(job, signatures, bands, corpus, job.kernel("components"))

        verify = partial(
            verify_clusters,
            measure=self.measure,
            threshold=self.threshold,
            max_compared=self.max_compared,
            cross_source=self.scope == "cross_source",
            shingles=shingles,
            minhash=minhash,
            jaccard=job.kernel("jaccard"),
        )
        looked_at = survivors.columns(self.keep, corpus)
        removals = job.exchange(
            "removals",
            verify,
            corpus,
            by="cluster",
            sort=survivors.order(self.keep),
            emit=partial(cluster_members, keep=self.keep),
            columns=dict.fromkeys(("address", "id", "source", "lang", "text", *looked_at)),
            aligned=(clusters,),
            in_chunks=True,
        )
        mark = partial(mark_removals, reason="near_duplicate")
        return job.mark(
            mark, corpus, ("address",), routed(job, corpus, removals), sides=("evidence",)
        )
