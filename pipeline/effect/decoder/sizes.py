"""The sizes of the decoder, and what a run of each costs."""

from dataclasses import dataclass
from typing import Literal

Name = Literal["s", "m"]


@dataclass(frozen=True)
class Size:
    """Layers, width, heads, tokens of context; rows of a batch and the peak of the learning rate."""

    layers: int
    width: int
    heads: int
    context: int
    rows: int
    rate: float

    def parameters(self, vocabulary: int) -> int:
        """Parameters: 12 w^2 a layer (gated, 8/3 wide), and embeddings that are shared with the output."""
        hidden = self.hidden
        layer = 4 * self.width**2 + 3 * self.width * hidden + 2 * self.width
        return self.layers * layer + self.width * (vocabulary + 1)

    @property
    def hidden(self) -> int:
        """Width of the gated layers: 8/3 of the width, in steps of 64."""
        return -(-8 * self.width // 3 // 64) * 64


# `s` tests a recipe in minutes on two cores; it does not rank mixtures (Olmix: below 15 million parameters no
# correlation with large models). `m` is near DataDecide's 60 to 90 million, which ranks 80 % of pairs.
SIZES: dict[Name, Size] = {
    "s": Size(layers=6, width=256, heads=4, context=256, rows=16, rate=2e-3),
    "m": Size(layers=12, width=640, heads=10, context=1024, rows=64, rate=1e-3),
}
