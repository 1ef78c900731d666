"""Where the bot's own port is taken: said in a line, or another one for the sandbox; each part of a cluster is watched."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import structlog
from click.testing import Result
from typer.testing import CliRunner

from bot.app import Running
from bot.cli import app as line
from bot.cli.distributed import ClusterProcess
from bot.cli.garbage_collector import paused
from bot.cli.run import for_sandbox, until_stopped
from bot.settings import Settings
from bot.web.ports import a_free_port, why_not
from tests.bot.cli.cluster import make_member
from tests.postgres import Server
from tests.scene import until


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another process listens on."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield held.getsockname()[1]


def run(config: Path) -> Result:
    """Run the bot by these settings, and collect no garbage of earlier tests meanwhile: asyncio
    would report futures that they left, among the lines of the command.
    """
    with paused():
        return CliRunner().invoke(line, ["run", "--config", str(config)])


def test_a_taken_port_is_known(taken: int) -> None:
    assert "in use" in why_not("127.0.0.1", taken)
    assert why_not("127.0.0.1", 0) == ""
    assert why_not("127.0.0.1", a_free_port("127.0.0.1")) == ""
    assert why_not("no-such-host.invalid", 0)


def test_a_taken_port_is_said_in_a_line(taken: int, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        f"[telegram]\ntoken = '1:a'\n[web]\nport = {taken}\n", "utf-8"
    )
    answer = run(config)
    assert answer.exit_code == 1
    assert f"web.port: 127.0.0.1:{taken}" in answer.output
    assert answer.output.count("\n") == 1


def test_a_webhook_without_a_web_server_is_said_in_a_line(
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        "[telegram]\ntoken = '1:a'\nwebhook_url = 'https://bot.example'\n"
        "webhook_secret = 's'\n[web]\nenabled = false\n",
        "utf-8",
    )
    answer = run(config)
    assert (answer.exit_code, answer.output.count("\n")) == (2, 1)
    assert "web.enabled" in answer.output


class Faulty(Running):
    """A bot whose parts are tasks of a test."""

    async def stop(self) -> None:
        """Stop nothing."""


async def test_a_fault_that_ends_a_part_ends_the_process_with_its_error() -> (
    None
):
    async def breaks() -> None:
        raise RuntimeError("of ours")

    parts: dict[str, Any] = {
        name: SimpleNamespace(fatal="", stuck=tuple)
        for name in Running.__dataclass_fields__
    }
    for name in ("sending", "receiving"):
        parts[name] = asyncio.create_task(breaks())
    with (
        structlog.testing.capture_logs() as logged,
        pytest.raises(RuntimeError, match="of ours"),
    ):
        await until_stopped(Faulty(**parts), "ready")
    assert [one["event"] for one in logged] == ["process.fault"]


def test_the_sandbox_takes_another_port(taken: int) -> None:
    here = for_sandbox(Settings(web={"port": taken}))
    assert here.web.port not in {taken, 0}
    assert for_sandbox(Settings(web={"port": 0})).web.port == 0
    assert not for_sandbox(
        Settings(web={"port": taken, "enabled": False})
    ).web.enabled


@pytest.mark.parametrize("role", ["scheduler", "sender", "worker"])
async def test_each_part_of_a_cluster_tells_how_it_is(
    postgresql_server: Server, tmp_path: Path, role: str
) -> None:
    sandbox, member = await make_member(postgresql_server, tmp_path)
    member.watch_port = 0
    serving = asyncio.create_task(member.serve((role,)))
    try:
        await until(lambda: member.site or serving.done(), "no server")
        assert member.site is not None
        async with httpx.AsyncClient(base_url=member.site.url) as client:
            assert (await client.get("/healthz")).text == "ok"
            page = (await client.get("/metrics")).text
            assert "jianbao_outbox_waiting 0.0" in page
            assert "jianbao_loop_lag_seconds" in page
            assert (await client.get("/admin")).status_code == 404
            member.fatal = "Unauthorized"
            assert (await client.get("/healthz")).status_code == 503
            member.fatal = ""
    finally:
        member.stop.set()
        await asyncio.wait_for(serving, 30)
        await sandbox.stop()


async def test_parts_on_one_machine_need_no_port_each(
    taken: int, postgresql_server: Server
) -> None:
    url = await asyncio.to_thread(postgresql_server.copy)
    settings = Settings(
        engine="pgqueuer", database={"url": url}, web={"port": taken}
    )
    member = await ClusterProcess.open(settings, ())
    serving = asyncio.create_task(member.serve(("scheduler",)))
    try:
        await until(lambda: member.ran or serving.done(), "it does nothing")
        assert not serving.done()
        assert member.site is None
    finally:
        member.stop.set()
        await asyncio.wait_for(serving, 30)


@pytest.mark.parametrize(
    "command", [["run", "--role", "scheduler"], ["worker"]]
)
def test_a_taken_port_to_watch_on_is_said(
    taken: int, tmp_path: Path, command: list[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        "engine = 'pgqueuer'\n[database]\nurl = 'postgresql://u@127.0.0.1:1/x'\n",
        "utf-8",
    )
    answer = CliRunner().invoke(
        line, [*command, "--watch-port", str(taken), "--config", str(config)]
    )
    assert answer.exit_code == 1
    assert f"--watch-port: 127.0.0.1:{taken}" in answer.output
