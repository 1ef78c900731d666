"""What all tests share: the library's coming type of durations, as the command line asks for it too."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
import structlog

os.environ.setdefault("PTB_TIMEDELTA", "1")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo what a command that ran in this process set for all logs: its streams are closed after it."""
    config, root = structlog.get_config(), logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    structlog.configure(**config)
    root.handlers[:] = handlers
    root.setLevel(level)
