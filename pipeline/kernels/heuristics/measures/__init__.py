"""The measures, a file for each or for a few that share one idea.

A file defines `MEASURES`, a tuple. The folder is listed: a new file adds its measures, without an edit
elsewhere in this package.
"""

import importlib
import pkgutil

from pipeline.kernels.heuristics.measure import Measure


def modules() -> list[str]:
    """Dotted names of the modules that define measures, sorted."""
    return sorted(f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__))


def _in_order() -> tuple[Measure, ...]:
    measures = [
        measure for module in modules() for measure in importlib.import_module(module).MEASURES
    ]
    return tuple(sorted(measures, key=lambda measure: measure.order))


# in the order of their columns
IN_ORDER = _in_order()
