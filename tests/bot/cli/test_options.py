"""What a shell and a script rely on: completion by name, exit codes in the help, a fault in one line."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import COMMANDS, EXIT_CODES, app
from bot.cli.options import fault
from tests.bot.cli.command_line import jianbao

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jianbao ba", ["backup"]),
        ("jianbao re", ["restore"]),
        ("jianbao prune --d", ["--dry-run"]),
    ],
)
def test_a_shell_completes_commands_and_options(
    typed: str, offered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_JIANBAO_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    answer = jianbao(monkeypatch)
    assert answer.stdout.split() == offered, answer.stderr


def test_completion_is_for_the_commands_own_name() -> None:
    command = [sys.executable, "-m", "bot", "--show-completion", "bash"]
    undetected = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    shown = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(os.environ) | undetected,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "complete -o default -F _jianbao_completion jianbao" in shown.stdout


def test_the_help_names_every_command_and_the_exit_codes() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).output
    assert EXIT_CODES in shown
    assert all(name in shown for name in COMMANDS)


def test_the_help_imports_no_command() -> None:
    """What the commands import takes seconds; the help is read often."""
    code = "import sys; from bot.cli import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert "Start the bot" in shown
    loaded = set(shown.splitlines()[-1].split())
    assert not loaded & {"bot.settings", "telegram", "sqlalchemy"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_by_the_first_words_of_its_help(name: str) -> None:
    module, function, summary = COMMANDS[name]
    command = getattr(import_module(f"bot.cli.{module}"), function)
    first = (inspect.getdoc(command) or "").partition("\n\n")[0]
    assert first.replace("\n", " ") == summary


def test_what_nobody_foresaw_is_one_line_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no" / "such" / "folder.opml"
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path}/jianbao.db"\n', "utf-8"
    )
    answer = jianbao(
        monkeypatch, "export", str(target), "--config", str(config)
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert answer.stderr.startswith(f"{target}: No such file")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("level", ["info", "debug"])
def test_a_fault_tells_no_secret(
    level: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIANBAO_LOG__LEVEL", level)
    token = "123456789:AAF" + "x" * 32
    with pytest.raises(OSError, match="api") as seen:
        raise OSError(f"https://api.telegram.org/bot{token}/getMe")
    with pytest.raises(SystemExit) as ended:
        fault(seen.value)
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert token not in said
    assert ("Traceback" in said) is (level == "debug")
