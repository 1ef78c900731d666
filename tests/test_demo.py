"""`jianbao demo --once` is itself a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


# It takes seven seconds alone; a loaded machine is given its time.
@pytest.mark.timeout(160)
def test_demo_prints_one_digest_and_exits_with_0() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--once"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert "简报" in answer.stdout
    assert "清江特大桥" in answer.stdout
    assert answer.stdout.count("清江特大桥合龙") <= 1
