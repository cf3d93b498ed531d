"""Check the labels of readers and join them to the sample:

`python -m scripts.label_join SAMPLE LABELS... [--second LABELS...] [--to FOLDER]`

Every line is checked against docs/labelling.md. Lines that do not fit, hashes that the sample lacks and
texts labelled twice by one reading are reported with file and line, and nothing is written. Texts without a
label are counted by batch. With second readings it prints the agreement of the readers.

Writes FOLDER/labels.jsonl, a row for each label, and FOLDER/texts.jsonl.zst, the texts whose licence lets
them be passed on. A text with a mail address or a mobile number is left out of the latter.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard

from scripts import label_agreement
from scripts.label_rubric import FLAGS, REQUIRED, violations
from scripts.label_sample import BATCH
from scripts.label_sources import FREE, ORIGINS

LABELS, TEXTS = "labels.jsonl", "texts.jsonl.zst"
FOLDER = Path("classifiers/labels")
READINGS = ("first", "second")
NAME = re.compile(r"labels-(?:(?P<reader>.*?)-)?\d+")
# Personal data that must not be passed on, whatever the licence.
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\d)01[016789][-. ]?\d{3,4}[-. ]?\d{4}(?!\d)")
LEVEL = 19


class LabelError(Exception):
    """Labels or a sample that cannot be joined; each line of the text names file, line and cause."""


@dataclass(frozen=True)
class Label:
    """A label, who gave it, and where it stands."""

    fields: dict[str, Any]
    reader: str
    reading: str
    """`first` or `second`."""
    place: str
    """FILE:LINE."""

    @property
    def hash(self) -> str:
        return self.fields["hash"]


def read_sample(path: Path) -> dict[str, dict[str, Any]]:
    """Hash -> row of sample.jsonl. Raises LabelError if the file is missing or is not a sample."""
    try:
        with path.open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return {row["hash"]: row for row in rows}
    except FileNotFoundError:
        raise LabelError(f"{path} is missing; scripts.label_sample writes it") from None
    except (ValueError, KeyError, TypeError):
        raise LabelError(
            f"{path} is not a sample; give the sample.jsonl of scripts.label_sample"
        ) from None


def read_labels(
    files: Iterable[Path], reading: str, sample: dict[str, dict[str, Any]]
) -> list[Label]:
    """The labels of one reading, in the order of the sample.

    Raises LabelError with a line for each violation of the rubric, each hash that the sample lacks or that
    has no second reading, and each text that is labelled twice."""
    problems: list[str] = []
    labels: dict[str, Label] = {}
    for file in files:
        for label, causes in _lines(file, reading):
            causes = causes or _foreign(label, sample)
            if not causes and label.hash in labels:
                causes = [f"{label.hash} is labelled already, at {labels[label.hash].place}"]
            problems += [f"{label.place}: {cause}" for cause in causes]
            if not causes:
                labels[label.hash] = label
    if problems:
        raise LabelError("\n".join(problems))
    return sorted(labels.values(), key=lambda label: sample[label.hash]["number"])


def _lines(file: Path, reading: str) -> Iterable[tuple[Label, list[str]]]:
    try:
        lines = file.read_text("utf-8-sig").split("\n")
    except (FileNotFoundError, IsADirectoryError):
        raise LabelError(f"{file} is not a file of labels") from None
    except UnicodeDecodeError:
        raise LabelError(f"{file} is not UTF-8; save it as UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            causes = violations(fields)
        except ValueError as error:
            fields, causes = {}, [f"the line is not JSON: {error}"]
        yield Label(fields, reader_of(file, reading), reading, f"{file}:{number}"), causes


def reader_of(file: Path, reading: str) -> str:
    """The reader in the name of a file: `kim` for labels-kim-003.jsonl, the reading for labels-003.jsonl."""
    match = NAME.fullmatch(file.stem)
    return (match["reader"] if match else None) or reading


def _foreign(label: Label, sample: dict[str, dict[str, Any]]) -> list[str]:
    row = sample.get(label.hash)
    if row is None:
        return [f"hash {label.hash!r} is not in the sample; copy the 16 digits of the header line"]
    if label.reading == "second" and not row["second"]:
        return [f"{label.hash} has no second reading; only texts of the batches second-* have one"]
    return []


def missing(labels: list[Label], sample: dict[str, dict[str, Any]], reading: str) -> str:
    """How many texts of a reading have no label yet, by batch for the first reading."""
    labelled = {label.hash for label in labels}
    rows = [row for row in sample.values() if reading == "first" or row["second"]]
    without = [row for row in rows if row["hash"] not in labelled]
    text = f"{reading} reading: {len(rows) - len(without)} of {len(rows)} texts have a label"
    if without and reading == "first":
        batches = Counter(row["number"] // BATCH for row in without)
        text += "; missing: " + ", ".join(f"batch-{b:03} {n}" for b, n in sorted(batches.items()))
    return text


def pairs(first: list[Label], second: list[Label]) -> list[label_agreement.Pair]:
    """The labels of the texts that have both readings."""
    by_hash = {label.hash: label.fields for label in first}
    return [(by_hash[label.hash], label.fields) for label in second if label.hash in by_hash]


def joined(label: Label, row: dict[str, Any]) -> dict[str, Any]:
    """A row of labels.jsonl."""
    origin = {key: row[key] for key in ("file", "id", "begin", "end")}
    fields = {key: label.fields[key] for key in (*REQUIRED, "note") if key in label.fields}
    return {
        "hash": fields.pop("hash"),
        "origin": origin,
        "kind": row["kind"],
        "split": row["split"],
        "licence": row["licence"],
        "reading": label.reading,
        "reader": label.reader,
        **fields,
    }


def may_be_passed_on(row: dict[str, Any]) -> bool:
    """True if the licence allows it and the text has neither a mail address nor a mobile number."""
    return row["licence"] in FREE and not PERSONAL.search(row["text"])


def write(labels: list[Label], sample: dict[str, dict[str, Any]], folder: Path) -> tuple[int, int]:
    """Write both files; (number of labels, number of texts) that they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [joined(label, sample[label.hash]) for label in labels]
    labelled = [sample[each] for each in dict.fromkeys(label.hash for label in labels)]
    first = {label.hash: label for label in reversed(labels)}
    texts = [_example(first[r["hash"]], r) for r in labelled if may_be_passed_on(r)]
    (folder / LABELS).write_text(_json_lines(rows), encoding="utf-8", newline="\n")
    packed = zstandard.ZstdCompressor(level=LEVEL).compress(_json_lines(texts).encode())
    (folder / TEXTS).write_bytes(packed)
    return len(rows), len(texts)


