"""`jianbao run`: start the bot; without a token, the sandbox beside it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer

from bot.cli.garbage_collector import paused, settled
from bot.cli.left_folders import folder_for, remove_left
from bot.cli.open_page import open_page
from bot.cli.options import (
    ConfigOption,
    WatchOption,
    announce,
    execute,
    say,
    settings_or_exit,
    stop,
)
from bot.settings import Settings
from bot.watchdog import Watchdog
from bot.web.ports import a_free_port, why_not
from jobs.workers import fork_server

if TYPE_CHECKING:
    from sandbox.server import Sandbox


log = structlog.get_logger()


class Role(StrEnum):
    """The parts of a cluster."""

    bot = "bot"
    scheduler = "scheduler"
    worker = "worker"
    sender = "sender"


def run(
    config: ConfigOption = None,
    port: Annotated[
        int,
        typer.Option(
            min=0, max=65535, help="The sandbox's port, without a token."
        ),
    ] = 8081,
    role: Annotated[
        list[Role] | None,
        typer.Option(
            help='With engine = "pgqueuer": only this part; give it again for more.'
        ),
    ] = None,
    watch_port: WatchOption = None,
    sandbox: Annotated[
        bool,
        typer.Option(
            "--sandbox",
            help="Without a token, start the sandbox whatever the settings say.",
        ),
    ] = False,
) -> None:
    """Start the bot. Without a token, start the sandbox: a local Telegram in
    the browser.
    """
    settings = settings_or_exit(config)
    if role or settings.engine == "pgqueuer":
        _member(
            settings, tuple(name.value for name in role or Role), watch_port
        )
    elif settings.telegram.read_token():
        need_port(settings)
        execute(_telegram(settings))
    elif not (sandbox or settings.sandbox):
        stop(
            "Settings: telegram.token: there is none; set JIANBAO_TELEGRAM__TOKEN_FILE or JIANBAO_TELEGRAM__TOKEN"
            " (a try without Telegram: `run --sandbox`)",
            2,
        )
    else:
        announce(
            "No token: starting the sandbox, a local Telegram in your browser (set telegram.token to go live)."
        )
        execute(in_sandbox(settings, port))


NO_ADMINS = (
    "No admin is named: what chats add is seen by their subscribers alone, and nobody can approve it. Name yourself in"
    " config.toml, telegram.admins = [NUMBER]; your number is telegram_id in the file that the bot sends on /export."
)


def need_port(settings: Settings, port: int | None = None) -> None:
    """Exit with 1 if the web server's port is taken: another process of ours
    may be about to release it. Exit with 2 if updates would come to a server
    that is switched off.
    """
    web = settings.web
    if settings.telegram.webhook_url and not web.enabled and port is None:
        stop(
            "Settings: telegram.webhook_url: expected with web.enabled = true, which receives the updates",
            2,
        )
    wanted = web.port if port is None else port
    if (web.enabled or port is not None) and (why := why_not(web.host, wanted)):
        name, way = (
            ("web.port", ". Another port: JIANBAO_WEB__PORT")
            if port is None
            else ("--watch-port", "")
        )
        stop(f"{name}: {web.host}:{wanted} can't be had: {why}{way}")


def for_sandbox(settings: Settings, *, second: bool = False) -> Settings:
    """Return the settings with another port if theirs is taken: nobody else
    relies on a trial's port.

    `second` says that another copy has the sandbox's port; it then has the web
    server's port too, or is about to take it.
    """
    web = settings.web
    if not web.enabled or not (second or why_not(web.host, web.port)):
        return settings
    port = a_free_port(web.host)
    say(
        f"Port {web.port} is taken: digest pages and the dashboard are on port {port}."
    )
    return settings.model_copy(
        update={"web": web.model_copy(update={"port": port})}
    )


def _member(
    settings: Settings, roles: tuple[str, ...], watch_port: int | None
) -> None:
    """Run a member of a cluster with these roles until it is stopped, and end with 1
    where Telegram refuses the token. A worker needs no token; it opens
    a port only for its own health page.
    """
    from bot.cli.distributed import run_member

    if not settings.telegram.read_token() and {"bot", "sender"} & set(roles):
        stop(
            "Settings: telegram.token: a cluster's receivers and senders need one",
            2,
        )
    if "bot" in roles:
        need_port(settings)
    elif watch_port is not None:
        need_port(settings, watch_port)
    if "bot" in roles and not settings.telegram.admins:
        say(NO_ADMINS)
    announce(f"Jianbao runs as {', '.join(roles)}; stop with Ctrl-C.")
    fatal = execute(run_member(settings, roles, watch_port=watch_port))
    if fatal:
        stop(f"Stopped: Telegram answered {fatal}")


async def _telegram(settings: Settings) -> None:
    # What the workers need loads while this process imports the rest.
    fork_server.begin()
    with paused():
        from bot import app
        from bot.open_context import open_context

        context = await open_context(settings, eager=True, places_apart=True)
        running = await app.start(settings, context)
        settled()
    if not settings.telegram.admins:
        say(NO_ADMINS)
    await until_stopped(
        running,
        f"Jianbao runs as @{running.application.bot.username}; stop with Ctrl-C.",
    )


async def in_sandbox(settings: Settings, port: int) -> None:
    """Run the bot against the sandbox until stopped."""
    fork_server.begin()  # as above
    sandbox = await _start_sandbox(port)
    remove_left()
    # A new folder for each run, so that users and copies do not share one.
    folder = folder_for(os.getpid())
    try:
        mine = for_sandbox(settings, second=port not in {0, sandbox.port})
        await _beside(sandbox, mine, Path(folder.name) / "sandbox.db")
    finally:
        await sandbox.stop()
        folder.cleanup()


async def _start_sandbox(port: int) -> Sandbox:
    """Start the sandbox on its port, or on a free one if another program has
    it.
    """
    with paused():
        from sandbox.server import Sandbox

    try:
        return await Sandbox.start(port=port)
    except OSError:
        sandbox = await Sandbox.start(port=0)
    say(f"Port {port} is taken: the chat page is on port {sandbox.port}.")
    return sandbox


async def _beside(sandbox: Sandbox, settings: Settings, data: Path) -> None:
    """Run the bot beside a sandbox until it is stopped."""
    with paused():
        from bot import app
        from bot.cli import local_sandbox
        from bot.open_context import open_context

        here = local_sandbox.settings_for(settings, sandbox, data)
        context = await open_context(
            here,
            private=local_sandbox.private_host(sandbox),
            eager=True,
            places_apart=True,
        )
        running = await app.start(here, context)
        settled()
    first = asyncio.create_task(
        local_sandbox.first_digest(context, running.scheduler.wake)
    )
    open_page(sandbox.page_url)
    try:
        await until_stopped(
            running,
            f"Chat page: {sandbox.page_url}\nType /start there. Stop with Ctrl-C.",
        )
    finally:
        first.cancel()


async def until_stopped(running: object, ready: str) -> None:
    """Report readiness, wait for SIGTERM, Ctrl-C or a fatal answer, then stop
    cleanly.
    """
    from bot.app import Running

    assert isinstance(running, Running)
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, told.set)
    announce(ready)
    waiting = asyncio.create_task(told.wait())
    with Watchdog(stuck=running.scheduler.stuck).watching():
        await asyncio.wait(
            {waiting, running.sending, running.receiving},
            return_when=asyncio.FIRST_COMPLETED,
        )
        waiting.cancel()
        fatal = running.fatal
        await running.stop()
    for part in (running.sending, running.receiving):
        if fault := part.exception():
            log.critical("process.fault", exc_info=fault)
            raise fault
    if fatal:
        stop(f"Stopped: Telegram answered {fatal}")
    if told.is_set():
        announce("Stopped.")
