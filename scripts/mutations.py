"""`python -m scripts.mutations [N] [--skip K] [--only MODULE]`: change N small things in the engine, one at a
time, and run the nearest tests each time; exits 1 if they notice fewer than nine in ten.

A change is one operator of one statement: a comparison turned or moved by one, a sum made a difference, a
condition negated, a constant one higher, an argument or a call taken away. Which ones are tried follows from
their hash, so that a run can be repeated; `--skip K` takes those after the first K. Survivors are printed
with their line: each is a missing test, or a change that changes nothing. `_is_left_out` names the classes of
changes that no test can notice, EQUIVALENT single ones.
"""

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import xxhash

REPOSITORY = Path(__file__).parents[1]
NEEDED = 0.9
# A change that makes the tests run this many times longer, and this many seconds, is noticed: they hang.
LONGER, SECONDS = 5, 60
# Exit codes of pytest: tests failed; wrong arguments or no tests.
FAILED, NOT_RUN = 1, (4, 5)
# Module -> the tests that stand nearest to it, its own file first: most changes end there.
NEAREST = {
    "pipeline/core/job.py": (
        "tests/core/test_job.py",
        "tests/core/test_shuffle.py",
        "tests/core/test_record.py",
    ),
    "pipeline/core/store.py": ("tests/core/test_store.py", "tests/core/test_job.py"),
    "pipeline/core/shard.py": ("tests/core/test_shard.py", "tests/core/test_job.py"),
    "pipeline/core/dataset.py": ("tests/core/test_job.py", "tests/core/test_corpus.py"),
    "pipeline/core/shuffle.py": ("tests/core/test_shuffle.py", "tests/core/test_exchange.py"),
    "pipeline/core/exchange.py": ("tests/core/test_exchange.py",),
    "pipeline/core/spill.py": ("tests/core/test_spill.py", "tests/core/test_exchange.py"),
    "pipeline/core/record.py": (
        "tests/core/test_record.py",
        "tests/core/test_job.py",
        "tests/core/test_shard.py",
    ),
    "pipeline/core/unit.py": (
        "tests/core/test_job.py",
        "tests/core/test_corpus.py",
        "tests/core/test_record.py",
    ),
    "pipeline/core/corpus.py": (
        "tests/core/test_corpus.py",
        "tests/core/test_quarantine.py",
        "tests/core/test_job.py",
    ),
    "pipeline/core/patience.py": ("tests/core/test_patience.py",),
    "pipeline/core/retired.py": ("tests/core/test_retired.py",),
    "pipeline/core/poison.py": ("tests/core/test_poison.py",),
    "pipeline/core/quarantine.py": ("tests/core/test_quarantine.py",),
    "pipeline/processes/pool.py": ("tests/processes",),
    "pipeline/readers/account.py": ("tests/readers/test_account.py", "tests/readers/test_plan.py"),
    "pipeline/readers/plan.py": ("tests/readers/test_plan.py", "tests/readers/test_identity.py"),
    "pipeline/readers/skipped.py": ("tests/readers/test_skipped.py",),
    "pipeline/readers/nesting.py": ("tests/readers/test_nesting.py",),
    "pipeline/readers/expansion.py": ("tests/readers/test_expansion.py",),
    "pipeline/readers/ipc.py": ("tests/readers/test_ipc.py",),
    "pipeline/readers/parquet_pages.py": ("tests/readers/test_parquet_pages.py",),
    "pipeline/recipe/events.py": ("tests/recipe/test_events.py",),
    "pipeline/recipe/forecast.py": ("tests/recipe/test_forecast.py",),
    "pipeline/stages/mix/choose.py": (
        "tests/stages/mix/test_choose.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/mix/tuning.py": (
        "tests/stages/mix/test_tuning.py",
        "tests/stages/mix/test_choose.py",
    ),
    "pipeline/stages/mix/weights.py": (
        "tests/stages/mix/test_planner.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/mix/planner.py": (
        "tests/stages/mix/test_planner.py",
        "tests/stages/mix/test_tuning.py",
    ),
    "pipeline/stages/pack/order.py": ("tests/stages/pack/test_order.py",),
    "pipeline/stages/pack/layout.py": (
        "tests/stages/pack/test_layout.py",
        "tests/stages/pack/test_rows.py",
    ),
    "pipeline/stages/pack/rows.py": (
        "tests/stages/pack/test_rows.py",
        "tests/stages/pack/test_forms.py",
    ),
    "pipeline/stages/scrub.py": ("tests/stages/test_scrub.py",),
}
# (module, line of its source, change) -> why no result tells the two apart.
EQUIVALENT = {
    ("pipeline/core/job.py", "return 0", "0 -> 1"): (
        "the bytes are for the log, and an object store keeps none"
    ),
    (
        "pipeline/processes/pool.py",
        "worker.connection.close()",
        "worker.connection.close() -> ...",
    ): "a connection that nothing refers to closes itself",
    (
        "pipeline/core/shard.py",
        'return {"compression": "zstd", "compression_level": 1}',
        "1 -> 2",
    ): "the next level of zstd packs the same rows",
    (
        "pipeline/core/shuffle.py",
        "return ((mixed >> np.uint64(32)) % np.uint64(parts)).astype(np.int64)",
        "32 -> 33",
    ): "31 high bits of a product spread keys over parts as 32 do",
    (
        "pipeline/readers/nesting.py",
        "return objects * PER_OBJECT + data.count(b'\"') // 2 * PER_STRING > MOST",
        "objects * PER_OBJECT + data.count(b'\"') // 2 * PER_STRING... -> objects * PER_OBJECT + "
        "data.count(b'\"') // 2 * PER_STRING...",
    ): "no sum of 192s and 60s is 2 GiB",
    ("pipeline/recipe/forecast.py", "units: int = 0", "0 -> 1"): (
        "units are read where a phase is given, and with their number"
    ),
    ("pipeline/recipe/forecast.py", 'self.last = ("", 0, 0)', "0 -> 1"): (
        "every unit that is to be done belongs to a phase, which says its own numbers first"
    ),
    (
        "pipeline/stages/mix/planner.py",
        "if scale * times[i] <= cap * SLACK:",
        "scale * times[i] <= cap * SLACK -> scale * times[i] < cap * SLACK",
    ): "at that very scale the documents of the next factor reach the cap as well",
    (
        "pipeline/stages/mix/planner.py",
        "lacking = [p for p in open_pools if share[p.name] > most[p.name]]",
        "share[p.name] > most[p.name] -> share[p.name] >= most[p.name]",
    ): "a pool whose share is all that it has is given that either way",
    (
        "pipeline/stages/pack/rows.py",
        "num_ids = np.concatenate([np.diff(o) for o, _ in chunks] or [np.zeros(0, np.int64)])",
        "0 -> 1",
    ): "without documents there is no order that takes a length",
    (
        "pipeline/stages/pack/rows.py",
        "return np.zeros(1, np.int64), np.zeros(0, np.int32)",
        "0 -> 1",
    ): "the ids of a chunk without documents are copied nowhere",
    (
        "pipeline/stages/pack/rows.py",
        "here = np.flatnonzero((source >= first) & (source < first + rows))",
        "source < first + rows -> source <= first + rows",
    ): "the chunk of the document that is one too many writes over it",
    ("pipeline/stages/pack/rows.py", "end = 0", "0 -> 1"): "the first piece begins at 0",
    (
        "pipeline/stages/pack/rows.py",
        "begins = np.zeros(size + 1, bool)",
        "1 -> 2",
    ): "nothing begins behind the last row",
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
CHANGED = (
    ast.Compare,
    ast.BinOp,
    ast.BoolOp,
    ast.If,
    ast.IfExp,
    ast.Constant,
    ast.Call,
    ast.Expr,
)
# Calls that speak to people or give memory back: what they are given changes no output.
REPORTS = {"_log", "note", "warning", "release_unused"}
# Arguments that assert what holds anyway (`strict` of zip), name a temporary folder, space a file for people,
# or choose a speed.
MARGINAL = {"strict", "prefix", "indent", "encoding", "use_threads", "max_chunksize"}


@dataclass(frozen=True)
class Mutation:
    """One change: the module, the line, and what it was and is."""

    module: str
    line: int
    change: str
    # Which one of the equal changes of its module it is.
    number: int
    # Which of the statements of its module is changed, and by which of the changes that it allows.
    statement: int
    how: int

    @property
    def place(self) -> str:
        """module:line: was -> is."""
        return f"{self.module}:{self.line}: {self.change}"

    @property
    def rank(self) -> int:
        """A hash that stays when lines are added above the change."""
        return xxhash.xxh3_64_intdigest(f"{self.module} {self.change} {self.number}".encode())

    def text(self) -> str:
        """The whole module with the change."""
        tree = _parsed(self.module)
        target = list(_statements(tree))[self.statement]
        list(_changes(target))[self.how](target)
        return ast.unparse(ast.fix_missing_locations(tree))


def mutations(module: str) -> Iterator[Mutation]:
    """Every change of a module, in the order of its lines."""
    equals: Counter[str] = Counter()
    lines = (REPOSITORY / module).read_text(encoding="utf-8").splitlines()
    for statement, node in enumerate(_statements(_parsed(module))):
        for how, change in enumerate(_changes(node)):
            changed = copy.deepcopy(node)
            change(changed)
            was, now = ast.unparse(node), ast.unparse(changed)
            if was != now:
                words = f"{_short(was)} -> {_short(now)}"
                if (module, lines[node.lineno - 1].strip(), words) not in EQUIVALENT:
                    yield Mutation(module, node.lineno, words, equals[words], statement, how)
                equals[words] += 1


def _parsed(module: str) -> ast.Module:
    return ast.parse((REPOSITORY / module).read_text(encoding="utf-8"))


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Nodes that decide something."""
    for child in ast.iter_child_nodes(tree):
        if not _is_left_out(child, tree):
            if isinstance(child, CHANGED):
                yield child
            yield from _statements(child)


def _is_left_out(node: ast.AST, parent: ast.AST) -> bool:
    """True for what no test can notice, or only a test that repeats the line:

    - annotations, decorators (compilers and caches), imports, and the texts of errors and messages;
    - defaults of arguments: a call that matters gives its arguments;
    - REPORTS, MARGINAL, and the digits that `round` leaves: people read them, nothing is computed from them;
    - numbers at the top of a module (threads, bytes at once, steps of a grid): one more is another choice.
    """
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom | ast.arguments):
        return True
    if node in (getattr(parent, "annotation", None), getattr(parent, "returns", None)):
        return True
    if node in getattr(parent, "decorator_list", ()):
        return True
    if isinstance(parent, ast.Module) and isinstance(node, ast.Assign | ast.AnnAssign):
        return node.value is not None and _is_number(node.value)
    if isinstance(node, ast.Call) and _name(node) in REPORTS:
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _name(node.value) in REPORTS
    if isinstance(parent, ast.Call) and _name(parent) == "round":
        return node in parent.args[1:]
    return isinstance(node, ast.keyword) and node.arg in MARGINAL


def _is_number(value: ast.AST) -> bool:
    """True for a number that is written out, such as 1 << 26."""
    parts = (ast.Constant, ast.BinOp, ast.UnaryOp, ast.Tuple, ast.operator, ast.unaryop, ast.Load)
    return all(isinstance(part, parts) for part in ast.walk(value))


def _name(call: ast.Call) -> str:
    """The last name of what is called."""
    return ast.unparse(call.func).rpartition(".")[2]


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
    if isinstance(node, ast.Call) and any(_is_choice(k) for k in node.keywords):
        for i, keyword in enumerate(node.keywords):
            if _is_choice(keyword):
                yield lambda n, i=i: n.keywords.pop(i)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield lambda n: setattr(n, "value", ast.Constant(...))


def _is_choice(keyword: ast.keyword) -> bool:
    """True for an argument that is written out, a bool aside, which is turned anyway."""
    value = keyword.value
    is_named = isinstance(value, ast.Constant) and not isinstance(value.value, bool)
    return is_named and keyword.arg is not None and keyword.arg not in MARGINAL


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


class Tree:
    """A copy of the repository in which one change at a time is tried."""

    def __init__(self, folder: Path, original: Path = REPOSITORY) -> None:
        self.folder = folder
        for name in ("pipeline", "classifiers", "malmoi", "tests", "configs", "pyproject.toml"):
            # with the times of the files: what numba and Python have compiled stays valid
            if (original / name).is_dir():
                shutil.copytree(original / name, folder / name, dirs_exist_ok=True)
            else:
                shutil.copy2(original / name, folder / name)

    def runs(self, tests: tuple[str, ...], seconds: float | None = None, **more: str) -> int:
        """The exit code of pytest, the test that failed last first, to the first failure; FAILED for tests
        that do not end in time."""
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--ff", "--hypothesis-seed=0"]
        try:
            return subprocess.run(
                [*command, *tests],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(self.folder), **more},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return FAILED

    def is_noticed(self, mutation: Mutation, seconds: float) -> bool:
        """True if the nearest tests of the module fail with the change; a crash of the process counts."""
        module = self.folder / mutation.module
        module.write_text(mutation.text(), encoding="utf-8")
        code = self.runs(NEAREST[mutation.module], seconds, PYTHONDONTWRITEBYTECODE="1")
        shutil.copy2(REPOSITORY / mutation.module, module)
        if code in NOT_RUN:
            raise RuntimeError(f"{mutation.place}: the tests did not run")
        return code != 0


def tried(mutations: list[Mutation], workers: int) -> Iterator[tuple[Mutation, bool]]:
    """(change, True if it was noticed), as they are tried. Raises RuntimeError if tests fail without a
    change."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
        first = Tree(Path(folder) / "0")
        limits: dict[tuple[str, ...], float] = {}
        for tests in dict.fromkeys(NEAREST[m.module] for m in mutations):
            begun = time.monotonic()
            if first.runs(tests):
                raise RuntimeError(f"{' '.join(tests)} fail without a change")
            limits[tests] = max(SECONDS, LONGER * (time.monotonic() - begun))
        trees: Queue[Tree] = Queue()
        for tree in (
            first,
            *(Tree(Path(folder) / str(i), first.folder) for i in range(1, workers)),
        ):
            trees.put(tree)

        def run(mutation: Mutation) -> tuple[Mutation, bool]:
            tree = trees.get()
            try:
                return mutation, tree.is_noticed(mutation, limits[NEAREST[mutation.module]])
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(workers) as pool:
            # changes of one module together: a test that has noticed one is likely to notice the next
            yield from pool.map(run, sorted(mutations, key=lambda m: m.place))


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
