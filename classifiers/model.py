"""A trained model: a folder with the weights, the training recipe, the fingerprint of the examples, the
metrics and a card."""

import json
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import xxhash

from classifiers import calibrate, shipped
from classifiers.recipe import Training

# Version of the layout of a model folder. 2: `estimators` and `metrics` replaced `members` and `figures`.
FORMAT = 2
RECORD, CARD = "model.json", "README.md"


class Model(Protocol):
    """A model that scores texts."""

    def score(self, texts: pa.Array) -> pa.Array:
        """float32 in [0, 1] for each text, or a struct with one for each label; null where the model
        abstains."""
        ...


class Trained:
    """A model that `train` wrote: an ensemble of calibrated estimators."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record: dict[str, Any] = _record(folder)
        _check_files(folder, self.record)
        self.training = Training.model_validate(self.record["training"])
        self.labels: tuple[str, ...] = tuple(self.record["labels"])
        self.estimators = [
            settings.open(estimator_folder(folder, i))
            for i, settings in enumerate(self.training.estimators)
        ]

    def lines(self, texts: pa.Array | pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
        """(each text as the estimators read it, bool [n]: True where the model predicts).

        The model abstains on nulls, on texts without words and on texts shorter than `min_chars`."""
        lines = [self.training.line(text) for text in texts.to_pylist()]
        return lines, np.array([bool(x) for x in lines], bool)

    def probabilities(self, texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
        """Calibrated probabilities, float64 [n, labels]; rows are NaN where the model abstains."""
        lines, has_prediction = self.lines(texts)
        probabilities = np.full((len(lines), len(self.labels)), np.nan)
        readable = [x for x, keep in zip(lines, has_prediction, strict=True) if keep]
        by_estimator = [e.probabilities(readable, len(self.labels)) for e in self.estimators]
        probabilities[has_prediction] = combine(
            by_estimator, self.training, self.labels, self.record["calibration"]
        )
        return probabilities

    @property
    def has_score(self) -> bool:
        """True if `score` gives one number for each text."""
        return self.training.ordinal or self.training.positive is not None

    def expected(self, probabilities: np.ndarray) -> np.ndarray:
        """The expected label of each row of `probabilities`: 0 for the least label, 1 for the greatest."""
        values = np.array([int(label) for label in self.labels], float)
        return probabilities @ ((values - values.min()) / (values.max() - values.min()))

    def score(self, texts: pa.Array | pa.ChunkedArray) -> pa.Array:
        """Probability of the positive label, or the expected ordinal label, 0 for the least and 1 for the
        greatest, float32 [n]; else a struct with a probability for each label. Null where the model
        abstains."""
        probabilities = self.probabilities(texts).astype(np.float32)
        abstained = np.isnan(probabilities[:, 0])
        if self.training.ordinal:
            return pa.array(self.expected(probabilities).astype(np.float32), mask=abstained)
        if self.training.positive:
            column = self.labels.index(self.training.positive)
            return pa.array(probabilities[:, column], mask=abstained)
        columns = [pa.array(column) for column in probabilities.T]
        return pa.StructArray.from_arrays(columns, list(self.labels), mask=pa.array(abstained))


def combine(
    by_estimator: list[np.ndarray],
    training: Training,
    labels: tuple[str, ...],
    calibration: list[Any],
) -> np.ndarray:
    """Calibrate the probabilities of each estimator, float64 [n, labels], and combine them to one array of
    the same shape. With a positive label, `calibration` holds (slope, offset) for each estimator; otherwise
    it holds one list with the exponent on the mean of all."""
    if training.positive:
        column = labels.index(training.positive)
        calibrated = [
            calibrate.apply(p[:, column], slope, offset)
            for p, (slope, offset) in zip(by_estimator, calibration, strict=True)
        ]
        reduce = np.max if training.ensemble == "max" else np.mean
        positive = reduce(calibrated, axis=0)
        rest = (1 - positive)[:, None] / max(len(labels) - 1, 1)
        probabilities = np.repeat(rest, len(labels), axis=1)
        probabilities[:, column] = positive
        return probabilities
    mean = np.mean(by_estimator, axis=0)
    sharpened = np.exp(calibration[0][0] * np.log(np.clip(mean, calibrate.EPSILON, 1)))
    return sharpened / sharpened.sum(axis=1, keepdims=True)


def estimator_folder(folder: Path, number: int) -> Path:
    """The folder with the weights of one estimator of a model."""
    return folder / f"estimator{number}"


def load(path: str | Path) -> Trained:
    """The model in a folder, or `malmoi://NAME`, which comes with Malmoi.

    Raises ValueError naming the folder if it holds no model, or one of another format."""
    return Trained(Path(shipped.folder(str(path))))


def fingerprint(path: str | Path) -> str:
    """Hash of all files of a model except its card, 32 hexadecimal digits.

    Raises ValueError naming the folder if it holds no model, or one of another format."""
    folder, state = Path(path), xxhash.xxh3_128()
    _record(folder)
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != CARD):
        state.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """File name -> hash of every file of a model but its record and its card."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    names = {p.relative_to(folder).as_posix(): p for p in files}
    beside = names.keys() - {RECORD, CARD}
    return {n: xxhash.xxh3_128_hexdigest(names[n].read_bytes()) for n in sorted(beside)}


def _check_files(folder: Path, record: dict[str, Any]) -> None:
    """Raise ValueError for a file that is not as `train` wrote it. Older models have no hashes."""
    for name, content in record.get("files", {}).items():
        file = folder / name
        if not file.is_file() or xxhash.xxh3_128_hexdigest(file.read_bytes()) != content:
            raise ValueError(
                f"{file}: it is not the file that training wrote: cut short, changed or gone; copy the model "
                "again, or train it with `malmoi classifier train`"
            )


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(
            f"{folder}: no model in this folder: {RECORD} is missing; give a folder that "
            "`malmoi classifier train` wrote"
        ) from None
    except ValueError as error:
        raise ValueError(f"{folder / RECORD}: cannot be read: {error}") from None
    if record.get("format") != FORMAT:
        raise ValueError(
            f"{folder}: the model has format {record.get('format')}, this version of Malmoi reads "
            f"{FORMAT}; train the model again with `malmoi classifier train`"
        )
    return record
