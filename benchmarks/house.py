"""How the code reads, in numbers: `python -m benchmarks.house [--short] [FOLDER…]`.

Syntax nodes a line of code, ways through a function (McCabe) for ten lines, comment lines, the longest
and the most branched function, lines over 100 characters. The aims are what well-kept Python projects of
this size measure. The short form leaves nothing out: it takes seconds.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, finish

FOLDERS = ("bot", "jobs", "store", "news", "sandbox")
WIDTH = 100
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_WAYS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert, ast.match_case)  # fmt: skip
_NO_CODE = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function's length in lines and its ways through."""

    name: str
    length: int
    ways: int


def ways_through(node: ast.AST) -> int:
    """Count the ways through a function: branches, boolean operators, comprehensions with their conditions."""
    count = 1
    for inner in ast.walk(node):
        if isinstance(inner, _WAYS):
            count += 1
        elif isinstance(inner, ast.BoolOp):
            count += len(inner.values) - 1
        elif isinstance(inner, ast.comprehension):
            count += 1 + len(inner.ifs)
    return count


def functions(tree: ast.AST, path: Path) -> Iterator[Function]:
    """Yield the functions of a module."""
    for node in ast.walk(tree):
        if isinstance(node, _FUNCTIONS):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(
                f"{path}:{node.lineno} {node.name}", length, ways_through(node)
            )


def docstring_lines(tree: ast.AST) -> set[int]:
    """Return the numbers of the lines that hold strings which stand alone."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        alone = node.value if isinstance(node, ast.Expr) else None
        if isinstance(alone, ast.Constant) and isinstance(alone.value, str):
            lines.update(
                range(alone.lineno, (alone.end_lineno or alone.lineno) + 1)
            )
    return lines


def lines_of(text: str) -> tuple[set[int], set[int]]:
    """Return the numbers of the lines with code, and of those with comments."""
    code, comments = set[int](), set[int]()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            comments.add(token.start[0])
        elif token.type not in _NO_CODE:
            code.update(range(token.start[0], token.end[0] + 1))
    return code, comments


def measure(paths: list[Path]) -> list[Figure]:
    """Measure modules together."""
    total: Counter[str] = Counter()
    found: list[Function] = []
    for path in paths:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        code, comments = lines_of(text)
        total["nodes"] += sum(1 for _ in ast.walk(tree))
        total["code"] += len(code - docstring_lines(tree))
        total["comments"] += len(comments)
        total["lines"] += len(text.splitlines())
        total["wide"] += sum(len(line) > WIDTH for line in text.splitlines())
        found += functions(tree, path)
    spans = sum(function.length for function in found)
    ways = sum(function.ways for function in found)
    longest = max(found, key=lambda function: function.length)
    worst = max(found, key=lambda function: function.ways)
    code_lines = max(total["code"], 1)
    return [
        Figure(
            "syntax nodes a line", total["nodes"] / code_lines, "", 7, "lower"
        ),
        Figure(
            "ways through for ten lines",
            10 * ways / max(spans, 1),
            "",
            2.8,
            "lower",
        ),
        Figure(
            "comment lines for 100",
            100 * total["comments"] / code_lines,
            "",
            4,
            "higher",
        ),
        Figure(
            "longest function",
            longest.length,
            "lines",
            50,
            "lower",
            note=longest.name,
        ),
        Figure(
            "most ways through a function",
            worst.ways,
            "",
            12,
            "lower",
            note=worst.name,
        ),
        Figure(
            "lines over 100",
            100 * total["wide"] / total["lines"],
            "%",
            0.5,
            "lower",
        ),
    ]


def main() -> None:
    """Measure the folders named, or all of the product's."""
    folders = [
        word for word in sys.argv[1:] if not word.startswith("--")
    ] or list(FOLDERS)
    finish(
        measure(
            sorted(
                path
                for folder in folders
                for path in Path(folder).rglob("*.py")
            )
        )
    )


if __name__ == "__main__":
    main()
