"""The first digest in the sandbox: it falls due, and is written, as soon as there is enough to tell."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from bot.cli import local_sandbox
from jobs.config import FetchConfig
from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.workers.process_pool import ProcessPool
from sandbox.server import ANN
from store.chats import chats
from store.engine.database import Database
from tests.store.world import NOW, make_stories
from tests.stores import new_store


@pytest.fixture
async def context(tmp_path: Path) -> AsyncIterator[JobContext]:
    db = await Database.open(new_store(tmp_path / "store.db"))
    downloader, pool = Downloader(FetchConfig()), ProcessPool(1)
    yield JobContext(
        db=db,
        downloader=downloader,
        pool=pool,
        clock=lambda: NOW,
        render=lambda _digest, _locale: [],
        title=lambda _locale, _zone: "",
        notice=lambda _locale, _state, _name: "",
    )
    await downloader.close()
    await pool.close()
    await db.close()


async def test_the_digest_is_due_before_its_job_is_woken(
    context: JobContext,
) -> None:
    names = [str(number) for number in range(local_sandbox.STORIES)]
    await context.db.write(make_stories, names)
    woken: list[str] = []

    def wake(jobs: Iterable[str]) -> None:
        woken.extend(jobs)

    await local_sandbox.first_digest(context, wake)
    assert woken == ["digest"]
    chat = await context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.next_due_at is not None
    assert chat.next_due_at <= NOW
