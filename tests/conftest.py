"""What all tests share: durations as the command line asks for them, logs as they were, no hurry, a bot on a sandbox."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests import compiled_sql
from tests.forked_workers import (
    pytest_addoption,
    pytest_runtestloop,
    pytest_terminal_summary,
)
from tests.postgres import db, postgresql_server, store_url
from tests.suite_speed import (
    pytest_collection,
    pytest_runtest_protocol,
)

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.scene import Scene

__all__ = [
    "db",
    "postgresql_server",
    "pytest_addoption",
    "pytest_collection",
    "pytest_runtest_protocol",
    "pytest_runtestloop",
    "pytest_terminal_summary",
    "store_url",
]

os.environ.setdefault("PTB_TIMEDELTA", "1")
# No test asks the world: a bot that a test starts leaves the catalogue's sources alone.
os.environ.setdefault("JIANBAO_FETCH__CATALOGUE", "false")
# With rich at hand, structlog would draw each traceback with the local values of all frames:
# seconds of work for each fault that a test causes on purpose.
*_processors, _ = structlog.get_config()["processors"]
structlog.configure(
    processors=[
        *_processors,
        structlog.dev.ConsoleRenderer(
            exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)
compiled_sql.share()
# A busy machine is slow now and then: that is no fault of what is tested.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Undo the logging set-up of a command that ran in this process: its streams are closed afterwards."""
    config, root = structlog.get_config(), logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    structlog.configure(**config)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    """Run a sandbox; the test starts its bot as it needs it."""
    from sandbox.server import Sandbox
    from tests.log_watch import LogWatch
    from tests.scene import FREE, Scene

    sandbox = await Sandbox.start(limits=FREE)
    watch = LogWatch()
    watch.begin([sandbox.token])
    scene = Scene(sandbox, tmp_path)
    yield scene
    await scene.stop()
    await sandbox.stop()
    assert watch.faults(sandbox.world, [sandbox.token]) == []


@pytest.fixture
async def scene(stage: Scene) -> Scene:
    """A sandbox with a bot that runs."""
    await stage.start()
    return stage


_BROWSER_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1100,900",
)  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """A headless browser; without one the test is skipped."""
    from selenium import webdriver

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip(
            "no browser: install Debian's chromium and chromium-driver to run this test"
        )
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*_BROWSER_FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    started = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(driver)
    )
    yield started
    started.quit()
