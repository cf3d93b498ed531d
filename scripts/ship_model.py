"""`python -m scripts.ship_model NAME...`: the models of classifiers/shipped, from configs/classifiers.

A shipped model is trained on texts of this project and on sources whose licence lets everybody use them
(public domain, CC0, CC BY, CC BY-SA, MIT, BSD); all other sources of its recipe are left out, or test it. Its
weights are rounded to 8 bits. Prints how far the rounding moves a score.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np

from classifiers import shipped
from classifiers.card import card
from classifiers.estimators.linear import FILE, rounded
from classifiers.model import CARD, RECORD, Trained, hashes
from classifiers.train import held_out, train
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes
from pipeline.training.recipe import ClassifierRecipe

CONFIGS = Path("configs/classifiers")
# sources of the corpus by the end of their path, and their licences
FREE = {
    "classifiers/labels/": "this project; texts.jsonl.zst as its column `licence` says",
    "jsonl/ko_law.jsonl.zst": "public domain",
    "jsonl/ko_bible.jsonl.zst": "public domain",
    "jsonl/ko_docs_cpp.jsonl.zst": "CC BY 4.0, Microsoft",
    "jsonl/en_docs_cpp.jsonl.zst": "CC BY 4.0, Microsoft",
    "jsonl/ko_docs_pytorch.jsonl.zst": "BSD-3-Clause, PyTorch Korea",
    "jsonl/ko_dialog.jsonl.zst": "MIT, songys/Chatbot_data",
    "jsonl/en_novels.jsonl.zst": "public domain",
    "jsonl/code_cpython.jsonl.zst": "PSF-2.0",
    "docs_tree/react-ko/": "CC BY 4.0, Meta",
    "wide/mt/ko_msdocs_aspnet.jsonl.zst": "CC BY 4.0, Microsoft",
    "wide/mt/ko_msdocs_powershell.jsonl.zst": "CC BY 4.0, Microsoft",
    "wide/mt/ko_msdocs_powerbi.jsonl.zst": "CC BY 4.0, Microsoft",
    "wide/numbers/ko_table_": "public open data",
    "benchmarks/gsm8k/": "MIT, OpenAI",
    "parquet/ko_reviews_short.parquet": "CC0, e9t/nsmc",
    "parquet/ko_reviews_pages.parquet": "CC0, e9t/nsmc",
    "wide/good_ko/ko_survey_answers.jsonl.zst": "MIT, scdenney/nlp_corpora",
    "wide/good_ko/ko_president_speeches.jsonl.zst": "public archives",
    "wide/good_ko/ko_recipes.jsonl.zst": "MIT",
    "wide/good_ko/ko_stories_1920s_30s.jsonl.zst": "public domain",
    "wide/good_en/en_state_union.jsonl.zst": "public domain",
    "wide/good_en/en_masc_20_genres.jsonl.zst": "CC BY 3.0 US, MASC",
    "jsonl/ko_wiki.jsonl.zst": "CC BY-SA, Korean Wikipedia",
    "jsonl/ko_comments.jsonl.zst": "CC BY-SA 4.0, kocohub/korean-hate-speech",
    "wide/labelled/ko_3i4k_intent.jsonl.zst": "CC BY-SA 4.0, warnikchow/3i4k",
    "wide/good_ko/ko_gsd_sentences.jsonl.zst": "CC BY-SA 4.0, UD_Korean-GSD",
    "wide/raw_web/en_youtube_spam.jsonl.zst": "CC BY 4.0, UCI",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--to", type=Path, default=shipped.FOLDER)
    asked = parser.parse_args()
    for name in asked.names:
        recipe = recipes.read(CONFIGS / f"{name}.yaml")
        examples = labelled.read(_free(recipe).examples)
        with tempfile.TemporaryDirectory() as scratch:
            model = train(examples, recipe.training, Path(scratch) / "model")
            texts = held_out(examples, recipe.training)["text"]
            exact = model.probabilities(texts)
            small = _small(model, _licences(recipe))
            moved = np.nanmax(np.abs(small.probabilities(texts) - exact))
            shutil.rmtree(asked.to / name, ignore_errors=True)
            shutil.copytree(model.folder, asked.to / name)
        size = sum(f.stat().st_size for f in (asked.to / name).rglob("*") if f.is_file())
        print(
            f"{name}: {len(texts):,} held-out texts, rounding moves a score by {moved:.4f} at most, "
            f"{size:,} bytes"
        )


def _free(recipe: ClassifierRecipe) -> ClassifierRecipe:
    """The recipe without sources that are trained on and not free."""
    kept = tuple(
        e for e in recipe.examples if _licence(e.path) or recipe.training.is_unseen(e.name)
    )
    return recipe.model_copy(update={"examples": kept})


def _licence(path: str | None) -> str | None:
    return next((licence for part, licence in FREE.items() if part in (path or "")), None)


def _licences(recipe: ClassifierRecipe) -> dict[str, str]:
    """The licence of each source that the model is trained on."""
    trained = (e for e in recipe.examples if not recipe.training.is_unseen(e.name))
    return {e.name: licence for e in trained if (licence := _licence(e.path))}


def _small(model: Trained, licences: dict[str, str]) -> Trained:
    """The model with weights of 8 bits, written over the other."""
    for file in model.folder.rglob(FILE):
        with np.load(file) as data:
            weights, offsets = data["weights"], data["offsets"]
        small, scale = rounded(weights)
        np.savez_compressed(file, weights=small, scale=scale, offsets=offsets)
    record = {**model.record, "files": hashes(model.folder), "licences": licences}
    (model.folder / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=2), "utf-8")
    (model.folder / CARD).write_text(card(record), "utf-8")
    return Trained(model.folder)


if __name__ == "__main__":
    main()
