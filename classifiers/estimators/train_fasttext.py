"""Train fastText in a process of its own: `python -P train_fasttext.py EXAMPLES MODEL SETTINGS`. The exit
code is 3 if the loss is NaN, 4 if the file is not the model that was trained.

With one thread fastText initialises the first tenth of its matrix of vectors and leaves the rest as the
allocator returns it (DenseMatrix::uniform). A new process whose large blocks come from the kernel gets
zeros. A process that has trained before gets freed memory, and with it other models, or NaN."""

import json
import sys
from typing import Any

import fasttext
import numpy as np

LOSS_IS_NAN, NOT_SAVED = 3, 4
# Environment of this process: glibc takes blocks above 64 KiB from the kernel, which fills them with zeros.
ZEROED_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TOP_PAD_": "0"}


def main(examples: str, model: str, settings: str) -> None:
    """Train on the file `examples` with `settings` (JSON of fastText's arguments) and save to `model`. Exits
    with LOSS_IS_NAN or NOT_SAVED."""
    try:
        trained = fasttext.train_supervised(examples, thread=1, verbose=0, **json.loads(settings))
    except RuntimeError as error:
        if "NaN" not in str(error):
            raise
        sys.exit(LOSS_IS_NAN)
    # fastText writes what fits on a full disk, and reports nothing
    trained.save_model(model)
    if not _is_saved(trained, model):
        sys.exit(NOT_SAVED)


def _is_saved(trained: Any, model: str) -> bool:
    """True if the file holds the words, labels and vectors of the trained model."""
    try:
        saved = fasttext.load_model(model)
        return (
            saved.get_words() == trained.get_words()
            and saved.get_labels() == trained.get_labels()
            and np.array_equal(saved.get_input_matrix(), trained.get_input_matrix())
            and np.array_equal(saved.get_output_matrix(), trained.get_output_matrix())
        )
    # a file that is cut short: bad sizes, or the end inside a number
    except (ValueError, RuntimeError, MemoryError):
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])
