"""Small faults put into a module, one at a time: each is a change that a careful test should notice.

Left out is what no answer can show: words, annotations, what only changes the effort (sizes of chunks and
caches, knots of tables that are finer than any promise), `strict=` and tolerances below a millionth.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
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
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
}
EFFORT = frozenset(
    {
        "CHUNK",
        "KEPT",
        "KEPT_FUTURES",
        "LONGEST_SEARCH",
        "ROOM",
        "_CHUNK",
        "_FEW",
        "_KNOTS",
        "_LONGEST_QUEUE",
        "_PAIRWISE_LIMIT",
        "_RUN",
        "_STEPS",
    }
)
TOLERANCE = 1e-6
FUNCTIONS = {
    "minimum": "maximum",
    "maximum": "minimum",
    "min": "max",
    "max": "min",
    "all": "any",
    "any": "all",
}


@dataclass(frozen=True)
class Mutant:
    """The text of a module with one fault in it."""

    module: Path
    line: int
    fault: str
    text: str

    @property
    def name(self) -> str:
        """The module's dotted name."""
        parts = self.module.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def faults_in(module: Path, root: Path) -> int:
    """How many mutants a module has."""
    return sum(1 for _ in _faults(_tree(module, root)))


def mutant_of(module: Path, place: int, root: Path) -> Mutant:
    """The mutant with the fault at the given place, counted in the order of the source."""
    tree = _tree(module, root)
    node, fault = next(found for number, found in enumerate(_faults(tree)) if number == place)
    _apply(node, fault)
    return Mutant(module, getattr(node, "lineno", 0), fault, ast.unparse(tree))


def _tree(module: Path, root: Path) -> ast.Module:
    return ast.parse((root / module).read_text(encoding="utf-8"))


def _faults(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in _reasonable(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
            yield node, f"{type(node.ops[0]).__name__} to {COMPARISONS[type(node.ops[0])].__name__}"
        elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC and not _is_type(node):
            yield node, f"{type(node.op).__name__} to {ARITHMETIC[type(node.op)].__name__}"
        elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
            yield node, f"{type(node.op).__name__}Assign to {ARITHMETIC[type(node.op)].__name__}Assign"
        elif isinstance(node, ast.BoolOp):
            yield node, "and to or" if isinstance(node.op, ast.And) else "or to and"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
            yield node, "not dropped" if isinstance(node.op, ast.Not) else "minus dropped"
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float) and not _is_tiny(node):
            yield node, f"{node.value!r} to {_other(node.value)!r}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, f"{node.value} to {not node.value}"
        elif isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
            yield node, f"{node.attr} to {FUNCTIONS[node.attr]}"
        elif isinstance(node, ast.Name) and node.id in FUNCTIONS:
            yield node, f"{node.id} to {FUNCTIONS[node.id]}"


def _apply(node: ast.AST, fault: str) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        node.op = ARITHMETIC[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
        if fault == "not dropped":
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if isinstance(node.value, bool) else _other(node.value)
    elif isinstance(node, ast.Attribute):
        node.attr = FUNCTIONS[node.attr]
    elif isinstance(node, ast.Name):
        node.id = FUNCTIONS[node.id]


def _other(value: complex | float | str | bytes | None) -> float:
    assert isinstance(value, int | float)
    return value + 1 if isinstance(value, int) else value * 1.5 if value else 1.0


def _reasonable(tree: ast.Module) -> Iterator[ast.AST]:
    """All nodes but annotations, docstrings, decorators, imports and the words of messages."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [c for c in reversed(children) if isinstance(c, ast.AST) and not _is_words(c)]


def _is_words(node: ast.AST) -> bool:
    """F-strings and refusals speak to people; some settings change nothing but the effort."""
    if isinstance(node, ast.keyword):
        return node.arg in ("strict", "maxsize")
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id in EFFORT for target in node.targets)
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.Raise | ast.Assert)


def _is_tiny(node: ast.Constant) -> bool:
    """A tolerance, or a floor that keeps a division from failing."""
    return isinstance(node.value, float) and 0 < abs(node.value) < TOLERANCE


def _is_type(node: ast.BinOp) -> bool:
    """An alternative of types, or strings put together."""
    return any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right)
    )
