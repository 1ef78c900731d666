"""Routes of digest pages and private feeds. Everybody who knows the address may
read; nothing else is asked or stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.clock import Clock
from bot.delivery.recordings import read_recording
from bot.rendering.i18n import Translator, tongue
from bot.rendering.week import title_of
from bot.web.endpoint import Endpoint
from bot.web.pages import podcast, shown, story, week
from bot.web.pages.entry import entry_page
from bot.web.private_headers import private_headers
from news.errors import StoreError
from news.week import DAYS, threads
from news.xml_text import drop_non_xml
from store.chats import chats, subscriptions
from store.delivery import digests, episodes
from store.engine.database import Database
from store.news import stories
from store.news import week as week_rows
from store.records import SentDigest
from store.rows import Chat

HTML = "text/html; charset=utf-8"
# The most earlier digests that a page links to.
LAST = 60
# The token is in the address: it must not leak.
HEADERS = private_headers(
    "default-src 'none'; style-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The dependencies of the pages."""

    db: Database
    clock: Clock
    public_url: str
    username: str = ""
    # Tells whether a chat may use the bot: without permission its page ends
    # too.
    allowed: Callable[[Chat], bool] = lambda _chat: True

    def now(self) -> datetime:
        """Return the moment as an aware UTC datetime."""
        return datetime.fromtimestamp(self.clock(), UTC)


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes; the style is a file, because inline styles are barred."""
    env = Environment(
        loader=PackageLoader("bot.web.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("bot.web.pages").joinpath("style.css").read_text("utf-8")

    def behind(show: Show) -> Endpoint:
        """Return what answers at an address of a chat's own."""

        async def answer(request: Request) -> Response:
            return await _guarded(show, pages, env, request)

        return answer

    async def entry(request: Request) -> Response:
        try:
            text = await entry_page(pages.db, pages.public_url, env, request)
        except StoreError:
            return _busy()
        if text:
            return Response(text, media_type=HTML, headers=HEADERS)
        return _not_found()

    async def css(_request: Request) -> Response:
        return Response(
            style,
            media_type="text/css",
            headers=HEADERS | {"Cache-Control": "public, max-age=3600"},
        )

    return [
        Route("/d/style.css", css),
        Route("/d/{token}", behind(_page)),
        Route("/d/{token}/feed.xml", behind(_feed)),
        Route("/d/{token}/week", behind(_week)),
        Route("/d/{token}/{digest:int}.ogg", behind(_sound)),
        Route("/d/{token}/story/{story:int}", behind(_story)),
        Route("/d/{token}/{digest:int}", behind(_page)),
        Route("/e/{source:int}/{token}", entry),
    ]


def _not_found() -> Response:
    return PlainTextResponse("not found", 404, headers=HEADERS)


def _busy() -> Response:
    return PlainTextResponse(
        "try again later", 503, headers=HEADERS | {"Retry-After": "60"}
    )


Show = Callable[
    [Pages, Environment, Request, Chat, list[SentDigest]], Awaitable[Response]
]


async def _guarded(
    show: Show, pages: Pages, env: Environment, request: Request
) -> Response:
    """Find the chat of an address; an unknown address and an ended one get the
    same answer.
    """
    try:
        token = request.path_params["token"]
        chat = (
            await pages.db.read(chats.by_feed_token, token)
            if 20 <= len(token) <= 100
            else None
        )
        if chat is None or not await _may_be_read(pages, chat):
            return _not_found()
        told = [
            digest
            for digest in await pages.db.read(
                digests.recent_of_chat, chat.id, LAST
            )
            if digest.picks
        ]
        return await show(pages, env, request, chat, told)
    except StoreError:
        return _busy()


async def _may_be_read(pages: Pages, chat: Chat) -> bool:
    """Tell whether a chat's page is served: not if the chat, or its manager, is
    banned.
    """
    manager = (
        await pages.db.read(chats.find, chat.managed_by)
        if chat.managed_by
        else None
    )
    banned = chat.state == "banned" or (
        manager is not None and manager.state == "banned"
    )
    return not banned and pages.allowed(chat)


