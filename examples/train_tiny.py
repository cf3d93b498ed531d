"""Train a tiny model on packed shards: `python examples/train_tiny.py ROOT/pack/train --steps 50`.

Shows what a training loop needs of the shards: rows mapped from disk (rows.py), no attention across
documents, no loss on padding, and a position from which it goes on after an interruption (--checkpoint,
--resume). Needs torch and pyarrow, and nothing of Malmoi."""

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from rows import Rows, learned
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, Subset


class Model(nn.Module):
    """A decoder of two layers; `document` keeps tokens from looking into other documents."""

    def __init__(
        self, vocab: int, seq_len: int, width: int = 64, heads: int = 4, depth: int = 2
    ) -> None:
        super().__init__()
        self.heads = heads
        self.tokens, self.places = nn.Embedding(vocab, width), nn.Embedding(seq_len, width)
        nn.init.normal_(self.tokens.weight, std=0.02)
        self.layers = nn.ModuleList(
            nn.ModuleDict(
                {
                    "before": nn.LayerNorm(width),
                    "mix": nn.Linear(width, 3 * width),
                    "out": nn.Linear(width, width),
                    "norm": nn.LayerNorm(width),
                    "up": nn.Linear(width, 4 * width),
                    "down": nn.Linear(4 * width, width),
                }
            )
            for _ in range(depth)
        )
        self.last = nn.LayerNorm(width)

    def forward(self, ids: torch.Tensor, document: torch.Tensor) -> torch.Tensor:
        size = ids.shape[1]
        same = document[:, :, None] == document[:, None, :]
        mask = (same & torch.ones(size, size, dtype=torch.bool).tril())[:, None]
        x = self.tokens(ids) + self.places(torch.arange(size))
        for layer in self.layers:
            parts: Any = layer["mix"](layer["before"](x)).chunk(3, dim=-1)
            q, k, v = (p.unflatten(-1, (self.heads, -1)).transpose(1, 2) for p in parts)
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            x = x + layer["out"](mixed.transpose(1, 2).flatten(2))
            x = x + layer["down"](functional.gelu(layer["up"](layer["norm"](x))))
        return self.last(x) @ self.tokens.weight.T


def loss_of(
    logits: torch.Tensor, ids: torch.Tensor, document: torch.Tensor, pad: int
) -> torch.Tensor:
    """Mean cross entropy of the next token, where it is of the same document and no padding."""
    counts = learned(ids, document, pad)
    return functional.cross_entropy(logits[:, :-1][counts], ids[:, 1:][counts])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="ROOT/pack/PHASE")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--checkpoint", type=Path, help="written at the end")
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    options = parser.parse_args()

    made = json.loads((options.folder / "_phase.json").read_text())["arguments"]
    rows = Rows(options.folder)
    torch.manual_seed(17)
    model = Model(made["vocab_size"], made["seq_len"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    begin = 0
    if options.resume:
        saved = torch.load(options.resume, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        begin = saved["row"]
        print(f"going on at row {begin}")
    ahead = [(begin + i) % len(rows) for i in range(options.steps * options.batch)]
    loader = DataLoader(Subset(rows, ahead), batch_size=options.batch, num_workers=options.workers)
    for step, batch in enumerate(loader):
        loss = loss_of(model(**batch), **batch, pad=made["pad"])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 10 == 0 or step == options.steps - 1:
            print(f"row {begin + step * options.batch:>6}  loss {loss.item():.3f}", flush=True)
    if options.checkpoint:
        row = (begin + len(ahead)) % len(rows)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "row": row}
        torch.save(state, options.checkpoint)


if __name__ == "__main__":
    main()
