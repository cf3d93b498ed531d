"""Replace personal data by typed placeholders; nothing else in a text changes."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS
from pipeline.core.stage import Stage
from pipeline.kernels.pii import KINDS, PUBLIC, pseudonyms
from pipeline.stages.scrub import key
from pipeline.stages.scrub.documents import scrub_documents
from pipeline.stages.scrub.key import Key
from pipeline.stages.scrub.marks import drop_documents
from pipeline.stages.scrub.names import Names

Kind = Literal[KINDS]  # type: ignore[valid-type]
Policy = Literal["mask", "keep", "drop_document", "pseudonymize"]


class Scrub(Stage):
    """Mask personal data, Korean and international, by `<|PI:KIND|>`; docs/pii.md lists the kinds.

    The replacement depends on the kind and the value alone, and scrubbing twice changes nothing. The corpus
    records kinds and counts, never the values.
    """

    act: ClassVar = "rewrite"

    policy: dict[Kind, Policy] = {}  # type: ignore[valid-type]
    """What happens to a kind: mask (default), keep (default for CRN, BRN, REPRESENTATIVE), drop_document
    (masked, and dropped with the reason pii_<kind>), pseudonymize (another value of the same shape that
    is nobody's; needs the environment variable MALMOI_PII_KEY, 16 bytes or more)."""
    names: Literal["off", "mark", "mask"] = "off"
    """Names of persons in prose within 60 characters of a telephone number, address or the like: mask masks
    them as NAME; mark counts those that are left in the column `names`, and changes no text. A trained model
    finds them, less surely than the rules: [pii.md](pii.md) has its precision."""
    columns: tuple[Literal["title", "url", "meta"], ...] = ("title", "url", "meta")
    """Columns that are scrubbed beside the text."""
    max_per_document: int | None = Field(default=None, ge=1)
    """Documents with more pieces of personal data are dropped as lists of it, with the reason pii_many."""
    max_identifiers: int | None = Field(default=None, ge=1)
    """Documents in which more kinds of identifiers meet are dropped, with the reason pii_identifying: what is
    left of their text may still name the person. [pii.md](pii.md) says what is counted."""

    @model_validator(mode="after")
    def _possible(self) -> "Scrub":
        if self.names == "mask" and self.policy.get("NAME") == "keep":
            raise ValueError("names: mask masks names, and policy keeps NAME: choose one of them")
        wanted = [k for k, p in self.policy.items() if p == "pseudonymize"]
        impossible = sorted(set(wanted) - set(pseudonyms.KINDS))
        if impossible:
            raise ValueError(
                f"policy: {', '.join(impossible)} cannot be pseudonymized; possible are: "
                f"{', '.join(pseudonyms.KINDS)}"
            )
        return self

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises RecipeError if a policy needs the key of pseudonyms and it is missing or too short."""
        self._key()

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        kernel = job.kernel("pii")
        policies = {k: "keep" if k in PUBLIC else "mask" for k in KINDS} | self.policy
        scrub = partial(
            scrub_documents,
            policies=policies,
            columns=self.columns,
            key=self._key(),
            kernel=kernel,
            names=Names() if self.names == "mask" else None,
        )
        documents = job.map("documents", scrub, corpus, DOCUMENTS.names, keep_rows=True)
        scrubbed = corpus.rewritten(documents)
        dropping = tuple(k for k, p in policies.items() if p == "drop_document")
        drop = partial(
            drop_documents,
            kinds=dropping,
            most=self.max_per_document,
            most_identifiers=self.max_identifiers,
            names=Names() if self.names == "mark" else None,
        )
        return job.mark(drop, scrubbed, ["scrubbed", *(["text"] if self.names == "mark" else [])])

    def _key(self) -> Key | None:
        return key.from_environment() if "pseudonymize" in self.policy.values() else None
