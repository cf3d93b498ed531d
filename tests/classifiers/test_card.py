"""The record and the card of a model: the field's terms as keys, the metrics as text."""

import json
from pathlib import Path
from typing import Any

import pytest

import classifiers
from classifiers.card import metric_lines
from classifiers.confounds import CHANGES
from classifiers.estimators.linear import Linear
from classifiers.model import FORMAT
from classifiers.train import train
from tests.classifiers.test_train import examples, table, training


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with an unseen source."""
    labelled = examples()
    texts, labels = labelled["text"].to_pylist(), labelled["label"].to_pylist()
    sources = [f"source-{x}" if i % 5 else "elsewhere" for i, x in enumerate(labels)]
    settings = training(estimators=[Linear(features=4096)], unseen=["elsewhere"], min_chars=5)
    model = train(table(texts, labels, sources), settings, tmp_path_factory.mktemp("card") / "m")
    return model.folder


@pytest.fixture(scope="module")
def record(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "model.json").read_text(encoding="utf-8"))


def test_record_uses_the_terms_of_the_field(record: dict[str, Any]) -> None:
    assert set(record) == {
        "calibration", "data", "files", "format", "labels", "metrics", "metrics_unseen", "training",
        "warnings",
    }  # fmt: skip
    assert set(record["data"]) == {
        "clusters", "examples", "fingerprint", "label_conflicts", "subsets",
    }  # fmt: skip
    assert set(record["data"]["subsets"]) == {"train", "calibrate", "test", "unseen", "excluded"}
    metrics = record["metrics"]
    assert set(metrics) == {
        "abstained", "accuracy", "by_language", "by_length", "by_source", "confounds", "ece", "examples",
        "labels",
    }  # fmt: skip
    assert set(metrics["labels"]["good"]) == {
        "auc", "average_precision", "curve", "examples", "f1", "precision", "recall",
    }  # fmt: skip
    assert {"length_only", "form_only", "score_length_correlation"} <= set(metrics["confounds"])
    assert {"pairs", "model", *CHANGES} <= set(metrics["confounds"])
    assert [e["kind"] for e in record["training"]["estimators"]] == ["linear"]


def test_card_shows_the_numbers_of_the_record(folder: Path, record: dict[str, Any]) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    for title in ("Training data", "Training settings", "Metrics on held-out examples",
                  "Metrics on unseen sources", "Limitations"):  # fmt: skip
        assert f"\n## {title}\n" in text
    good = record["metrics"]["labels"]["good"]
    assert f"| good | {good['examples']:,} | {good['precision']:.3f} |" in text
    assert f"test: {record['data']['subsets']['test']:,}" in text
    assert "abstains on texts under 5 characters" in text
    assert record["data"]["fingerprint"] in text


def test_card_of_a_model_that_abstains_on_all_examples() -> None:
    assert metric_lines({"examples": 1200, "abstained": 1200}) == [
        "The model abstained on all 1,200 examples."
    ]


@pytest.mark.parametrize(
    ("pairs", "examples"), [(146, "146 pairs of one source"), (0, "all examples")]
)
def test_card_says_which_examples_the_confounds_are_of(
    record: dict[str, Any], pairs: int, examples: str
) -> None:
    confounds = {
        "score_length_correlation": {"good": 0.25}, "pairs": pairs, "model": 0.75, "length_only": None,
    }  # fmt: skip
    *_, figures, _, correlation = metric_lines({**record["metrics"], "confounds": confounds})
    assert examples in figures
    assert figures.endswith(": model 0.750, length only -.")
    assert correlation == "Rank correlation of score and length within a label: `good` 0.25."


def test_model_of_an_earlier_format_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({"format": FORMAT - 1}))
    with pytest.raises(ValueError, match=r"has format 1, .* train the model again with `malmoi"):
        classifiers.load(tmp_path)
