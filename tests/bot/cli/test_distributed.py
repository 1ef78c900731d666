"""A process that plays every part of a cluster, over a real PostgreSQL and the sandbox."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app as line
from bot.cli.distributed import ROLES, ClusterProcess
from bot.settings import Settings
from jobs.digests import due_times
from news.errors import ConfigError
from sandbox.server import ANN
from sandbox.world import people
from store.chats import chats
from store.operations import job_runs
from tests.bot.cli.cluster import make_member
from tests.postgres import Server
from tests.scene import until


async def test_one_process_may_play_every_part(
    postgresql_server: Server, tmp_path: Path
) -> None:
    sandbox, member = await make_member(postgresql_server, tmp_path)
    assert member.context.clock is member.clock, (
        "rows are leased by the database's clock"
    )
    serving = asyncio.create_task(member.serve(ROLES))

    def told() -> list[str]:
        return [
            message.get("text", "")
            for message in sandbox.world.places[ANN].messages.values()
            if message["from"]["is_bot"]
        ]

    try:
        people.write(sandbox.world, ANN, ANN, "/help")
        await until(lambda: bool(told()))
        now, times = int(time.time()), "00:00 06:00 12:00 18:00"
        chat = await member.context.db.write(
            chats.upsert,
            ANN,
            0,
            "private",
            "",
            locale="en",
            zone="UTC",
            schedule=times,
            now=now,
        )
        due = due_times.last_due(times, "UTC", now)
        before = len(told())
        await member.context.db.write(
            lambda c: chats.update(
                c,
                chat.id,
                send_empty=True,
                schedule=times,
                zone="UTC",
                next_due_at=due,
            )
        )
        await until(lambda: len(told()) > before)
        assert await member.context.db.read(
            job_runs.holds, "scheduler", member.owner, now
        )
    finally:
        member.stop.set()
        await asyncio.wait_for(serving, 30)
        await sandbox.stop()
    assert member.fatal == ""


async def test_a_cluster_needs_its_engine() -> None:
    with pytest.raises(ConfigError, match="pgqueuer"):
        await ClusterProcess.open(Settings(), ("worker",))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["worker", "--queues", "fetch,nonsense"], "--queues"),
        (["worker"], "engine"),
        (["run", "--role", "scheduler"], "engine"),
        (["run", "--role", "sender"], "token"),
        (["run", "--role", "cook"], "cook"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[log]\nlevel = 'error'\n", "utf-8")
    answer = CliRunner().invoke(line, [*arguments, "--config", str(settings)])
    assert answer.exit_code == 2
    assert said in answer.output
