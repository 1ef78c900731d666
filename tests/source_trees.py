"""The project's own code as syntax trees, for tests that hold it to rules."""

from __future__ import annotations

import ast
from pathlib import Path

from bot.cli.garbage_collector import paused


def parse(path: Path) -> ast.Module:
    """Parse a file, and look for no garbage meanwhile.

    Python before 3.11.8 counts the depth of all parsing at once: where what is garbage lets another thread parse or print
    a traceback, it ends with "AST constructor recursion depth mismatch" (python/cpython#106905).
    """
    text = path.read_text("utf-8")
    with paused():
        return ast.parse(text)