async def _page(
    pages: Pages,
    env: Environment,
    request: Request,
    chat: Chat,
    told: list[SentDigest],
) -> Response:
    """Show one digest: the given one, or the last."""
    speech = tongue(chat.locale)
    wanted = request.path_params.get("digest")
    places = {digest.id: place for place, digest in enumerate(told)}
    place = places.get(wanted) if wanted else 0
    if place is None:
        return _not_found()
    shown_page, has_sound = None, False
    if told:
        shown_page = await _shown_digest(pages, chat, told[place], speech)
        has_sound = bool(
            await pages.db.read(episodes.ready, chat.id, [told[place].id])
        )
    text = env.get_template("digest.html").render(
        page=shown_page,
        sound=told[place].id if has_sound else None,
        speech=speech,
        locale=chat.locale,
        up="../" if wanted else "",
        root=f"../{chat.feed_token}" if wanted else chat.feed_token,
        newer=told[place - 1].id if place else None,
        older=told[place + 1].id if place + 1 < len(told) else None,
    )
    return Response(text, media_type=HTML, headers=HEADERS)


async def _shown_digest(
    pages: Pages, chat: Chat, digest: SentDigest, speech: Translator
) -> shown.DigestPage:
    """Read the stories of a digest and the chat's labels, as the page shows them."""
    ids = {pick[0] for pick in digest.picks}
    told_stories = await pages.db.read(stories.by_ids, ids, chat.id)
    followed = await pages.db.read(subscriptions.of_chat, chat.id)
    labels = {
        f"{row.kind}:{row.value}": row.label for row in followed if row.label
    }
    return shown.page_of(
        digest,
        told_stories,
        chat,
        speech,
        username=pages.username,
        now=pages.now(),
        labels=labels,
    )


async def _week(
    pages: Pages,
    env: Environment,
    _request: Request,
    chat: Chat,
    _told: list[SentDigest],
) -> Response:
    """Show the last seven days in threads."""
    speech = tongue(chat.locale)
    now = pages.now()
    since = int((now - timedelta(days=DAYS)).timestamp())
    reports, counts = await pages.db.read(week_rows.reports, chat.id, since)
    week_threads = await asyncio.to_thread(
        threads, reports, counts, now=now, zone=chat.zone
    )
    text = env.get_template("week.html").render(
        up="../",
        threads=[week.shown(thread, speech) for thread in week_threads],
        title=title_of(now.astimezone(ZoneInfo(chat.zone)).date(), speech),
        speech=speech,
        locale=chat.locale,
        token=chat.feed_token,
    )
    return Response(text, media_type=HTML, headers=HEADERS)


async def _story(
    pages: Pages,
    env: Environment,
    request: Request,
    chat: Chat,
    _told: list[SentDigest],
) -> Response:
    """Show one whole story, as the chat may see it."""
    speech = tongue(chat.locale)
    wanted = request.path_params["story"]
    shown_page = await story.read_page(
        pages.db, wanted, chat, speech, pages.now()
    )
    if shown_page is None:
        return _not_found()
    text = env.get_template("story.html").render(
        page=shown_page,
        speech=speech,
        locale=chat.locale,
        token=chat.feed_token,
        up="../../",
    )
    return Response(text, media_type=HTML, headers=HEADERS)


async def _sound(
    pages: Pages,
    _env: Environment,
    request: Request,
    chat: Chat,
    _told: list[SentDigest],
) -> Response:
    """Give a digest's recording."""
    wanted = request.path_params["digest"]
    heard = await pages.db.read(episodes.ready, chat.id, [wanted])
    recording = (
        await read_recording(pages.db, heard[wanted])
        if wanted in heard
        else None
    )
    if recording is None:
        return _not_found()
    # Made by us and never changed, but its address is a secret.
    headers = HEADERS | {"Cache-Control": "private, max-age=86400"}
    return Response(recording.data, media_type="audio/ogg", headers=headers)


async def _feed(
    pages: Pages,
    env: Environment,
    _request: Request,
    chat: Chat,
    told: list[SentDigest],
) -> Response:
    """Show the last stories as RSS 2.0."""
    speech = tongue(chat.locale)
    wanted = {pick[0] for digest in told for pick in digest.picks}
    told_stories = await pages.db.read(stories.by_ids, wanted, chat.id)
    link = f"{pages.public_url}/d/{chat.feed_token}"
    heard = await pages.db.read(
        episodes.ready, chat.id, [digest.id for digest in told]
    )
    text = env.get_template("feed.xml").render(
        episodes=[
            podcast.episode_of(heard[digest.id], digest, link)
            for digest in told
            if digest.id in heard
        ],
        items=shown.items_of(
            told,
            told_stories,
            chat,
            speech,
            username=pages.username,
            now=pages.now(),
        ),
        title=speech.say("page.title"),
        locale=chat.locale,
        link=link,
    )
    # One such character in a stranger's title would make the whole feed
    # unreadable.
    text = drop_non_xml(text)
    return Response(
        text, media_type="application/rss+xml; charset=utf-8", headers=HEADERS
    )
