"""A measure that combines existing tallies is one file: it is found, computed by both backends, documented."""

import json
from pathlib import Path

from pipeline.kernels.heuristics import BY_UNIT, COLUMNS
from tests.kernels.strangers import run_with

SOURCE = '''"""Lines and their units."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return len(text.full_lines) / len(text.units)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.lines, tallies.units)


MEASURES = (
    Measure(
        name="lines_per_unit",
        order=1000,
        description="lines that are not blank | per unit",
        of_text=_of_text,
        of_tallies=_of_tallies,
        by_unit=True,
    ),
)
'''
SCRIPT = """
import json
import pyarrow as pa
from pipeline.kernels.heuristics import BY_UNIT, COLUMNS, numba, reference, table
texts = pa.array(["하나 둘\\n셋\\n\\n넷", "```\\nx = 1\\n```"], pa.large_string())
values = [b.measure(texts, "eojeol", True)[:, -1].tolist() for b in (numba, reference)]
print(json.dumps([COLUMNS, sorted(BY_UNIT), [str(v) for v in values], table(), reference.reaches()]))
"""


def test_new_measure_is_one_file(tmp_path: Path) -> None:
    columns, by_unit, values, table, reached = json.loads(
        run_with(tmp_path, "kernels/heuristics/measures/lines_per_unit.py", SOURCE, SCRIPT)
    )
    assert columns == [*COLUMNS, "lines_per_unit"]
    assert set(by_unit) == BY_UNIT | {"lines_per_unit"}
    assert values == ["[0.75, nan]", "[0.75, nan]"]
    assert "| `lines_per_unit` | yes | lines that are not blank \\| per unit |  |\n" in table
    assert "pipeline.kernels.heuristics.measures.lines_per_unit" in reached
