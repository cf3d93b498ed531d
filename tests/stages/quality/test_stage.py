"""Language, rules and classifiers: which documents are dropped, by which rule, and what a change recomputes."""

import json
import shutil
from pathlib import Path
from random import Random

import polars as pl
import pyarrow as pa
import pytest
from pydantic import ValidationError

from classifiers.recipe import Training
from classifiers.train import train
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import PHASE_FILE
from pipeline.core.errors import MalmoiError, RecipeError, StaleOutput
from pipeline.demo.texts import lines, originals
from pipeline.executors.local import LocalExecutor
from pipeline.readers.language import languages
from pipeline.registry import KERNELS
from pipeline.stages.quality.language import shares_of_lines
from pipeline.stages.quality.scores import score_documents
from pipeline.stages.quality.stage import Quality
from pipeline.stages.quality.verdict import bounds_of, mark_quality

PROSE = [t for t in originals() if t.genre != "code"]
COUNT = KERNELS.kernel("language", "numba").load().count
LANGUAGE, REGISTER, HEURISTICS = (
    KERNELS.kernel(name, "numba") for name in ("language", "register", "heuristics")
)


def marks(texts: list[str], declared: str | None = None, **fields: object) -> pl.DataFrame:
    """The marks of the texts, without classifiers."""
    stage = Quality.model_validate(fields)
    table = pa.table(
        {
            "text": pa.array(texts, pa.large_string()),
            "lang": languages(pa.array(texts, pa.large_string()), declared, COUNT)[0],
            "source": pa.array(["s"] * len(texts), pa.string()),
        }
    )
    resolved = stage.resolved()
    units = {language: (r.unit, r.exempt) for language, r in resolved.items()}
    scores = score_documents(table, units, LANGUAGE, REGISTER, HEURISTICS)
    found = mark_quality(
        table,
        scores,
        languages=stage.languages,
        rules=bounds_of(resolved),
        cuts=(),
        thresholds=None,
    )
    return pl.DataFrame(found)


def reasons(texts: list[str], declared: str | None = None, **fields: object) -> list[str | None]:
    return marks(texts, declared, **fields)["drop_reason"].to_list()


def test_written_prose_of_both_languages_stays() -> None:
    assert reasons([t.body for t in PROSE]) == [None] * len(PROSE)


def test_code_is_exempt_from_the_rules_for_prose() -> None:
    code = [t.body for t in originals() if t.genre == "code"]
    assert reasons(code, "code") == [None] * len(code)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("너무 짧은 글", "too_short"),
        ("카지노사이트 먹튀검증 첫충전 안내를 지금 바로 확인하세요. 안전놀이터에서 가입하시면 됩니다.", "spam"),
        ("안녕하세요 반갑습니다 오늘은 날씨가 좋습니다 그래서 산책을 합니다".encode().decode("latin-1"), "mojibake"),
        ("ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 이건 정말로 웃긴 이야기를 들었다는 것을 알린다 그리고", "jamo"),
        ("띄어쓰기가전혀없는글은사람이읽기에불편하고기계도배우기에좋지않으므로버리는것이마땅하다고본다정말로그렇다고생각한다는말", "word_length"),
        ("값이 오른다 ★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆★☆ 그래서 모두가 놀라고 말았다고 한다", "marks"),
        ("서울특별시청 부산광역시청 대구광역시청 인천광역시청 광주광역시청 대전광역시청 울산광역시청 세종특별시청 경기도청 강원도청 충북도청 충남도청", "function_words"),
        ("서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 독도 마라 백령 연평", "josa"),
        ("무직자 대출, 당일 대출, 신용불량자 대출까지 상담해 드립니다. 서류 없이 전화 한 통이면 바로 가능합니다.", "spam"),
        ("apple banana cherry orange melon grape lemon peach plum pear fig kiwi mango papaya guava", "function_words"),
        ("Der Bäcker an der Ecke backt jeden Freitag ein Brot, das er nicht wiederholen kann.", "language"),
        ("이 것 은 띄 어 쓰 기 가 너 무 많 은 글 입 니 다 그 래 서 읽 기 가 어 렵 다 고 들 한 다 정 말 로 그 렇 다", "word_length"),
        ("무단전재 및 재배포 금지\n저작권자 ⓒ 어느 신문사, 모든 권리를 가진다고 한다\n홍길동 기자 = 서울에서 전해 온 소식을 적는다", "bylines"),
    ],
)  # fmt: skip
def test_bad_form_is_dropped_by_its_rule(text: str, reason: str) -> None:
    assert reasons([text]) == [reason]


