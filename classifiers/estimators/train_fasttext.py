"""Train fastText in a process of its own: `python -P train_fasttext.py EXAMPLES MODEL SETTINGS`. The exit
code is 3 if the loss is NaN.

With one thread fastText initialises the first tenth of its matrix of vectors and leaves the rest as the
allocator returns it (DenseMatrix::uniform). A new process whose large blocks come from the kernel gets
zeros. A process that has trained before gets freed memory, and with it other models, or NaN."""

import json
import sys

import fasttext

LOSS_IS_NAN = 3
# Environment of this process: glibc takes blocks above 64 KiB from the kernel, which fills them with zeros.
ZEROED_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TOP_PAD_": "0"}


def main(examples: str, model: str, settings: str) -> None:
    """Train on the file `examples` with `settings` (JSON of fastText's arguments) and save to `model`. Exits
    with LOSS_IS_NAN if the loss is NaN."""
    try:
        trained = fasttext.train_supervised(examples, thread=1, verbose=0, **json.loads(settings))
    except RuntimeError as error:
        if "NaN" not in str(error):
            raise
        sys.exit(LOSS_IS_NAN)
    trained.save_model(model)


if __name__ == "__main__":
    main(*sys.argv[1:])
