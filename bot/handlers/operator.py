"""What operators may do in the chat: health, sources, broadcasts, bans, the dashboard. For others these commands do not exist."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from bot import html, proposals
from bot.admin import views
from bot.handlers.here import Here
from bot.handlers.unknown import unknown
from bot.keyboards import Rows, data, number_of
from bot.proposals import Proposal
from news.models import Button, Message
from store import chats, outbox
from store.rows import Chat, NewOutbox

Handler = Callable[[Here], Awaitable[None]]
BATCH = 150
"""Chats of a broadcast in one transaction."""
TROUBLED = 15
"""Sources that are listed in a chat; the dashboard has all."""


def for_operators(handler: Handler) -> Handler:
    """Let only operators in, in their private chats; anybody else gets what an unknown command gets."""

    async def guarded(here: Here) -> None:
        if _is_operator(here):
            await handler(here)
        else:
            await unknown(here)

    return guarded


def _is_operator(here: Here) -> bool:
    return here.place.kind == "private" and here.user_id in here.tools.defaults.admins


async def health(here: Here) -> None:
    """Say whether all is well: jobs, the queue, lateness, chats, sources."""
    now = here.tools.clock()
    seen = await here.tools.db.read(views.overview, now, here.tools.expected)
    late = ", ".join(seen.late)
    worst = next((each for each in seen.lateness if each.kind == "digest"), None)
    lines = [
        f"❌ {here.say('operator.late', jobs=late)}" if late else f"✅ {here.say('operator.well')}",
        here.say(
            "operator.queue", n=seen.depth.ready, age=views.span(seen.age), failed=seen.depth.failed
        ),
        here.say("operator.lateness", last=views.span(worst.last), worst=views.span(worst.worst))
        if worst
        else "",
        f"👥 {_counts(seen.chats)}",
        f"📡 {_counts(seen.sources)}",
        *(
            f"❌ <b>{html.escape(run.job)}</b>: {html.escape(run.note[:150])}"
            for run in seen.runs
            if not run.ok
        ),
    ]
    await here.answer("\n".join(line for line in lines if line))


def _counts(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items())) or "0"


async def sources_(here: Here) -> None:
    """List the sources that fail, the worst first."""
    rows = await here.tools.db.read(views.source_list, here.tools.clock(), sort="errors", down=True)
    bad = [
        row.health.source
        for row in rows
        if row.health.source.state != "active" or row.health.source.failures
    ]
    lines = [
        f"{'⏸' if each.state in {'paused', 'ended'} else '⚠️'} {html.link(html.shorten(each.title or each.url, 60), each.url)} · "
        f"{each.state} · {each.failures}× · {html.escape(each.last_error[:80])}"
        for each in bad[:TROUBLED]
    ]
    await here.answer("\n".join([here.say("operator.sources", n=len(rows), bad=len(bad)), *lines]))


async def broadcast(here: Here) -> None:
    """Count who would get a message, show it, and ask."""
    said = here.update.effective_message.text if here.update.effective_message else ""
    # The command ends at any blank: people write the message on the next line.
    text = "".join((said or "").split(maxsplit=1)[1:]).strip()
    if not text:
        await here.answer(here.say("operator.broadcast.usage"))
        return
    count = await here.tools.db.read(chats.audience_size)
    token = await here.tools.db.write(
        proposals.put, here.chat, Proposal("broadcast", text), here.tools.clock()
    )
    shown = html.cut(f"{here.say('operator.broadcast.ask', n=count)}\n\n{html.escape(text)}")
    await here.answer(
        shown, ((Button("✅", data("bc", "send", token)), Button("❌", data("bc", "no", token))),)
    )


async def press_broadcast(here: Here, values: list[str]) -> None:
    """Send, refuse, look at or stop a broadcast."""
    if not _is_operator(here) or len(values) < 2:
        return
    do, name = values[0], values[1]
    if do in {"send", "no"}:
        await _decide(here, do, name)
        return
    if do == "stop":
        stopped = await here.tools.db.write(outbox.cancel_broadcast, name, here.tools.clock())
        await here.toast(here.say("operator.broadcast.stopped", n=stopped))
    else:
        await here.toast()
    await _progress(here, name)


async def _decide(here: Here, do: str, token: str) -> None:
    asked = await here.tools.db.write(proposals.take, here.chat, token, here.tools.clock())
    if asked is None or asked.kind != "broadcast" or do == "no":
        await here.toast(here.say("operator.broadcast.no"))
        await here.edit(here.say("operator.broadcast.no"))
        return
    await here.toast()
    name = secrets.token_hex(6)
    await _queue(here, name, asked.value)
    await _progress(here, name)


async def _queue(here: Here, name: str, text: str) -> None:
    """Put a message for every active chat into the outbox, some hundred a transaction: others write in between."""
    message, after = Message(html.cut(html.escape(text))), 0
    while listed := await here.tools.db.read(chats.audience, after, BATCH):
        now = here.tools.clock()
        rows = [
            NewOutbox(chat.id, "broadcast", message, now, silent=chat.silent, broadcast=name)
            for chat in listed
        ]
        await here.tools.db.write(outbox.add, rows, now)
        after = listed[-1].id
        await asyncio.sleep(0)
    here.tools.wake()


async def _progress(here: Here, name: str) -> None:
    counts = await here.tools.db.read(outbox.progress, name)
    waiting = sum(counts.get(state, 0) for state in ("ready", "claimed", "started"))
    text = here.say(
        "operator.broadcast.progress",
        sent=counts.get("sent", 0),
        waiting=waiting,
        failed=counts.get("failed", 0),
    )
    look, stop = Button("🔄", data("bc", "look", name)), Button("⏹", data("bc", "stop", name))
    rows: Rows = ((look, stop),) if waiting else ()
    await here.edit(text, rows)


async def ban(here: Here) -> None:
    """Shut a chat out: it is answered with silence, and gets nothing more."""
    await _set_state(here, "banned", "operator.banned")


async def unban(here: Here) -> None:
    """Let a chat in again."""
    await _set_state(here, "active", "operator.unbanned")


async def _set_state(here: Here, state: str, key: str) -> None:
    number = number_of(here.args[0].lstrip("-")) if here.args else None
    telegram_id = (
        (-number if here.args[0].startswith("-") else number) if number is not None else None
    )
    found = (
        await here.tools.db.read(chats.topics_of, telegram_id) if telegram_id is not None else []
    )
    if telegram_id is None or not found or telegram_id in here.tools.defaults.admins:
        await here.answer(here.say("operator.ban.usage"))
        return
    if state == "active" and any(chat.state == "banned" for chat in found):
        await here.tools.db.write(chats.set_state, telegram_id, "active", here.tools.clock())
    if state == "banned":
        await here.tools.db.write(chats.set_state, telegram_id, "banned", here.tools.clock())
        await here.tools.db.write(
            outbox.chat_gone, telegram_id, "banned", "banned", here.tools.clock()
        )
    await here.answer(here.say(key, name=_name(found[0])))


def _name(chat: Chat) -> str:
    return f"{chat.title} ({chat.telegram_id})" if chat.title else str(chat.telegram_id)


async def admin(here: Here) -> None:
    """Send a link that signs in to the dashboard once."""
    link = await here.tools.sign_in(here.user_id)
    if not link:
        await here.answer(here.say("operator.admin.off"))
        return
    await here.answer(here.say("operator.admin.link", link=link))


COMMANDS: dict[str, Handler] = {
    name: for_operators(handler)
    for name, handler in {
        "health": health,
        "sources": sources_,
        "broadcast": broadcast,
        "ban": ban,
        "unban": unban,
        "admin": admin,
    }.items()
}
