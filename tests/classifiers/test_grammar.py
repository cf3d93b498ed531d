"""The segment `endings`: what it keeps of a text, and that a model on it relies on grammar, not on topic."""

import random
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers import grammar
from classifiers.estimators.linear import Linear
from classifiers.grammar import ENDINGS, endings
from classifiers.recipe import Training
from classifiers.text import line
from classifiers.train import choose, train
from scripts.endings import frequent, shares

SENTENCE = "네트워크를 통해 데이터를 읽습니다."
REDUCED = "○를 통해 ○를 ○니다."
HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)
# Texts of the characters that the reduction treats in different ways, besides arbitrary ones.
MIXED = st.text(
    st.one_of(st.sampled_from("가를는에서다 \n.,?!`-<>()[]*Aa1_漢ㅋ\ud800"), st.characters()),
    max_size=200,
)


def test_eojeol_becomes_its_ending() -> None:
    assert endings(SENTENCE) == REDUCED
    assert line(SENTENCE, "endings") == REDUCED


def test_foreign_words_become_a_letter_before_their_particle() -> None:
    assert endings("Node.js에서 1,000개를 C++로 바꾸었습니다") == "A에서 A○를 A로 ○니다"
    assert endings("漢字는 어려운 글자라고 말했다!") == "A는 ○운 ○라고 ○했다!"


def test_detached_particle_differs_from_an_attached_one() -> None:
    assert (
        endings("새로운 **편집기**를 엽니다.")
        == endings("새로운 편집기를 엽니다.")
        == "○로운 ○기를 ○니다."
    )
    assert endings("새로운 **편집기** 를 엽니다.") == "○로운 ○기 를 ○니다."


def test_brackets_do_not_detach_particles() -> None:
    assert endings("서울(옛 이름, Seoul)은 가장 큰 [도시](https://a.b/c_d)로 자랐다.") == endings(
        "서울은 가장 큰 도시로 자랐다."
    )


def test_code_tags_addresses_and_front_matter_are_removed() -> None:
    page = (
        "---\ntitle: 서로 다른 제목을 여기에 둔다\n---\n"
        f"<p class='여섯 글자가 넘는다'>{SENTENCE}</p>\n"
        "```\n주석은 한국어로 쓰였습니다.\n```\n"
        "``x``는 https://a.b/c?d=e 에 있습니다.\n"
        "```python\n# 끝이 없는 블록은 잘린 글입니다."
    )
    assert endings(page) == f"{REDUCED} A는 에 ○니다."


def test_lines_without_prose_are_removed() -> None:
    assert endings("Get-Item 개요\n| 이름 | 12 |\n" + SENTENCE) == REDUCED
    assert line("Get-Item 개요\n12 34", "endings") == ""


@settings(max_examples=300, deadline=None)
@given(MIXED)
def test_reduction_is_one_line_of_known_tokens(text: str) -> None:
    reduced = line(text, "endings")
    assert reduced == line(text, "endings")
    assert reduced == " ".join(reduced.split())
    finals = {x[-1] for x in ENDINGS}
    for token in reduced.split():
        body = token[:-1] if token[-1] in ".,?!" else token
        tail = body.lstrip("A○")
        assert body
        assert tail == "" or tail in ENDINGS or tail in finals


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(HANGUL, HANGUL, st.sampled_from(sorted(ENDINGS))), min_size=5, max_size=20)
)
def test_stems_do_not_change_the_line(words: list[tuple[str, str, str]]) -> None:
    first, second = (" ".join(w[i] + w[2] for w in words if len(w[2]) == 2) for i in (0, 1))
    assert endings(f"{SENTENCE} {first}") == endings(f"{SENTENCE} {second}")


@settings(max_examples=100, deadline=None)
@given(MIXED, MIXED)
def test_lines_are_reduced_one_by_one(first: str, second: str) -> None:
    plain = [x.translate(dict.fromkeys(map(ord, "`<>()[]-\n\ud800"))) for x in (first, second)]
    both = endings("\n".join(plain)).split()
    assert both == [token for x in plain for token in endings(x).split()]


def test_listed_endings_are_frequent_in_several_kinds_of_text(tmp_path: Path) -> None:
    texts = {"film": "영화를 보는 사람은 영화가 좋은", "law": "법률을 보는 기관은 법률이 정한"}
    by_file = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.jsonl"
        path.write_text(f'{{"text": "{text}"}}\n', encoding="utf-8")
        by_file.append(shares(path))
    assert frequent(by_file, 1) == ["보는"]
    assert by_file[0]["화를"] == 1 / 5
    assert len(ENDINGS) == 400
    assert {"에서", "니다", "를", "했다"} <= ENDINGS


def translations(detached: bool) -> list[str]:
    """80 texts on made-up nouns, not the same for both values; particles stand apart if `detached`."""
    gap, rng = " " if detached else "", random.Random(detached)
    nouns = ["".join(chr(rng.randint(0xAC00, 0xD7A3)) for _ in range(4)) for _ in range(240)]
    return [
        f"{a}{gap}를 열면 {b}{gap}가 먼저 보이고 {c}{gap}는 닫힙니다."
        for a, b, c in zip(nouns[::3], nouns[1::3], nouns[2::3], strict=True)
    ]


def settings_of(**fields: object) -> Training:
    return Training.model_validate(
        {
            "task": "mt",
            "languages": ["ko"],
            "positive": "mt",
            "estimators": [Linear(unit="word", widths=(1, 3), features=1 << 12)],
            "segment": "endings",
            **fields,
        }
    )


def examples(texts: list[str], labels: list[str]) -> pa.Table:
    return pa.table({"text": texts, "label": labels, "source": labels, "lang": ["ko"] * len(texts)})


def test_model_relies_on_detached_particles_on_an_unknown_topic(tmp_path: Path) -> None:
    texts = translations(detached=True) + translations(detached=False)
    model = train(examples(texts, ["mt"] * 80 + ["human"] * 80), settings_of(), tmp_path)
    probabilities = model.score(
        pa.array(
            [
                "고양이 를 부르면 강아지 가 먼저 달려오고 송아지 는 잠듭니다.",
                "고양이를 부르면 강아지가 먼저 달려오고 송아지는 잠듭니다.",
                "SELECT name FROM cats",
            ]
        )
    ).to_pylist()
    assert probabilities[0] > 0.6
    assert probabilities[1] < 0.4
    assert probabilities[2] is None


def test_texts_without_prose_are_not_chosen() -> None:
    texts = [*translations(detached=True), *[f"print({i})  # 출력" for i in range(20)]]
    chosen = choose(examples(texts, ["mt"] * 100), settings_of(balance=False))
    assert sorted(chosen["text"].to_pylist()) == sorted(translations(detached=True))


def test_endings_are_a_set_of_words_of_one_or_two_syllables() -> None:
    assert all(1 <= len(x) <= 2 and all("가" <= c <= "힣" for c in x) for x in grammar.ENDINGS)
