"""The model card: a README of a model's data, settings and metrics."""

from typing import Any

from classifiers.confounds import MIN_EXAMPLES


def card(record: dict[str, Any]) -> str:
    """Markdown of the card. `record` is the content of model.json."""
    lines = [
        *_title(record),
        *_data(record["data"]),
        *_licences(record),
        *_settings(record["training"]),
    ]
    for name, title in (
        ("metrics", "Metrics on held-out examples"),
        ("metrics_unseen", "Metrics on unseen sources"),
    ):
        if record.get(name):
            lines += [f"## {title}", "", *metric_lines(record[name]), ""]
    if record.get("warnings"):
        lines += ["## Warnings", "", *(f"- {line}" for line in record["warnings"]), ""]
    lines += [
        "## Limitations",
        "",
        "The model has learned what separates its training examples, which is not quality as such: it "
        "scores a text by the class that the text resembles in form. The confounds above show how much "
        "length and form alone reveal.",
        "",
    ]
    return "\n".join(lines)


def _title(record: dict[str, Any]) -> list[str]:
    training, labels = record["training"], ", ".join(record["labels"])
    return [
        f"# {training['task']} ({', '.join(training['languages'])})",
        "",
        f"Labels: {labels}. {_score(training)}",
        "",
    ]


def _data(data: dict[str, Any]) -> list[str]:
    subsets = ", ".join(f"{name}: {num:,}" for name, num in data["subsets"].items())
    return [
        "## Training data",
        "",
        "| source: label | examples |",
        "|---|---|",
        *(f"| {name} | {num:,} |" for name, num in data["examples"].items()),
        "",
        f"Fingerprint of the examples: `{data['fingerprint']}`. {data['clusters']:,} clusters of near "
        f"duplicates, each within one subset; {data['label_conflicts']:,} examples excluded because a near "
        f"duplicate has another label. Examples by subset: {subsets}.",
        "",
    ]


def _licences(record: dict[str, Any]) -> list[str]:
    """The licence of each source, in the card of a shipped model."""
    if not record.get("licences"):
        return []
    rows = (f"| {name} | {licence} |" for name, licence in record["licences"].items())
    return ["## Licences", "", "| source | licence |", "|---|---|", *rows, ""]


def _settings(training: dict[str, Any]) -> list[str]:
    return [
        "## Training settings",
        "",
        *(
            f"- {', '.join(f'{key} {value}' for key, value in estimator.items())}"
            for estimator in training["estimators"]
        ),
        f"- Korean segmentation: {training['segment']}; characters read: {training['max_chars']:,}; seed "
        f"{training['seed']}",
        "",
    ]


def _score(training: dict[str, Any]) -> str:
    short = (
        f" The model abstains on texts under {training['min_chars']} characters."
        if training["min_chars"]
        else ""
    )
    if training["positive"]:
        return f"The score is the probability of `{training['positive']}`.{short}"
    if training.get("ordinal"):
        return (
            f"The score is the expected label, from 0 for the least to 1 for the greatest.{short}"
        )
    return f"The score is a probability for each label.{short}"


def metric_lines(metrics: dict[str, Any]) -> list[str]:
    """Lines of Markdown with the metrics that `evaluate` returns: a summary, a table by label, tables by
    language, source and length, and the confounds."""
    if "accuracy" not in metrics:
        return [f"The model abstained on all {metrics['examples']:,} examples."]
    lines = [
        f"{metrics['examples']:,} examples (abstained on {metrics['abstained']:,}): "
        f"accuracy {metrics['accuracy']:.3f}, expected calibration error {metrics['ece']:.3f}.",
        "",
        "| label | examples | precision | recall | F1 | average precision | AUC |",
        "|---|---|---|---|---|---|---|",
    ]
    columns = ("precision", "recall", "f1", "average_precision", "auc")
    for label, by_label in metrics["labels"].items():
        cells = " | ".join(f"{by_label[c]:.3f}" for c in columns)
        lines.append(f"| {label} | {by_label['examples']:,} | {cells} |")
    for name in ("by_language", "by_source", "by_length"):
        if metrics.get(name):
            lines += [
                "",
                f"| {name.removeprefix('by_')} | examples | accuracy | ECE |",
                "|---|---|---|---|",
            ]
            lines += [
                f"| {group} | {row['examples']:,} | {row['accuracy']:.3f} | {row['ece']:.3f} |"
                for group, row in metrics[name].items()
            ]
    if ordinal := metrics.get("ordinal"):
        figures = ", ".join(f"{k.replace('_', ' ')} {v:.3f}" for k, v in ordinal.items())
        lines += ["", f"Expected label against label: {figures}."]
    return [*lines, "", *_confound_lines(metrics["confounds"])] if "confounds" in metrics else lines


def _confound_lines(confounds: dict[str, Any]) -> list[str]:
    """Lines of Markdown with the examples that the confounds are of, their values, and the correlations."""
    values = dict(confounds)
    correlation, pairs = values.pop("score_length_correlation"), values.pop("pairs")
    if pairs:
        of = f"{pairs:,} pairs of one source and of like length with different decisions"
    else:
        few = f"fewer than {MIN_EXAMPLES} pairs share a source"
        of = f"all examples, since {few}: the source alone may show the label"
    named = ", ".join(
        f"{name.replace('_', ' ')} {'-' if value is None else f'{value:.3f}'}"
        for name, value in values.items()
    )
    lines = [f"Confounds, balanced accuracy on {of}: {named}."]
    if correlation:
        by_label = ", ".join(f"`{label}` {value:.2f}" for label, value in correlation.items())
        lines += ["", f"Rank correlation of score and length within a label: {by_label}."]
    return lines