def test_mark_holds_the_value_and_the_bound_that_decided() -> None:
    row = marks(["너무 짧은 글"]).row(0, named=True)
    assert (row["value"], row["bound"]) == (7, 50)
    assert marks([PROSE[0].body])["value"].to_list() == [None]


def test_without_a_classifier_the_score_that_others_rank_by_is_null() -> None:
    assert marks([PROSE[0].body])["quality"].to_list() == [None]


def test_repeated_lines_count_by_characters_and_code_blocks_do_not() -> None:
    body = "이 문장은 여러 번 되풀이되어 글의 대부분을 차지하고 있다.\n"
    assert reasons([body * 9 + "다른 문장이 끝에 하나 있다."]) == ["repeated_lines"]
    fenced = (
        "설명은 코드 앞에 이렇게 적혀 있고 사람이 읽을 수 있는 문장으로 되어 있다.\n```\n"
        + "result = 1\n" * 40
        + "```\n"
    )
    assert reasons([fenced]) == [None]
    open_rules = {"ko": {"presets": ["malmoi_ko"], "exempt": False}}
    assert reasons([fenced], rules=open_rules) != [None]


def test_shares_of_lines_show_a_mixture() -> None:
    text = "한국어로 된 줄이 하나\nEnglish line of the text\n日本語の行がここに一つあります"
    found = shares_of_lines(pa.array([text], pa.large_string()), LANGUAGE)
    shares = [found[f"{name}_lines"][0].as_py() for name in ("korean", "latin", "other")]
    assert sum(shares) == pytest.approx(1)
    assert all(0.2 < s < 0.5 for s in shares)


def test_foreign_lines_are_dropped_by_language() -> None:
    random = Random(1)
    for lang, own in lines("foreign").items():
        assert reasons([" ".join(random.sample(own, 3))]) == ["language"], lang


def test_a_language_has_no_value_of_another_rule() -> None:
    (mark,) = marks(["Kurz."], declared="de").to_dicts()
    assert (mark["drop_reason"], mark["value"], mark["bound"]) == ("language", None, None)


def test_preset_of_another_language_or_unit_is_refused() -> None:
    with pytest.raises(
        ValueError,
        match="preset gopher has thresholds for en; fit it to this language with `malmoi calibrate`",
    ):
        Quality.model_validate({"rules": {"ko": {"presets": ["gopher"]}}})
    with pytest.raises(ValueError, match="for the unit morpheme, not for eojeol"):
        Quality.model_validate(
            {"rules": {"ko": {"presets": ["fineweb2_kor_Hang"], "unit": "eojeol"}}}
        )
    with pytest.raises(ValueError, match="unknown preset 'goofer'"):
        Quality.model_validate({"rules": {"en": {"presets": ["goofer"]}}})
    with pytest.raises(ValueError, match="these presets have no rule joza"):
        Quality.model_validate({"rules": {"ko": {"presets": ["malmoi_ko"], "without": ["joza"]}}})
    with pytest.raises(
        ValueError,
        match="rule joza has no measure, and there is no measure or preset rule of that name",
    ):
        Quality.model_validate({"rules": {"ko": {"change": {"joza": {"min": 1}}}}})
    with pytest.raises(ValueError, match="nothing would stay"):
        Quality.model_validate({"rules": {"ko": {"change": {"josa": {"min": 1, "max": 0.5}}}}})


def test_rules_of_a_preset_can_be_changed_and_left_out() -> None:
    short = "짧지만 멀쩡한 문장이다."
    assert reasons([short]) == ["too_short"]
    changed = {"ko": {"presets": ["malmoi_ko"], "change": {"too_short": {"min": 5}}}}
    assert reasons([short], rules=changed) == [None]
    assert reasons([short], rules={"ko": {"presets": ["malmoi_ko"], "without": ["too_short"]}}) == [
        None
    ]
    added = {"ko": {"change": {"hangul": {"min": 0.9}}}}
    assert reasons(["한글과 English가 섞인 문장이다"], rules=added) == ["hangul"]


