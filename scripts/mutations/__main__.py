"""`python -m scripts.mutations [N] [--skip K] [--only MODULE]`: change N small things in the engine, one at a
time, and run the nearest tests each time; exits 1 if they notice fewer than nine in ten.

A change is one operator of one statement: a comparison turned or moved by one, a sum made a difference, a
condition negated, a constant one higher, an argument or a call taken away. Which ones are tried follows from
their hash, so that a run can be repeated; `--skip K` takes those after the first K. Survivors are printed
with their line: each is a missing test, or a change that changes nothing. `changes.is_left_out` names the
classes of changes that no test can notice, `equivalent.py` single ones.
"""

import argparse
import os
import sys

from scripts.mutations.changes import Mutation, mutations
from scripts.mutations.nearest import NEAREST
from scripts.mutations.trying import tried

NEEDED = 0.9


def chosen(number: int, skip: int, only: str | None) -> list[Mutation]:
    """`number` changes after the first `skip`, in the order of their hashes."""
    modules = [m for m in NEAREST if only is None or only in m]
    every = [m for module in modules for m in mutations(module)]
    return sorted(every, key=lambda m: m.rank)[skip : skip + number]


def main() -> int:
    """Print survivors and the score; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=60)
    parser.add_argument("--skip", type=int, default=0, help="the changes before those")
    parser.add_argument("--only", help="a part of the module's path")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    noticed = total = 0
    changes = chosen(arguments.number, arguments.skip, arguments.only)
    for mutation, was_noticed in tried(changes, arguments.workers):
        total, noticed = total + 1, noticed + was_noticed
        if not was_noticed:
            print(f"nobody noticed {mutation.place}", flush=True)
    score = noticed / max(total, 1)
    print(f"{noticed} of {total} changes noticed ({score:.0%})")
    return int(score < NEEDED)


if __name__ == "__main__":
    sys.exit(main())
