"""Training: one pass over the documents of an arm; a killed run goes on from its checkpoint."""

import math
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from torch.nn import functional as f  # pyright: ignore[reportMissingImports]

from pipeline.effect.decoder.cutting import rows
from pipeline.effect.decoder.model import Decoder
from pipeline.effect.decoder.sizes import Size

WARM_UP = 0.05  # share of the steps in which the rate rises
EVERY = 200  # steps between checkpoints
CHECKPOINT = "last.pt"
_BETAS, _DECAY, _CLIP = (0.9, 0.95), 0.1, 1.0


Schedule = Callable[[int, int], float]  # (step, steps) -> the rate's share of its peak


def device() -> torch.device:
    """A GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def trained(
    size: Size,
    seed: int,
    offsets: np.ndarray,
    ids: np.ndarray,
    vocabulary: int,
    home: Path,
    schedule: Schedule,
    state: Path | None = None,
) -> Decoder:
    """A decoder that has seen the documents once, from the start or from the `state` of another one. Each
    document begins behind the end of the one before it; the id of the end is `vocabulary`. Checkpoints lie in
    `home`, the last one with the finished model."""
    torch.manual_seed(seed)
    texts = rows(offsets, ids, vocabulary, size.context)
    place = device()
    model = Decoder(size, vocabulary + 1).to(place)
    optimizer = torch.optim.AdamW(
        _groups(model), lr=size.rate, betas=_BETAS, fused=place.type == "cuda"
    )
    steps = max(1, len(texts) // size.rows)
    first = _resumed(home / CHECKPOINT, model, optimizer)
    if first is None:
        first = 0
        if state is not None:
            _resumed(state, model, optimizer)
    forward = torch.compile(model) if place.type == "cuda" else model
    for step in range(first, steps):
        for group in optimizer.param_groups:
            group["lr"] = size.rate * schedule(step, steps)
        batch = torch.from_numpy(texts[step * size.rows : (step + 1) * size.rows]).to(place).long()
        with torch.autocast(place.type, torch.bfloat16):
            logits = forward(batch[:, :-1])
        loss = f.cross_entropy(logits.float().flatten(0, 1), batch[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
        optimizer.step()
        if (step + 1) % EVERY == 0 or step + 1 == steps:
            _keep(home, model, optimizer, step + 1)
    return model


def _groups(model: Decoder) -> list[dict]:
    """Weights that decay: matrices."""
    matrices = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() < 2]
    return [
        {"params": matrices, "weight_decay": _DECAY},
        {"params": others, "weight_decay": 0.0},
    ]


def rising(step: int, steps: int) -> float:
    """The rate's share of its peak for a base: a linear rise, then the peak."""
    return min(1.0, (step + 1) / _warm_up(steps))


def rise_and_fall(step: int, steps: int) -> float:
    """The rate's share of its peak: a linear rise, then a cosine to 0."""
    warm = _warm_up(steps)
    if step < warm:
        return rising(step, steps)
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def falling(step: int, steps: int) -> float:
    """The rate's share of its peak for an anneal: linear to 0 (OLMo 2, arXiv 2501.00656)."""
    return 1 - step / steps


def _warm_up(steps: int) -> int:
    return max(1, round(WARM_UP * steps))


def _keep(home: Path, model: Decoder, optimizer: torch.optim.Optimizer, step: int) -> None:
    home.mkdir(parents=True, exist_ok=True)
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, home / "next.pt")
    os.replace(home / "next.pt", home / CHECKPOINT)


def _resumed(path: Path, model: Decoder, optimizer: torch.optim.Optimizer) -> int | None:
    """The steps that a checkpoint has done; None without one."""
    if not path.exists():
        return None
    state = torch.load(path, map_location=device(), weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["step"]
