"""Names of persons in prose, which a trained model finds near what the rules have found."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.kernels.pii.prose import finding, model

# first byte, byte behind the last, kind
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Names:
    """The model of names in prose. Receipts hold the hash of its file."""

    def identity(self) -> dict[str, str]:
        return {"weights": model.digest()}

    def near(self, text: bytes, spans: Sequence[Span]) -> list[Span]:
        """The names near the spans and placeholders of a text, which no span overlaps."""
        return [
            (start, end, "NAME")
            for start, end in finding.names_near(text, list(spans))
            if not any(start < b and a < end for a, b, _ in spans)
        ]
