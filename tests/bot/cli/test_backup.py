"""A backup is one sound file, taken while the store is in use; a restore replaces an existing store only on request."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from store.chats import chats
from store.engine.database import run_alone
from store.operations import key_value
from store.schema import migrate
from tests.store.world import make_chat

runner = CliRunner()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "store.db"}"\n', "utf-8"
    )
    migrate.upgrade(f"sqlite:///{tmp_path / 'store.db'}")
    run_alone(f"sqlite:///{tmp_path / 'store.db'}", lambda c: make_chat(c, 77))
    return path


def _call(*words: object) -> tuple[int, str]:
    answer = runner.invoke(app, [str(word) for word in words])
    return answer.exit_code, answer.output


def test_a_backup_of_a_store_in_use_holds_all_and_is_one_private_file(
    config: Path, tmp_path: Path
) -> None:
    target = tmp_path / "b.db"
    with closing(sqlite3.connect(tmp_path / "store.db")) as busy:
        busy.execute("BEGIN IMMEDIATE")
        busy.execute("INSERT INTO blobs (name, data) VALUES ('half', x'00')")
        code, output = _call("backup", target, "--config", config)
        busy.rollback()
    assert code == 0, output
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("b.db*")] == ["b.db"]
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT telegram_id FROM chats").fetchall() == [
            (77,)
        ]
        assert copy.execute(
            "SELECT count(*) FROM blobs WHERE name = 'half'"
        ).fetchone() == (0,)


def test_a_restore_brings_back_what_was(config: Path, tmp_path: Path) -> None:
    target, url = tmp_path / "b.db", f"sqlite:///{tmp_path / 'store.db'}"
    assert _call("backup", target, "--config", config)[0] == 0
    run_alone(url, lambda c: make_chat(c, 78))
    assert _call("restore", target, "--config", config)[0] == 2
    assert run_alone(url, lambda c: chats.find(c, 78)) is not None
    assert _call("restore", target, "--config", config, "--force")[0] == 0
    assert run_alone(url, lambda c: chats.find(c, 78)) is None
    assert run_alone(url, lambda c: chats.find(c, 77)) is not None


def test_a_backup_holds_no_sessions_and_a_restore_ends_them(
    config: Path, tmp_path: Path
) -> None:
    """A session that was signed out after the backup stays signed out."""
    target, url = tmp_path / "b.db", f"sqlite:///{tmp_path / 'store.db'}"
    key = b"a key that signs sessions, thirty"
    names = {
        "admin-key": key,
        "admin-link/1": b"a link",
        "mini-app-key": key,
        "button-key": b"stays: old messages keep their buttons",
    }
    for name, data in names.items():
        run_alone(url, lambda c, n=name, d=data: key_value.put(c, n, d, 0))
    assert _call("backup", target, "--config", config)[0] == 0
    assert key not in target.read_bytes()
    assert _call("restore", target, "--config", config, "--force")[0] == 0
    left = run_alone(
        url, lambda c: {name for name in names if key_value.get(c, name)}
    )
    assert left == {"button-key"}


@pytest.mark.parametrize("name", ["a#b.db", "a?b.db", "a%41b.db", "a b.db"])
def test_a_backup_may_have_any_name(
    config: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    code, output = _call("backup", target, "--config", config)
    assert code == 0, output
    assert target.is_file()
    assert _call("restore", target, "--config", config, "--force")[0] == 0


def test_nothing_is_replaced_unasked(config: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    target.write_bytes(b"mine")
    code, output = _call("backup", target, "--config", config)
    assert code == 2
    assert "--force" in output
    assert target.read_bytes() == b"mine"
    assert _call("backup", target, "--config", config, "--force")[0] == 0


@pytest.mark.parametrize(
    "data", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200]
)
def test_what_is_no_backup_is_refused_and_the_store_stays(
    config: Path, tmp_path: Path, data: bytes
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(data)
    code, output = _call("restore", bad, "--config", config, "--force")
    assert code == 1
    assert "no backup" in output
    assert (
        run_alone(
            f"sqlite:///{tmp_path / 'store.db'}", lambda c: chats.find(c, 77)
        )
        is not None
    )
    assert _call("restore", tmp_path / "missing", "--config", config)[0] == 2


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "none.db"}"\n', "utf-8"
    )
    assert _call("backup", tmp_path / "b.db", "--config", config)[0] == 1
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    ("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")]
)
def test_postgresql_has_its_own_tool_and_no_password_is_shown(
    tmp_path: Path, command: str, tool: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[database]\nurl = "postgresql://user:pa55word@host/name"\n', "utf-8"
    )
    code, output = _call(command, tmp_path / "b.dump", "--config", config)
    assert code == 2, "nothing was copied, and a script must notice"
    assert tool in output
    assert "postgresql://user@host/name" in output.replace("\n", "")
    assert "pa55word" not in output
