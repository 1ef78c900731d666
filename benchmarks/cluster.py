"""A cluster on one machine, and what may happen to it: `python -m benchmarks.cluster [--short]`.

PostgreSQL, two receivers behind a proxy, a scheduler and its standby, three workers, a sender and its standby, and the
sandbox as Telegram and as the web. Each role is killed in turn under load, PostgreSQL restarts, its connections are
cut, and a worker sleeps past its lease. After each, how long until a digest that falls due then is in its chat.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection

from benchmarks.cluster_members import (
    ROLES,
    SECRET,
    Members,
    Plan,
    Proxy,
    free_port,
    say,
)
from benchmarks.figures import Figure, print_table, verdict
from jobs.digests import due_times
from jobs.distributed import pgqueuer_queue
from news.errors import StoreError
from sandbox.server import ANN, Sandbox
from sandbox.world import people
from sandbox.world.limits import Limits
from store.article_rows import NewArticle
from store.chats import chats
from store.engine.database import Database
from store.news import articles
from store.schema import migrate

FREE = Limits(
    everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
)
TIMES = "00:00 06:00 12:00 18:00"
FIRST = 50_000
GROUP = 10
"""Chats that fall due after an event; all of them must be told within `SOON` seconds."""
SOON = 30.0
MORE = ("max_connections=200",)


class Scene:
    """The cluster, its world, and what readers see of it."""

    def __init__(
        self,
        server: Any,
        sandbox: Sandbox,
        folder: Path,
        *,
        chats: int,
        lease: int,
    ) -> None:
        self.server, self.sandbox, self.chats = server, sandbox, chats
        self.log, self.lease = folder / "members.log", lease
        self.ports = {"bot-1": free_port(), "bot-2": free_port()}
        self.database = Proxy(lambda: [server.port])
        self.receivers = Proxy(lambda: list(self.ports.values()))
        self.waiting = list(range(FIRST, FIRST + chats))
        self.due: list[int] = []
        self.figures: list[Figure] = []
        self.copies = itertools.count()
        # A number that was answered once is rightly never answered again.
        self.numbers = itertools.count(900_000)
        self.urls: list[str] = []

    async def start(self) -> None:
        """Start everything, and wait until the cluster has read the sample site."""
        await self.database.start()
        await self.receivers.start()
        direct = f"{self.server.url}/postgres"
        await asyncio.to_thread(migrate.upgrade, direct)
        await pgqueuer_queue.install(direct)
        self.db = await Database.open(direct)
        await self.db.write(self._people)
        box = self.sandbox
        plan = Plan(
            url=f"postgresql://postgres@127.0.0.1:{self.database.port}/postgres",
            token=box.token,
            base_url=box.base_url,
            hook=f"http://127.0.0.1:{self.receivers.port}/telegram",
            host=f"{box.host}:{box.port}",
            sources=tuple(box.news.sources),
            ports=self.ports,
            log=str(self.log),
            lease=self.lease,
        )
        self.members = Members(plan)
        await asyncio.to_thread(self.members.start, *ROLES)
        await self.until("the first news is read", self._read_some, 60)
        await self.until("both receivers answer", self._all_hear, 60)
        self.weigh("at rest")
        self.urls = await self.db.read(_urls)

    def _people(self, c: Connection) -> None:
        now = int(time.time())
        for number in self.waiting:
            self.sandbox.world.add_person(number, f"Reader {number}", "en")
            chat = chats.upsert(
                c,
                number,
                0,
                "private",
                "",
                locale="en",
                zone="UTC",
                schedule=TIMES,
                now=now,
            )
            chats.update(c, chat.id, send_empty=True)

    async def _all_hear(self) -> bool:
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            urls = [
                f"http://127.0.0.1:{port}/healthz"
                for port in self.ports.values()
            ]
            answers = await asyncio.gather(
                *(client.get(url) for url in urls), return_exceptions=True
            )
        return all(
            isinstance(answer, httpx.Response) and answer.is_success
            for answer in answers
        )

    async def _read_some(self) -> bool:
        return (
            await self.db.read(
                lambda c: articles.count_states(c).get("joined", 0)
            )
            >= 10
        )

    async def until(
        self, what: str, wanted: Callable[[], Awaitable[bool]], seconds: float
    ) -> float:
        """Wait until something is true, at most so long; returns how long it took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if await wanted():
                    return time.monotonic() - began
            except StoreError:
                pass
            await asyncio.sleep(0.05)
        say(f"in vain: {what}")
        return float("inf")

    async def fall_due(self, count: int) -> list[int]:
        """Let chats fall due, and give the cluster articles to read beside."""
        group, self.waiting = self.waiting[:count], self.waiting[count:]
        self.due += group
        due = due_times.last_due(TIMES, "UTC", int(time.time()))

        def write(c: Connection) -> None:
            c.exec_driver_sql(
                "UPDATE chats SET next_due_at = $1 WHERE telegram_id = ANY($2)",
                (due, group),
            )
            pages = itertools.islice(itertools.cycle(self.urls or [""]), 4)
            new = [
                NewArticle(
                    url,
                    f"copy-{next(self.copies)}",
                    1,
                    "a copy",
                    published_at=int(time.time()),
                )
                for url in pages
                if url
            ]
            articles.insert_new(c, new, int(time.time()))

        for _ in range(200):
            try:
                await self.db.write(write)
            except StoreError:
                await asyncio.sleep(0.1)
            else:
                break
        return group

    def told(self, number: int) -> int:
        """Count the messages that a reader got."""
        place = self.sandbox.world.places.get(number)
        return (
            sum(
                message["from"]["is_bot"] for message in place.messages.values()
            )
            if place
            else 0
        )

    async def resumed(self, what: str) -> None:
        """Measure how long after an event new digests are in their chats."""
        began = time.monotonic()
        group = await self.fall_due(GROUP)

        async def all_told() -> bool:
            return all(self.told(number) for number in group)

        took = (
            await self.until(what, all_told, SOON * 1.5)
            and time.monotonic() - began
        )
        say(f"{what}: digests again after {took:.1f} s")
        self.figures.append(
            Figure(
                f"{what}: until new digests are told",
                round(took, 1),
                "s",
                SOON,
                "lower",
            )
        )

    async def holder(self, turn: str) -> str:
        """Return who holds a turn now."""
        found = await self.db.read(
            lambda c: c.exec_driver_sql(
                "SELECT owner FROM leases WHERE name LIKE $1", (f"{turn}%",)
            ).scalar()
        )
        return (
            self.members.named(int(str(found).split(":")[1])) if found else ""
        )

    async def kill(self, *roles: str) -> None:
        """Kill the processes that do these roles' work, measure, and start them again as a supervisor would."""
        await self.fall_due(GROUP * 2)
        await asyncio.sleep(0.15)
        names = [await self.holder(role) or f"{role}-1" for role in roles]
        for name in names:
            self.members.kill(name)
        what = f"kill -9 of {' and '.join(names)}"
        await (self.answers(what) if roles == ("bot",) else self.resumed(what))
        await asyncio.to_thread(self.members.start, *names)

    async def answers(self, what: str) -> None:
        """Measure how long until a person who writes now is answered."""
        before, began = self.told(ANN), time.monotonic()
        people.write(self.sandbox.world, ANN, ANN, "/help")

        async def answered() -> bool:
            return self.told(ANN) > before

        await self.until(what, answered, SOON * 1.5)
        took = time.monotonic() - began
        say(f"{what}: an answer after {took:.1f} s")
        self.figures.append(
            Figure(
                f"{what}: until a person is answered",
                round(took, 1),
                "s",
                SOON,
                "lower",
            )
        )

    async def repeat_updates(self, count: int = 8) -> None:
        """Send each update to both receivers, twice: it must be answered once."""
        before = self.told(ANN)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with httpx.AsyncClient(
            trust_env=False, timeout=20, headers=headers
        ) as client:
            for number in itertools.islice(self.numbers, count):
                update = _update(number)
                urls = [
                    f"http://127.0.0.1:{port}/telegram"
                    for port in self.ports.values()
                ]
                await asyncio.gather(
                    *(client.post(url, json=update) for url in urls * 2),
                    return_exceptions=True,
                )
        await asyncio.sleep(1.0)
        answered = float(self.told(ANN) - before)
        self.figures.append(
            Figure(
                "updates answered twice",
                abs(answered - count),
                "",
                0.0,
                "lower",
                note=f"of {count}, each brought four times",
            )
        )

    async def restart(self) -> None:
        """Restart PostgreSQL under load."""
        await self.fall_due(GROUP)
        await asyncio.to_thread(self.server.stop)
        await asyncio.to_thread(self.server.start, *MORE)
        await self.resumed("PostgreSQL restarted")

    async def cut(self) -> None:
        """Cut every connection to PostgreSQL."""
        await self.fall_due(GROUP)
        await self.database.cut(2.0)
        await self.resumed("connections cut")

    async def sleep(self, name: str) -> None:
        """Stop a worker in the middle of its work."""
        await self.fall_due(GROUP * 6)

        async def at_work() -> bool:
            query = "SELECT count(*) FROM pgqueuer WHERE status = 'picked' AND entrypoint = 'digest'"
            return bool(
                await self.db.read(lambda c: c.exec_driver_sql(query).scalar())
            )

        await self.until("a digest job is taken", at_work, 5)
        self.members.signal(name, signal.SIGSTOP)
        self.slept = time.monotonic()

    async def wake(self, name: str) -> None:
        """Wake it, past its lease."""
        await asyncio.sleep(
            max(0.0, self.lease + 2 - (time.monotonic() - self.slept))
        )
        self.members.signal(name, signal.SIGCONT)
        await self.resumed(
            f"{name} slept {time.monotonic() - self.slept:.0f} s and woke"
        )

    async def account(self) -> None:
        """Count what was lost and what was done twice."""

        async def all_done() -> bool:
            states = await self.db.read(articles.count_states)
            return (
                all(self.told(number) for number in self.due)
                and not states.get("new")
                and not states.get("read")
            )

        await self.until("the last of all", all_done, SOON * 2)
        states = await self.db.read(articles.count_states)
        lost = sum(not self.told(number) for number in self.due)
        built = Counter(await self.db.read(_digests))
        twice = sum(count > 1 for count in built.values())
        extra = sum(
            max(self.told(number) - built.get(number, 1), 0)
            for number in self.due
        )
        repeated = await self.db.read(
            lambda c: c.exec_driver_sql(
                "SELECT count(*) FROM outbox WHERE repeated = 1"
            ).scalar_one()
        )
        unread = states.get("new", 0) + states.get("read", 0)
        of = f"of {len(self.due)} chats"
        self.figures += [
            Figure("digests lost", float(lost), "", 0.0, "lower", note=of),
            Figure(
                "digests built twice", float(twice), "", 0.0, "lower", note=of
            ),
            Figure(
                "articles lost",
                float(unread),
                "",
                0.0,
                "lower",
                note=f"of {sum(states.values())}",
            ),
            Figure(
                "messages sent twice unmarked",
                float(max(extra - repeated, 0)),
                "",
                0.0,
                "lower",
                note=f"{repeated} marked as repeated: they may have been sent when their sender died",
            ),
        ]
        self.weigh("under load")

    def weigh(self, when: str) -> None:
        """Note each role's memory."""
        for role, size in sorted(self.members.memory().items()):
            self.figures.append(
                Figure(
                    f"memory of a {role} {when}",
                    round(size),
                    "MB",
                    None,
                    "lower",
                    note="its share (PSS)",
                )
            )

    async def stop(self) -> None:
        """End all of it."""
        await asyncio.to_thread(self.members.end)
        await self.db.close()
        self.database.stop()
        self.receivers.stop()


