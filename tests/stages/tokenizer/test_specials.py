"""Special tokens: ids that trained tokenizers hold never move."""

import xxhash

from pipeline.kernels.pii import KINDS
from pipeline.kernels.placeholders import placeholder
from pipeline.stages.tokenizer.placeholders import FROZEN
from pipeline.stages.tokenizer.specials import control_tokens, special_tokens

PLACE = "FROZEN in pipeline/stages/tokenizer/placeholders.py"
# the first kinds that were frozen, in November 2026
FIRST, DIGEST = 22, "9eb2f369"


def test_every_kind_has_a_frozen_placeholder() -> None:
    missing = [kind for kind in KINDS if kind not in FROZEN]
    assert not missing, f"{missing} have no token: append each at the end of {PLACE}"


def test_frozen_placeholders_keep_their_places() -> None:
    first = xxhash.xxh32_hexdigest("\n".join(FROZEN[:FIRST]).encode())
    assert first == DIGEST, (
        f"{PLACE} is appended to, never reordered: ids of tokenizers would shift"
    )
    assert len(set(FROZEN)) == len(FROZEN)


def test_placeholders_stand_behind_the_control_tokens() -> None:
    tokens = special_tokens(3)
    assert tokens[: len(control_tokens(3))] == control_tokens(3)
    assert tokens[len(control_tokens(3)) :] == [placeholder(kind) for kind in FROZEN]
