"""The sandbox as a server on loopback: Bot API, chat page and sample site under
one address.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.bot_api import api, updates
from sandbox.page import control
from sandbox.site.server import NewsSite
from sandbox.world.limits import Limits
from sandbox.world.world import TOKEN, World

ANN, BO = 10_001, 10_002
GROUP = -20_001
FORUM = -1_000_000_020_002
CHANNEL = -1_000_000_020_003


@dataclass(slots=True)
class Sandbox:
    """A running sandbox; its addresses have the form of the bot's settings."""

    world: World
    news: NewsSite
    host: str
    port: int
    _server: uvicorn.Server
    _tasks: list[asyncio.Task[None]]

    @classmethod
    async def start(
        cls,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Sandbox:
        """Start on a port (0 picks a free one), with two people, a group, a
        forum and a channel.

        Raises OSError if the port is taken.
        """
        # Bound here, because uvicorn ends the whole process if its port is
        # taken.
        listener = socket.create_server((host, port))
        world = World(limits=limits, clock=clock)
        populate(world)
        news = NewsSite(clock)
        page = control.routes(world, news.card)
        app = Starlette(
            routes=[*api.routes(world), *page, Mount("/news", app=news.app())]
        )
        server, serving = await _serve(app, listener)
        number = listener.getsockname()[1]
        news.base = f"http://{host}:{number}/news"
        return cls(
            world,
            news,
            host,
            number,
            server,
            [serving, asyncio.create_task(updates.deliver(world))],
        )

    async def stop(self) -> None:
        """Stop serving."""
        self._tasks[1].cancel()
        # Waiting polls get the answer for "another poller came": if they were
        # cancelled, the server would log a fault.
        self.world.poller += 1
        self.world.arrived.set()
        self._server.should_exit = True
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def token(self) -> str:
        """The bot's token."""
        return TOKEN

    @property
    def url(self) -> str:
        """The server's address."""
        return f"http://{self.host}:{self.port}"

    @property
    def base_url(self) -> str:
        """The Bot API's address, in the library's form."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """The address of files."""
        return f"{self.url}/file/bot"

    @property
    def page_url(self) -> str:
        """The chat page."""
        return f"{self.url}/page/"

    @property
    def site_url(self) -> str:
        """The sample news site."""
        return f"{self.url}/news"


def populate(world: World) -> None:
    """Add two people and a chat of each kind."""
    world.add_person(ANN, "安安")
    world.add_person(BO, "Bo", "en")
    world.add_place(GROUP, "group", "读报小组", admins=(ANN,), members=(BO,))
    forum = world.add_place(
        FORUM,
        "supergroup",
        "News forum",
        forum=True,
        admins=(BO,),
        members=(ANN,),
    )
    forum.topics[7], forum.names[7] = "open", "Morning papers"
    world.add_place(CHANNEL, "channel", "早报频道", admins=(ANN,))


async def _serve(
    app: Starlette, listener: socket.socket
) -> tuple[uvicorn.Server, asyncio.Task[None]]:
    """Serve on a listening socket; raises OSError if the server does not start."""
    config = uvicorn.Config(
        app,
        # Its default would take the records of every uvicorn in this process.
        log_config=None,
        log_level="critical",
        lifespan="off",
        access_log=False,
        timeout_graceful_shutdown=1,
        # Longer than clients keep a connection (httpx: five seconds): one that
        # ends as it is used again is a doubt that nobody planned.
        timeout_keep_alive=75,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve([listener]))
    for _ in range(500):
        if server.started or serving.done():
            break
        await asyncio.sleep(0.01)
    if not server.started:
        host, port = listener.getsockname()[:2]
        listener.close()
        raise OSError(f"the sandbox can't serve on {host}:{port}")
    return server, serving
