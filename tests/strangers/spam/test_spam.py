"""Made training texts teach spam of texts that were written apart from them, and leave sound ones alone."""

from pathlib import Path
from random import Random
from types import ModuleType

import pyarrow as pa
import pytest

from classifiers.model import Trained
from classifiers.train import train
from pipeline.demo.spam import THEMES, write
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes
from scripts import label_made, label_made_pitches
from scripts.label_made import FOLDER
from scripts.label_made_spellings import with_particle
from tests.strangers.spam.families import SOUND, SPAM

RECIPE = Path("configs/classifiers/spam_ko.yaml")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """The recipe's settings, on the examples that lie in the project: made texts and labels of free licence."""
    read = recipes.read(RECIPE)
    own = [source for source in read.examples if source.name in ("labels", "made", "pitches")]
    table = labelled.read(own)
    return train(table, read.training, tmp_path_factory.mktemp("spam") / "m")


def test_spam_of_strangers_is_flagged_and_sound_texts_of_the_same_words_are_not(
    model: Trained,
) -> None:
    spam = model.score(pa.array([text for texts in SPAM.values() for text in texts])).to_pylist()
    sound = model.score(pa.array(SOUND)).to_pylist()
    assert sum(score > 0.5 for score in sound if score is not None) <= 1
    assert sum(score > 0.5 for score in spam if score is not None) >= 0.6 * len(spam)


@pytest.mark.parametrize("theme", THEMES["ko"])
def test_the_spam_of_the_demo_is_flagged(model: Trained, theme: str) -> None:
    draw = Random(11)
    texts = [write(draw, "ko", theme) for _ in range(40)]
    scores = model.score(pa.array(texts)).to_pylist()
    assert sum(score > 0.5 for score in scores if score is not None) >= 0.8 * len(texts)


@pytest.mark.parametrize(("maker", "name"), [(label_made, "made"), (label_made_pitches, "pitches")])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_made_texts_are_those_of_the_file_and_differ(
    maker: ModuleType, name: str, lang: str
) -> None:
    made = maker.examples(lang)
    file = recipes.read(Path(f"configs/classifiers/spam_{lang}.yaml"))
    table = labelled.read([s for s in file.examples if s.name == name])
    assert table["text"].to_pylist() == [row["text"] for row in made], FOLDER
    assert len({row["text"] for row in made}) == len(made)
    assert maker.examples(lang, each=3, seed=1) != maker.examples(lang, each=3, seed=2)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_part_of_a_pitch_grammar_is_filled(lang: str) -> None:
    for row in label_made_pitches.examples(lang, each=20):
        if row["source"] != "pitch/host":
            assert "{" not in row["text"], row


def test_a_particle_fits_its_word() -> None:
    assert with_particle("카지노", "으로") == "카지노로"
    assert with_particle("대출", "로") == "대출로"
    assert with_particle("투자방", "를") == "투자방을"
    assert with_particle("http", "은") == "http은"
