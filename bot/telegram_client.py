"""The connection to Telegram: the library's application, the receiving of
updates, and the bot's settings at Telegram.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from ssl import SSLContext
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, ApplicationBuilder, ContextTypes

from bot import handlers
from bot.delivery.circuit_breaker import CircuitBreaker
from bot.delivery.connection_pools import Pools
from bot.delivery.error_policy import words_of
from bot.delivery.rate_limiter import FREE_RATE, Limiter, Rates
from bot.delivery.telegram_answers import CheckedRequest
from bot.handlers import command_menu
from bot.handlers.handler_context import HandlerContext
from bot.handlers.permissions import may_use
from bot.handlers.registry import commands_for
from bot.proxies import telegram_options
from bot.receiving.inbox import Inbox, MayKeep
from bot.receiving.receiver import Receiver
from bot.settings import Settings
from news.errors import ConfigError, TokenRefused
from store.chats import chats
from store.engine.database import Database

log = structlog.get_logger()
CONNECTIONS = 128
# Seconds for which a start waits for Telegram, as after a power cut, when the
# machine is up before its network.
FIRST_CONTACT = 600.0
Telegram = Application[Any, Any, Any, Any, Any, Any]


def _application(
    settings: Settings, token: str, limiter: Limiter, verify: SSLContext
) -> Telegram:
    """Build the library's application: its pools of connections, its rate limiter, 64 updates at
    once.
    """
    part = settings.telegram
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(part.base_url)
        .base_file_url(part.base_file_url)
    )
    options = telegram_options(part.base_url, verify)
    builder = builder.request(
        Pools(
            CONNECTIONS,
            read_timeout=20,
            connect_timeout=10,
            pool_timeout=20,
            httpx_kwargs=options,
        )
    )
    return (
        builder.get_updates_request(
            CheckedRequest(2, read_timeout=40, httpx_kwargs=options)
        )
        .rate_limiter(limiter)
        .concurrent_updates(64)
        .build()
    )


async def connect(
    settings: Settings, *, verify: SSLContext
) -> tuple[Telegram, Limiter]:
    """Connect to Telegram with the settings' token and limits."""
    part = settings.telegram
    unpaid = part.messages_per_second
    if part.allow_paid_broadcast:
        unpaid = FREE_RATE
    limiter = Limiter(
        Rates(
            everyone=part.messages_per_second,
            chat=part.messages_per_second_chat,
            group_minute=part.messages_per_minute_group,
            unpaid=unpaid,
        ),
        time.monotonic,
    )
    try:
        application = _application(settings, part.read_token(), limiter, verify)
    except ValueError as error:
        # httpx reads the proxies when a client is made; its error names the
        # address, or the unknown scheme.
        raise ConfigError(
            f"HTTPS_PROXY, HTTP_PROXY or ALL_PROXY: {error}"
        ) from error
    await _initialize(application)
    return application, limiter


async def _initialize(application: Telegram) -> None:
    """Ask Telegram who this bot is. The library's error for a refused token
    quotes the token, so it is replaced.
    """
    try:
        await reach(application, within=FIRST_CONTACT)
    except InvalidToken:
        await application.bot.shutdown()
        raise TokenRefused(
            "telegram.token: Telegram does not know this token"
        ) from None
    except (
        BaseException
    ):  # Ctrl-C too: close the connections before the loop closes
        await application.bot.shutdown()
        raise


async def reach(application: Telegram, *, within: float) -> None:
    """Ask Telegram who this bot is, again after 0, 1, 2, 4 … 60 seconds where
    it cannot be reached; raise the last error after `within` seconds.
    """
    breaker, deadline = CircuitBreaker(), time.monotonic() + within
    while True:
        try:
            return await application.initialize()
        except (NetworkError, RetryAfter) as error:
            if time.monotonic() >= deadline:
                raise
            breaker.probe_failed(words_of(error), int(time.time()))
            log.warning("telegram.unreachable", why=breaker.why)
        await asyncio.sleep(breaker.pause())


def receiver_for(
    application: Telegram,
    settings: Settings,
    tools: HandlerContext,
    heard: Callable[[int], None],
    *,
    poll: bool,
) -> Receiver:
    """Return the receiver of this bot's updates: a webhook if one is set,
    otherwise polling if it is asked for.
    """
    part = settings.telegram
    inbox = Inbox(
        db=tools.db,
        bot=application.bot,
        handle=application.process_update,
        clock=tools.clock,
        may_keep=_admission(tools),
    )
    return Receiver(
        inbox,
        clock=tools.clock,
        webhook_url=part.webhook_url,
        webhook_secret=part.read_webhook_secret(),
        poll=poll,
        heard=heard,
    )


def _admission(tools: HandlerContext) -> MayKeep:
    """Return the test of which updates may be stored: a closed bot stores
    nothing from strangers.
    """

    async def may_keep(update: Update) -> bool:
        """Return whether an update may be stored: a closed bot keeps nothing of people whom
        it does not admit.
        """
        if tools.defaults.mode == "open":
            return True
        place = update.effective_chat
        person = update.effective_user
        chat = await tools.db.read(chats.find, place.id) if place else None
        return may_use(tools.defaults, person.id if person else 0, chat)

    return may_keep


def add_handlers(application: Telegram, tools: HandlerContext) -> None:
    """Register the handlers, with their dependencies."""
    application.bot_data["tools"] = tools
    handlers.add_to(application, tools.commands)
    application.add_error_handler(log_error)


async def name_commands(bot: Bot, settings: Settings, db: Database) -> None:
    """Set the command menus at Telegram; operators get theirs in their chats'
    languages.
    """
    commands = commands_for(speech=settings.speech.is_wanted)
    await command_menu.announce(bot, commands)
    known = [
        await db.read(chats.find, number) for number in settings.telegram.admins
    ]
    await command_menu.for_operators(
        bot,
        commands,
        [(chat.telegram_id, chat.locale) for chat in known if chat],
    )


async def log_error(
    _update: object, context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Log an error in the handling of an update."""
    log.warning(
        "update.failed",
        error=f"{type(context.error).__name__}: {context.error}",
    )
