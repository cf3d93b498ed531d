"""Models: pitfalls of fastText, determinism, the protocol, calibration, split, metrics, the card."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import classifiers
from classifiers import calibrate, evaluate, inspect
from classifiers.estimators.fasttext import FastText
from classifiers.estimators.linear import Linear
from classifiers.model import fingerprint
from classifiers.recipe import Training
from classifiers.split import EXCLUDED, TRAIN, UNSEEN, clusters, split
from classifiers.text import MAX_CHARACTERS, line
from classifiers.train import TooFewError, choose, held_out, train
from pipeline.demo.texts import lines, originals

BOTH = (FastText(characters=(2, 4)), Linear(widths=(1, 3), features=1 << 12))


def examples(lang: str = "ko") -> pa.Table:
    """Prose against chatter of one language: about 60 of each."""
    good = [
        p
        for t in originals()
        if t.lang == lang and t.genre != "code"
        for p in t.body.split("\n")
        if len(p) > 9
    ]
    own = lines("chatter")[lang]
    poor = ["\n".join(own[i % len(own) :][:3]) + f" {i}" for i in range(60)]
    texts = good[:60] + poor
    labels = ["good"] * len(good[:60]) + ["poor"] * len(poor)
    return table(texts, labels, lang=lang)


def table(
    texts: list[str], labels: list[str], source: list[str] | None = None, lang: str = "ko"
) -> pa.Table:
    sources = source or [f"source-{x}" for x in labels]
    return pa.table(
        {"text": texts, "label": labels, "source": sources, "lang": [lang] * len(texts)}
    )


def training(**fields: object) -> Training:
    return Training.model_validate(
        {"task": "quality", "languages": ["ko"], "positive": "good", "estimators": BOTH, **fields}
    )


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> classifiers.Model:
    return train(examples(), training(), tmp_path_factory.mktemp("model") / "m")


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        train(examples(), training(), tmp_path / name)
    files = sorted(
        p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()
    )
    assert len(files) == 4  # two estimators, the record, the card
    assert all(
        (tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files
    )


def test_what_was_trained_before_in_this_process_does_not_matter(tmp_path: Path) -> None:
    found = examples()
    few = FastText(dim=8, buckets=200_000)
    for name in ("a", "b", "c"):
        train(found, training(estimators=[few]), tmp_path / name)
        train(found, training(estimators=[FastText(dim=4, rate=2.0)]), tmp_path / "between" / name)
    first, *others = ((tmp_path / n / "estimator0" / "fasttext.bin").read_bytes() for n in "abc")
    assert all(model == first for model in others)


def test_order_of_the_examples_does_not_matter(tmp_path: Path) -> None:
    found = examples()
    for name, own in (("a", found), ("b", found.take(list(range(found.num_rows))[::-1]))):
        chosen = choose(own, training(max_examples=20))
        (tmp_path / name).write_text("\n".join(sorted(chosen["text"].to_pylist())))
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text()


def test_model_separates_prose_from_chatter(model: classifiers.Model) -> None:
    texts = pa.array(
        ["정부는 오늘 국회에서 새로운 법률을 제정하고 이를 공포하였다.", "ㅋㅋㅋㅋ 진짜 대박 ㅠㅠ"]
    )
    prose, chatter = model.score(texts).to_pylist()
    assert prose > 0.5 > chatter


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=80)), max_size=6))
def test_scores_are_probabilities_and_null_without_words(
    model: classifiers.Model, texts: list[str | None]
) -> None:
    scores = model.score(pa.array(texts, pa.large_string()))
    assert scores.type == pa.float32()
    for text, score in zip(texts, scores.to_pylist(), strict=True):
        assert (score is None) == (not line(text))
        assert score is None or 0 <= score <= 1


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert line("가" * 10_000) == "가" * MAX_CHARACTERS


def test_mecab_separates_particles_from_nouns() -> None:
    assert line("사람이 학교에 갔다 ok", "mecab").split()[:4] == ["사람", "이", "학교", "에"]


def test_label_in_a_text_makes_no_class(tmp_path: Path) -> None:
    found = examples()
    poisoned = [f"__label__owned {t} __label__x" for t in found["text"].to_pylist()]
    made = train(
        table(poisoned, found["label"].to_pylist()),
        training(estimators=[FastText()]),
        tmp_path / "m",
    )
    assert len(made.estimators[0]._model.labels) == 2
    assert all(0 <= s <= 1 for s in made.score(pa.array(poisoned)).to_pylist())


def test_training_with_a_nan_loss_is_retried_at_a_lower_rate_and_then_refused(
    tmp_path: Path,
) -> None:
    made = train(examples(), training(estimators=[FastText(rate=60.0)]), tmp_path / "a")
    assert all(np.isfinite(made.score(examples()["text"]).to_pylist()))
    with pytest.raises(ValueError, match="NaN even at a learning rate of 90; set a smaller `rate`"):
        train(examples(), training(estimators=[FastText(rate=9000.0)]), tmp_path / "b")


def test_several_labels_give_a_struct_of_sum_one(tmp_path: Path) -> None:
    code = [f"def f{i}(x):\n    return x + {i}  # add" for i in range(60)]
    found = examples()
    texts, labels = found["text"].to_pylist() + code, found["label"].to_pylist() + ["code"] * 60
    made = train(table(texts, labels), training(positive=None), tmp_path / "m")
    scores = made.score(pa.array(["def g(x): return 1", ""]))
    assert [f.name for f in scores.type] == ["code", "good", "poor"]
    first, second = scores.to_pylist()
    assert second is None
    assert first is not None
    assert sum(first.values()) == pytest.approx(1, abs=1e-5)
    assert max(first, key=first.get) == "code"


def test_too_few_examples_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooFewError, match=r"8 of each label.*good"):
        train(
            table(
                ["좋은 글이다 " * 3] * 7 + [f"나쁜 글 {i} 번" for i in range(30)],
                ["good"] * 7 + ["poor"] * 30,
            ),
            training(),
            tmp_path / "m",
        )
    with pytest.raises(TooFewError, match="two labels"):
        train(table(["글이다"] * 30, ["good"] * 30), training(), tmp_path / "m")
    with pytest.raises(ValueError, match="no example has the label 'best'"):
        train(examples(), training(positive="best"), tmp_path / "m")


def test_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"{tmp_path}: no model in this folder"):
        classifiers.load(tmp_path)
    (tmp_path / "model.json").write_text("{")
    with pytest.raises(ValueError, match="cannot be read"):
        classifiers.load(tmp_path)


def test_fingerprint_changes_with_the_weights_and_not_with_the_card(tmp_path: Path) -> None:
    train(examples(), training(), tmp_path)
    before = fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("another card")
    assert fingerprint(tmp_path) == before
    weights = tmp_path / "estimator0" / "fasttext.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x07")
    assert fingerprint(tmp_path) != before


def test_near_duplicates_go_to_one_subset() -> None:
    base = [
        f"{i}번째 문서는 저마다 다른 이야기를 {i * 7919} 하고 있으며 {i**3}에서 끝난다"
        for i in range(300)
    ]
    texts = base + [t + "." for t in base]
    subsets = split(texts, np.zeros(600, np.int64), ["s"] * 600, [""] * 600, training()).subset
    assert (subsets[:300] == subsets[300:]).all()
    assert len(np.unique(subsets)) == 3


def test_subsets_have_the_requested_shares() -> None:
    texts = [f"{i * 7919} 서로 다른 {i**3} 글이다 {i * 104729}" for i in range(6000)]
    chosen = choose(table(texts, ["good", "poor"] * 3000), training(max_examples=1500))[
        "text"
    ].to_pylist()
    parts = split(
        chosen, np.zeros(len(chosen), np.int64), ["s"] * len(chosen), [""] * len(chosen), training()
    )
    shares = np.bincount(parts.subset, minlength=3)[:3] / len(chosen)
    assert shares == pytest.approx([0.8, 0.1, 0.1], abs=0.03)


def test_groups_go_to_one_subset() -> None:
    texts = [f"{i * 7919} 서로 다른 {i**3} 조각이다" for i in range(200)]
    groups = [f"book{i % 20}" for i in range(200)]
    found = clusters(texts, groups)
    assert len(np.unique(found)) <= 20
    assert all(found[i] == found[i % 20] for i in range(200))


def test_near_duplicates_with_different_labels_are_excluded() -> None:
    texts = [
        "같은 글이 두 번 나온다 정말로",
        "같은 글이 두 번  나온다 정말로",
        "다른 글이다 이것은 전혀 다르다",
    ]
    found = split(texts, np.array([0, 1, 0]), ["s"] * 3, [""] * 3, training())
    assert found.subset.tolist()[:2] == [EXCLUDED] * 2
    assert found.label_conflicts == 2
    assert found.subset[2] != EXCLUDED


def test_unseen_sources_and_their_near_duplicates_are_not_trained_on() -> None:
    texts = [
        "이 글은 두 곳에 똑같이 실려 있다",
        "이 글은 두 곳에 똑같이 실려 있다",
        *(f"{i * 31} 번 글 {i**3}" for i in range(50)),
    ]
    sources = ["a", "new", *["a"] * 50]
    parts = split(texts, np.zeros(52, np.int64), sources, [""] * 52, training(unseen=["new"]))
    assert parts.subset[:2].tolist() == [EXCLUDED, UNSEEN]
    assert (parts.subset == TRAIN).sum() > 25


def test_subset_of_a_text_depends_on_its_cluster_only(tmp_path: Path) -> None:
    found = examples()
    turned = found.take(list(range(found.num_rows))[::-1])
    for name, own in (("a", found), ("b", turned)):
        train(own, training(), tmp_path / name)
    first, second = ((tmp_path / n / "estimator0" / "fasttext.bin").read_bytes() for n in "ab")
    assert first == second
    half = found.take(list(range(0, found.num_rows, 2)))
    whole_test = set(held_out(found, training())["text"].to_pylist())
    half_test = set(held_out(half, training())["text"].to_pylist())
    assert half_test == whole_test & set(half["text"].to_pylist())


def test_unseen_sources_do_not_reduce_the_training_examples() -> None:
    texts = [f"{i * 7919} 서로 다른 {i**3} 글이다" for i in range(120)]
    sources = ["new" if i % 2 else "old" for i in range(120)]
    found = table(texts, ["good" if i % 4 < 2 else "poor" for i in range(120)], sources)
    chosen = choose(found, training(unseen=["new"], max_examples=20))["source"].to_pylist()
    assert (chosen.count("old"), chosen.count("new")) == (40, 40)


def test_metrics_are_those_of_the_held_out_examples(tmp_path: Path) -> None:
    made = train(examples(), training(), tmp_path)
    assert held_out(examples(), made.training).num_rows == made.record["metrics"]["examples"]
    assert json.loads((tmp_path / "model.json").read_text())["data"]["subsets"]["test"] > 0


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=30, unique=True))
def test_calibration_keeps_the_order(probabilities: list[float]) -> None:
    ordered = np.sort(np.array(probabilities))
    slope, offset = calibrate.fit(ordered, ordered > np.median(ordered))
    assert slope > 0
    assert (np.diff(calibrate.apply(ordered, slope, offset)) >= 0).all()


def test_calibration_error_of_known_cases() -> None:
    confidence = np.full(1000, 0.75)
    assert evaluate.calibration_error(confidence, np.array([1] * 750 + [0] * 250)) == pytest.approx(
        0
    )
    assert evaluate.calibration_error(confidence, np.ones(1000)) == pytest.approx(0.25)


def test_metrics_agree_with_a_count_by_hand(model: classifiers.Model) -> None:
    found = examples()
    metrics = evaluate.evaluate(model, found)
    predicted = np.array([s >= 0.5 for s in model.score(found["text"]).to_pylist()])
    good = np.array(found["label"].to_pylist()) == "good"
    assert metrics["accuracy"] == pytest.approx((predicted == good).mean(), abs=1e-4)
    assert metrics["labels"]["good"]["recall"] == pytest.approx(predicted[good].mean(), abs=1e-4)
    assert metrics["labels"]["good"]["precision"] == pytest.approx(good[predicted].mean(), abs=1e-4)
    assert set(metrics["by_source"]) == {"source-good", "source-poor"}


def test_length_confound_is_detected(tmp_path: Path) -> None:
    words = ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차"]
    rng = np.random.default_rng(1)
    texts = [" ".join(rng.choice(words, size=300 if i % 2 else 20)) + f" {i}" for i in range(200)]
    labels = ["good" if i % 2 else "poor" for i in range(200)]
    made = train(table(texts, labels), training(estimators=[Linear(features=4096)]), tmp_path)
    assert evaluate.evaluate(made, table(texts, labels))["confounds"]["length_only"] > 0.95


def test_features_and_mistakes_are_readable(model: classifiers.Model) -> None:
    found = examples()
    kinds = {
        (kind, label) for kind, label, strongest in inspect.features(model, found, 5) if strongest
    }
    assert kinds == {(k, x) for k in ("fasttext", "linear") for x in ("good", "poor")}
    turned = found.set_column(
        1,
        "label",
        pa.array(["poor" if x == "good" else "good" for x in found["label"].to_pylist()]),
    )
    worst = inspect.mistakes(model, turned, 3)
    assert len(worst) == 3
    assert worst[0]["probability"] >= worst[1]["probability"] > 0.5
    assert worst[0]["predicted"] != worst[0]["label"]
