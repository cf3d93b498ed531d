"""The rules of docs/style.md that a program can check: wording, docstrings, and the place of comments.

DEBT lists the files that still break a rule, with the number of violations. The list may only shrink: a file with
more violations than listed fails, and so does an entry that is higher than the number of violations. Run
`python -m tests.test_style` to print the list as it should be."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PACKAGES = ("pipeline", "classifiers", "malmoi")
STYLE = (TOP / "docs" / "style.md").read_text(encoding="utf-8")

# Phrases that a reader has to decode -> the plain form. They are searched in docstrings and comments.
FOREIGN = {
    r"\b[Ww]hat (is|are|was) (no|none|not)\b": "name the thing: `a folder that is not a model`",
    r"(?<!there )\b(is|are|was|were) none\b": "`is not one of`, `are not`",
    r"(?<!there )\b(is|are|was|were) no (?!longer|more|less|fewer)\w": "`is not a`, `are not`",
    r"\bthat there (is|are) (not|none)\b": "`does not exist`",
    r"\b[Oo]f which\b": "a second sentence, or `whose`",
    r"\bfor what (is|are|has|cannot)\b": "`if ...`",
    r"\bwhere there (is|are)\b": "`if there is`",
    r"\bas (it|they) (is|are|lies|lie|stands|stand)\b": "`unchanged`, `as stored`",
    r"\b(is|are|was|were) (told|said|heard)\b": "`is reported`, `is shown`, `is predicted`",
    r"\b(hears?|heard)\b": "`relies on`, `has_prediction`",
    r"\bopinions?\b": "`prediction`; without one the model `abstains`",
    r"\b(says?|speaks?|tells?) of\b": "`is`, `applies to`, `describes`",
    r"\bgo(es)? by\b": "`uses`, `is dropped by`",
    r"\blooked at\b": "`read`, `scanned`",
    r"\bnothing against\b": "say what happens: `is kept`",
    r"\banew\b": "`again`",
}
# Comments that talk to a tool may stand behind code and brackets.
TOOLS = re.compile(r"#\s*(fmt:|type:|noqa|pyright:|pragma)")
# Methods that a base class or protocol describes: of Stage, and of values that are part of a phase's identity.
DESCRIBED = {"check", "identity", "plan", "run"}
BEHIND_BRACKET = re.compile(r"^\s*[)\]}]+[,:]?\s*#")

# File -> number of violations, from the time before docs/style.md. Never raise a number, never add a file.
DEBT: dict[str, int] = {
    "pipeline/cli/app.py": 3,
    "pipeline/cli/output.py": 1,
}


def sources() -> list[Path]:
    """All Python files of the packages; a package that does not exist has none."""
    return sorted(path for name in PACKAGES for path in (TOP / name).rglob("*.py"))


def violations(text: str) -> list[str]:
    """A line for each violation in the source of a module."""
    return [*wording(text), *without_docstring(ast.parse(text)), *misplaced_comments(text)]


def wording(text: str) -> Iterator[str]:
    """Docstrings and comments that match a phrase of FOREIGN."""
    for line, prose in [*docstrings(ast.parse(text)), *comments(text)]:
        flat = " ".join(prose.split())
        for pattern, better in FOREIGN.items():
            for match in re.finditer(pattern, flat):
                yield f"line {line}: {match[0]!r} in {flat[:60]!r}; better: {better}"


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of the docstrings of a module, including those below fields and constants."""
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Expr) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield node.lineno, value.value


def comments(text: str) -> list[tuple[int, str]]:
    """(first line, text) of the comments of a module; comments on successive lines are one."""
    blocks: list[tuple[int, str]] = []
    last = -1
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT or TOOLS.match(token.string):
            continue
        prose = token.string.lstrip("#")
        if token.start[0] == last + 1:
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + prose)
        else:
            blocks.append((token.start[0], prose))
        last = token.start[0]
    return blocks


