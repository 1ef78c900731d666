"""Starting and stopping by hand: a taken port, two copies, Ctrl-C at any moment, a folder of its own for the sandbox."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.settings_parts import Web
from sandbox.server import Sandbox
from tests.bot.cli.command_line import jianbao

ROOT = Path(__file__).parents[3]
TOKEN = "123456789:AAF" + "x" * 32


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def started(
    temporary: Path, *words: str, folder: Path = ROOT, **variables: str
) -> Iterator[subprocess.Popen[str]]:
    """Start the command line as a process in a folder, with stdout and stderr in one stream."""
    command = [sys.executable, "-m", "bot", *words]
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COV")
    }
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=known
        | {"TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"}
        | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        # A shell's background job ignores Ctrl-C, and so would what it starts.
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - the tests start no thread that it could lock
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=30)


def line_with(process: subprocess.Popen[str], words: str) -> str:
    """Read until a line says this."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return line
    raise AssertionError(f"it ended without {words!r}: {said}")


def ctrl_c(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C as a terminal does, for all its processes, and return what they said until the end."""
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=40)[0]


def _port_of(line: str) -> str:
    (port,) = re.findall(r"127\.0\.0\.1:(\d+)/", line)
    return str(port)


async def test_the_sandbox_says_that_its_port_is_taken() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as held,
        pytest.raises(OSError, match="in use"),
    ):
        await Sandbox.start(port=held.getsockname()[1])


async def test_what_the_demo_starts_needs_no_ipv6() -> None:
    sandbox = await Sandbox.start(port=0)
    addresses = (sandbox.page_url, sandbox.base_url, sandbox.base_file_url)
    await sandbox.stop()
    hosts = {urlsplit(address).hostname for address in addresses}
    assert hosts | {Web().host} == {"127.0.0.1"}


# Two whole starts, two ends: on a busy machine more than the usual minute.
@pytest.mark.timeout(160)
def test_two_copies_run_side_by_side_on_other_ports_and_end_in_a_line(
    tmp_path: Path,
) -> None:
    with started(tmp_path, "run") as first:
        page = line_with(first, "Chat page")
        port = _port_of(page)
        variables = {"JIANBAO_WEB__ENABLED": "false"}
        with started(tmp_path, "run", "--port", port, **variables) as second:
            assert f"Port {port} is taken" in line_with(second, "is taken")
            assert _port_of(line_with(second, "Chat page")) != port
            folders = list(tmp_path.glob("jianbao-sandbox-*"))
            assert len(folders) == 2
            assert [path.stat().st_mode & 0o077 for path in folders] == [0, 0]
            for process in (second, first):
                assert ctrl_c(process).splitlines()[-1:] == ["Stopped."]
                assert process.returncode == 0
    assert list(tmp_path.glob("jianbao-*")) == []


def test_ctrl_c_while_the_settings_are_read_ends_in_one_line(
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.toml"
    os.mkfifo(config)
    # The pipe opens for writing when the settings are read.
    with (
        started(tmp_path, "run", "--config", str(config)) as process,
        config.open("w"),
    ):
        said = ctrl_c(process)
    assert process.returncode != 0
    assert "Traceback" not in said
    assert len(said.split("\n")) <= 2


def test_ctrl_c_while_telegram_does_not_answer_ends_in_one_line(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(50)
        variables = {
            "JIANBAO_TELEGRAM__TOKEN": TOKEN,
            "JIANBAO_TELEGRAM__BASE_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/bot",
            "JIANBAO_DATABASE__URL": f"sqlite:///{tmp_path}/store.db",
            "JIANBAO_WEB__ENABLED": "false",
        }
        with (
            started(tmp_path, "run", **variables) as process,
            silent.accept()[0],
        ):
            said = ctrl_c(process)
    assert process.returncode == 130
    assert said == "Stopped.\n"


def test_sigterm_while_telegram_does_not_answer_ends_in_one_line(
    tmp_path: Path,
) -> None:
    """What starts it may stop it before it is up: no traceback, of its workers neither."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(50)
        variables = {
            "JIANBAO_TELEGRAM__TOKEN": TOKEN,
            "JIANBAO_TELEGRAM__BASE_URL": f"http://127.0.0.1:{silent.getsockname()[1]}/bot",
            "JIANBAO_DATABASE__URL": f"sqlite:///{tmp_path}/store.db",
            "JIANBAO_WEB__ENABLED": "false",
        }
        with (
            started(tmp_path, "run", **variables) as process,
            silent.accept()[0],
        ):
            process.terminate()
            said = process.communicate(timeout=40)[0]
    assert (process.returncode, said) == (130, "Stopped.\n")


def test_where_the_sandbox_is_off_a_bot_without_a_token_does_not_start(
    tmp_path: Path,
) -> None:
    with started(
        tmp_path, "run", "--port", "0", JIANBAO_SANDBOX="false"
    ) as process:
        said = process.communicate(timeout=50)[0]
    assert process.returncode == 2
    assert "telegram.token" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("Dockerfile", "JIANBAO_SANDBOX=false"),
        ("deploy/jianbao.service", "Environment=JIANBAO_SANDBOX=false"),
        ("compose.yaml", 'JIANBAO_SANDBOX: "false"'),
        ("Makefile", "-m bot run --sandbox"),
    ],
)
def test_the_container_and_the_unit_want_a_token_and_make_run_does_not(
    path: str, words: str
) -> None:
    assert words in (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_without_utf_8_shows_what_it_can(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "页 1.html"
    page.write_text(
        "<html><head><title>⛅ 晴 Fine</title></head><body><h1>⛅ 晴 Fine</h1></body></html>",
        "utf-8",
    )
    words = ("inspect", str(page), "--url", "https://a.example/1")
    answer = jianbao(monkeypatch, *words, encoding=encoding)
    assert answer.returncode == 0, answer
    assert "Fine" in answer.stdout


def test_who_asks_for_the_sandbox_gets_it_and_it_writes_nothing_where_it_is_started(
    tmp_path: Path,
) -> None:
    """A checkout may be read-only, and another person's."""
    here, temporary = tmp_path / "a folder 简", tmp_path / "t"
    here.mkdir()
    temporary.mkdir()
    variables = {
        "PYTHONPATH": str(ROOT),
        "JIANBAO_WEB__ENABLED": "false",
        "JIANBAO_SANDBOX": "false",
    }
    words = ("run", "--sandbox", "--port", "0")
    with started(temporary, *words, folder=here, **variables) as process:
        line_with(process, "Chat page")
        ctrl_c(process)
    assert list(here.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_bot_without_a_place_for_its_store_says_what_to_do(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o500)
    url = f"sqlite:///{tmp_path}/data/store.db"
    with started(tmp_path, "migrate", JIANBAO_DATABASE__URL=url) as process:
        said = process.communicate(timeout=60)[0]
    assert "database.url" in said
    assert "Traceback" not in said
