"""Python's garbage collector while a command starts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing inside: modules that load make 200,000 objects that stay,
    and each full collection looks at all of them (a sixth of a start).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def settled() -> None:
    """Freeze the loaded modules for the garbage collector: a full collection of
    them holds the loop for 0.1 s.
    """
    gc.collect()
    gc.freeze()
