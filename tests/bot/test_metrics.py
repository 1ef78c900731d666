"""What Prometheus reads: counted as it happens or read from the store; and every name that dashboards and alerts use is there."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.metrics import Metrics
from news.errors import StoreBusy
from store.delivery import outbox
from store.engine.database import Database
from store.news import summaries_by_model
from store.operations import job_runs
from tests.store.world import NOW, make_chat, make_stories

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"jianbao_[a-z0-9_]+")


async def _page(metrics: Metrics, db: Database) -> str:
    return (await metrics.page(db, NOW, lambda: 3)).decode()


async def test_what_the_store_holds_and_what_happened_are_told(
    db: Database,
) -> None:
    chat = await db.write(make_chat, 5)
    await db.write(make_stories, ["a", "b"])
    await db.write(
        job_runs.record, "fetch", started=NOW - 5, finished=NOW - 4, ok=True
    )
    await db.write(
        summaries_by_model.add_spend,
        "2027-01-15",
        tokens_in=700,
        tokens_out=20,
        cost=0.5,
    )
    await db.write(outbox.add, [_message(chat.id)], NOW - 90)
    metrics = Metrics()
    metrics.fetched("feed", "ok", 0.2, 1000)
    metrics.fetched("feed", "timeout", 20.0, 0)
    metrics.swept("fetch", 0.1, ok=False)
    metrics.answered("sent")
    page = await _page(metrics, db)
    for line in (
        'jianbao_fetches_total{kind="feed",outcome="ok"} 1.0',
        'jianbao_fetches_total{kind="feed",outcome="timeout"} 1.0',
        'jianbao_fetched_bytes_total{kind="feed"} 1000.0',
        'jianbao_sweeps_total{job="fetch",outcome="failed"} 1.0',
        'jianbao_sends_total{outcome="sent"} 1.0',
        "jianbao_telegram_429 3.0",
        "jianbao_outbox_waiting 1.0",
        "jianbao_outbox_age_seconds 90.0",
        'jianbao_chats{state="active"} 1.0',
        'jianbao_llm_tokens_today{direction="in"} 700.0',
        "jianbao_llm_cost_today 0.5",
    ):
        assert line in page
    assert 'jianbao_job_last_success_timestamp_seconds{job="fetch"}' in page


def _message(chat: int) -> outbox.NewOutbox:
    from news.models import Message

    return outbox.NewOutbox(chat, "notice", Message("a secret text"), NOW - 90)


async def test_a_state_that_nothing_is_in_any_more_goes(db: Database) -> None:
    metrics = Metrics()
    chat = await db.write(make_chat, 5)
    assert 'jianbao_chats{state="active"} 1.0' in await _page(metrics, db)
    from store.chats import chats

    await db.write(chats.set_state, chat.telegram_id, "blocked", NOW)
    page = await _page(metrics, db)
    assert 'state="active"' not in page
    assert 'jianbao_chats{state="blocked"} 1.0' in page


async def test_nothing_of_what_people_read_is_in_it(db: Database) -> None:
    chat = await db.write(make_chat, 987654321)
    await db.write(outbox.add, [_message(chat.id)], NOW)
    page = await _page(Metrics(), db)
    assert "secret" not in page
    assert "987654321" not in page


async def test_the_last_poll_that_telegram_answered_is_told_only_by_who_polls(
    db: Database,
) -> None:
    metrics = Metrics()
    assert "updates_last_success_timestamp_seconds{" not in await _page(
        metrics, db
    )
    metrics.heard(NOW)
    sample = metrics.registry.get_sample_value(
        "jianbao_updates_last_success_timestamp_seconds", {"way": "poll"}
    )
    assert sample == NOW


async def test_a_late_loop_is_noticed() -> None:
    metrics = Metrics()
    watching = asyncio.create_task(metrics.watch_loop())
    await asyncio.sleep(0.6)
    watching.cancel()
    assert (
        metrics.registry.get_sample_value("jianbao_loop_lag_seconds_count") == 1
    )


def _known() -> set[str]:
    return {
        sample
        for family in Metrics().registry.collect()
        for sample in _samples(family.name, family.type)
    }


def _samples(name: str, kind: str) -> set[str]:
    endings = {
        "counter": ("_total",),
        "histogram": ("_bucket", "_sum", "_count"),
    }.get(kind, ("",))
    return {f"{name}{ending}" for ending in endings}


@pytest.mark.parametrize(
    "path", ["deploy/prometheus/alerts.yml", "deploy/grafana/jianbao.json"]
)
def test_every_name_in_the_dashboard_and_the_alerts_is_a_metric(
    path: str,
) -> None:
    text = (ROOT / path).read_text("utf-8")
    data = yaml.safe_load(text) if path.endswith("yml") else json.loads(text)
    used = set(_NAME.findall(json.dumps(data)))
    assert len(used) >= 8
    assert used <= _known()


def test_the_dashboard_shows_every_metric() -> None:
    shown = set(
        _NAME.findall((ROOT / "deploy/grafana/jianbao.json").read_text("utf-8"))
    )
    families = {
        name.removesuffix("_total").removesuffix("_bucket") for name in shown
    }
    own = {
        family.name
        for family in Metrics().registry.collect()
        if family.name.startswith("jianbao")
    }
    assert own <= families


async def test_without_the_store_it_tells_what_the_process_knows_by_itself(
    db: Database,
) -> None:
    class Away:
        """A store that does not answer."""

        async def read(self, *_args: object) -> None:
            raise StoreBusy("the server restarts")

    metrics = Metrics()
    await db.write(
        outbox.add, [_message((await db.write(make_chat, 5)).id)], NOW
    )
    assert "jianbao_store_up 1.0" in await _page(metrics, db)
    metrics.answered("sent")
    away: Any = Away()
    page = await _page(metrics, away)
    assert "jianbao_store_up 0.0" in page
    assert 'jianbao_sends_total{outcome="sent"} 1.0' in page
    assert "process_resident_memory_bytes" in page
    assert "jianbao_outbox_waiting NaN" in page
    assert "jianbao_chats{" not in page, "old figures would look like new ones"
    assert "jianbao_outbox_waiting 1.0" in await _page(metrics, db)
