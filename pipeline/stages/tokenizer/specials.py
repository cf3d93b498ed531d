"""Special tokens: no merge makes them.

Control tokens never come out of raw text; placeholders stand for themselves.
"""

from pipeline.kernels.placeholders import placeholder
from pipeline.stages.tokenizer.placeholders import FROZEN

EOS, PAD = "<|endoftext|>", "<|pad|>"
CONTROL = (EOS, PAD, "<|system|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|endofturn|>")
PLACEHOLDERS = tuple(placeholder(kind) for kind in FROZEN)


def control_tokens(reserved: int) -> list[str]:
    """Control tokens, followed by `reserved` names that are free for later use."""
    return [*CONTROL, *(f"<|reserved_{i}|>" for i in range(reserved))]


def special_tokens(reserved: int) -> list[str]:
    """All special tokens in the order of their ids: control tokens, then placeholders."""
    return [*control_tokens(reserved), *PLACEHOLDERS]
