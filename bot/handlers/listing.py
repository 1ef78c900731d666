"""/subscriptions: what a chat follows, page by page; each opens, to be weighed or left."""

from __future__ import annotations

from bot import html
from bot.handlers.here import Here, may_change
from bot.handlers.naming import SIGNS, names_of
from bot.handlers.weights import SIGN_OF, level_of, row_of, weight_at
from bot.keyboards import Rows, data, grid, number_of
from news.models import Button
from store import sources, subscriptions
from store.rows import Subscription

PAGE = 10
WANTS = frozenset({"topic", "source", "filter"})


async def subscriptions_(here: Here) -> None:
    """Show what the chat follows."""
    await here.answer(*await page(here))


async def wants(here: Here) -> list[Subscription]:
    """Return the chat's topics, sources and filters, in the order they were taken."""
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    return [row for row in rows if row.kind in WANTS]


async def page(here: Here, number: int = 0) -> tuple[str, Rows]:
    """Return one page of the list."""
    every = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    rows = [row for row in every if row.kind in WANTS]
    muted = len(every) - len(rows)
    if not rows:
        return here.say("subscriptions.none"), _ways(here, muted)
    last = (len(rows) - 1) // PAGE
    number = min(number, last)
    shown = rows[number * PAGE : (number + 1) * PAGE]
    names = await names_of(here, shown)
    head = f"<b>{here.say('subscriptions.title', n=len(rows))}</b>" + (
        f" ({number + 1}/{last + 1})" if last else ""
    )
    lines = [
        f"{SIGNS[row.kind]} {html.escape(names[row.id])}{SIGN_OF[level_of(row)]}" for row in shown
    ]
    buttons = grid(
        (
            Button(
                f"{SIGNS[row.kind]} {html.shorten(names[row.id], 24)}", data("sub", row.id, number)
            )
            for row in shown
        ),
        2,
    )
    turn = tuple(
        Button(sign, data("subs", to))
        for sign, to in (("◀", number - 1), ("▶", number + 1))
        if 0 <= to <= last
    )
    return "\n".join([head, *lines, here.say("subscriptions.hint")]), (
        *buttons,
        turn,
        *_ways(here, muted),
    )


def _ways(here: Here, muted: int) -> Rows:
    more = (
        (Button(f"🔕 {here.speech.say('mute.title')} ({muted})", data("muted")),) if muted else ()
    )
    return ((Button(here.speech.say("subscriptions.choose"), data("topics")), *more),)


async def turn(here: Here, values: list[str]) -> None:
    """◀ and ▶, and the way back from one subscription."""
    await here.toast()
    await here.edit(*await page(here, number_of(values[0]) or 0 if values else 0))


async def open_(here: Here, values: list[str]) -> None:
    """A subscription's button: what it is, its weight, and the way out."""
    row = await _row(here, values)
    if row is not None:
        await here.toast()
        await here.edit(*await _one(here, row, number_of(values[1]) or 0 if len(values) > 1 else 0))


async def _row(here: Here, values: list[str]) -> Subscription | None:
    number = number_of(values[0]) if values else None
    row = next((each for each in await wants(here) if each.id == number), None)
    if row is None:
        await here.toast(here.speech.say("subscription.gone"), alert=True)
    return row


async def _one(here: Here, row: Subscription, number: int) -> tuple[str, Rows]:
    name = (await names_of(here, [row]))[row.id]
    lines = [f"{SIGNS[row.kind]} <b>{html.escape(name)}</b>"]
    source = await here.tools.db.read(sources.get, int(row.value)) if row.kind == "source" else None
    if source is not None:
        lines.append(html.escape(source.url))
        if source.state != "active":
            lines.append(here.say(f"source.{source.state}", name=name))
    lines.append(here.say("weight.ask"))
    rows = (
        *row_of(here, row, number),
        (
            Button(f"✖ {here.speech.say('subscription.leave')}", data("unsub", row.id, number)),
            Button(f"⬅ {here.speech.say('subscription.back')}", data("subs", number)),
        ),
    )
    return "\n".join(lines), rows


async def weigh(here: Here, values: list[str]) -> None:
    """A weight's button."""
    level = number_of(values[1]) if len(values) > 1 else None
    row = await _row(here, values)
    if row is None or level is None or not await may_change(here):
        return
    await here.tools.db.write(subscriptions.set_weight, here.chat.id, row.id, weight_at(level))
    await here.toast(here.speech.say(f"weight.{min(level, len(SIGN_OF) - 1)}"))
    changed = await _row(here, values)
    if changed is not None:
        await here.edit(
            *await _one(here, changed, number_of(values[2]) or 0 if len(values) > 2 else 0)
        )


async def remove(here: Here, values: list[str]) -> None:
    """The ✖ button of a subscription."""
    row = await _row(here, values)
    if row is None or not await may_change(here):
        return
    name = (await names_of(here, [row]))[row.id]
    await here.tools.db.write(subscriptions.remove_id, here.chat.id, row.id)
    await here.toast(here.speech.say("topic.off", name=name))
    await here.edit(*await page(here, number_of(values[1]) or 0 if len(values) > 1 else 0))