SPEECH = {
    "hapsyo": "오늘은 휴관입니다. 내일 다시 오십시오. 문의는 전화로 받습니다.",
    "haeyo": "오늘은 쉬어요. 내일 다시 오세요~ 전화도 괜찮아요ㅎㅎ",
    "hae": "오늘 뭐 했어? 나는 그냥 집에 있었지. 너도 올래?",
    "haera": "이게 영화냐? 다시는 보지 마라! 어서 가자!",
    "written": "도서관은 오늘 쉰다. 내일 다시 문을 연다. 책은 밖에서 반납할 수 있다.",
    "mixed": "그는 문을 열었다. 안에는 아무도 없었다. 거기 누구 있어요? 이리로 오세요.",
}


def test_register_is_that_of_most_sentences() -> None:
    found = marks([*SPEECH.values(), "서울 부산 대구", "The library is closed today. Come back!"])
    assert found["register"].to_list() == [*SPEECH, None, None]


def test_rules_of_a_register_replace_those_of_its_language() -> None:
    rules = {
        "ko": {"change": {"chars": {"min": 1000}}},
        "ko/hae": {"change": {"chars": {"min": 5}}},
        "ko/mixed": {"change": {"long": {"measure": "chars", "max": 5}}},
    }
    dropped = dict(zip(SPEECH, reasons(list(SPEECH.values()), rules=rules), strict=True))
    assert dropped.pop("hae") is None
    assert dropped.pop("mixed") == "long"
    assert set(dropped.values()) == {"chars"}
    english = "The library is closed today because of the holiday, and it will open tomorrow."
    assert reasons([english], rules={**rules, "en": {}}) == [None]


