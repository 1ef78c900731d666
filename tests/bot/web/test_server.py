"""Health and readiness: which job has not run when it should, and which hangs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from telegram.ext import ApplicationBuilder

from bot.receiving.inbox import Inbox
from bot.settings import Settings
from bot.web.server import Watch, routes
from jobs import scheduler
from news.errors import ConfigError, StoreBusy
from store.engine.database import Database
from store.operations import job_runs
from store.operations.job_runs import LEAST, STUCK, Expected
from tests.store.world import NOW

FROM_FILE: dict[str, Any] = {"metrics_token_file": "metrics"}
EXPECTED = Expected({"fetch": 600, "digest": 120}, NOW - 5000)


def _client(watch: Watch, fatal: str = "", **web: Any) -> httpx.AsyncClient:
    application = ApplicationBuilder().token("1:sandbox").updater(None).build()
    sender: Any = SimpleNamespace(fatal=fatal, trouble=fatal, wake=lambda: None)
    inbox = Inbox(
        watch.db, application.bot, application.process_update, watch.clock
    )
    app = routes(Settings(web=web), watch, inbox, sender)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://bot"
    )


async def _ready(watch: Watch, fatal: str = "") -> tuple[int, Any]:
    async with _client(watch, fatal) as client:
        answer = await client.get("/readyz")
    return answer.status_code, answer.json()


async def _healthy(watch: Watch, fatal: str = "") -> tuple[int, str]:
    async with _client(watch, fatal) as client:
        answer = await client.get("/healthz")
    return answer.status_code, answer.text


async def _run(db: Database, name: str, at: int, *, ok: bool = True) -> None:
    await db.write(job_runs.record, name, started=at, finished=at, ok=ok)


async def test_ready_where_each_job_ran_well_in_time(db: Database) -> None:
    await _run(db, "fetch", NOW - 500)
    await _run(db, "digest", NOW - 100)
    code, said = await _ready(Watch(db, lambda: NOW, EXPECTED))
    assert (code, said["ready"], said["late"], said["waiting"]) == (
        200,
        True,
        [],
        0,
    )


@pytest.mark.parametrize("at", [None, NOW - 10_000])
async def test_not_ready_where_a_job_never_ran_or_long_ago(
    db: Database, at: int | None
) -> None:
    await _run(db, "digest", NOW)
    if at is not None:
        await _run(db, "fetch", at)
    code, said = await _ready(Watch(db, lambda: NOW, EXPECTED))
    assert (code, said["late"]) == (503, ["fetch"])


async def test_a_job_that_runs_and_always_fails_is_late(db: Database) -> None:
    await _run(db, "fetch", NOW)
    await _run(db, "digest", NOW - 200)
    await _run(db, "digest", NOW, ok=False)
    assert (await _ready(Watch(db, lambda: NOW, EXPECTED)))[1]["late"] == [
        "digest"
    ]


async def test_a_start_gives_each_job_its_time(db: Database) -> None:
    await _run(db, "fetch", NOW - 90_000)
    watch = Watch(
        db, lambda: NOW, Expected({"fetch": 600, "digest": 120}, NOW - 100)
    )
    assert (await _ready(watch))[0] == 200
    later = Watch(db, lambda: NOW + 50, watch.expected)
    assert (await _ready(later))[1]["late"] == ["digest"]


async def test_not_ready_without_a_store_or_a_token_that_works(
    db: Database,
) -> None:
    class Away:
        lost = ""

        async def read(self, *_: object) -> object:
            raise StoreBusy("locked")

    away: Any = Away()
    code, said = await _ready(Watch(away, lambda: NOW, EXPECTED))
    assert (code, said["ready"]) == (503, False)
    fine = Expected({}, NOW)
    assert (await _ready(Watch(db, lambda: NOW, fine), "Unauthorized"))[
        0
    ] == 503
    assert await _healthy(Watch(db, lambda: NOW, fine), "Unauthorized") == (
        503,
        "Unauthorized",
    )
    # A new start mends no store: the process lives.
    assert await _healthy(Watch(away, lambda: NOW, EXPECTED)) == (200, "ok")
    Away.lost = "the store's file was deleted"  # that it does mend
    assert await _healthy(Watch(away, lambda: NOW, EXPECTED)) == (
        503,
        Away.lost,
    )


async def test_not_ready_while_telegram_is_away_or_nothing_is_heard(
    db: Database,
) -> None:
    fine = Expected({}, NOW)
    deaf = Watch(db, lambda: NOW, fine, receiving=lambda: "Unauthorized")
    code, said = await _ready(deaf)
    assert (code, said["receiving"]) == (503, "Unauthorized")
    shared = Watch(db, lambda: NOW, fine, another=lambda: "another instance")
    code, said = await _ready(shared)
    assert (code, said["instance"]) == (200, "another instance")


async def test_a_job_that_hangs_is_unhealthy_and_a_slow_one_is_not(
    db: Database,
) -> None:
    ran = {"fetch": NOW - 601, "digest": NOW - STUCK * LEAST}
    assert await _healthy(Watch(db, lambda: NOW, EXPECTED, ran=ran)) == (
        200,
        "ok",
    )
    ran["digest"] -= 1
    assert await _healthy(Watch(db, lambda: NOW, EXPECTED, ran=ran)) == (
        503,
        "digest hangs",
    )


def test_every_sweep_says_when_it_is_late() -> None:
    services: Any = SimpleNamespace(
        boilerplate=None,
        terms=None,
        learner=None,
        meaning_model=None,
        places_apart=False,
    )
    listed = scheduler.jobs(services)
    late = {job.name: job.overdue for job in listed}
    assert {"fetch", "enrich", "join", "digest", "alert", "upkeep"} <= set(late)
    assert all(late[job.name] >= 2 * job.seconds for job in listed)


@pytest.mark.parametrize(
    ("given", "status"),
    [("", 403), ("Bearer x", 403), ("Bearer é", 403), ("Bearer held", 200)],
)
async def test_the_token_of_the_metrics_is_read_at_the_start_alone(
    db: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    status: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("metrics").write_text("held\n")
    client = _client(Watch(db, lambda: NOW, EXPECTED), **FROM_FILE)
    Path("metrics").unlink()
    async with client:
        answer = await client.get(
            "/metrics", headers={b"Authorization": given.encode()}
        )
    assert answer.status_code == status


async def test_a_token_of_the_metrics_that_is_not_there_ends_the_start(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="metrics_token_file"):
        _client(Watch(db, lambda: NOW, EXPECTED), **FROM_FILE)
