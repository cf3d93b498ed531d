"""The language of each document, and the share of its characters in lines of each script.

Hangul decides Korean, because lid.176 is correct for 88 % of Korean texts of up to 12 characters and
mislabels Korean software documentation as English. English function words decide English, and lid.176
decides the rest. A document is code if its source declares it (docs/quality.md says why no measure of form
can)."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifiers import language
from pipeline.core.kernel import Kernel
from pipeline.kernels import language as counted

# Least share of English function words: English prose has .24 to .34, Dutch and Danish have up to .1.
ENGLISH_FROM = 0.15
# A text of fewer words needs as many function words as one of 8: its share would be noise.
MIN_WORDS = 8


def detect(
    texts: pa.ChunkedArray | pa.Array, declared: pa.ChunkedArray | pa.Array, kernel: Kernel
) -> dict[str, np.ndarray]:
    """Columns by name, each [n]: `detected` (object: ISO 639 code, `code` or `und`), `confidence` (float32 in
    [0, 1]; 1 where no model was needed), and `korean_lines`, `latin_lines` and `other_lines` (float32: shares
    of the characters of prose)."""
    counts = kernel.load().count(texts)
    lines = counts[:, counted.KOREAN_LINES : counted.OTHER_LINES + 1]
    shares = (lines / np.maximum(lines.sum(axis=1, keepdims=True), 1)).astype(np.float32)
    letters = counts[:, : counted.OTHER + 1].sum(axis=1)
    korean = (letters > 0) & (counts[:, counted.HANGUL] * counted.KOREAN_FROM >= letters)
    korean |= shares[:, 0] * counted.KOREAN_FROM >= 1
    words = counts[:, counted.WORDS]
    english = counts[:, counted.FUNCTION_WORDS] >= ENGLISH_FROM * np.maximum(words, MIN_WORDS)
    # A page in another script may still have a title or two in English.
    english &= counts[:, counted.LATIN] * 2 >= letters
    code = pc.fill_null(pc.equal(declared, "code"), False).to_numpy(zero_copy_only=False)
    names = np.select([code, korean, english], ["code", "ko", "en"], "").astype(object)
    confidence = np.ones(len(texts), np.float32)
    rest = np.flatnonzero(names == "")
    if len(rest):
        unclear = pa.chunked_array(texts.take(pa.array(rest)), pa.large_string())
        names[rest], confidence[rest] = language.detect(unclear)
    columns = dict(zip(("korean_lines", "latin_lines", "other_lines"), shares.T, strict=True))
    return {"detected": names, "confidence": confidence, **columns}
