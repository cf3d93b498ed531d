"""Whole comparisons: planted arms come out in their known order, and the same recipe gives the same result."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.core.errors import MalmoiError, RecipeError
from pipeline.effect.arms import Arms
from pipeline.effect.draw import Pool
from pipeline.effect.ledger import Root
from pipeline.effect.recipe import Arm, Spoil
from tests.effect.conftest import compared, write

PLANTED = {
    "mojibake": {"spoil": {"mojibake": 0.1}},
    "repeats": {"spoil": {"repeats": 0.3}},
    "english": {"only": "source == 'ko'", "spoil": {"other_language": 0.2}},
}


def of(result: dict[str, Any], name: str) -> dict[str, Any]:
    return next(a for a in result["arms"] if a["name"] == name)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_damage_is_worse_for_every_seed(
    effect_home: Path, tmp_path: Path, seed: int
) -> None:
    arms = {"sound": {"only": "source == 'ko'"}, **PLANTED}
    arms = {n: {"only": "source == 'ko'", **arm} for n, arm in arms.items()}
    result = compared(
        effect_home, tmp_path, arms=arms, baseline="sound", seeds=[seed], tokens=60_000
    )
    for name in PLANTED:
        assert of(result, name)["difference"]["verdict"] == "worse", name
        assert of(result, name)["difference"]["low"] > 0


def test_same_recipe_gives_the_same_bytes(effect_home: Path, tmp_path: Path) -> None:
    both = [
        json.dumps(compared(effect_home, tmp_path / name, arms={"all": "all", "raw": "raw"}))
        for name in ("a", "b")
    ]
    assert both[0] == both[1]


def test_arms_are_queries_over_the_ledger(effect_home: Path, tmp_path: Path) -> None:
    arms = {
        "all": "all",
        "raw": "raw",
        "exact": "exact_dedup",
        "no_filter": {"without": "filter"},
        "no_reason": {"without_reason": "filter.short"},
        "ko": {"only": "source == 'ko'"},
        "files": {"files": {"name": "theirs", "path": str(effect_home / "en.jsonl")}},
    }
    result = compared(effect_home, tmp_path, arms=arms)
    documents = {a["name"]: a["documents"] for a in result["arms"]}
    assert documents == {
        "all": 1200,
        "raw": 1300,
        "exact": 1260,
        "no_filter": 1260,
        "no_reason": 1260,
        "ko": 900,
        "files": 300,
    }
    assert result["tokens"] == -(-min(a["tokens"] for a in result["arms"]) // 2)
    # only English was seen
    assert of(result, "files")["bits_per_byte"] > 1.5 * of(result, "ko")["bits_per_byte"]


def test_each_reason_has_an_arm_if_it_dropped_enough(effect_home: Path, tmp_path: Path) -> None:
    result = compared(effect_home, tmp_path, reasons=True, least=1_000)
    rows = {row["reason"]: row for row in result["reasons"]}
    assert {name: row["documents"] for name, row in rows.items()} == {
        "dedup_exact.duplicate": 40,
        "filter.short": 60,
    }
    assert rows["dedup_exact.duplicate"]["worth"] is not None
    assert [a["name"] for a in result["arms"]] == ["all"]


def test_held_shares_take_the_mixture_out(effect_home: Path, tmp_path: Path) -> None:
    """Dropping half of the Korean makes an arm worse by its mixture alone; with held shares it is as good."""
    arms = {"all": "all", "less": {"only": "source == 'en' or bytes > 330"}}
    free = compared(effect_home, tmp_path / "a", arms=arms, tokens=40_000)
    held = compared(effect_home, tmp_path / "b", arms=arms, tokens=40_000, hold="source")
    assert of(free, "less")["difference"]["low"] > 0
    gap = of(free, "less")["difference"]["percent"]
    assert abs(of(held, "less")["difference"]["percent"]) < gap / 3


def test_stratum_that_leaks_is_refused_or_left_out(effect_home: Path, tmp_path: Path) -> None:
    held = (effect_home / "held_ko.jsonl").read_text(encoding="utf-8").splitlines()
    seen = (effect_home / "ko.jsonl").read_text(encoding="utf-8").splitlines()[:15]
    # five exact copies, ten with another beginning
    texts = [json.loads(line)["text"] for line in [*held, *seen]]
    texts = [*texts[:65], *("처음이 다른 글이다. " + t for t in texts[65:])]
    path = write(tmp_path / "leaking.jsonl", texts)
    strata = [{"name": "leaking", "path": str(path)}]
    with pytest.raises(RecipeError, match=r"leaking: 15 of 75.*\n.*leaks: leave_out"):
        compared(effect_home, tmp_path, strata=strata)
    result = compared(effect_home, tmp_path, strata=strata, leaks="leave_out")
    assert result["strata"][0]["documents"] == 60
    assert result["strata"][0]["left_out"]["leaked"] == 15


def test_copies_in_english_leak_as_well(effect_home: Path, tmp_path: Path) -> None:
    seen = (effect_home / "en.jsonl").read_text(encoding="utf-8").splitlines()[:6]
    copies = [json.loads(line)["text"] for line in seen]
    own = [" ".join(f"unseen{(i * 7 + n * n) % 400}" for n in range(40)) for i in range(60)]
    texts = [*own, *copies[:3], *(f"An opening of its own. {t}" for t in copies[3:])]
    path = write(tmp_path / "leaking.jsonl", texts)
    with pytest.raises(RecipeError, match=r"leaking: 6 of 66"):
        compared(effect_home, tmp_path, strata=[{"name": "leaking", "path": str(path)}])


def test_text_that_no_arm_has_does_not_leak(effect_home: Path, tmp_path: Path) -> None:
    """What stands in the root alone: documents of another source, and such as were dropped."""
    held = texts_of(effect_home / "en.jsonl")[:20]
    strata = [{"name": "h", "path": str(write(tmp_path / "h.jsonl", held))}]
    arms: dict[str, Any] = {"ko": {"only": "source == 'ko'"}}
    result = compared(effect_home, tmp_path, strata=strata, arms=arms)
    assert result["strata"][0]["documents"] == 20
    # the arm of a reason may bring any document back
    with pytest.raises(RecipeError, match="h: 20 of 20"):
        compared(effect_home, tmp_path, strata=strata, arms=arms, reasons=True)
    arms["other"] = {"only": "source == 'ko'", "spoil": {"other_language": 0.1}}
    with pytest.raises(RecipeError, match="h: 20 of 20"):
        compared(effect_home, tmp_path, strata=strata, arms=arms)


def test_paragraph_that_was_read_is_no_leak_and_its_question_is(
    effect_home: Path, tmp_path: Path
) -> None:
    seen = texts_of(effect_home / "ko.jsonl")
    held = texts_of(effect_home / "held_ko.jsonl")
    fields = {"prompt": "{context}\n{question}", "answer": "{answer}"}

    def asked(contexts: list[str], questions: list[str]) -> dict[str, Any]:
        items = [
            {"context": c, "question": q[:60], "answer": q[60:]}
            for c, q in zip(contexts, questions, strict=True)
        ]
        path = tmp_path / "g.jsonl"
        path.write_text("".join(json.dumps(i) + "\n" for i in items), encoding="utf-8")
        return {"name": "g", "path": str(path), **fields}

    new = compared(effect_home, tmp_path, gold=[asked(seen[:30], held[:30])], leaks="leave_out")
    assert new["gold"][0]["left_out"]["leaked"] == 0
    with pytest.raises(RecipeError, match="g: 30 of 30"):
        compared(effect_home, tmp_path, gold=[asked(held[:30], seen[:30])])


def test_repeats_fill_the_tokens_of_an_arm(effect_home: Path, tmp_path: Path) -> None:
    """Nine tenths of repeats: the same tenth ten times, and worse than half of repeats."""
    arms = {n: {"spoil": {"repeats": n / 10}} for n in (5, 9)}
    fields = {"arms": {"all": "all", **{f"r{n}": a for n, a in arms.items()}}, "tokens": 60_000}
    result = compared(effect_home, tmp_path, **fields)
    bits = [of(result, name)["bits_per_byte"] for name in ("all", "r5", "r9")]
    assert bits == sorted(bits)
    root = Root.open(str(effect_home / "root"))
    held = Arms(root, {"x": Arm(spoil=Spoil(repeats=0.9))}, {})
    pool = Pool.of(0, 0, np.arange(500, dtype=np.uint64), np.full(500, 99), np.ones(500, np.int64))
    held._left = lambda *_: pool
    assert held.drawn("x", 1, 30_000).total == 30_000


def test_ids_are_read_again_when_their_file_has_changed(effect_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    sizes = []
    for number in (200, 300):
        path.write_text("".join(f"ko/ko.jsonl#{i + 1}\n" for i in range(number)), encoding="utf-8")
        result = compared(effect_home, tmp_path, arms={"x": {"base": "raw", "ids": str(path)}})
        sizes.append(of(result, "x")["documents"])
    assert sizes == [200, 300]


def test_tokenizer_cuts_nothing_off_and_knows_all_text(effect_home: Path, tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    cutting = Tokenizer.from_file(str(effect_home / "tokenizer.json"))
    cutting.enable_truncation(8)
    cutting.enable_padding(length=64)
    cutting.save(str(tmp_path / "cutting.json"))
    plain = compared(effect_home, tmp_path / "a")
    assert compared(effect_home, tmp_path / "b", tokenizer=str(tmp_path / "cutting.json")) == plain
    lossy = Tokenizer(WordLevel({"[UNK]": 0, "a": 1}, unk_token="[UNK]"))
    lossy.save(str(tmp_path / "lossy.json"))
    with pytest.raises(RecipeError, match="tokens of the held-out text are unknown to it"):
        compared(effect_home, tmp_path / "c", tokenizer=str(tmp_path / "lossy.json"))


def test_folder_that_cannot_be_written_is_told_with_its_option(
    effect_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "effect").touch()
    with pytest.raises(MalmoiError, match=r"cannot write here .*; give --to a folder"):
        compared(effect_home, tmp_path)


def test_arm_of_files_may_have_the_name_of_a_version(effect_home: Path, tmp_path: Path) -> None:
    theirs = {"files": {"name": "theirs", "path": str(effect_home / "en.jsonl")}}
    result = compared(effect_home, tmp_path, arms={"all": "all", "clean": theirs})
    other = compared(effect_home, tmp_path / "b", arms={"all": "all", "theirs": theirs})
    assert of(result, "all") == of(other, "all")
    assert of(result, "clean")["by_stratum"] == of(other, "theirs")["by_stratum"]


def test_documents_with_personal_data_do_not_judge(effect_home: Path, tmp_path: Path) -> None:
    texts = [json.loads(t)["text"] for t in (effect_home / "held_ko.jsonl").open(encoding="utf-8")]
    path = write(tmp_path / "held.jsonl", [*texts, f"{texts[0]} 연락처 010-2345-6789", "짧다."])
    result = compared(effect_home, tmp_path, strata=[{"name": "h", "path": str(path)}])
    assert result["strata"][0]["left_out"] == {"masked": 1, "short": 1, "leaked": 0}


def gold_set(path: Path, texts: list[str], **fields: Any) -> dict[str, Any]:
    """Items whose answer is the second half of a text."""
    halves = [(t[: len(t) // 2], t[len(t) // 2 :]) for t in texts]
    items = [{"question": q, "answer": a} for q, a in halves]
    path.write_text("".join(json.dumps(i) + "\n" for i in items), encoding="utf-8")
    return {"name": "g", "path": str(path), "prompt": "{question}", "answer": "{answer}", **fields}


def texts_of(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_gold_answers_are_counted_beside_the_strata(effect_home: Path, tmp_path: Path) -> None:
    held = texts_of(effect_home / "held_ko.jsonl")
    asked = [gold_set(tmp_path / "g.jsonl", [*held, held[0]], most=40)]
    arms = {"all": "all", "ko": {"only": "source == 'ko'"}, "en": {"only": "source == 'en'"}}
    with_gold = compared(effect_home, tmp_path / "a", arms=arms, gold=asked)
    without = compared(effect_home, tmp_path / "b", arms=arms)
    (stated,) = with_gold["gold"]
    assert stated["items"] == 40
    assert stated["left_out"] == {
        "unanswered": 0,
        "repeated": 1,
        "not_drawn": 20,
        "leaked": 0,
    }
    for name in arms:
        text = {k: v for k, v in of(with_gold, name).items() if k != "gold"}
        assert text == {k: v for k, v in of(without, name).items() if k != "gold"}
    assert of(with_gold, "en")["gold"]["difference"]["verdict"] == "worse"
    assert (
        of(with_gold, "en")["gold"]["bits_per_byte"] > of(with_gold, "ko")["gold"]["bits_per_byte"]
    )
    assert of(without, "ko")["gold"] is None


def test_gold_items_that_an_arm_has_seen_are_refused_or_left_out(
    effect_home: Path, tmp_path: Path
) -> None:
    texts = texts_of(effect_home / "held_ko.jsonl") + texts_of(effect_home / "ko.jsonl")[:6]
    asked = [gold_set(tmp_path / "g.jsonl", texts)]
    with pytest.raises(
        RecipeError, match=r"gold: the arms have seen held-out text: g: 6 of 66, such as g#6\d"
    ):
        compared(effect_home, tmp_path, gold=asked)
    result = compared(effect_home, tmp_path, gold=asked, leaks="leave_out")
    assert result["gold"][0]["items"] == 60
    assert result["gold"][0]["left_out"]["leaked"] == 6


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"answer": "{anwser}"}, "g.jsonl: none of its 60 items counts: anwser is missing"),
        ({"path": "nothing.jsonl"}, "gold g: "),
        ({"choice": "answer", "answer": {"x": "y"}}, "the value of answer is none of: x"),
    ],
)
def test_mistakes_of_gold_sets_are_told(
    effect_home: Path, tmp_path: Path, fields: dict[str, Any], message: str
) -> None:
    asked = gold_set(tmp_path / "g.jsonl", texts_of(effect_home / "held_ko.jsonl"))
    with pytest.raises(MalmoiError) as error:
        compared(effect_home, tmp_path, gold=[{**asked, **fields}])
    assert message in str(error.value)


def test_arms_go_on_from_a_base(effect_home: Path, tmp_path: Path) -> None:
    """Behind a base in English, Korean is worth more for Korean text than more English; without the base the
    same tokens make a worse model."""
    arms = {"en": {"only": "source == 'en'"}, "ko": {"only": "source == 'ko'"}, "all": "all"}
    strata = [{"name": n, "path": str(effect_home / f"held_{n}.jsonl")} for n in ("ko", "en")]
    asked = {"arms": arms, "strata": strata, "tokens": 6_000, "baseline": "en"}
    asked |= {"seeds": [1, 2], "leaks": "leave_out"}
    alone = compared(effect_home, tmp_path / "a", **asked)
    behind = compared(effect_home, tmp_path / "b", **asked, anneal={"base": "en", "tokens": 9_000})
    assert behind["anneal"] == {"base": "en", "tokens": 9_000}
    assert of(behind, "ko")["by_stratum"][0] < of(behind, "en")["by_stratum"][0]
    for name in arms:
        assert of(behind, name)["by_stratum"][1] < of(alone, name)["by_stratum"][1]


def test_documents_of_the_base_are_not_drawn_again(effect_home: Path, tmp_path: Path) -> None:
    whole = compared(effect_home, tmp_path / "a")["arms"][0]["tokens"]
    result = compared(effect_home, tmp_path / "b", anneal={"base": "all", "tokens": 20_000})
    # a document may be cut at the end of the base, and does not come back
    assert whole - 21_000 < 2 * result["tokens"] <= whole - 19_999
    for tokens, message in (
        (whole + 1, "anneal: "),
        (whole, "arm all: no document is in it that the base"),
    ):
        with pytest.raises(RecipeError, match=message):
            compared(effect_home, tmp_path / "c", anneal={"base": "all", "tokens": tokens})


def test_base_is_the_same_model_as_a_longer_training(effect_home: Path, tmp_path: Path) -> None:
    """Of n-grams: counts of base and arm are those of both."""
    longer = compared(effect_home, tmp_path / "a", tokens=30_000)
    behind = compared(
        effect_home, tmp_path / "b", tokens=10_000, anneal={"base": "all", "tokens": 20_000}
    )
    # the same documents, but for one that is cut where the base ends
    assert of(behind, "all")["bits_per_byte"] == pytest.approx(
        of(longer, "all")["bits_per_byte"], rel=2e-3
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"arms": {"x": {"without": "dedup_fuzy"}}}, "arm x: without: no stage 'dedup_fuzy'"),
        ({"arms": {"x": {"without_reason": "filter.shrt"}}}, "did you mean 'filter.short'"),
        ({"arms": {"x": {"only": "sorce == 'ko'"}}}, "no column 'sorce', did you mean 'source'"),
        ({"arms": {"x": "mix"}}, "the root has no mix"),
        ({"arms": {"x": {"only": "source == 'nothing'"}}}, "arm x: no document is in it"),
        ({"tokens": "900M"}, "900,000,000 are asked for, and arm all has"),
        ({"reasons": ["quality"]}, "reasons: quality drops nothing in this root"),
        ({"arms": {"x": {"base": "raw", "without": "filter"}}}, "nothing to leave out of raw"),
        ({"arms": {"x": "row"}}, "unknown arm 'row', did you mean 'raw'"),
        ({"hold": "scrubbed"}, "hold: scrubbed holds lists"),
        ({"arms": {"x": {"only": "source == 5"}}}, "x: 'source == 5' cannot be computed"),
        ({"arms": {"x": {"only": "scrubbed == 1"}}}, "cannot be computed"),
        ({"seeds": [1, 1]}, "the same seed twice"),
        ({"seeds": [-1]}, "expected 0 or more"),
        ({"hold": "domian"}, "hold: no column 'domian', did you mean 'domain'"),
        ({"arms": {"a": "all"}, "baseline": "b"}, "baseline: no such arm 'b'"),
        (
            {"anneal": {"base": "al", "tokens": 5_000}},
            "anneal: base: no such arm 'al', did you mean 'all'",
        ),
    ],
)
def test_mistakes_are_told_in_the_words_of_the_recipe(
    effect_home: Path, tmp_path: Path, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecipeError) as error:
        compared(effect_home, tmp_path, **fields)
    assert message in str(error.value)
