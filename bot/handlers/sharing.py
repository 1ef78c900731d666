"""Taking it along: /export, /feed, /share, and what the links behind them open."""

from __future__ import annotations

import json
from dataclasses import asdict

from telegram import InputFile

from bot import opml
from bot.handlers import story
from bot.handlers.here import Here, may_change
from bot.html import escape
from bot.keyboards import Rows, data, grid, number_of
from bot.links import deep_link, share_link
from bot.opml import Outline
from news.models import Button
from news.topics import catalogue
from store import chats, sources, stories, subscriptions


async def export(here: Here) -> None:
    """Send the subscriptions as OPML, or all of the chat's data as JSON: `/export opml`, `/export json`, or by buttons."""
    asked = here.text.strip().lower()
    if asked in {"opml", "json"}:
        await _send_file(here, asked)
        return
    rows = ((Button("OPML", data("export", "opml")), Button("JSON", data("export", "json"))),)
    await here.answer(here.say("export.choose"), rows)


async def export_chosen(here: Here, values: list[str]) -> None:
    """A button of /export."""
    await here.toast()
    if values and values[0] in {"opml", "json"}:
        await _send_file(here, values[0])


async def _send_file(here: Here, kind: str) -> None:
    if not await may_change(here):
        return
    content = await (_opml(here) if kind == "opml" else _json(here))
    await here.bot.send_document(
        here.place.telegram_id,
        document=InputFile(content.encode("utf-8", "replace"), filename=f"jianbao.{kind}"),
        caption=here.noted(here.say(f"export.{kind}")),
        parse_mode="HTML",
        message_thread_id=here.place.thread_id or None,
    )


async def _opml(here: Here) -> str:
    known = {str(each.id): each for each in await here.tools.db.read(sources.every)}
    names = {info.key: info.name(here.place.locale) for info in catalogue()}
    outlines = []
    for each in await here.tools.db.read(subscriptions.of_chat, here.chat.id):
        if each.kind == "source" and (source := known.get(each.value)):
            outlines.append(Outline("source", source.url, source.title, source.language))
        elif each.kind == "topic" or each.kind == "filter":  # noqa: PLR1714 - tells the type its kinds
            outlines.append(Outline(each.kind, each.value, names.get(each.value, each.value)))
    return opml.write(outlines)


async def _json(here: Here) -> str:
    held = await here.tools.db.read(chats.export, here.chat.telegram_id)
    return json.dumps(asdict(held), ensure_ascii=False, indent=2)


async def feed(here: Here) -> None:
    """Show the addresses of the chat's web page and private feed; make them, make new ones, or end them."""
    if not here.tools.defaults.public_url:
        await here.answer(here.say("feed.unavailable"))
    elif await may_change(here):
        await here.answer(_feed_text(here), _feed_rows(here))


async def feed_chosen(here: Here, values: list[str]) -> None:
    """A button of /feed."""
    if not values or not here.tools.defaults.public_url or not await may_change(here):
        return
    if values[0] == "off":
        await here.change(feed_token="")
    elif values[0] == "new":
        await here.change(feed_token=await here.tools.db.write(chats.new_feed_token, here.chat.id))
    await here.toast()
    await here.edit(_feed_text(here), _feed_rows(here))


def _feed_text(here: Here) -> str:
    if not here.chat.feed_token:
        return here.say("feed.none")
    page = f"{here.tools.defaults.public_url}/d/{here.chat.feed_token}"
    return here.say("feed.is", page=page, feed=f"{page}/feed.xml")


def _feed_rows(here: Here) -> Rows:
    if not here.chat.feed_token:
        return ((Button(f"🔗 {here.speech.say('feed.make')}", data("feed", "new")),),)
    return (
        (
            Button(f"🔁 {here.speech.say('feed.renew')}", data("feed", "new")),
            Button(f"🗑 {here.speech.say('feed.end')}", data("feed", "off")),
        ),
    )


async def share(here: Here) -> None:
    """Give links that open the bot with a topic of this chat's chosen."""
    names = {info.key: info for info in catalogue()}
    listed = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    topics = [names[each.value] for each in listed if each.kind == "topic" and each.value in names]
    bot = deep_link(here.tools.username, "hello")
    buttons = (
        [Button(f"📤 {here.speech.say('share.bot')}", url=share_link(bot, "Jianbao 简报"))]
        if bot
        else []
    )
    lines = [here.say("share.title", link=bot)]
    for info in topics[:30]:
        link = deep_link(here.tools.username, f"topic_{info.key}")
        lines.append(f"{info.emoji} {escape(info.name(here.place.locale))}: {escape(link)}")
        buttons.append(
            Button(
                f"📤 {info.name(here.place.locale)}",
                url=share_link(link, info.name(here.place.locale)),
            )
        )
    await here.answer("\n".join(lines), grid([each for each in buttons if each.url], 2))


async def open_link(here: Here, payload: str) -> bool:
    """Act on what a deep link carries; False where it means nothing to us."""
    if not payload.startswith("story_"):
        return False
    number = number_of(payload.removeprefix("story_"))
    found = await here.tools.db.read(stories.get, number) if number is not None else None
    if found is None:
        await here.answer(here.say("story.gone"))
    else:
        await story.show(here, found)
    return True
