"""`python -m scripts.mutations [N] [--only MODULE]`: change N small things in the engine, one at a time, and
run the nearest tests each time; exits 1 if they notice fewer than nine in ten.

A change is one operator of one statement: a comparison turned or moved by one, a sum made a difference, a
condition negated, a constant one higher, a constant argument taken away. Which ones are tried follows from
their hash, so that a run can be repeated. Survivors are printed with their line: each is a missing test, or a
change that changes nothing.
"""

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import xxhash

REPOSITORY = Path(__file__).parents[1]
NEEDED = 0.9
SECONDS = 240
NOT_RUN = (4, 5)  # pytest: wrong arguments, no tests
ENGINE = (
    "tests/core/test_job.py",
    "tests/core/test_record.py",
    "tests/core/test_dataset.py",
    "tests/core/test_exchange.py",
    "tests/core/test_shuffle.py",
)
# Module -> the tests that stand nearest to it.
NEAREST = {
    "pipeline/core/job.py": ENGINE,
    "pipeline/core/shuffle.py": ("tests/core/test_shuffle.py", "tests/core/test_exchange.py"),
    "pipeline/core/exchange.py": ("tests/core/test_shuffle.py", "tests/core/test_exchange.py"),
    "pipeline/core/spill.py": ("tests/core/test_spill.py", "tests/core/test_exchange.py"),
    "pipeline/core/record.py": ENGINE,
    "pipeline/core/unit.py": ENGINE,
    "pipeline/core/corpus.py": ENGINE,
    "pipeline/core/patience.py": ("tests/core/test_patience.py",),
    "pipeline/core/retired.py": ("tests/core/test_retired.py",),
    "pipeline/core/poison.py": ("tests/core/test_poison.py",),
    "pipeline/core/quarantine.py": ("tests/core/test_poison.py", "tests/faults/test_poison.py"),
    "pipeline/processes/pool.py": ("tests/processes",),
    "pipeline/recipe/events.py": ("tests/recipe/test_events.py",),
    "pipeline/recipe/forecast.py": ("tests/recipe/test_forecast.py",),
    "pipeline/stages/mix/choose.py": ("tests/stages/mix",),
    "pipeline/stages/mix/tuning.py": ("tests/stages/mix",),
    "pipeline/stages/mix/weights.py": ("tests/stages/mix",),
    "pipeline/stages/mix/planner.py": ("tests/stages/mix",),
    "pipeline/stages/pack/order.py": ("tests/stages/pack",),
    "pipeline/stages/pack/layout.py": ("tests/stages/pack",),
    "pipeline/stages/pack/rows.py": ("tests/stages/pack",),
    "pipeline/stages/scrub.py": ("tests/stages/test_scrub.py",),
}
TURNED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
CHANGED = (ast.Compare, ast.BinOp, ast.BoolOp, ast.If, ast.IfExp, ast.Constant, ast.keyword)


@dataclass(frozen=True)
class Mutation:
    """One change: the module, the line, what it was and is, and the whole text with it."""

    module: str
    line: int
    change: str
    text: str

    @property
    def place(self) -> str:
        """module:line: was -> is."""
        return f"{self.module}:{self.line}: {self.change}"


def mutations(module: str) -> Iterator[Mutation]:
    """Every change of a module, in the order of its lines."""
    tree = ast.parse((REPOSITORY / module).read_text(encoding="utf-8"))
    for number, node in enumerate(_statements(tree)):
        for change in _changes(node):
            other = copy.deepcopy(tree)
            target = list(_statements(other))[number]
            change(target)
            was, now = ast.unparse(node), ast.unparse(target)
            if was != now:
                text = ast.unparse(ast.fix_missing_locations(other))
                yield Mutation(module, node.lineno, f"{_short(was)} -> {_short(now)}", text)


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes that decide something: annotations, docstrings, messages and decorators are left out."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(
            child, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom | ast.arguments
        ):
            continue
        if isinstance(child, ast.expr) and child in getattr(tree, "decorator_list", ()):
            continue
        if child in (getattr(tree, "annotation", None), getattr(tree, "returns", None)):
            continue
        if isinstance(
            child,
            ast.Compare | ast.BinOp | ast.BoolOp | ast.If | ast.IfExp | ast.Constant | ast.keyword,
        ):
            yield child
        yield from _statements(child)


def _changes(node: ast.AST) -> Iterator:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield lambda n: n.ops.__setitem__(0, TURNED[type(n.ops[0])]())
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in TURNED:
        yield lambda n: setattr(n, "op", TURNED[type(n.op)]())
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.BoolOp):
        if ast.unparse(node.test) == "TYPE_CHECKING":
            return
        yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    if isinstance(node, ast.Constant) and type(node.value) in (int, bool):
        yield lambda n: setattr(n, "value", not n.value if type(n.value) is bool else n.value + 1)
    if isinstance(node, ast.keyword) and _is_choice(node.value):
        yield lambda n: setattr(n.value, "value", None)


def _is_choice(value: ast.AST) -> bool:
    """True for the number or the switch that an argument gives; texts name things."""
    return isinstance(value, ast.Constant) and not isinstance(value.value, str)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


def is_noticed(mutation: Mutation) -> bool:
    """True if the nearest tests fail, or do not end, in a copy of the tree with the change."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
        tree = Path(folder)
        for name in ("pipeline", "classifiers", "malmoi", "tests", "configs", "pyproject.toml"):
            source = REPOSITORY / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, tree / name)
        (tree / mutation.module).write_text(mutation.text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        try:
            done = subprocess.run(
                [*command, *NEAREST[mutation.module]],
                cwd=tree,
                env={**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
        if done.returncode in NOT_RUN:
            raise RuntimeError(f"{mutation.place}: the tests did not run: {done.stdout[-500:]!r}")
        # a crash of the process is noticed as well
        return done.returncode != 0


def chosen(number: int, only: str | None) -> list[Mutation]:
    """`number` changes, those with the least hash of their text."""
    modules = [m for m in NEAREST if only is None or only in m]
    every = [m for module in modules for m in mutations(module)]
    return sorted(every, key=lambda m: xxhash.xxh3_64_intdigest(m.place.encode()))[:number]


def main() -> int:
    """Print survivors and the score; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=60)
    parser.add_argument("--only", help="a part of the module's path")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    tried = chosen(arguments.number, arguments.only)
    with ThreadPoolExecutor(arguments.workers) as pool:
        noticed = list(pool.map(is_noticed, tried))
    for mutation, was_noticed in zip(tried, noticed, strict=True):
        if not was_noticed:
            print(f"nobody noticed {mutation.place}")
    score = sum(noticed) / max(len(tried), 1)
    print(f"{sum(noticed)} of {len(tried)} changes noticed ({score:.0%})")
    return int(score < NEEDED)


if __name__ == "__main__":
    sys.exit(main())
