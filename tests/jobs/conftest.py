"""A house of jobs over a fresh SQLite store and a site on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from jobs.config import DigestConfig, EnrichConfig, FetchConfig
from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.workers.process_pool import ProcessPool
from news.models import Digest, Message
from store.engine.database import Database
from tests.site import Site, serve
from tests.stores import new_store

NOW = 1_795_420_800  # 2026-11-23 08:00 UTC


class Clock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(new_store(tmp_path / "store.db"))
    yield opened
    await opened.close()


def config(site: Site, **changes: object) -> FetchConfig:
    values: dict[str, object] = {
        "private_hosts": frozenset({site.host}),
        "pause": 0.0,
        # A loaded machine may take long to read a page.
        "deadline": 60.0,
        "per_host": 4,
    }
    return FetchConfig(**(values | changes))  # type: ignore[arg-type]


def plain_render(digest: Digest, locale: str) -> list[Message]:
    lines = [
        f"{topic}: {pick.story.title}"
        for topic, picks in digest.sections
        for pick in picks
    ]
    ids = tuple(pick.story.id for _, picks in digest.sections for pick in picks)
    return [Message("\n".join(lines), stories=ids)] if lines else []


@pytest.fixture
async def context(
    db: Database, site: Site, clock: Clock
) -> AsyncIterator[JobContext]:
    fetch = config(site)
    pool = ProcessPool(1)
    downloader = Downloader(fetch)
    yield JobContext(
        db=db,
        downloader=downloader,
        pool=pool,
        clock=clock,
        render=plain_render,
        title=lambda locale, zone: "Digest",
        notice=lambda locale, state, name: f"{name} is {state}",
        fetch=fetch,
        enrich=EnrichConfig(),
        digest=DigestConfig(),
    )
    await downloader.close()
    await pool.close()
