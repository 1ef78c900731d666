"""The screen of subscriptions: searched by words, sorted, with labels and
priorities.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.rendering.weight_levels import WEIGHTS, level_at, weight_at
from bot.subscription_names import SIGNS, names_of
from bot.web.app.desk import Visit
from news.words import fold
from store.chats import subscriptions
from store.rows import BRINGS, Subscription

# The most rows of one screen, to keep the page light; a search shows others.
ROWS = 40
_ORDERS = ("name", "label", "newest", "weight")


@dataclass(frozen=True, slots=True)
class ShownSubscription:
    """One subscription as the screen shows it."""

    id: int
    sign: str
    name: str
    label: str
    level: int
    created_at: int


async def show(visit: Visit) -> str:
    """Return the whole screen."""
    matching, total = await _found(visit)
    labels = sorted({row.label for row in matching if row.label})
    return visit.render(
        "subscriptions.html",
        rows=matching[:ROWS],
        total=total,
        more=max(0, total - ROWS),
        labels=labels,
        orders=_ORDERS,
        order=visit.field("order") or _ORDERS[0],
        asked=visit.field("q"),
        **_choices(),
    )


async def search(visit: Visit) -> str:
    """Return only the list, for the present search."""
    matching, total = await _found(visit)
    return visit.render(
        "subscription_rows.html",
        rows=matching[:ROWS],
        more=max(0, total - ROWS),
        **_choices(),
    )


async def save(visit: Visit) -> str:
    """Set a subscription's label and priority."""
    words = visit.field("label").lstrip("#").split()
    label = " ".join(words)[: subscriptions.MAX_LABEL]
    level = min(visit.number("level"), len(WEIGHTS) - 1)
    own = visit.chat.id
    row = visit.number("id")
    write = visit.desk.db.write
    await write(subscriptions.set_label, own, row, label)
    await write(subscriptions.set_weight, own, row, weight_at(level))
    return await show(visit.noted(visit.say("settings.changed")))


async def remove(visit: Visit) -> str:
    """End a subscription."""
    own = visit.chat.id
    row = visit.number("id")
    await visit.desk.db.write(subscriptions.remove_id, own, row)
    return await show(visit.noted(visit.say("settings.changed")))


def _choices() -> dict[str, object]:
    """Return what a row's form may hold: its priorities, and a label's length."""
    return {
        "levels": range(len(WEIGHTS)),
        "max_label": subscriptions.MAX_LABEL,
    }


async def _found(visit: Visit) -> tuple[list[ShownSubscription], int]:
    """Return the matching subscriptions in the chosen order, and their number."""
    rows = await visit.desk.db.read(subscriptions.of_chat, visit.chat.id)
    wanted = [row for row in rows if row.kind in BRINGS]
    chat = visit.chat
    names = await names_of(visit.desk.db, chat.id, chat.locale, wanted)
    asked = fold(visit.field("q"))
    matching = [
        _shown(row, names[row.id])
        for row in wanted
        if asked in fold(f"{names[row.id]} {row.label}")
    ]
    return _ordered(matching, visit.field("order")), len(matching)


def _shown(row: Subscription, name: str) -> ShownSubscription:
    return ShownSubscription(
        id=row.id,
        sign=SIGNS[row.kind],
        name=name,
        label=row.label,
        level=level_at(row.weight),
        created_at=row.created_at,
    )


def _ordered(
    matching: list[ShownSubscription], order: str
) -> list[ShownSubscription]:
    if order == "label":
        return sorted(
            matching, key=lambda row: (not row.label, fold(row.label), row.name)
        )
    if order == "newest":
        return sorted(matching, key=lambda row: (-row.created_at, -row.id))
    if order == "weight":
        return sorted(matching, key=lambda row: (-row.level, fold(row.name)))
    return sorted(matching, key=lambda row: fold(row.name))
