"""A file is parsed in one go: a look for garbage might let another thread parse at the same time."""

from __future__ import annotations

import ast
import gc
import sys
from pathlib import Path

from tests.source_trees import parse


def test_no_garbage_is_looked_for_while_a_file_is_parsed() -> None:
    looks: list[str] = []

    def note(_phase: str, _info: object) -> None:
        frame = sys._getframe(1)
        if frame.f_code.co_filename == ast.__file__:
            looks.append(frame.f_code.co_name)

    gc.callbacks.append(note)
    try:
        tree = parse(Path(__file__).with_name("scene.py"))
    finally:
        gc.callbacks.remove(note)
    assert looks == []
    assert any(isinstance(node, ast.ClassDef) for node in tree.body)
    assert gc.isenabled()
