"""A tokenizer.json that the recipe names."""

from pathlib import Path

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.kernels.encode import reference


def checked(address: str) -> Path:
    """Its local path. Raises DataError for a file that is absent, or no tokenizer."""
    file = inputs.find(address)[0]
    path = inputs.local(file)
    try:
        reference.load(path)
    except Exception as error:  # tokenizers raises bare ones
        told = (str(error).splitlines() or [""])[0][:200]
        raise DataError(f"{file.uri}: no tokenizer.json: {told}") from None
    return path