def _urls(c: Connection) -> list[str]:
    return [
        str(url)
        for url in c.exec_driver_sql(
            "SELECT url FROM articles WHERE state = 'joined' LIMIT 40"
        ).scalars()
    ]


def _digests(c: Connection) -> list[int]:
    query = "SELECT c.telegram_id FROM digests d JOIN chats c ON c.id = d.chat_id WHERE c.telegram_id >= 50000"
    return [int(number) for number in c.exec_driver_sql(query).scalars()]


def _update(number: int) -> dict[str, Any]:
    person = {
        "id": ANN,
        "is_bot": False,
        "first_name": "安安",
        "language_code": "zh-hans",
    }
    chat = {"id": ANN, "type": "private", "first_name": "安安"}
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    message = {
        "message_id": number,
        "date": int(time.time()),
        "chat": chat,
        "from": person,
        "text": "/help",
        "entities": entities,
    }
    return {"update_id": number, "message": message}


async def run(short: bool) -> list[Figure]:
    """Live through all of it."""
    from tests.postgres import Process

    server = Process.make()
    sandbox = await Sandbox.start(limits=FREE)
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(
            server,
            sandbox,
            Path(folder),
            chats=400 if short else 3000,
            lease=20 if short else 60,
        )
        try:
            await asyncio.to_thread(server.start, *MORE)
            await scene.start()
            await scene.resumed("at rest")
            for _ in range(1 if short else 3):
                await scene.sleep("worker-3")
                await scene.kill("worker")
                await scene.kill(
                    *("scheduler", "sender") if short else ("scheduler",)
                )
                if not short:
                    await scene.kill("sender")
                await scene.kill("bot")
                await scene.until("both receivers answer", scene._all_hear, 60)
                await scene.repeat_updates()
                await scene.cut()
                await scene.restart()
                await scene.wake("worker-3")
            await scene.account()
            if any(not figure.met for figure in scene.figures):
                say(scene.log.read_text()[-6000:])
        finally:
            await scene.stop()
            await sandbox.stop()
            await asyncio.to_thread(server.remove)
    return scene.figures


def main() -> None:
    """Run, print the table, and exit by it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="each event once")
    figures = asyncio.run(run(parser.parse_args().short))
    print_table(figures)
    raise SystemExit(verdict(figures))


if __name__ == "__main__":
    main()
