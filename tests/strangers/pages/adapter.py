"""The one place that knows the software under examination."""

from pipeline.kernels.pii import PUBLIC
from tests.strangers.pii import adapter

# kinds that a recipe keeps by default
LEFT = {adapter.NAMES.get(name.lower(), name.lower()) for name in PUBLIC}


def find(text: str) -> list[tuple[int, int, str]]:
    """The personal data that the default recipe masks in `text`: (start, end, kind).

    `start` and `end` count characters of `text`, the end is exclusive, and `kind` is the software's own name of the
    kind. Entries may touch or overlap and come in any order."""
    (found,) = adapter.find([text])
    return [span for span in found if span[2] not in LEFT]
