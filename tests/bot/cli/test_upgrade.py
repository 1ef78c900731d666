"""An upgrade by hand: a backup first, then forward only."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from store.engine.database import run_alone
from store.engine.file_backup import ABANDONED
from store.schema.migrate import current, head
from tests.store.test_upgrade import FIRST, fill_first, rows, to_first

RUNNER = CliRunner()


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Write the settings of a bot whose store is from the first release."""
    store = f"sqlite:///{tmp_path / 'store.db'}"
    run_alone(store, to_first)
    run_alone(store, fill_first)
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "{store}"\n', "utf-8")
    return config


def run(*words: object) -> str:
    answer = RUNNER.invoke(app, [str(word) for word in words])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_backup_of_the_old_store_is_the_way_back(
    old_file: Path, tmp_path: Path
) -> None:
    store, backup = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "before.db"
    before = run_alone(store, rows)
    run("backup", backup, "--config", old_file)
    assert head() in run("migrate", "--config", old_file)
    run("restore", backup, "--force", "--config", old_file)
    assert current(store) == FIRST
    assert run_alone(store, rows) == before
    assert head() in run("migrate", "--config", old_file)


def test_a_migration_copies_the_store_first_and_keeps_one_copy(
    old_file: Path, tmp_path: Path
) -> None:
    store, copy = (
        f"sqlite:///{tmp_path / 'store.db'}",
        tmp_path / f"store.db.before-{FIRST}",
    )
    before = run_alone(store, rows)
    (tmp_path / "store.db.before-0000").touch()
    # One was ended by force an hour ago, one is being written.
    abandoned, fresh = (
        tmp_path / f"store.db.before-{FIRST}.{mark}.part" for mark in "ab"
    )
    abandoned.touch()
    fresh.touch()
    long_ago = time.time() - ABANDONED - 1
    os.utime(abandoned, (long_ago, long_ago))
    assert str(copy) in run("migrate", "--config", old_file)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert current(f"sqlite:///{copy}") == FIRST
    assert run_alone(f"sqlite:///{copy}", rows) == before
    assert set(tmp_path.glob("*.before-*")) == {copy, fresh}
    assert "Backup" not in run("migrate", "--config", old_file)


def test_a_migration_goes_on_without_a_copy_where_that_is_asked_for(
    old_file: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / f"store.db.before-{FIRST}"
    blocked.mkdir()
    refused = RUNNER.invoke(app, ["migrate", "--config", str(old_file)])
    assert refused.exit_code == 1
    assert "--no-backup" in refused.output
    assert current(f"sqlite:///{tmp_path / 'store.db'}") == FIRST
    assert list(tmp_path.glob("*.part")) == []
    assert head() in run("migrate", "--no-backup", "--config", old_file)
