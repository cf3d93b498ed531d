"""The decoder: pre-norm, rotary positions, gated layers, output tied to the embeddings."""

import torch  # pyright: ignore[reportMissingImports]
from torch import nn  # pyright: ignore[reportMissingImports]
from torch.nn import functional as f  # pyright: ignore[reportMissingImports]

from pipeline.effect.decoder.sizes import Size

_BASE = 10_000.0  # of the wavelengths of positions
_SPREAD = 0.02  # of the first weights


class Decoder(nn.Module):
    """Token ids [rows, n] -> logits [rows, n, ids]."""

    def __init__(self, size: Size, ids: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(ids, size.width)
        self.blocks = nn.ModuleList(_Block(size) for _ in range(size.layers))
        self.norm = nn.RMSNorm(size.width)
        head = size.width // size.heads
        waves = _BASE ** (-torch.arange(0, head, 2).float() / head)
        turns = torch.outer(torch.arange(size.context).float(), waves)
        self.register_buffer("cos", turns.cos(), persistent=False)
        self.register_buffer("sin", turns.sin(), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() > 1:
                # the sum of 2 x layers branches keeps its spread
                last = name.endswith(("out.weight", "down.weight"))
                nn.init.normal_(weight, std=_SPREAD / (2 * size.layers) ** 0.5 if last else _SPREAD)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Logits of the next id behind each."""
        x = self.embedding(ids)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for block in self.blocks:
            x = block(x, cos, sin)
        return f.linear(self.norm(x), self.embedding.weight)


class _Block(nn.Module):
    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.before, self.between = nn.RMSNorm(size.width), nn.RMSNorm(size.width)
        self.qkv = nn.Linear(size.width, 3 * size.width, bias=False)
        self.out = nn.Linear(size.width, size.width, bias=False)
        self.up = nn.Linear(size.width, 2 * size.hidden, bias=False)
        self.down = nn.Linear(size.hidden, size.width, bias=False)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
        rows, length, width = x.shape
        qkv = self.qkv(self.before(x)).view(rows, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        q, k = _turned(q, cos, sin), _turned(k, cos, sin)
        seen = f.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(seen.transpose(1, 2).reshape(rows, length, width))
        gate, value = self.up(self.between(x)).chunk(2, dim=-1)
        return x + self.down(f.silu(gate) * value)


def _turned(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    a, b = x.chunk(2, dim=-1)
    cos, sin = cos.to(x.dtype), sin.to(x.dtype)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)
