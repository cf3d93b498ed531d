"""The oracle: `tokenizers` itself, fed each word as often as it counts. For small tables only."""

import json

from tokenizers import Tokenizer, models, trainers

from pipeline.kernels.bpe import alphabet, byte_characters


def train(
    words: list[bytes], counts: list[int], num_merges: int, min_frequency: int = 2
) -> list[tuple[int, int]]:
    """Merges as (left id, right id), ids counted from the first byte character."""
    characters = byte_characters()
    spelt = ["".join(characters[b] for b in word) for word in words]
    tokenizer = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=256 + num_merges,
        min_frequency=min_frequency,
        show_progress=False,
        initial_alphabet=list(alphabet()),
    )
    rows = (word for word, count in zip(spelt, counts, strict=True) for _ in range(count))
    tokenizer.train_from_iterator(rows, trainer)
    model = tokenizer.get_vocab()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [(model[left], model[right]) for left, right in merges]
