"""Tokens that no merge makes. Control tokens never come out of raw text; placeholders stand for
themselves."""

from pipeline.kernels.pii import KINDS, placeholder

EOS, PAD = "<|endoftext|>", "<|pad|>"
CONTROL = (EOS, PAD, "<|system|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|endofturn|>")
PLACEHOLDERS = tuple(placeholder(kind) for kind in KINDS)


def control_tokens(reserved: int) -> list[str]:
    """Control tokens, and names that are kept free for later use."""
    return [*CONTROL, *(f"<|reserved_{i}|>" for i in range(reserved))]


def special_tokens(reserved: int) -> list[str]:
    """In order of their ids: control tokens, then the placeholders of the scrubber."""
    return [*control_tokens(reserved), *PLACEHOLDERS]