def without_docstring(tree: ast.Module) -> Iterator[str]:
    """The module and its public classes, functions and methods, if they have no docstring."""
    if not ast.get_docstring(tree):
        yield "line 1: the module has no docstring"
    for owner in (tree, *(n for n in tree.body if isinstance(n, ast.ClassDef) and public(n))):
        for node in owner.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and public(node):
                described = owner is not tree and node.name in DESCRIBED
                if not described and not ast.get_docstring(node):
                    yield f"line {node.lineno}: {node.name} has no docstring"


def public(node: ast.ClassDef | ast.FunctionDef) -> bool:
    """True if the name of a class or function does not begin with an underscore."""
    return not node.name.startswith("_")


def misplaced_comments(text: str) -> Iterator[str]:
    """Comments behind a closing bracket that stands alone on its line."""
    for number, line in enumerate(text.splitlines(), 1):
        if BEHIND_BRACKET.match(line) and not TOOLS.search(line):
            yield f"line {number}: move the comment above the statement"


def violations_by_file() -> dict[str, list[str]]:
    """File -> its violations, for all files that have any."""
    by_file = {
        str(p.relative_to(TOP)): violations(p.read_text(encoding="utf-8")) for p in sources()
    }
    return {name: lines for name, lines in by_file.items() if lines}


def test_no_file_has_more_violations_than_listed() -> None:
    new = {n: lines for n, lines in violations_by_file().items() if len(lines) > DEBT.get(n, 0)}
    report = "\n".join(f"{name}:\n  " + "\n  ".join(lines) for name, lines in new.items())
    assert not new, f"docs/style.md explains the rules\n{report}"


def test_list_of_violations_shrinks() -> None:
    counts = {name: len(lines) for name, lines in violations_by_file().items()}
    too_high = {n: (num, counts.get(n, 0)) for n, num in DEBT.items() if num > counts.get(n, 0)}
    assert not too_high, f"lower these entries of DEBT (listed, found): {too_high}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"""M."""\n# Raises if a folder is not a model.\n', 0),
        ('"""M."""\n# Raises for what is no model.\n', 3),
        ('"""M."""\nX = 1\n"""The label of which this is one."""\n', 1),
        ('"""Texts are kept if there is no model; words are no longer counted, if x is None."""\n', 0),
        ('"""The model hears\nEnglish."""\n', 1),
        ('"""M."""\n# The shorter of\n# which is kept.\n', 1),
        ("X = 1\n", 1),
        ('"""M."""\ndef f(): ...\ndef _g(): ...\nclass C:\n  """C."""\n  def m(self): ...\n', 2),
        ('"""M."""\ndef run(): ...\nclass C:\n  """C."""\n  def run(self): ...\n', 1),
        ('"""M."""\nX = (\n  1\n)  # one\n', 1),
        ('"""M."""\nX = (\n  1\n)  # type: ignore[x]\n', 0),
        ('"""M."""\nX = {\n  1: 2\n}  # fmt: skip\n', 0),
    ],
)  # fmt: skip
def test_rules_are_checked(text: str, expected: int) -> None:
    assert len(violations(text)) == expected


def examples() -> list[tuple[str, str, str]]:
    """(file, name, docstring) of the last table of docs/style.md; the name is "" for a whole module."""
    return re.findall(r"^\| (\w+/\S+\.py)(?: `([\w.]+)`)? \|.*\| (.+) \|$", STYLE, re.MULTILINE)


def test_examples_of_docstrings_are_in_the_code() -> None:
    assert len(examples()) > 20
    for path, name, after in examples():
        folder = TOP if (TOP / path).is_file() else TOP / "pipeline"
        text = " ".join((folder / path).read_text(encoding="utf-8").split())
        assert name.split(".")[-1] in text, f"{path} has no {name}"
        for part in after.split(" ... "):
            assert part in text, f"docs/style.md quotes {path} {name}: {part}"


if __name__ == "__main__":
    for name, lines in violations_by_file().items():
        print(f'    "{name}": {len(lines)},')
