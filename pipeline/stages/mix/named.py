"""The tokenizer.json of a recipe: a file that it names, or what its stage tokenizer trained."""

import os
from pathlib import Path

from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Folder
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.kernels.encode import reference


def checked(address: str) -> Path:
    """The local path of a tokenizer.json. Raises DataError if the file is missing or not a tokenizer."""
    if os.path.isdir(address):
        inside = os.path.join(address, "tokenizer.json")
        raise DataError(f"{address}: is a folder; give the file itself, such as {inside}")
    file = inputs.find(address)[0]
    path = inputs.local(file)
    try:
        reference.load(path)
    except Exception as error:  # tokenizers raises bare ones
        reason = (str(error).splitlines() or [""])[0][:200]
        raise DataError(f"{file.uri}: not a tokenizer.json: {reason}") from None
    return path


def trained(corpus: Corpus) -> Folder | None:
    """The folder of the stage tokenizer; None if it has not run before."""
    return dict(corpus.built).get("tokenizer")


def identified(address: str, job: Job) -> InputFile:
    """The tokenizer.json at an address, by its content."""
    return inputs.identified(inputs.find(address)[:1], job.store)[0]


def path_of(tokenizer: Folder | InputFile) -> Path:
    """The local path of the tokenizer.json."""
    if isinstance(tokenizer, Folder):
        return tokenizer.local() / "tokenizer.json"
    return inputs.local(tokenizer)