def _example(label: Label, row: dict[str, Any]) -> dict[str, Any]:
    """A text with its origin and the labels of its first reading: an example for a classifier."""
    return {
        "hash": row["hash"],
        "licence": row["licence"],
        "from": ORIGINS.get(row["file"], row["file"]),
        "source": f"{row['split']}/{Path(row['file']).name.partition('.')[0]}",
        "kind": row["kind"],
        "split": row["split"],
        **{name: label.fields[name] for name in REQUIRED if name != "hash"},
        **{flag: int(flag in label.fields["flags"]) for flag in FLAGS},
        "text": row["text"],
    }


def _json_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns 2 if the labels cannot be joined."""
    parser = argparse.ArgumentParser(prog="python -m scripts.label_join")
    parser.add_argument("sample", type=Path, help="the sample.jsonl of scripts.label_sample")
    parser.add_argument("labels", type=Path, nargs="+", help="files of the first reading")
    parser.add_argument(
        "--second", type=Path, nargs="+", default=[], help="files of the second reading"
    )
    parser.add_argument("--to", type=Path, default=FOLDER, help=f"folder to write to; {FOLDER}")
    parser.add_argument(
        "--examples",
        type=Path,
        help="also write all labelled texts to this .jsonl, to train on here",
    )
    options = parser.parse_args(arguments)
    try:
        sample = read_sample(options.sample)
        readings = [
            read_labels(files, reading, sample)
            for files, reading in zip((options.labels, options.second), READINGS, strict=True)
        ]
    except LabelError as error:
        print(error, file=sys.stderr)
        return 2
    for labels, reading in zip(readings, READINGS, strict=True):
        if labels:
            print(missing(labels, sample, reading))
    if readings[1]:
        print(label_agreement.table(pairs(*readings)))
    labels, texts = write([*readings[0], *readings[1]], sample, options.to)
    print(f"{options.to / LABELS}: {labels} labels; {options.to / TEXTS}: {texts} texts")
    if options.examples:
        examples = [_example(label, sample[label.hash]) for label in readings[0]]
        options.examples.write_text(_json_lines(examples), encoding="utf-8", newline="\n")
        print(f"{options.examples}: {len(examples)} examples, not to be passed on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