def test_share_of_a_register_is_a_measure() -> None:
    rules = {"ko": {"change": {"plain": {"measure": "written", "max": 0.9}}}}
    found = marks(list(SPEECH.values()), rules=rules)
    assert found["drop_reason"].to_list() == [None] * 4 + ["plain", None]
    assert found["value"][4] == 1


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"ko": {}, "ko/banmal": {}}, "unknown register 'banmal'; registers are: hapsyo, haeyo"),
        ({"ja/hae": {}}, "give quality.rules.ja, too"),
        ({"ko": {}, "ko/hae": {"unit": "char"}}, "give the unit and `exempt` of quality.rules.ko"),
    ],
)
def test_rules_of_a_register_that_do_not_fit_are_refused(rules: dict, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Quality.model_validate({"rules": rules})


def test_published_presets_drop_by_the_rule_of_their_name() -> None:
    english = {"en": {"presets": ["gopher", "c4", "fineweb"]}}
    good = "\n".join(t.body for t in PROSE if t.lang == "en")
    word_salad = "the people of and that have to be " * 30
    assert reasons([good, "the be " + good[:60], word_salad, good + " A {set} of them is here."], rules=english) == [
        None, "gopher_words", "gopher_top_2_gram", "c4_curly_brackets",
    ]  # fmt: skip
    korean = {"ko": {"presets": ["fineweb2_kor_Hang"]}}
    body = "\n".join(t.body for t in PROSE if t.lang == "ko")[:3000]
    found = marks([body, "짧은 글이다."], rules=korean)
    assert found["drop_reason"].to_list() == [None, "fineweb2_words"]


def test_classifier_separates_its_training_sources(corpus: Corpus) -> None:
    frame = pl.concat(
        pl.DataFrame(corpus.columns(s, ["source", "quality.quality"]))
        for s in range(corpus.num_shards)
    ).drop_nulls()
    books = frame.filter(pl.col("source") == "books")["quality.quality"]
    chat = frame.filter(pl.col("source") == "chat")["quality.quality"]
    assert books.mean() > 0.7 > 0.3 > chat.mean()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of prose against chatter for both languages."""
    own = [(line, "good") for t in PROSE for line in t.body.split("\n") if len(line) > 20]
    own += [
        (f"{a} {b} {i}", "poor")
        for i in range(3)
        for x in lines("chatter").values()
        for a, b in zip(x, x[1:], strict=False)
    ]
    names = ("text", "label", "source", "lang")
    rows = [(text, label, label, "ko") for text, label in own]
    found = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    folder = tmp_path_factory.mktemp("models") / "m"
    train(
        found,
        Training(task="quality", languages=("ko", "en"), positive="good", min_chars=30),
        folder,
    )
    return folder


def run(
    tmp_path: Path,
    model: Path,
    settings: str,
    num: int = 200,
    only: str | None = None,
    replace: bool = False,
) -> Corpus:
    source = tmp_path / "a.jsonl"
    bodies = [
        t.body[i : i + 150].replace("\n", " ").replace('"', "'")
        for i in range(0, 600, 150)
        for t in PROSE
    ]
    bodies = [f"{b} {i}" for i, b in enumerate(bodies) if len(b) > 60][:num]
    source.write_text(
        "".join(f'{{"text": "{b}"}}\n' for b in [*bodies, "짧지만 카지노사이트 없이 멀쩡한 글"]),
        encoding="utf-8",
    )
    recipe = tmp_path / "r.yaml"
    recipe.write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest: {{shard_bytes: 9000, sources: [{{name: a, path: {source}}}]}}\n"
        f"  quality: {{classifiers: {{taste: {{models: {{any: {model}}}, {settings}}}}}, rules: {{ko: {{}}, en: {{}}}}}}\n"
    )
    return recipes.run(recipes.read(recipe), only, replace, executor=LocalExecutor())


def kept(corpus: Corpus) -> pl.DataFrame:
    frames = (
        pl.DataFrame(corpus.columns(s, ["text", "quality.taste", "quality.drop_reason"]))
        for s in range(corpus.num_shards)
    )
    return pl.concat(frames)


def test_keep_top_keeps_the_share_of_each_language_and_source(tmp_path: Path, model: Path) -> None:
    frame = kept(run(tmp_path, model, "keep_top: 0.25"))
    scored = frame.drop_nulls("quality.taste")
    stays = scored.filter(pl.col("quality.drop_reason").is_null())
    assert len(stays) >= 0.25 * len(scored)
    assert len(stays) < 0.3 * len(scored) + 5
    gone = scored.filter(pl.col("quality.drop_reason") == "taste")
    assert gone["quality.taste"].min() < stays["quality.taste"].min()
    # the model abstains on a short text, which is kept
    short = frame.filter(pl.col("quality.taste").is_null())
    assert len(short) == 1
    assert short["quality.drop_reason"].to_list() == [None]


def test_thresholds_differ_by_source_then_language(tmp_path: Path, model: Path) -> None:
    """Half of the source `a` stays, three quarters of the language of the others."""
    bodies = [t.body[i : i + 150].replace("\n", " ") for i in range(0, 600, 150) for t in PROSE]
    rows = [{"text": f"{b} {i}"} for i, b in enumerate(bodies) if len(b) > 60]
    paths = [tmp_path / f"{name}.jsonl" for name in "abc"]
    for number, path in enumerate(paths):
        own = [{"text": f"{r['text']} {number}"} for r in rows]
        path.write_text("".join(json.dumps(r) + "\n" for r in own), encoding="utf-8")
    sources = ", ".join(f"{{name: {p.stem}, path: {p}}}" for p in paths)

    def kept_by(threshold: str, name: str) -> pl.DataFrame:
        recipe = tmp_path / "r.yaml"
        recipe.write_text(
            f"root: {tmp_path}/{name}\nstages:\n  ingest: {{shard_bytes: 9000, sources: [{sources}]}}\n"
            f"  quality: {{classifiers: {{taste: {{models: {{any: {model}}}, {threshold}}}}}, rules: {{ko: {{}}, en: {{}}}}}}\n"
        )
        corpus = recipes.run(recipes.read(recipe), executor=LocalExecutor())
        columns = ["source", "lang", "quality.taste", "quality.bound", "quality.drop_reason"]
        shards = range(corpus.num_shards)
        frame = pl.concat(pl.DataFrame(corpus.columns(s, columns)) for s in shards)
        return frame.with_columns(stays=pl.col("quality.drop_reason").is_null())

    frame = kept_by("keep_top: {a: 0.5, ko: 0.75}", "ranked")
    shares = {
        (source, lang): group["stays"].mean()
        for (source, lang), group in frame.group_by("source", "lang")
    }
    assert shares["a", "ko"] == pytest.approx(0.5, abs=0.05)
    assert shares["b", "ko"] == pytest.approx(0.75, abs=0.05)
    assert shares["a", "en"] == pytest.approx(0.5, abs=0.05)
    assert shares["c", "en"] == 1

    frame = kept_by("min: {b: 0.9, en: 0.2, default: 0.5}", "absolute")
    bound = pl.when(pl.col("source") == "b").then(0.9)
    bound = bound.when(pl.col("lang") == "en").then(0.2).otherwise(0.5)
    expected = frame.select(bound <= pl.col("quality.taste")).to_series()
    assert frame["stays"].to_list() == expected.to_list()
    gone = frame.filter(~pl.col("stays"))
    assert set(gone["quality.bound"].cast(pl.Float64).round(3)) <= {0.9, 0.2, 0.5}
    with pytest.raises(RecipeError, match=r"taste: a threshold names 'd', .*sources are: a, b, c"):
        kept_by("max: {d: 0.9}", "unknown")


def test_thresholds_are_kept_beside_the_marks(tmp_path: Path, model: Path) -> None:
    corpus = run(tmp_path, model, "keep_top: 0.5")
    path = Path(corpus.documents.store.at("quality/thresholds/thresholds.json"))
    assert '"taste"' in path.read_text()
    gone = corpus.marks_of("quality").table(["drop_reason", "value", "bound"]).to_pylist()
    assert all(r["value"] < r["bound"] for r in gone if r["drop_reason"] == "taste")


def test_other_threshold_reads_no_text_again(tmp_path: Path, model: Path) -> None:
    run(tmp_path, model, "min: 0.5")
    phases = [tmp_path / "root" / "quality" / p for p in ("scores", "predictions")]

    def written() -> dict[Path, int]:
        files = (f for p in phases for f in p.iterdir() if f.name != PHASE_FILE)
        return {f: f.stat().st_mtime_ns for f in files}

    before = written()
    assert before
    with pytest.raises(StaleOutput):
        run(tmp_path, model, "min: 0.9", only="quality")
    run(tmp_path, model, "min: 0.9", only="quality", replace=True)
    assert written() == before


def test_another_model_gives_new_predictions(tmp_path: Path, model: Path) -> None:
    run(tmp_path, model, "min: 0.5")
    other = tmp_path / "other"
    own = [(f"좋은 글이란 {i}번 읽어도 새로운 글이다", "good") for i in range(40)] + [
        (f"ㅋㅋ {i} ㅠㅠ {i * 3} 헐 진짜 대박이네 ㅋㅋ", "poor") for i in range(40)
    ]
    columns = {
        "text": [t for t, _ in own],
        "label": [x for _, x in own],
        "source": ["s"] * 80,
        "lang": ["ko"] * 80,
    }
    train(pa.table(columns), Training(task="quality", languages=("ko",), positive="good"), other)
    with pytest.raises(StaleOutput, match="models"):
        run(tmp_path, other, "min: 0.5", only="quality")


def test_model_whose_card_warns_is_refused_unless_trusted(tmp_path: Path, model: Path) -> None:
    warned = tmp_path / "warned"
    shutil.copytree(model, warned)
    card = json.loads((warned / "model.json").read_text())
    card["warnings"] = ["length alone reaches AUC 0.97"]
    (warned / "model.json").write_text(json.dumps(card))
    with pytest.raises(RecipeError, match=r"length alone reaches AUC 0\.97.*trust_form: true"):
        run(tmp_path, warned, "min: 0.5")
    run(tmp_path, warned, "min: 0.5, trust_form: true")


def test_missing_model_and_unsupported_threshold_are_refused(tmp_path: Path, model: Path) -> None:
    with pytest.raises(RecipeError, match=r"classifiers\.taste: .*no model"):
        run(tmp_path, tmp_path, "min: 0.5")
    with pytest.raises(MalmoiError, match="has no label law"):
        run(tmp_path, model, "keep: [law]")
    with pytest.raises(RecipeError, match="give one of both"):
        run(tmp_path, model, "min: 0.5, keep_top: 0.1")
