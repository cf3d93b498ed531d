"""A tokenizer.json that the recipe names."""

from pathlib import Path

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.kernels.encode import reference


def checked(address: str) -> Path:
    """The local path of a tokenizer.json. Raises DataError if the file is missing or not a tokenizer."""
    file = inputs.find(address)[0]
    path = inputs.local(file)
    try:
        reference.load(path)
    except Exception as error:  # tokenizers raises bare ones
        reason = (str(error).splitlines() or [""])[0][:200]
        raise DataError(f"{file.uri}: not a tokenizer.json: {reason}") from None
    return path
