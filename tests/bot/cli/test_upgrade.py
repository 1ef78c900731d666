"""An upgrade by hand: a backup first, then forward only."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from store.engine.database import run_alone
from store.schema.migrate import HEAD, current
from tests.store.test_upgrade import FIRST, fill, rows, to_first

RUNNER = CliRunner()


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """Settings of a bot whose store the first release wrote."""
    store = f"sqlite:///{tmp_path / 'store.db'}"
    run_alone(store, to_first)
    run_alone(store, fill)
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
    assert HEAD in run("migrate", "--config", old_file)
    run("restore", backup, "--force", "--config", old_file)
    assert current(store) == FIRST
    assert run_alone(store, rows) == before
    assert HEAD in run("migrate", "--config", old_file)
