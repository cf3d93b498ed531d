"""The criterion `clean` of `keep`: copies that the later stages drop for their own defects rank last."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.job import Job
from pipeline.core.judge import Judge
from pipeline.stages.dedup.survivors import Keep

# The rows of a shard's clustered documents, in the order of their clusters.
MEMBERS = pa.schema([("row", pa.int64())])


def judges_for(job: Job, corpus: Corpus, keep: Sequence[Keep]) -> tuple[Job, dict[str, Judge]]:
    """(the job, which explains refusals by the fields of judging stages; the judges of `clean` by name).

    A judge that reads a mark which the corpus does not have yet is left out; {} without `clean` in `keep`."""
    if "clean" not in keep:
        return job, {}
    judging, judges = [], {}
    for stage in job.later:
        given = {n: j for n, j in stage.judges(job).items() if _can_judge(j, corpus)}
        judging += [stage] if given else []
        judges |= given
    return job.explained_by(judging), judges


def _can_judge(judge: Judge, corpus: Corpus) -> bool:
    """True if the corpus has every mark that the judge reads."""
    marked = {stage for stage, _ in corpus.marks}
    return all(c.split(".")[0] in marked for c in judge.columns if "." in c)


def rules_of(keep: Sequence[Keep], judges: dict[str, Judge]) -> tuple[Keep, ...]:
    """The rules that order survivors: `clean` only if a later stage judges."""
    return tuple(rule for rule in keep if rule != "clean" or judges)


def judged(
    job: Job, corpus: Corpus, clusters: Dataset, judges: dict[str, Judge]
) -> tuple[Dataset, ...]:
    """One dataset with `clean`, bool, for each row of `clusters`, shard by shard; () without judges.

    Only clustered documents are judged. Their phase reads rows instead of addresses, so that shards which
    are added move nothing."""
    if not judges:
        return ()
    members = job.map("members", row_numbers, clusters, ("address",))
    columns = dict.fromkeys(("row", *(c for judge in judges.values() for c in judge.columns)))
    judge = partial(are_clean, judges=judges)
    return (job.map("clean", judge, corpus, tuple(columns), aligned=(members,)),)


def row_numbers(clusters: pa.Table) -> pa.Table:
    """MEMBERS of the rows of `clusters`."""
    row = clusters.column("address").to_numpy() & ((1 << SHARD_BITS) - 1)
    return pa.table({"row": row}, schema=MEMBERS)


def are_clean(table: pa.Table, members: pa.Table, judges: dict[str, Judge]) -> pa.Table:
    """(clean) of each member: true if no judge gives it a drop_reason."""
    at = np.searchsorted(table.column("row").to_numpy(), members.column("row").to_numpy())
    chosen = table.take(pa.array(at))
    clean = np.ones(len(chosen), bool)
    for judge in judges.values():
        reasons = judge.decide(chosen.select(list(judge.columns))).column("drop_reason")
        clean &= reasons.is_null().to_numpy(zero_copy_only=False)
    return pa.table({"clean": clean})
