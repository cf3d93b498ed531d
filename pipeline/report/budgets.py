"""Budgets of tokens that pack missed: the mix had planned with an estimate."""

from collections.abc import Iterator

from pipeline.core.corpus import Corpus
from pipeline.report.queries import Findings

# Share of a phase's planned tokens by which the packed ones may differ.
SLACK = 0.02


def missed(corpus: Corpus) -> Iterator[str]:
    """A line for each phase of training whose packed tokens differ from the planned ones by more than
    SLACK."""
    if not {"mix", "pack"} <= set(corpus.trail):
        return
    findings = Findings(corpus)
    planned = findings.planned_tokens
    packed = dict(findings.rows.select("phase", "tokens").iter_rows())
    for phase, wanted in planned.items():
        got = packed.get(phase, 0)
        if abs(got - wanted) > SLACK * wanted:
            side = "less" if got < wanted else "more"
            yield (
                f"mix planned {wanted:,.0f} tokens for phase {phase}, pack wrote {got:,}, "
                f"{abs(got / wanted - 1):.1%} {side}{_why(findings)}"
            )


def _why(findings: Findings) -> str:
    if findings.tokens_counted:
        return ""
    return ": they were estimated from bytes; put the stage tokenizer before mix, or give mix a tokenizer"
