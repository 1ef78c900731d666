"""Nothing is traced in a test whose lines are not counted."""

from __future__ import annotations

import sys
import threading

import pytest


@pytest.mark.untraced
def test_nothing_is_traced_where_nothing_is_counted() -> None:
    traced = []
    thread = threading.Thread(target=lambda: traced.append(sys.gettrace()))
    thread.start()
    thread.join()
    assert (sys.gettrace(), threading.gettrace(), *traced) == (None,) * 3
