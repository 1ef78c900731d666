"""Import an OPML file that a person sends: read it, count it, and ask before
anything is added.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import astuple
from hashlib import blake2b
from itertools import islice

from telegram import Document
from telegram.error import BadRequest

from bot import opml
from bot.handlers.admission import may_change, translate_error
from bot.handlers.context import UpdateContext
from bot.handlers.setup import start
from bot.handlers.subscriptions import added_sources
from bot.opml import Contents, LeftOut, Outline
from bot.rendering.actions.subscription_actions import AnswerImport
from bot.rendering.button_data import Rows
from bot.rendering.keyboards import yes_no
from bot.rendering.telegram_html import escape, shorten
from news.addresses import is_operators_board
from news.errors import FilterError, LimitReached, Refused
from news.filters import parse
from news.private_addresses import masked
from news.topics import find
from store.chats import conversations, subscriptions

# Stored in the place of a forum topic's id: a file that waits for confirmation.
WAITING = -2
SHOWN = 5
# Characters of a title to keep.
LABEL = 200


async def received(context: UpdateContext) -> None:
    """Read a file; in a group only a file whose name says OPML."""
    message = context.update.effective_message
    document = message.document if message else None
    if document is None or (
        context.place.kind != "private" and not _is_opml(document)
    ):
        return
    if not await may_change(context):
        return
    if not _is_opml(document):
        await context.reply("import.not-opml")
    elif (document.file_size or 0) > opml.MAX_BYTES:
        await context.reply(
            "import.too-large", megabytes=opml.MAX_BYTES // 2**20
        )
    else:
        data = await _load(context, document)
        await context.answer(*await question(context, data))


async def question(context: UpdateContext, data: bytes) -> tuple[str, Rows]:
    """Return a text that shows what a file brings and what cannot be imported, and
    asks; with the buttons of the answer.
    """
    if len(data) > opml.MAX_BYTES:
        megabytes = opml.MAX_BYTES // 2**20
        return context.say("import.too-large", megabytes=megabytes), ()
    read = await asyncio.to_thread(
        opml.read_file, data, context.defaults.instances
    )
    return await _ask(context, _checked(context, read))


def _is_opml(document: Document) -> bool:
    return (
        (document.file_name or "")
        .lower()
        .endswith((".opml", ".xml", ".opml.xml"))
    )


async def _load(context: UpdateContext, document: Document) -> bytes:
    try:
        file = await context.bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        return b""  # Telegram no longer has the file, or it is over the limit for bots


async def _ask(context: UpdateContext, contents: Contents) -> tuple[str, Rows]:
    """Return the question about a file's contents, with its buttons."""
    listed = list(contents.outlines)
    had = await context.subscriptions()
    room = max(context.defaults.subscriptions - len(had), 0)
    # An expression takes up to 20 ms to compile: skip those that cannot be
    # kept, and keep the work off the event loop.
    kept = await asyncio.to_thread(
        lambda: list(islice(filter(_is_good, listed), max(room, 1)))
    )
    if not kept:
        lines = [context.say("import.nothing"), *_left_out(context, contents)]
        return "\n".join(lines), ()
    if not room:
        limit = context.defaults.subscriptions
        return context.say("error.limit", limit=limit), ()
    # Those after the last kept one were not looked at.
    more = len(listed) - listed.index(kept[-1]) - 1 if len(kept) == room else 0
    token = await _remember(context, kept)
    lines = [context.say("import.ask", n=len(kept)), *_shown(kept)]
    if more:
        lines.append(context.say("import.cut", n=more))
    lines += _left_out(context, contents)
    rows = yes_no(
        context.speech,
        AnswerImport(accepted=True, token=token),
        AnswerImport(accepted=False, token=token),
    )
    return "\n".join(lines), rows


async def _remember(context: UpdateContext, kept: list[Outline]) -> str:
    """Keep the subscriptions until the person has answered; return the token
    that names them and the chat that they are for.
    """
    rows = [list(astuple(outline)) for outline in kept]
    held = json.dumps(rows, ensure_ascii=False)
    await context.write(
        conversations.put,
        context.place.telegram_id,
        context.user_id,
        WAITING,
        held,
        context.clock(),
    )
    return _token(context, held)


