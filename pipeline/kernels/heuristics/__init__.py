"""Measures of a text's form, one column each; thresholds belong to the presets that use them.

A measure is of the *prose* of a text: with `exempt`, code blocks, code lines and tables are left out,
because a rule for prose would punish their form. A text without prose has no value (NaN), and no rule
applies to it. Words are units: `word` (English) and `eojeol` (Korean) stand between white space, `morpheme`
is MeCab's, `char` is a character. A threshold holds only for the unit that it was found with.

Sources: Gopher (Rae et al. 2021, arXiv 2112.11446, A.1.1 and table A1), C4 (Raffel et al. 2020, JMLR 21),
FineWeb (Penedo et al. 2024, arXiv 2406.17557), FineWeb-2 (Penedo et al. 2025, arXiv 2506.20920). Measures
without a source are ours.
"""

from pipeline.kernels.heuristics.limits import UNITS as UNITS
from pipeline.kernels.heuristics.measures import IN_ORDER

# name -> description, in the order of the columns
MEASURES = {measure.name: measure.description for measure in IN_ORDER}
COLUMNS = tuple(MEASURES)
# measures that count units, or divide by them
BY_UNIT = frozenset(measure.name for measure in IN_ORDER if measure.by_unit)


def table() -> str:
    """The measures as a Markdown table, in the order of their columns."""
    lines = ["| measure | by unit | meaning | source |", "|---|---|---|---|"]
    for measure in IN_ORDER:
        by_unit = "yes" if measure.by_unit else ""
        cells = (f"`{measure.name}`", by_unit, measure.description, measure.source)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"
