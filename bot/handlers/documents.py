"""Files that are sent: an OPML file is read, counted and asked about before anything is added."""

from __future__ import annotations

import asyncio
import json
from itertools import islice

from telegram import Document
from telegram.error import BadRequest

from bot import opml
from bot.handlers import start
from bot.handlers.here import Here, may_change
from bot.html import escape, shorten
from bot.keyboards import data
from bot.opml import Outline
from news.errors import FilterError, LimitReached
from news.filters import parse
from news.models import Button
from news.topics import find
from store import conversations, sources, subscriptions

WAITING = -2
"""Stands where a conversation's thread would: a file waits for its yes."""
SHOWN = 5


async def received(here: Here) -> None:
    """Read a file; in a group only one that is OPML by its name is for us."""
    message = here.update.effective_message
    document = message.document if message else None
    if document is None or (here.place.kind != "private" and not _is_opml(document)):
        return
    if not await may_change(here):
        return
    if not _is_opml(document):
        await here.answer(here.say("import.not-opml"))
    elif (document.file_size or 0) > opml.MAX_BYTES:
        await here.answer(here.say("import.too-large", megabytes=opml.MAX_BYTES // 2**20))
    else:
        await _ask(here, await asyncio.to_thread(opml.read, await _load(here, document)))


def _is_opml(document: Document) -> bool:
    return (document.file_name or "").lower().endswith((".opml", ".xml", ".opml.xml"))


async def _load(here: Here, document: Document) -> bytes:
    try:
        file = await here.bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        return b""  # Telegram no longer has it, or it is over what bots may load


async def _ask(here: Here, found: list[Outline]) -> None:
    """Show what a file holds that the chat does not have, and ask."""
    had = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    room = max(here.tools.defaults.subscriptions - len(had), 0)
    # An expression takes up to 20 ms to compile: those that can't be kept are not tried, and none on the loop.
    kept = await asyncio.to_thread(lambda: list(islice(filter(_is_good, found), max(room, 1))))
    if not kept:
        await here.answer(here.say("import.nothing"))
        return
    if not room:
        await here.answer(here.say("error.limit", limit=here.tools.defaults.subscriptions))
        return
    more = len(found) - found.index(kept[-1]) - 1 if len(kept) == room else 0
    state = json.dumps(
        [[each.kind, each.value, each.title, each.language] for each in kept], ensure_ascii=False
    )
    await here.tools.db.write(
        conversations.put, here.place.telegram_id, here.user_id, WAITING, state, here.tools.clock()
    )
    lines = [here.say("import.ask", n=len(kept))]
    lines += [f"• {escape(shorten(each.title or each.value, 80))}" for each in kept[:SHOWN]]
    if len(kept) > SHOWN:
        lines.append("…")
    if more:
        lines.append(here.say("import.cut", n=more))
    buttons = (
        Button(f"✅ {here.speech.say('yes')}", data("import", 1)),
        Button(f"❌ {here.speech.say('no')}", data("import", 0)),
    )
    await here.answer("\n".join(lines), (buttons,))


def _is_good(outline: Outline) -> bool:
    if outline.kind == "topic":
        return find(outline.value) == outline.value
    if outline.kind == "filter":
        try:
            parse(outline.value)
        except FilterError:
            return False
    return True


async def decided(here: Here, values: list[str]) -> None:
    """The answer to whether a file's subscriptions are to be added."""
    held = await here.tools.db.read(
        conversations.get, here.place.telegram_id, here.user_id, WAITING
    )
    if not held:
        await here.toast(here.say("button.old"), alert=True)
        return
    if not await may_change(here):
        return
    await here.tools.db.write(conversations.drop, here.place.telegram_id, here.user_id, WAITING)
    await here.toast()
    if values[:1] != ["1"]:
        await here.edit(here.say("import.declined"))
        return
    added = await _add(here, [Outline(*each) for each in json.loads(held)])
    await start.begin_schedule(here)
    await here.edit(here.say("import.done", n=added))


async def _add(here: Here, outlines: list[Outline]) -> int:
    """Subscribe to what a file holds, up to the chat's limit; gives how many."""
    before = len(await here.tools.db.read(subscriptions.of_chat, here.chat.id))
    limit = here.tools.defaults.subscriptions
    for each in outlines:
        try:
            value = each.value if each.kind != "source" else await _source(here, each)
            await here.tools.db.write(
                subscriptions.add,
                here.chat.id,
                each.kind,
                value,
                limit=limit,
                now=here.tools.clock(),
            )
        except LimitReached:
            break
    return len(await here.tools.db.read(subscriptions.of_chat, here.chat.id)) - before


async def _source(here: Here, outline: Outline) -> str:
    source = await here.tools.db.write(
        sources.add,
        outline.value,
        "auto",
        outline.title,
        "",
        here.chat.zone,
        here.chat.telegram_id,
        here.tools.clock(),
    )
    return str(source.id)
