"""A model that hears form is found out; one that hears content is not."""

import numpy as np
import pyarrow as pa

from classifiers import confounds, evaluate
from classifiers.card import card
from classifiers.estimators.linear import Linear
from classifiers.recipe import Training
from classifiers.train import train

GOOD = [
    "물은 백 도에서 끓는다",
    "삼각형의 각을 더하면 백팔십 도다",
    "달은 지구를 돈다",
    "씨앗은 물을 먹고 싹을 틔운다",
]
POOR = [
    "지금 바로 눌러 보세요",
    "친구를 부르면 돈을 드립니다",
    "오늘만 반값에 팝니다",
    "놓치면 후회합니다 어서 오세요",
]
TAIL = ["산", "강", "들", "길", "집", "꽃", "별", "눈", "비", "새"]


def table(rows: list[tuple[str, str, str]]) -> pa.Table:
    columns = {n: [row[i] for row in rows] for i, n in enumerate(("text", "label", "source"))}
    return pa.table({**columns, "lang": ["ko"] * len(rows)})


def settings(**fields: object) -> Training:
    estimators = [Linear(features=1 << 14, balanced=False)]
    return Training.model_validate(
        {"task": "t", "languages": ["ko"], "estimators": estimators, **fields}
    )


def texts(lines: list[str], num: int, seed: int) -> list[str]:
    """Texts of three to six sentences, told apart by their last words."""
    rng = np.random.default_rng(seed)
    made = []
    for i in range(num):
        chosen = rng.choice(lines, size=rng.integers(3, 7))
        made.append(". ".join(chosen) + ". " + " ".join(rng.choice(TAIL, size=6)) + f" {i}.")
    return made


def test_pairs_share_a_source_and_a_length_and_differ_in_the_decision() -> None:
    rng = np.random.default_rng(2)
    num = 400
    sources = rng.choice(["a", "b", "c"], num).tolist()
    lengths, true = rng.uniform(2, 8, num), rng.integers(0, 2, num)
    rows = confounds.matched(sources, lengths, true)
    assert len(set(rows.tolist())) == len(rows) > 200
    for a, b in rows.reshape(-1, 2):
        assert sources[a] == sources[b]
        assert true[a] != true[b]
        assert abs(lengths[a] - lengths[b]) <= confounds.LIKE


def test_model_of_content_has_no_warning(tmp_path) -> None:
    rows = [(t, "good", "web") for t in texts(GOOD, 300, 1)]
    rows += [(t, "poor", "web") for t in texts(POOR, 300, 2)]
    model = train(table(rows), settings(positive="good"), tmp_path / "m")
    found = evaluate.evaluate(model, table(rows))["confounds"]
    assert found["pairs"] >= confounds.MIN_EXAMPLES
    assert found["model"] > 0.95
    assert confounds.warnings(found, 2) == []


def test_model_of_length_is_warned_of(tmp_path) -> None:
    rows = [(" ".join([t] * 9), "good", "books") for t in texts(GOOD + POOR, 300, 1)]
    rows += [(t, "poor", "posts") for t in texts(GOOD + POOR, 300, 2)]
    model = train(table(rows), settings(positive="good"), tmp_path / "m")
    found = evaluate.evaluate(model, table(rows))["confounds"]
    assert found["pairs"] == 0
    assert confounds.warnings(found, 2)[0].startswith("length alone reaches 1.000 where the model")
    record = {**model.record, "warnings": confounds.warnings(found, 2)}
    assert "## Warnings\n\n- length alone" in card(record)


def test_ordinal_labels_have_an_expected_value(tmp_path) -> None:
    rows = []
    for label in range(4):
        lines = GOOD * label + POOR * (3 - label)
        rows += [(t, str(label), "web") for t in texts(lines, 200, label)]
    rows += [(t, "3", "other/x") for t in texts(GOOD, 40, 9)]
    made = settings(ordinal=True, unseen=["other/*"])
    model = train(table(rows), made, tmp_path / "m")
    best, worst = model.score(pa.array([". ".join(GOOD), ". ".join(POOR)])).to_pylist()
    assert 0 <= worst < 0.35 < 0.65 < best <= 1
    assert model.record["metrics"]["ordinal"]["spearman"] > 0.6
    assert model.record["metrics_unseen"]["examples"] > 0
    assert model.labels == ("0", "1", "2", "3")


def test_changes_keep_the_words_of_a_text() -> None:
    text = "# 제목\n\n물은 **백 도**에서 끓습니다. 얼음은 녹습니다.\n- 하나"
    assert confounds.unformatted(text) == "제목 물은 백 도 에서 끓습니다. 얼음은 녹습니다. - 하나"
    assert confounds.one_sentence("짧다. 이것은 긴 문장이다. 끝.") == "이것은 긴 문장이다."
    assert confounds.other_level("물이 끓습니다.") == "물이 끓어요."
