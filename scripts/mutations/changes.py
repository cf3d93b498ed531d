"""Every small change of a module: what is changed, and what is left out because no test can notice it."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xxhash

from scripts.mutations.equivalent import EQUIVALENT

REPOSITORY = Path(__file__).parents[2]
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
        if not is_left_out(child, tree):
            if isinstance(child, CHANGED):
                yield child
            yield from _statements(child)


def is_left_out(node: ast.AST, parent: ast.AST) -> bool:
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
