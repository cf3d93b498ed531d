"""Train a classifier from the corpus itself: the documents of some sources are good examples, those of others
poor ones."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from classifiers import train
from classifiers.recipe import Training
from pipeline.core.corpus import Corpus
from pipeline.core.errors import JobError

GOOD, POOR = "good", "poor"
LANGUAGES = ("ko", "en")


def train_models(
    folder: Path,
    corpus: Corpus,
    positive: Sequence[str],
    negative: Sequence[str],
    max_examples: int,
) -> None:
    """Train a model for each language from living documents of the named sources and write it to
    `folder`/quality/<lang>. A language with too few examples of either label gets no model, and its documents
    no score. Raises JobError if training fails."""
    wanted, tables = pa.array([*positive, *negative]), []
    for shard in range(corpus.num_shards):
        # The source column is read first: most shards hold none of the sources, and their text is not read.
        chosen = pc.is_in(corpus.read(shard, ["source"]).column(0), wanted)
        if pc.any(chosen).as_py():
            tables.append(corpus.read(shard, ["source", "lang", "text"]).filter(chosen))
    (folder / "quality").mkdir()
    (folder / "quality" / "sources.txt").write_text(f"good: {positive}\npoor: {negative}\n")
    if not tables:
        return
    table = pa.concat_tables(tables)
    is_good = pc.is_in(table["source"], pa.array(list(positive)))
    table = table.append_column("label", pc.if_else(is_good, GOOD, POOR))
    for language in LANGUAGES:
        examples = table.filter(pc.equal(table["lang"], language))
        training = Training(
            task="quality", languages=(language,), positive=GOOD, max_examples=max_examples
        )
        try:
            train.train(examples, training, folder / "quality" / language)
        except train.TooFewError:
            continue
        except ValueError as error:
            raise JobError(f"quality: the classifier for {language}: {error}") from None
