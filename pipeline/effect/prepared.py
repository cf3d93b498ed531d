"""What a comparison needs before models are trained: strata without leaks, and the tokens of all texts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.executor import Executor
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.progress import Progress
from pipeline.core.store import Store
from pipeline.effect import strata as held_out
from pipeline.effect.arms import Arms
from pipeline.effect.bits import Fit, Judges, bits
from pipeline.effect.bits import held as every
from pipeline.effect.gold import items as golden
from pipeline.effect.gold import tokens as gold_tokens
from pipeline.effect.gold.items import Gold
from pipeline.effect.gold.sets import GoldSet
from pipeline.effect.leaks import leaked
from pipeline.effect.ledger import Root
from pipeline.effect.recipe import Arm, Effect, Judged
from pipeline.effect.strata import Strata
from pipeline.effect.tokens import Texts, encoded
from pipeline.kernels.encode.reference import load
from pipeline.recipe.execution import Deferred, open_executor
from pipeline.recipe.lock import at_rest, locked
from pipeline.recipe.recipe import Recipe
from pipeline.registry import KERNELS
from pipeline.stages.ingest import Ingest
from pipeline.stages.mix.named import checked, identified, path_of

HeldOut = TypeVar("HeldOut", Strata, Gold)


@dataclass
class Prepared:
    """Arms whose texts are encoded, and the held-out text that judges their models: documents of the strata,
    and behind them the items of gold sets."""

    asked: Judged
    store: Store
    executor: Executor
    progress: Progress
    arms: Arms
    strata: Strata
    gold: Gold | None
    judges: list[Judges]
    tokenizer: InputFile

    def job(self, stage: str) -> Job:
        """The job of one step; what it makes lies in a folder of this name."""
        return _job(self.store, stage, self.executor, self.progress)

    @property
    def vocabulary(self) -> int:
        """The number of ids of the tokenizer."""
        return max(load(path_of(self.tokenizer)).get_vocab().values()) + 1

    def bits(self, fits: list[Fit], step: str = "ngrams") -> list[np.ndarray]:
        """Train the models; for each the bits of every document of the strata and every gold item, float64
        [n]. `step` names the folder that keeps them."""
        home = self.store.at("checkpoints")
        fits = [replace(fit, home=home) for fit in fits]
        return bits(self.job(step), fits, self.judges, self.vocabulary, self.asked)


@contextmanager
def prepared(
    asked: Judged,
    root: Root,
    arms: dict[str, Arm],
    address: str,
    home: str,
    progress: Progress,
    gold: tuple[GoldSet, ...] = (),
) -> Iterator[Prepared]:
    """Read what judges, refuse or leave out what leaks, and encode everything once. What is made lies in
    `home`, and stands when it is asked for again.

    Raises RecipeError for an arm that the root cannot give, and for held-out text that leaks."""
    checked(asked.tokenizer)
    for name, arm in arms.items():
        root.check(name, arm)
    store, executor = Store(home), Deferred(lambda: open_executor(asked.execution))
    try:
        with at_rest(Store(address)), locked(store, "--to"):
            job = partial(_job, store, executor=executor, progress=progress)
            strata = held_out.read(asked.strata, f"{home}/strata", asked.execution, progress)
            items = golden.read(job("gold"), gold) if gold else None
            held = Arms(root, dict(arms), _files(asked, arms, home, progress))
            strata = _without_leaks(asked, held, strata, "strata", job("leaks"), progress)
            tokenizer = identified(asked.tokenizer, job("tokens"))
            judges = [_judges(strata, job("judges"), tokenizer)]
            if items:
                _tell_left_out(items, progress)
                items = _without_leaks(asked, held, items, "gold", job("gold_leaks"), progress)
                tokens = gold_tokens.encoded(job("judges"), items, tokenizer)
                judges.append(Judges(tokens, items.kept[:, 1:], has_prompts=True))
            _check_known(tokenizer, judges)
            held.encode(job("tokens"), tokenizer)
            yield Prepared(asked, store, executor, progress, held, strata, items, judges, tokenizer)
    finally:
        executor.close()


def _job(store: Store, stage: str, executor: Executor, progress: Progress) -> Job:
    return Job(store, stage, executor, progress, replace=True, kernels=KERNELS)


def _files(asked: Judged, arms: dict[str, Arm], home: str, progress: Progress) -> dict[str, Corpus]:
    """The corpora of the arms of files, as they come."""
    corpora = {}
    for name, arm in arms.items():
        if arm.files:
            stages = (Ingest(sources=(arm.files,)),)
            recipe = Recipe(f"{home}/files/{name}", stages, asked.execution)
            corpora[name] = recipes.run(recipe, replace_stale=True, progress=progress)
    return corpora


def _without_leaks(
    asked: Judged, arms: Arms, held: HeldOut, field: str, job: Job, progress: Progress
) -> HeldOut:
    """What is held out without what an arm has seen. Raises RecipeError if the recipe refuses it."""
    # an arm of a reason, which comes later, may have any document
    brings_back = isinstance(asked, Effect) and asked.reasons is not False
    found, short = leaked(held, arms.seen(brings_back), job)
    if short.any():
        progress.note(f"{field}: {short.sum():,} are too short to be looked up in the arms")
    if not found.any():
        return held
    counts = np.bincount(held.kept[found, 0], minlength=len(held.names))
    listed = [
        f"{name}: {count:,} of {(held.kept[:, 0] == i).sum():,}"
        for i, (name, count) in enumerate(zip(held.names, counts, strict=True))
        if count
    ]
    if asked.leaks == "refuse":
        examples = ", ".join(held.told(row) for row in held.kept[found][:3])
        raise RecipeError(
            f"{field}: the arms have seen held-out text: {'; '.join(listed)}, such as {examples}\n"
            "  take other held-out text, or write `leaks: leave_out` to judge by the rest"
        )
    progress.note(f"left out of {field}, as the arms have seen it: {'; '.join(listed)}")
    return held.without(found)


def _tell_left_out(gold: Gold, progress: Progress) -> None:
    """Name the gold items that count for nothing, because the recipe may be the reason."""
    for name, counted in gold.left_out.items():
        if counted["unanswered"]:
            progress.note(
                f"gold {name}: {counted['unanswered']:,} items are left out: a field or the answer is missing"
            )


def _check_known(tokenizer: InputFile, judges: list[Judges]) -> None:
    """Raise RecipeError if the tokenizer does not know all held-out text: the rest would cost nothing."""
    model = json.loads(load(path_of(tokenizer)).to_str())["model"]
    unknown = model.get("unk_id")
    if model.get("unk_token") is not None:
        unknown = load(path_of(tokenizer)).token_to_id(model["unk_token"])
    _, ids, _ = every(judges)
    if unknown is not None and (count := int((ids == unknown).sum())):
        raise RecipeError(
            f"tokenizer: {count:,} of {len(ids):,} tokens of the held-out text are unknown to it, and would "
            "cost nothing; take one that knows every byte, such as the stage tokenizer trains"
        )


def _judges(strata: Strata, job: Job, tokenizer: InputFile) -> Judges:
    texts = [Texts(strata.corpus, i, "clean", False) for i in range(strata.corpus.num_shards)]
    return Judges(encoded(job, "tokens", texts, tokenizer), strata.kept[:, 1:])
