"""Mixing as a stage: phases, conditions, upsampling, what is refused, and the plan before it runs."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import JobError, RecipeError
from pipeline.executors.local import LocalExecutor
from pipeline.stages.mix.amounts import amount
from pipeline.stages.mix.stage import Mix


def corpus_of(folder: Path, mix: str, num: int = 300, before: str = "") -> Corpus:
    """`num` documents of law, of maths and of web each, of 36 bytes (9 tokens and EOS), mixed."""
    folder.mkdir(exist_ok=True)
    sources = []
    for name in ("law", "math", "web"):
        rows = ({"id": f"{name}{i}", "text": f"{name} {i} ".ljust(36, "x")} for i in range(num))
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
        sources.append(
            f"{{name: {name}, path: {name}.jsonl, id_field: id, domain: {name}, lang: en}}"
        )
    (folder / "r.yaml").write_text(
        f"root: {folder}/root\nstages: {{ingest: {{sources: [{', '.join(sources)}], shard_bytes: 9000}}, "
        f"{before} mix: {mix}}}\n"
    )
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


def times(corpus: Corpus, phase: str) -> dict[str, int]:
    """Epochs of every document in a phase."""
    found = {}
    for shard in range(corpus.num_shards):
        table = corpus.columns(shard, ["id", f"mix.epochs_{phase}"])
        found.update(zip(*table.to_pydict().values(), strict=True))
    return found


def total(corpus: Corpus, phase: str, domain: str) -> int:
    return 10 * sum(n for i, n in times(corpus, phase).items() if i.startswith(domain))


def test_phases_get_their_tokens_by_weight(tmp_path: Path) -> None:
    mix = """{phases: [
      {name: general, tokens: 3000, weights: {law: 0.5, web: 0.5}},
      {name: expert, tokens: 1200, where: "domain in ['law', 'math']", weights: {law: 0.75, math: 0.25}}]}"""
    corpus = corpus_of(tmp_path, mix)
    assert total(corpus, "general", "law") == pytest.approx(1500, rel=0.15)
    assert total(corpus, "general", "math") == 0
    assert total(corpus, "expert", "law") == pytest.approx(900, rel=0.2)
    assert total(corpus, "expert", "web") == 0
    general, expert = times(corpus, "general"), times(corpus, "expert")
    assert not any(
        general[i] and expert[i] for i in general
    )  # half of law is left: fresh ones first


def test_documents_outside_the_plan_are_out_with_a_reason(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, "{phases: [{tokens: 1500, weights: {law: 1}}]}")
    reasons = corpus.dropped("mix", ["id"]).to_pylist()
    assert {r["drop_reason"] for r in reasons if not r["id"].startswith("law")} == {"no_weight"}
    assert {r["drop_reason"] for r in reasons if r["id"].startswith("law")} == {"not_sampled"}


def test_share_of_what_there_is(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, "{phases: [{tokens: 200%}]}")
    assert set(times(corpus, "train").values()) == {2}


def test_long_documents_only(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="phase train: no living document fits it"):
        corpus_of(tmp_path, '{phases: [{tokens: 100, where: "tokens >= 8192"}]}')


def test_upsampling_takes_survivors_of_large_clusters_more_often(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [{"id": f"x{i}", "text": "같은 글이 여러 번 온다"} for i in range(5)]
    rows += [{"id": f"y{i}", "text": f"한 번만 오는 글 {i}"} for i in range(50)]
    (tmp_path / "in/a.jsonl").write_text("\n".join(json.dumps(r) for r in rows))
    (tmp_path / "r.yaml").write_text(
        f"root: {tmp_path}/root\nstages: {{ingest: {{sources: [{{name: a, path: in/a.jsonl, id_field: id}}]}}, "
        "dedup_exact: {}, mix: {upsample: fineweb2_kor_up_to_3, phases: [{tokens: 104%}]}}\n"
    )
    corpus = recipes.run(recipes.read(tmp_path / "r.yaml"), executor=LocalExecutor())
    found = times(corpus, "train")
    assert found["x0"] == 3  # a cluster of five: three times as often as one of one
    assert sum(n for i, n in found.items() if i.startswith("y")) == pytest.approx(50, abs=3)


@pytest.mark.parametrize(
    ("mix", "message"),
    [
        ('{phases: [{tokens: 1M, where: "quality > 0.5"}]}', "quality needs the stage quality"),
        ('{phases: [{tokens: 1M, where: "color > 0.5"}]}', "unknown column 'color'"),
        ("{phases: [{tokens: 1M}], group_by: [cluster_size]}", "needs dedup_exact or dedup_fuzzy"),
        ("{phases: [{tokens: 1M, name: tokens}]}", "cannot be called tokens"),
        ("{phases: [{tokens: lots}]}", "expected a number of tokens"),
        ('{phases: [{tokens: 1M, where: "tokens"}]}', "is not a condition"),
        ("{phases: [{tokens: 1M}, {tokens: 1M}]}", "two phases have one name"),
        ("{phases: [{tokens: 1M, weights: {law: 0}}]}", "sum must be above 0"),
        ("{phases: [{tokens: 1M}], upsample: much}", "unknown upsample 'much'"),
    ],
)
def test_mistake_is_refused_before_any_work(tmp_path: Path, mix: str, message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        corpus_of(tmp_path, mix)
    assert not (tmp_path / "root/ingest").exists()


def test_plan_shows_what_the_stage_will_do(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, "{phases: [{tokens: 1500, weights: {law: 1}}]}")
    mix = Mix.model_validate({"phases": [{"tokens": "6k", "weights": {"law": 0.5, "web": 0.5}}]})
    lines = list(mix.plan(corpus.before("mix")))
    assert lines[0].startswith("phase train: 6 k tokens (estimated from bytes)")
    assert any(line.split()[:2] == ["law", "300"] for line in lines)


def test_tokens_are_counted_with_a_tokenizer(tmp_path: Path, finished: Path) -> None:
    model = finished / "tokenizer/model/tokenizer.json"
    corpus = corpus_of(tmp_path, f"{{tokenizer: {model}, phases: [{{tokens: 100%}}]}}")
    plan = json.loads((tmp_path / "root/mix/plan/plan.json").read_text())
    from pipeline.kernels.encode.reference import load

    texts = corpus.table(["text"])["text"].to_pylist()
    counted = sum(len(load(model).encode(t).ids) + 1 for t in texts)
    assert sum(g["available"] for g in plan["groups"]) == counted


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2M", 2_000_000),
        ("1.5B", 1_500_000_000),
        ("6T", 6 * 10**12),
        ("500k", 500_000),
        ("1_000", 1000),
        (7, 7),
        ("50%", "50%"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: object, tokens: object) -> None:
    assert amount(text) == tokens


@pytest.mark.parametrize("text", ["two", "-1M", "1 trillion", True, None, "5 %%"])
def test_other_amounts_are_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        Mix.model_validate({"phases": [{"tokens": text}]})