def _token(context: UpdateContext, held: str) -> str:
    said = f"{context.chat.id}:{held}"
    return blake2b(said.encode(), digest_size=5).hexdigest()


def _shown(kept: list[Outline]) -> list[str]:
    """Return a line for each of the first subscriptions."""
    lines = []
    for outline in kept[:SHOWN]:
        title = shorten(outline.title or outline.value, 80)
        lines.append(f"• {escape(title)}")
    if len(kept) > SHOWN:
        lines.append("…")
    return lines


def _checked(context: UpdateContext, contents: Contents) -> Contents:
    """Remove addresses that are never fetched, by the same first check as
    /subscribe.
    """
    kept: list[Outline] = []
    refused: list[LeftOut] = []
    for outline in contents.outlines:
        try:
            if outline.kind == "source":
                context.tools.check_address(outline.value)
            kept.append(outline)
        except Refused:
            refused.append(
                LeftOut(
                    line=0,
                    title=outline.title or masked(outline.value),
                    reason="refused",
                )
            )
    return Contents(tuple(kept), (*contents.left_out, *refused))


def _left_out(context: UpdateContext, contents: Contents) -> list[str]:
    """Return the answer's lines on what cannot be imported, with line numbers
    and reasons.
    """
    if not contents.left_out:
        return []
    lines = [context.say("import.left-out", n=len(contents.left_out))]
    for item in contents.left_out[:SHOWN]:
        reason = context.say(f"import.reason.{item.reason}")
        title = escape(shorten(item.title, 60)) or "…"
        place = f"{item.line}: " if item.line else ""
        lines.append(f"{place}{title} – {reason}")
    return lines


def _is_good(outline: Outline) -> bool:
    """Return whether an outline can be taken: a topic by its key, a filter that can be
    read; addresses are checked later, as `/subscribe` does.
    """
    if outline.kind == "topic":
        return find(outline.value) == outline.value
    if outline.kind == "filter":
        try:
            parse(outline.value)
        except FilterError:
            return False
    return True


async def decided(context: UpdateContext, pressed: AnswerImport) -> None:
    """Handle the answer to whether a file's subscriptions are added."""
    held = await context.read(
        conversations.get, context.place.telegram_id, context.user_id, WAITING
    )
    # Another file may have come since, or one for another chat.
    if not held or pressed.token != _token(context, held):
        await context.alert("button.old")
        return
    if not await may_change(context):
        return
    await context.write(
        conversations.drop, context.place.telegram_id, context.user_id, WAITING
    )
    await context.answer_callback()
    if not pressed.accepted:
        await context.reply_in_place("import.declined")
        return
    added, refusal = await _add(
        context, [Outline(*fields) for fields in json.loads(held)]
    )
    await start.begin_schedule(context)
    lines = [context.say("import.done", n=added)]
    if refusal is not None:
        lines.append(translate_error(context, refusal))
    await context.edit("\n".join(lines))


async def _add(
    context: UpdateContext, outlines: list[Outline]
) -> tuple[int, LimitReached | None]:
    """Subscribe to a file's contents; return their number, and the limit that
    stopped the rest.

    A limit of new sources does not stop topics and filters.
    """
    refusal: LimitReached | None = None
    before = len(await context.subscriptions())
    limit = context.defaults.subscriptions
    for outline in outlines:
        try:
            value = (
                outline.value
                if outline.kind != "source"
                else await _source(context, outline)
            )
            await context.write(
                subscriptions.add,
                context.chat.id,
                outline.kind,
                value,
                mode=outline.mode,
                label=outline.label,
                words=outline.words,
                form=outline.form,
                alias=outline.title[:LABEL] if outline.kind == "source" else "",
                limit=limit,
                now=context.clock(),
            )
        except LimitReached as error:
            refusal = refusal or error
            if "why" not in error.details:
                break
    now_held = await context.subscriptions()
    return len(now_held) - before, refusal


async def _source(context: UpdateContext, outline: Outline) -> str:
    # The file's title becomes the chat's own label; for others the source has
    # its own title.
    board = is_operators_board(outline.value, context.defaults.instances)
    source = await added_sources.add(
        context, outline.value, "hotlist" if board else "auto"
    )
    return str(source.id)
