"""Train a tiny model on packed shards: `python examples/train_tiny.py ROOT/pack/train --steps 50`.

Shows what a training loop needs of the shards: rows mapped from disk, no attention across documents, no
loss on padding, and a position from which it goes on after an interruption (--checkpoint, --resume). Needs
torch and pyarrow, and nothing of Malmoi."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset, Subset


class Rows(Dataset):
    """The rows of all shards, in the order of training: they are shuffled already."""

    def __init__(self, folder: Path) -> None:
        self.files = [
            f["filename"] for f in json.loads((folder / "state.json").read_text())["_data_files"]
        ]
        self.tables = [
            pa.ipc.open_stream(pa.memory_map(str(folder / n))).read_all() for n in self.files
        ]
        self.starts = np.cumsum([0, *(len(t) for t in self.tables)])

    def __len__(self) -> int:
        return int(self.starts[-1])

    def __getitem__(self, row: int) -> dict[str, torch.Tensor]:
        """ids int64 [seq_len], and the number of the document that each token is of, int64 [seq_len]."""
        shard = int(np.searchsorted(self.starts, row, side="right")) - 1
        one = self.tables[shard].slice(row - self.starts[shard], 1)
        ids = one.column("input_ids").chunk(0).flatten().to_numpy().astype(np.int64)
        if "lengths" in one.column_names:
            lengths = one.column("lengths").chunk(0).flatten().to_numpy()
        else:
            begins = np.flatnonzero(one.column("position_ids").chunk(0).flatten().to_numpy() == 0)
            lengths = np.diff([*begins, len(ids)])
        document = np.repeat(np.arange(len(lengths)), lengths)
        return {"ids": torch.from_numpy(ids), "document": torch.from_numpy(document)}


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
    counts = (document[:, 1:] == document[:, :-1]) & (ids[:, 1:] != pad)
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
