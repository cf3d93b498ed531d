"""The spelling of placeholders, which stand in a text where personal data was.

Three kernels depend on it: `pii` writes placeholders, `clean` escapes look-alikes, `words` keeps each whole.
"""

OPEN, CLOSE = "<|PI:", "|>"


def placeholder(kind: str) -> str:
    """The text that replaces a span of this kind; an atomic token of the tokenizer."""
    return f"{OPEN}{kind}{CLOSE}"
